"""Reading coaching: a participant's talks and the free times, a coach's list, and what duties and mail ask."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from community.dagdelen import when
from community.models import Slot, User
from community.notation import date_long, time_range
from training.access.coaching import (
    coached_gesprekken,
    free_coaching_slots,
    is_coach,
    offered_coaching_slots,
    own_coachgesprekken,
)
from training.models import Begeleiding, Coachgesprek, Editie
from training.queries.coachgasten import where_of

COMING, ASKED, OVER, OFF = "GEPLAND", "GEVRAAGD", "GEWEEST", "AFGEZEGD"
WORDS = {COMING: "Gepland", ASKED: "Wacht op een moment", OVER: "Geweest", OFF: "Afgezegd"}


@dataclass(frozen=True)
class GesprekLine:
    """A talk in a list: with whom, when, and how it stands (a key of WORDS). Nothing of what it is about."""

    gesprek: Coachgesprek
    who: str
    when: str
    state: str

    @property
    def word(self) -> str:
        """How it stands, as a person reads it."""
        return WORDS[self.state]


@dataclass(frozen=True)
class VrijeTijd:
    """A free time as one chooses it."""

    slot: Slot
    when: str
    who: str
    where: str


@dataclass(frozen=True)
class TijdLine:
    """A time that a coach offers, with who booked it."""

    slot: Slot
    when: str
    guest: str
    is_over: bool


def state_of(gesprek: Coachgesprek, now: datetime) -> str:
    """Return how a talk stands: a key of WORDS."""
    if gesprek.cancelled_at is not None:
        return OFF
    if gesprek.slot is None:
        return ASKED
    return COMING if gesprek.slot.ends_at > now else OVER


def moment_of(gesprek: Coachgesprek) -> str:
    """Return when a talk is, in words; empty without a time."""
    return when(gesprek.slot.starts_at, gesprek.slot.ends_at) if gesprek.slot else ""


def own_lines(editie: Editie, user: User, now: datetime) -> list[GesprekLine]:
    """Return the talks of a participant, those to come first; one query. In a scope."""
    rows = own_coachgesprekken(user, editie).order_by("asked_at", "pk")
    lines = [GesprekLine(row, row.coach.naam, moment_of(row), state_of(row, now)) for row in rows]
    return sorted(lines, key=lambda line: _order(line))


def coach_lines(editie: Editie, user: User, now: datetime) -> list[GesprekLine]:
    """Return the talks this coach holds and what is asked of her, questions first; one query. In a scope."""
    rows = coached_gesprekken(user, editie, now).order_by("asked_at", "pk")
    lines = [GesprekLine(row, row.deelnemer.user.naam, moment_of(row), state_of(row, now)) for row in rows]
    return sorted(lines, key=lambda line: (line.state != ASKED, _order(line)))


def _order(line: GesprekLine) -> tuple[int, float]:
    moment = line.gesprek.slot.starts_at if line.gesprek.slot else line.gesprek.asked_at
    rank = (COMING, ASKED, OVER, OFF).index(line.state)
    return rank, moment.timestamp() if rank < 2 else -moment.timestamp()


def free_times(editie: Editie, user: User, now: datetime) -> list[VrijeTijd]:
    """Return the times a participant can choose from; one query."""
    rows = free_coaching_slots(user, editie, now).order_by("starts_at", "pk")
    return [
        VrijeTijd(row, f"{date_long(row.starts_at)}, {time_range(row.starts_at, row.ends_at)}", row.host.naam,
                  where_of(row))
        for row in rows
    ]  # fmt: skip


def offered_times(editie: Editie, user: User, now: datetime) -> list[TijdLine]:
    """Return the times that this coach offers and that are not over; one query."""
    rows = offered_coaching_slots(user, editie, now).filter(ends_at__gt=now).order_by("starts_at", "pk")
    return [
        TijdLine(row, when(row.starts_at, row.ends_at), row.booked_by.naam if row.booked_by else "",
                 is_over=row.starts_at <= now)
        for row in rows
    ]  # fmt: skip


def asked_of(ids: Iterable[uuid.UUID], now: datetime) -> dict[uuid.UUID, Coachgesprek]:
    """Return those of these talks that still wait for a time, of who coaches there still. In a scope; opens nothing."""
    rows = Coachgesprek.objects.filter(
        pk__in=set(ids), slot__isnull=True, cancelled_at__isnull=True, deelnemer__stopped_at__isnull=True
    ).select_related("deelnemer__editie__kring", "deelnemer__user", "coach")  # fmt: skip
    return {row.pk: row for row in rows if is_coach(row.coach, row.deelnemer.editie, now)}


def waiting_questions(now: datetime) -> list[Coachgesprek]:
    """Return the questions without a time, of who coaches there still. In a scope; opens nothing."""
    rows = Coachgesprek.objects.filter(slot__isnull=True, booked_at__isnull=True, cancelled_at__isnull=True)
    return list(asked_of(rows.values_list("pk", flat=True), now).values())


def slugs_of_coaching(bijeenkomst_ids: Sequence[Any]) -> dict[Any, tuple[str, uuid.UUID]]:
    """Return the slug of the editie and the talk of each of these meetings; one query. In a scope."""
    rows = Coachgesprek.objects.filter(slot__bijeenkomst__in=bijeenkomst_ids)
    found = rows.values_list("slot__bijeenkomst_id", "deelnemer__editie__slug", "pk")
    return {meeting: (slug, pk) for meeting, slug, pk in found}


def paths_of_gesprek_kringen(kring_ids: Sequence[Any]) -> dict[Any, str]:
    """Return the page of the editie in which these two talk; one query."""
    rows = Begeleiding.objects.filter(kring__in=kring_ids).values_list("kring_id", "deelnemer__editie__slug")
    return {kring_id: reverse("editie", args=[slug]) for kring_id, slug in rows}
