"""Writing the agenda of a meeting of a Kring: all its points in one save."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from community import access
from community.access.vergadering import may_set_agenda, possible_owners
from community.actions.deelname import lock
from community.actions.errors import ActionError
from community.models import Agendapunt, Bijeenkomst, User

MOST_POINTS = 30


class StaleAgendaError(ActionError):
    """Somebody else saved the agenda meanwhile. `punten` are the stored ones, `version` goes with them."""

    def __init__(self, punten: list[Agendapunt], version: int) -> None:
        super().__init__("Iemand anders heeft de agenda net opgeslagen. Bekijk beide versies.")
        self.punten = punten
        self.version = version


@dataclass(frozen=True)
class Punt:
    """One point as somebody wrote it. `id` is empty for a new one."""

    id: uuid.UUID | None
    title: str
    minutes: int | None = None
    bringer_id: uuid.UUID | None = None
    note: str = ""


def save_agendapunten(
    *, actor: User, bijeenkomst: Bijeenkomst, version: int, punten: Sequence[Punt], now: datetime
) -> int:
    """Store the points in this order and return the new version. A point that is left out is gone.

    Raises StaleAgendaError when somebody saved since `version`, ActionError for too many points or for somebody who
    brings in a point and is no member.
    """
    access.require(may_set_agenda(actor, bijeenkomst, now))
    if len(punten) > MOST_POINTS:
        raise ActionError(f"Zet hooguit {MOST_POINTS} punten op de agenda.")
    with transaction.atomic():
        meeting = lock(bijeenkomst)
        stored = list(Agendapunt.objects.filter(bijeenkomst=meeting).select_related("bringer").order_by("number"))
        if meeting.points_version != version:
            raise StaleAgendaError(stored, meeting.points_version)
        _require_members(meeting, stored, punten, now)
        _write(meeting, {row.pk: row for row in stored}, punten)
        Bijeenkomst.objects.filter(pk=meeting.pk).update(points_version=version + 1)
    return version + 1


def _require_members(meeting: Bijeenkomst, stored: Sequence[Agendapunt], punten: Sequence[Punt], now: datetime) -> None:
    """Refuse who is no member; who left but stands on the agenda already may stay on it."""
    asked = {punt.bringer_id for punt in punten if punt.bringer_id} - {row.bringer_id for row in stored}
    if asked and meeting.kring is not None:
        found = set(possible_owners(meeting.kring, now).filter(pk__in=asked).values_list("pk", flat=True))
        if asked - found:
            raise ActionError("Iemand die een punt inbrengt doet niet meer mee in de groep. Kies iemand anders.")


def _write(meeting: Bijeenkomst, stored: dict[uuid.UUID, Agendapunt], punten: Sequence[Punt]) -> None:
    kept = {punt.id for punt in punten if punt.id in stored}
    Agendapunt.objects.filter(bijeenkomst=meeting).exclude(pk__in=kept).delete()
    changed, new = [], []
    for number, punt in enumerate(punten, start=1):
        row = stored.get(punt.id) if punt.id else None
        if row is None:
            row = Agendapunt(bijeenkomst=meeting)
            new.append(row)
        else:
            changed.append(row)
        row.number, row.title, row.minutes, row.note = number, punt.title, punt.minutes, punt.note
        row.bringer_id = punt.bringer_id
    Agendapunt.objects.bulk_update(changed, ["number", "title", "minutes", "note", "bringer"])
    Agendapunt.objects.bulk_create(new)
