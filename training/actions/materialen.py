"""Material of trainings: placing it, a newer version of it, changing what stands with it, taking it back."""

import uuid
from dataclasses import asdict, dataclass
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from community import access
from community.actions.bestanden import remove_unnamed
from community.actions.bestandsinhoud import Inhoud
from community.actions.errors import ActionError
from community.actions.versions import save_version
from community.berichten.outbox import owe_many
from community.models import User
from training.access.materialen import may_keep, may_keep_library, may_place_in, readers_of, visible_materialen
from training.models import Editie, Materiaal, Materiaalversie, Programma
from training.models.materialen import FOLDER
from training.queries.materialen import file_names

NEW_MATERIAL = "N196"
GONE = _("Dit materiaal is ingetrokken. Zet het eerst terug.")


@dataclass(frozen=True)
class MateriaalAnswers:
    """What stands with a piece of material: its title, part of the programme, for whom it is, and its source."""

    title: str
    code: str
    audience: str
    licence: str


def place_materiaal(
    *, actor: User, programma: Programma, editie: Editie | None, answers: MateriaalAnswers, file: Inhoud | None,
    origin_id: uuid.UUID | None, now: datetime,
) -> Materiaal:  # fmt: skip
    """Place material of a programme, or made to measure for one editie; without a file it is announced.

    `origin_id` is what it was made from. Raises ActionError when that is not there (any more) for the actor.
    """
    access.require(may_place_in(actor, editie, now) if editie else may_keep_library(actor, now))
    if origin_id is not None and not visible_materialen(actor, now).filter(pk=origin_id, programma=programma).exists():
        raise ActionError(_("Het materiaal waar dit van is gemaakt, is er niet meer. Kies een ander."))
    with transaction.atomic():
        row = Materiaal.objects.create(
            programma=programma, editie=editie, derived_from_id=origin_id, **asdict(answers)
        )  # fmt: skip
        if file is not None:
            _add_version(actor, row, file, is_told=True, now=now)
    return row


def place_version(
    *, actor: User, materiaal: Materiaal, file: Inhoud, is_told: bool, now: datetime
) -> Materiaalversie:  # fmt: skip
    """Place a version; the newest is what is opened from now on. The first is always told, a later one when asked.

    Raises ActionError when it was taken back meanwhile.
    """
    access.require(may_keep(actor, materiaal, now))
    with transaction.atomic():
        held = Materiaal.objects.select_for_update(of=("self",)).get(pk=materiaal.pk)
        if held.withdrawn_at is not None:
            raise ActionError(GONE)
        return _add_version(actor, held, file, is_told=is_told, now=now)


def change_materiaal(
    *, actor: User, materiaal: Materiaal, version: int, answers: MateriaalAnswers, now: datetime
) -> Materiaal:  # fmt: skip
    """Change what stands with it. Raises StaleSaveError when somebody else saved meanwhile."""
    access.require(may_keep(actor, materiaal, now))
    with transaction.atomic():
        return save_version(materiaal, version=version, changes=asdict(answers))


def withdraw_materiaal(*, actor: User, materiaal: Materiaal, now: datetime) -> None:
    """Take it back: nobody but who keeps it opens it or any version of it. Twice is as once."""
    access.require(may_keep(actor, materiaal, now))
    _set_withdrawn(materiaal, withdrawn_at=now)


def restore_materiaal(*, actor: User, materiaal: Materiaal, now: datetime) -> None:
    """Put back what was taken back. Twice is as once."""
    access.require(may_keep(actor, materiaal, now))
    _set_withdrawn(materiaal, withdrawn_at=None)


def remove_left_behind_materialen(now: datetime) -> int:
    """Destroy files that no version names any more; return how many."""
    storage = Materiaalversie._meta.get_field("content").storage
    return remove_unnamed(file_names(), storage=storage, folder=FOLDER, now=now)


def _set_withdrawn(materiaal: Materiaal, *, withdrawn_at: datetime | None) -> None:
    with transaction.atomic():
        held = Materiaal.objects.select_for_update(of=("self",)).get(pk=materiaal.pk)
        if (held.withdrawn_at is None) != (withdrawn_at is None):
            Materiaal.objects.filter(pk=held.pk).update(version=held.version + 1, withdrawn_at=withdrawn_at)


def _add_version(actor: User, row: Materiaal, file: Inhoud, *, is_told: bool, now: datetime) -> Materiaalversie:
    """Keep the file as the newest version and owe who it is for; when anything fails the file is destroyed again."""
    last = row.versies.order_by("-number").values_list("number", flat=True).first() or 0
    versie = Materiaalversie(materiaal=row, number=last + 1, name=file.name, kind=file.kind, size=len(file.content),
                             placed_by=actor, placed_at=now)  # fmt: skip
    try:
        versie.content.save(file.name, ContentFile(file.content), save=False)
        versie.save(force_insert=True)
        if is_told or not last:
            people = [user for user in readers_of(row, now) if user.pk != actor.pk]
            owe_many(NEW_MATERIAL, object_id=row.pk, recipients=people, moment=f"v{versie.number}", now=now)
    except BaseException:
        if versie.content.name:
            versie.content.storage.delete(versie.content.name)
        raise
    return versie
