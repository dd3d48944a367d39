"""How a session goes: its people, its seats and where it is, as the engine reads them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.utils.translation import gettext as _

from intervisie.models import Sessie, Sessieblad, Sessiedeelnemer, SessieTempo
from intervisie.werkvorm.clock import Clock
from intervisie.werkvorm.course import Position, Seat
from intervisie.werkvorm.leading import Present
from intervisie.werkvorm.reveal import Sheet
from intervisie.werkvorm.schema import read_werkvorm
from intervisie.werkvorm.steps import Stap, Werkvormschema

# From when somebody who was not heard of counts as away on the screens of the others.
AWAY_SECONDS = 60


@dataclass(frozen=True)
class Gang:
    """One session with all its people, in the order of their numbers; who only is expected too."""

    sessie: Sessie
    schema: Werkvormschema
    people: tuple[Sessiedeelnemer, ...]

    @cached_property
    def seats(self) -> tuple[Seat, ...]:
        """The seats of who came in and takes part, left ones included: those keep their place in the order."""
        return tuple(
            Seat(one.number, one.group, is_active=one.left_at is None)
            for one in self.people
            if one.joined_at is not None and one.takes_part
        )

    @property
    def active(self) -> tuple[Seat, ...]:
        """The seats of who is in."""
        return tuple(seat for seat in self.seats if seat.is_active)

    @property
    def position(self) -> Position:
        """Where it is."""
        return Position(self.sessie.step, self.sessie.round, self.sessie.turn)

    @property
    def step(self) -> Stap:
        """The step it is in."""
        return self.schema.steps[min(self.sessie.step, len(self.schema.steps) - 1)]

    @property
    def is_in_days(self) -> bool:
        """Whether each does it in her own time."""
        return self.sessie.tempo == SessieTempo.DAGEN

    @property
    def inbrenger(self) -> int | None:
        """The seat of whose question it is, if one was chosen who came in."""
        found = next((one for one in self.people if one.pk == self.sessie.inbrenger_id), None)
        return found.number if found is not None and found.joined_at is not None else None

    @cached_property
    def by_number(self) -> dict[int, Sessiedeelnemer]:
        """The people by their seat."""
        return {one.number: one for one in self.people}

    def number_of(self, deelnemer_id: object) -> int | None:
        """Return the seat of this person of the session."""
        return next((one.number for one in self.people if one.pk == deelnemer_id), None)


def gang_of(sessie: Sessie) -> Gang:
    """Return how a session goes, as stored now. One query."""
    rows = Sessiedeelnemer.objects.filter(sessie=sessie).select_related("user").order_by("number")
    return Gang(sessie, read_werkvorm(sessie.versie.schema), tuple(rows))


def clock_of(sessie: Sessie) -> Clock | None:
    """Return the clock of the moment; None before the session began."""
    if sessie.moment_started_at is None:
        return None
    return Clock(
        started_at=sessie.moment_started_at, seconds=sessie.moment_seconds, paused_at=sessie.paused_at,
        held_seconds=sessie.held_seconds,
    )  # fmt: skip


def name_of(one: Sessiedeelnemer) -> str:
    """Return how a person of a session is called there."""
    if one.user is not None:
        return one.user.naam
    return one.name or _("oud-deelnemer")


def seconds_ago(one: Sessiedeelnemer, now: datetime) -> float | None:
    """Return how long ago somebody was heard of; None when she is not in."""
    if one.seen_at is None or one.joined_at is None or one.left_at is not None:
        return None
    return max(0.0, (now - one.seen_at).total_seconds())


def is_present(one: Sessiedeelnemer, now: datetime) -> bool:
    """Whether she is there: in, and heard of lately or writing on paper."""
    if one.is_on_paper:
        return one.joined_at is not None and one.left_at is None
    ago = seconds_ago(one, now)
    return ago is not None and ago < AWAY_SECONDS


def presents(people: Iterable[Sessiedeelnemer], now: datetime) -> tuple[Present, ...]:
    """Return the people as the engine judges who takes the lead over."""
    return tuple(
        Present(one.number, has_account=one.user_id is not None, is_on_paper=one.is_on_paper,
                seen_seconds_ago=seconds_ago(one, now))
        for one in people
    )  # fmt: skip


def sheet_of(row: Sessieblad, number: int) -> Sheet:
    """Return a stored sheet as the engine reads it. In a scope: it is opened here."""
    return Sheet(number, row.step, row.round, dict(row.answers), is_handed_in=row.handed_in_at is not None)
