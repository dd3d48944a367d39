"""Keeping and destroying the files of messages. Called by the actions of groepsberichten, inside their transaction."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import QuerySet

from community.actions.bestandsinhoud import Inhoud
from community.bewaarregels import REGELS
from community.models import Bestand, Groepsbericht
from community.models.bestanden import FOLDER
from community.wegdoen import sweep_file

# A file that no row names and that is older than this was left behind by a save that failed.
LEFT_BEHIND_AFTER = REGELS["bestanden"].term


@contextmanager
def kept_files(bericht: Groepsbericht, files: Sequence[Inhoud], *, now: datetime) -> Iterator[None]:
    """Keep judged files with a message. When the body or the rows fail, the files are destroyed again."""
    rows = [
        Bestand(groepsbericht=bericht, name=file.name, kind=file.kind, size=len(file.content), number=number,
                created_at=now)
        for number, file in enumerate(files, start=1)
    ]  # fmt: skip
    try:
        for row, file in zip(rows, files, strict=True):
            row.content.save(row.name, ContentFile(file.content), save=False)
        Bestand.objects.bulk_create(rows)
        yield
    except BaseException:
        for row in rows:
            if row.content.name:
                row.content.storage.delete(row.content.name)
        raise


def remove_bestanden(rows: QuerySet[Bestand]) -> None:
    """Take these files away: the rows now, the files themselves once that is certain."""
    names = list(rows.values_list("content", flat=True))
    rows.delete()
    for name in names:
        transaction.on_commit(partial(_storage().delete, name), robust=True)


def remove_left_behind_bestanden(now: datetime) -> int:
    """Destroy files that no row names, of messages that were removed otherwise too; return how many."""
    return remove_unnamed(Bestand.objects.values_list("content", flat=True), storage=_storage(), folder=FOLDER, now=now)


def remove_unnamed(names: Iterable[str], *, storage: Any, folder: str, now: datetime) -> int:
    """Destroy the files in a folder that are older than a day and have none of these names; return how many."""
    if not storage.exists(folder):
        return 0
    known = set(names)
    found = {f"{folder}/{name}" for name in storage.listdir(folder)[1]}
    left = [name for name in found - known if storage.get_modified_time(name) < now - LEFT_BEHIND_AFTER]
    for name in left:
        sweep_file(storage, name)
    return len(left)


def _storage() -> Any:
    return Bestand._meta.get_field("content").storage
