"""The days of an editie as the planner knows them: its request, what is taken, and what stands."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from django.db.models import Q

from community.dagdelen import DAGDELEN, covered, times_of
from community.models import Bezetting, Kalenderperiode, PeriodeKind, Regio, User
from community.workdays import at_local, local_date
from training.access.edities import appointed_trainers, possible_trainers
from training.models import Editie, Editiedeel, EditieStatus, OnderdeelKind, Programmaonderdeel
from training.rhythm import (
    Breach,
    Chosen,
    Judgement,
    Kalender,
    Lock,
    Part,
    PartKind,
    PlanRequest,
    Resource,
    ResourceKind,
    SoftRule,
    Stretch,
    judge,
    kalender_of,
)
from training.rhythm.days import TrainingDay, split, training_days
from training.rhythm.kalender import MARGIN

ALL_DAY = tuple(dagdeel.code for dagdeel in DAGDELEN)
# A proposal keeps to daytime; by hand an evening can be chosen.
DAYTIME = ("OCHTEND", "MIDDAG")
# How many minutes fit in one part of the day: a morning from 9 o'clock until the afternoon begins.
LONGEST_DAGDEEL = 240
RULES_OF_KIND = {
    PeriodeKind.SCHOOLVAKANTIE: SoftRule.SCHOOLVAKANTIE, PeriodeKind.VERKIEZING: SoftRule.VERKIEZING,
}  # fmt: skip
MEETING_KINDS = (OnderdeelKind.DAGDEEL, OnderdeelKind.EINDSESSIE)


@dataclass(frozen=True)
class Situation:
    """An editie with all that planning its days asks for, read once."""

    editie: Editie
    delen: tuple[Editiedeel, ...]
    trainers: tuple[User, ...]
    request: PlanRequest

    @property
    def days(self) -> tuple[TrainingDay, ...]:
        """The days of the programme in order; none for a programme without a dagdeel."""
        has_days = any(part.kind in (PartKind.DAGDEEL, PartKind.EINDSESSIE) for part in self.request.parts)
        return training_days(self.request) if has_days else ()

    @property
    def stored(self) -> dict[str, Chosen]:
        """The days that stand, by code."""
        return stored_days(self.delen)

    def began(self, codes: Iterable[str], now: datetime) -> bool:
        """Whether one of these parts began already. Of a concept nothing did: nobody knows it."""
        asked = set(codes) if self.editie.status != EditieStatus.CONCEPT else set()
        return any(
            deel.bijeenkomst is not None and deel.bijeenkomst.starts_at <= now
            for deel in self.delen if deel.onderdeel.code in asked
        )  # fmt: skip


def situation_of(editie: Editie, now: datetime) -> Situation:
    """Return what planning the days of this editie asks for; six queries."""
    rows = Editiedeel.objects.filter(editie=editie).select_related("onderdeel", "bijeenkomst")
    delen = tuple(rows.order_by("onderdeel__position"))
    trainers = trainers_now(editie, now)
    return Situation(editie, delen, trainers, request_of(editie, delen, trainers, now))


def trainers_now(editie: Editie, now: datetime) -> tuple[User, ...]:
    """Return who was asked to lead an editie and is trainer today, by name; also of a concept."""
    rows = appointed_trainers(editie).filter(user__in=possible_trainers(now))
    return tuple(row.user for row in rows)


def request_of(
    editie: Editie, delen: Sequence[Editiedeel], trainers: Sequence[User], now: datetime
) -> PlanRequest:  # fmt: skip
    """Return what the planner is asked. A concept is planned from tomorrow on; what stands fixed is kept."""
    first = editie.from_date
    if editie.status == EditieStatus.CONCEPT:
        first = max(first, local_date(now) + timedelta(days=1))
    locks = tuple(
        Lock(deel.onderdeel.code, choice.day, choice.dagdelen)
        for deel in delen
        if deel.is_locked and (choice := stored_days([deel]).get(deel.onderdeel.code))
    )
    return PlanRequest(
        parts=tuple(part_of(deel.onderdeel) for deel in delen),
        from_date=first,
        until_date=max(editie.until_date, first),
        kalender=kalender_for(editie.regio, editie.from_date, editie.until_date),
        resources=resources_of(editie, trainers),
        locks=locks,
        dagdelen=usable(locks),
    )


def usable(locks: Iterable[Lock]) -> tuple[str, ...]:
    """Return the parts of the day a proposal may use: daytime, and evenings too when one stands fixed."""
    return ALL_DAY if any(set(lock.dagdelen) - set(DAYTIME) for lock in locks) else DAYTIME


def part_of(onderdeel: Programmaonderdeel) -> Part:
    """Return a part of the programme as the planner knows it."""
    kind = PartKind(onderdeel.kind)
    takes = -(-onderdeel.minutes // LONGEST_DAGDEEL) if onderdeel.kind in MEETING_KINDS else 0
    return Part(onderdeel.code, kind, dagdelen=takes, with_previous=onderdeel.is_same_day)


def kalender_for(regio: str, from_date: date, until_date: date) -> Kalender:
    """Return the days to avoid in this holiday region, half a year around the period; one query."""
    near = Kalenderperiode.objects.filter(until_date__gte=from_date - MARGIN, from_date__lte=until_date + MARGIN)
    mine = Q(kind=PeriodeKind.VERKIEZING) | Q(regio=Regio.ALLE)
    rows = near.filter(mine if regio == Regio.ALLE else mine | Q(regio=regio)).order_by("from_date", "pk")
    return kalender_of(
        from_date, until_date,
        (Stretch(RULES_OF_KIND[PeriodeKind(row.kind)], row.name, row.from_date, row.until_date)  # type: ignore[arg-type]  # one of the two
         for row in rows),
    )  # fmt: skip


def resources_of(editie: Editie, trainers: Sequence[User]) -> tuple[Resource, ...]:
    """Return who and what has to be free, with the parts of days in which they are taken elsewhere; one query."""
    whose = Q(user__in=[trainer.pk for trainer in trainers])
    if editie.locatie_id:
        whose |= Q(locatie=editie.locatie_id)
    near = Bezetting.objects.filter(whose, ends_at__gte=at_local(editie.from_date - MARGIN, time(0)))
    near = near.filter(starts_at__lte=at_local(editie.until_date + MARGIN, time(23)))
    taken: dict[uuid.UUID, set[tuple[date, str]]] = {}
    for row in near.exclude(bijeenkomst__kring=editie.kring_id):
        slots = taken.setdefault(row.user_id or row.locatie_id, set())  # type: ignore[arg-type]  # one of the two
        slots |= {(day, part.code) for day, parts in covered(row.starts_at, row.ends_at) for part in parts}
    found = [Resource(trainer.naam, ResourceKind.TRAINER, frozenset(taken.get(trainer.pk, ()))) for trainer in trainers]
    if editie.locatie is not None:
        place = frozenset(taken.get(editie.locatie.pk, ()))
        found.append(Resource(f"De locatie {editie.locatie.name}", ResourceKind.PLACE, place))
    return tuple(found)


def stored_days(delen: Iterable[Editiedeel]) -> dict[str, Chosen]:
    """Return the days that stand: of what is held its day and parts of the day, of the intake its first day."""
    found = {}
    for deel in delen:
        code, meeting = deel.onderdeel.code, deel.bijeenkomst
        if meeting is not None:
            run = run_from(begin_of(meeting.starts_at), part_of(deel.onderdeel).dagdelen)
            found[code] = Chosen(local_date(meeting.starts_at), run)
        elif deel.onderdeel.kind == OnderdeelKind.INTAKE and deel.from_date is not None:
            found[code] = Chosen(deel.from_date)
    return found


def begin_of(starts_at: datetime) -> str:
    """Return the part of the day in which a meeting begins."""
    (_day, parts), *_rest = covered(starts_at, starts_at + timedelta(minutes=90))
    return parts[0].code if parts else ALL_DAY[0]


def run_from(begin: str, number: int) -> tuple[str, ...]:
    """Return so many parts of the day from this one on; fewer when the day ends before."""
    start = ALL_DAY.index(begin)
    return ALL_DAY[start : start + number]


def chosen_for(day: TrainingDay, on: date, begin: str) -> dict[str, Chosen] | None:
    """Return the parts of one day of the programme in time; None when they do not fit in what is left of the day."""
    run = run_from(begin, day.dagdelen)
    if len(run) < day.dagdelen:
        return None
    return {code: Chosen(on, share) for code, share in split(day, run).items()}


def hours_of(onderdeel: Programmaonderdeel, choice: Chosen) -> tuple[datetime, datetime]:
    """Return when a part begins and ends: at the usual hour of its part of the day, for as long as it takes."""
    starts = at_local(choice.day, times_of(choice.dagdelen)[0])
    return starts, starts + timedelta(minutes=onderdeel.minutes)


def judged(situation: Situation, chosen: Mapping[str, Chosen]) -> Judgement:
    """Return what is wrong with these days, which a person chose, and what they cost. An evening may be chosen.

    Of an editie that was published only what this change breaks counts: the days that stand are known to people.
    """
    asked = replace(situation.request, locks=(), dagdelen=ALL_DAY)
    found = judge(asked, chosen)
    if situation.editie.status == EditieStatus.CONCEPT:
        return found
    stood = {_key(breach) for breach in judge(asked, situation.stored).breaches}
    return Judgement(tuple(breach for breach in found.breaches if _key(breach) not in stood), found.costs)


def _key(breach: Breach) -> tuple[str, tuple[str, ...], str]:
    return breach.rule.value, breach.codes, breach.sentence
