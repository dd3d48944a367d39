"""Duties as a person sees them: with their words, and only those that still stand."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce

from community.access.kringen import kring_ids_of
from community.access.taken import visible_taken
from community.extension_points import TaakKind, TaakWords, taak_kinds
from community.models import Taak, User

State = Literal["OPEN", "KLAAR", "VERVALLEN"]


@dataclass(frozen=True)
class ShownTaak:
    """One duty in words. `path` is empty when there is no page to go to any more."""

    taak: Taak
    state: State
    title: str
    why: str = ""
    path: str = ""
    button: str = ""
    group: str = ""
    is_late: bool = False
    detail: str = ""
    done_path: str = ""


def open_taken_of(user: User, now: datetime) -> list[ShownTaak]:
    """Return the duties that stand open, the first due first; those without a date come last.

    What is fulfilled in the data, gone, or not visible to the person is left out, also before the background closed
    it. Costs the same number of queries for one Taak of a kind as for many.
    """
    rows = (
        visible_taken(user, now)
        .filter(done_at__isnull=True, withdrawn_at__isnull=True)
        .select_related("kring")
        .order_by(F("due_at").asc(nulls_last=True), "opened_at", "id")
    )
    for taak in rows:
        taak.user = user  # so that no kind fetches her again
    shown = {}
    for kind, batch in _by_kind(rows):
        words = kind.words(batch, now)
        shown.update({taak.pk: _open(taak, words[taak.pk], now) for taak in batch if taak.pk in words})
    return [shown[taak.pk] for taak in rows if taak.pk in shown]


def finished_taken(user: User, now: datetime) -> QuerySet[Taak]:
    """Return the duties that were done or taken back, the last one first."""
    return (
        visible_taken(user, now)
        .exclude(done_at__isnull=True, withdrawn_at__isnull=True)
        .select_related("kring")
        .order_by(Coalesce("done_at", "withdrawn_at").desc(), "id")
    )


def in_words(rows: Iterable[Taak], user: User, now: datetime) -> list[ShownTaak]:
    """Return finished duties by the name of their kind; the group is told while the person is in it. One query."""
    finished = list(rows)
    own_kringen = set(kring_ids_of(user, now)) if any(taak.kring_id for taak in finished) else set()
    names = {kind.code: kind.name for kind in taak_kinds.all()}
    return [
        ShownTaak(
            taak, "KLAAR" if taak.done_at else "VERVALLEN", names[taak.kind],
            group=taak.kring.name if taak.kring and taak.kring_id in own_kringen else "",
        )
        for taak in finished if taak.kind in names
    ]  # fmt: skip


def _by_kind(rows: Iterable[Taak]) -> list[tuple[TaakKind, Sequence[Taak]]]:
    """Group duties by kind; kinds of a module that is no longer there are left out."""
    known = {kind.code: kind for kind in taak_kinds.all()}
    batches = defaultdict(list)
    for taak in rows:
        batches[taak.kind].append(taak)
    return [(known[code], batch) for code, batch in batches.items() if code in known]


def _open(taak: Taak, words: TaakWords, now: datetime) -> ShownTaak:
    return ShownTaak(
        taak, "OPEN", words.title, words.why, words.path, words.button, taak.kring.name if taak.kring else "",
        is_late=taak.due_at is not None and taak.due_at < now, detail=words.detail, done_path=words.done_path,
    )  # fmt: skip
