"""Sessions in days: on which days each step falls, until when the present one lasts, and who wrote nothing yet."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from community.access.kringen import readers
from community.workdays import add_workdays, local_date, mail_moment
from intervisie.access.sessies import NOT_DESTROYED, kring_of
from intervisie.models import Sessie, Sessieblad, Sessiedeelnemer, SessieStatus, SessieTempo
from intervisie.queries.sessiegang import Gang, clock_of, gang_of
from intervisie.queries.sessiemoment import deadline_in_days
from intervisie.werkvorm import course, reveal
from intervisie.werkvorm.course import Position
from intervisie.werkvorm.reveal import Viewer
from intervisie.werkvorm.schema import read_werkvorm

# Messages of a session that takes days: a new step began; it ends tomorrow and you wrote nothing.
STEP, ENDS = "N227", "N229"


@dataclass(frozen=True)
class Dag:
    """One step of a session that takes days. The days of what lies behind are not known any more."""

    number: int
    title: str
    round: int
    state: str
    begins: date | None = None
    ends: date | None = None


def planned_days(sessie: Sessie, now: datetime) -> tuple[Dag, ...]:
    """Return the steps of a session in their order, with the days on which they begin and end when nobody goes on
    earlier. Before it begins as if it begins now. Nothing for a session at one moment. One query."""
    if sessie.tempo != SessieTempo.DAGEN:
        return ()
    gang, begins, found = gang_of(sessie), now, []
    places = course.moments(gang.schema, gang.seats, is_in_days=True)
    at = _index(gang, places)
    for index, place in enumerate(places):
        step = gang.schema.steps[place.step]
        row = Dag(place.step + 1, step.title, place.round + 1 if step.repeats else 0, "done")
        if index >= at:
            is_here = index == at and sessie.status == SessieStatus.BEZIG
            ends = deadline_of(sessie, now) if is_here else deadline_in_days(gang, place, begins)
            began = sessie.moment_started_at or now if is_here else begins
            state = "current" if is_here else ""
            row = replace(row, state=state, begins=local_date(began), ends=local_date(ends))
            begins = ends
        found.append(row)
    return tuple(found)


def _index(gang: Gang, places: Sequence[Position]) -> int:
    """Return at which of its places a session is: before the first, or past the last when it is over."""
    if gang.sessie.status == SessieStatus.VOORBEREIDING:
        return 0
    if gang.sessie.status != SessieStatus.BEZIG:
        return len(places)
    here = course.settle(gang.schema, gang.seats, gang.position, is_in_days=True)
    return places.index(here)


def deadline_of(sessie: Sessie, now: datetime) -> datetime:
    """Return until when the present step lasts; now for a session that did not begin."""
    clock = clock_of(sessie)
    return clock.deadline(now) if clock is not None else now


def running_in_days() -> Any:
    """Return the sessions that go on in days, each with what its course needs."""
    rows = Sessie.objects.filter(NOT_DESTROYED, status=SessieStatus.BEZIG, tempo=SessieTempo.DAGEN,
                                 bijeenkomst__kring__closed_at__isnull=True)  # fmt: skip
    return rows.select_related("versie__werkvorm", "bijeenkomst__kring").order_by("pk")


def last_call(sessie: Sessie, now: datetime) -> datetime:
    """Return when who wrote nothing is told that the step ends: in the morning of the working day before that."""
    return mail_moment(add_workdays(local_date(deadline_of(sessie, now)), -1))


def people_of(sessie: Sessie) -> list[Sessiedeelnemer]:
    """Return who takes part with an account and is in. One query."""
    rows = Sessiedeelnemer.objects.filter(sessie=sessie, user__isnull=False, takes_part=True, joined_at__isnull=False)
    return list(rows.filter(left_at__isnull=True).select_related("user").order_by("number"))


def step_mark(sessie: Sessie) -> str:
    """Return what a message about the present step is about."""
    return f"stap:{sessie.step}.{sessie.round}.{sessie.turn}"


def silent_people(gangen: Iterable[Gang], bladen: Collection[tuple[Any, Any, str, int]]) -> set[tuple[Any, Any]]:
    """Return (session, user) of who may write in the step that goes on and has nothing on her sheet yet. `bladen` are
    the sheets with something on them, from `written_in`."""
    found = set()
    for gang in gangen:
        step, round = gang.step, gang.position.round if gang.step.repeats else 0
        for one in gang.people:
            viewer = Viewer(one.number, is_leader=False, types_for=frozenset())
            may = reveal.may_write(gang.schema, gang.seats, gang.position, gang.inbrenger, viewer, one.number,
                                   step.code, round, is_handed_in=False)  # fmt: skip
            is_in = one.user_id is not None and one.joined_at is not None and one.left_at is None
            if may and is_in and (gang.sessie.pk, one.pk, step.code, round) not in bladen:
                found.add((gang.sessie.pk, one.user_id))
    return found


def written_in(ids: Collection[Any]) -> set[tuple[Any, Any, str, int]]:
    """Return (session, person, step, round) of every sheet of these sessions with something on it. One query, in a
    scope: no sealed field is opened."""
    rows = Sessieblad.objects.filter(sessie__in=ids).exclude(filled=[])
    return set(rows.values_list("sessie", "deelnemer", "step", "round"))


def gangen_of(ids: Collection[Any]) -> dict[Any, Gang]:
    """Return these sessions by id, as far as they go on in days, with their people. Two queries."""
    sessies = {row.pk: row for row in running_in_days().filter(pk__in=set(ids))}
    people: dict[Any, list[Sessiedeelnemer]] = {pk: [] for pk in sessies}
    rows = Sessiedeelnemer.objects.filter(sessie__in=sessies).select_related("user").order_by("number")
    for row in rows:
        people[row.sessie_id].append(row)
    return {
        pk: Gang(row, read_werkvorm(row.versie.schema), tuple(people[pk])) for pk, row in sessies.items()
    }  # fmt: skip


def insiders(gangen: Iterable[Gang], now: datetime) -> set[tuple[Any, Any]]:
    """Return (session, user) of who is in and may still be there: in a Kring who reads there now. Two queries."""
    found, of_kring = set(), {}
    for gang in gangen:
        kring = kring_of(gang.sessie)
        for one in gang.people:
            if one.user_id is None or one.joined_at is None or one.left_at is not None or not one.takes_part:
                continue
            if kring is None:
                found.add((gang.sessie.pk, one.user_id))
            else:
                of_kring[gang.sessie.pk, one.user_id] = kring.pk
    reading = readers(set(of_kring.values()), {user for _sessie, user in of_kring}, now) if of_kring else set()
    return found | {pair for pair, kring in of_kring.items() if (pair[1], kring) in reading}
