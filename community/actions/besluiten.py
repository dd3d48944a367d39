"""Writing down what a Kring decided in a meeting, and the report of it."""

import uuid
from datetime import date, datetime

from django.db import transaction

from community import access
from community.access.vergadering import may_write_outcome
from community.actions.deelname import lock
from community.actions.errors import ActionError, StaleSaveError
from community.actions.versions import save_version
from community.models import Agendapunt, Besluit, Bijeenkomst, User, Verslag
from community.workdays import local_date

MOST_BESLUITEN = 100


class BesluitError(ActionError):
    """The decision cannot be written down like this. `field` names what is wrong."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def add_besluit(
    *, actor: User, bijeenkomst: Bijeenkomst, text: str, decided_date: date, agendapunt_id: uuid.UUID | None,
    now: datetime,
) -> Besluit:  # fmt: skip
    """Write down a decision. Raises BesluitError for a date or point that cannot be right."""
    access.require(may_write_outcome(actor, bijeenkomst, now))
    _require_date(decided_date, now)
    with transaction.atomic():
        meeting = lock(bijeenkomst)
        if Besluit.objects.filter(bijeenkomst=meeting).count() >= MOST_BESLUITEN:
            raise ActionError(f"Een bijeenkomst heeft hooguit {MOST_BESLUITEN} besluiten.")
        return Besluit.objects.create(
            bijeenkomst=meeting, text=text, decided_date=decided_date, agendapunt=_punt(meeting, agendapunt_id),
            created_at=now, created_by=actor,
        )  # fmt: skip


def change_besluit(
    *, actor: User, besluit: Besluit, version: int, text: str, decided_date: date, agendapunt_id: uuid.UUID | None,
    now: datetime,
) -> Besluit:  # fmt: skip
    """Store another text, date or point. Raises StaleSaveError when somebody saved since `version`, or BesluitError."""
    access.require(may_write_outcome(actor, besluit.bijeenkomst, now))
    _require_date(decided_date, now)
    with transaction.atomic():
        punt = _punt(besluit.bijeenkomst, agendapunt_id)
        if Besluit.objects.select_for_update().filter(pk=besluit.pk).first() is None:
            raise ActionError("Iemand anders heeft dit besluit net weggehaald.")
        return save_version(besluit, version=version,
                            changes={"text": text, "decided_date": decided_date, "agendapunt": punt})  # fmt: skip


def remove_besluit(*, actor: User, besluit: Besluit, now: datetime) -> None:
    """Take away a decision that was written down by mistake. A second time changes nothing."""
    access.require(may_write_outcome(actor, besluit.bijeenkomst, now))
    Besluit.objects.filter(pk=besluit.pk).delete()


def save_verslag(*, actor: User, bijeenkomst: Bijeenkomst, version: int, text: str, now: datetime) -> Verslag:
    """Store the report; `version` is that of the report somebody saw, 0 when there was none.

    Raises StaleSaveError, with the stored report, when somebody else saved meanwhile.
    """
    access.require(may_write_outcome(actor, bijeenkomst, now))
    with transaction.atomic():
        meeting = lock(bijeenkomst)
        stored = Verslag.objects.filter(bijeenkomst=meeting).select_related("saved_by").first()
        if stored is None:
            if version:
                raise ActionError("Deze pagina is te oud. Kopieer je tekst en open de pagina opnieuw.")
            return Verslag.objects.create(bijeenkomst=meeting, text=text, saved_at=now, saved_by=actor)
        if stored.version != version:
            raise StaleSaveError(stored)
        return save_version(stored, version=version, changes={"text": text, "saved_at": now, "saved_by": actor})


def _require_date(decided_date: date, now: datetime) -> None:
    if decided_date > local_date(now):
        raise BesluitError("decided_date", "Een besluit is genomen op een dag die is geweest, of vandaag.")
    if decided_date.year < 2000:
        raise BesluitError("decided_date", "Kies een datum na 1 januari 2000.")


def _punt(meeting: Bijeenkomst, agendapunt_id: uuid.UUID | None) -> Agendapunt | None:
    """Return the point of this meeting. Raises BesluitError when it is gone meanwhile."""
    if agendapunt_id is None:
        return None
    punt = Agendapunt.objects.filter(bijeenkomst=meeting, pk=agendapunt_id).first()
    if punt is None:
        raise BesluitError("agendapunt", "Dit punt staat niet meer op de agenda. Kies een ander punt.")
    return punt
