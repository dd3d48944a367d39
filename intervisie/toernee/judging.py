"""Which rules a plan breaks and what it costs: for any plan, also one made by hand. Plain Python, for web pages.

Rules and cost are those of `bench/toernee/scorer.py`; what that one does not know (locks, held visits, excused
members, a person in two toernees, the end of the period) is judged here too.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from intervisie.toernee.instance import PARTS, WEEK, Facilitator, Instance, Tour, day_of, km, week_of
from intervisie.toernee.plans import TourPlan, Visit


@dataclass(frozen=True)
class Broken:
    """A rule that is broken: its kind, who it is about, the dagdelen, and by how much.

    Kinds: gastheren, begeleider, geblokkeerd, afwezig, ontvangst, begeleider-afwezig, te-vroeg, te-laat, rollen,
    rolverdeling, tussentijd, looptijd, dubbel, week, te-veel, vast.
    """

    kind: str
    people: tuple[str, ...] = ()
    slots: tuple[int, ...] = ()
    amount: int = 0


@dataclass(frozen=True)
class Judgement:
    """Rules broken, and the parts of the cost before weighing with what they cost together."""

    broken: tuple[Broken, ...]
    parts: Mapping[str, float]
    cost: float


def judge(instance: Instance, plan: TourPlan, *, others: Sequence[TourPlan] = ()) -> Judgement:
    """Return what is wrong with a plan and what it costs. `others` are the plans of other toernees beside it.

    Raises KeyError when the toernee, a host or the begeleider is not in the instance.
    """
    tour = instance.tours_by_id[plan.tour]
    plan = replace(plan, visits=tuple(sorted(plan.visits, key=lambda one: one.slot)))
    broken = [
        *_of_hosts(tour, plan), *_of_visits(instance, tour, plan), *_of_roles(tour, plan),
        *_of_dates(instance, tour, plan), *_of_locks(tour, plan),
        *_of_others(instance, tour, plan, [one for one in others if one.tour != plan.tour]),
    ]  # fmt: skip
    parts = parts_of(instance, tour, plan)
    return Judgement(tuple(broken), parts, cost_of(instance, parts))


def cost_of(instance: Instance, parts: Mapping[str, float]) -> float:
    """Return what the parts cost together."""
    return sum(instance.weights[name] * parts[name] for name in PARTS)


def parts_of(instance: Instance, tour: Tour, plan: TourPlan) -> dict[str, float]:
    """Return the parts of the cost, each in its own unit (days, visits, pairs, km). Visits are in order of time."""
    rules, people = instance.rules, instance.people_by_id
    days = [day_of(visit.slot) for visit in plan.visits]
    rather_not = [
        sum(visit.slot in people[one].rather_not for visit in plan.visits if (one, visit.host) not in tour.excused)
        for one in tour.members
    ]
    guide = None if plan.facilitator is None else instance.guides[plan.facilitator]
    return {
        "gap": sum(abs(b - a - rules.ideal_gap_days) for a, b in pairwise(days)),
        "rather_not": sum(rather_not),
        "rather_not_max": max(rather_not, default=0),
        "long_trips": sum(long_pairs(instance, tour, a.host, b.host) for a, b in pairwise(plan.visits)),
        "first_again": int(bool(plan.visits) and people[plan.visits[0].host].last_hosted_first),
        "late": days[-1] - day_of(tour.earliest) if days else 0,
        "facilitator_km": sum(km(guide.xy, people[visit.host].xy) for visit in plan.visits) if guide else 0.0,
    }


def long_pairs(instance: Instance, tour: Tour, first: str, second: str) -> int:
    """Return for how many members two visits after each other are both far away."""
    return sum(_is_far(instance, tour, one, first) and _is_far(instance, tour, one, second) for one in tour.members)


def _is_far(instance: Instance, tour: Tour, member: str, host: str) -> bool:
    if member == host or (member, host) in tour.excused:
        return False
    people = instance.people_by_id
    return km(people[member].xy, people[host].xy) > instance.rules.long_trip_km


def held_slots(tour: Tour) -> dict[str, int]:
    """Return who received already, and when."""
    return {lock.host: lock.slot for lock in tour.locks if lock.is_held and lock.host and lock.slot is not None}


def present_at(tour: Tour, host: str) -> tuple[str, ...]:
    """Return which members must be at the visit to this host."""
    return tuple(one for one in tour.members if (one, host) not in tour.excused)


def _of_hosts(tour: Tour, plan: TourPlan) -> Iterable[Broken]:
    hosts = [visit.host for visit in plan.visits]
    if sorted(hosts) != sorted(tour.receiving):
        wrong = set(hosts) ^ set(tour.receiving) or {one for one in hosts if hosts.count(one) > 1}
        yield Broken("gastheren", tuple(sorted(wrong)))
    if plan.facilitator not in tour.possible_facilitators:
        yield Broken("begeleider", () if plan.facilitator is None else (plan.facilitator,))


def _of_visits(instance: Instance, tour: Tour, plan: TourPlan) -> Iterable[Broken]:
    held = held_slots(tour)
    for visit in plan.visits:
        if held.get(visit.host) != visit.slot:
            yield from broken_at(instance, tour, visit.host, visit.slot)
            if plan.facilitator is not None and visit.slot not in instance.guides[plan.facilitator].slots:
                yield Broken("begeleider-afwezig", (plan.facilitator,), (visit.slot,))


def broken_at(instance: Instance, tour: Tour, host: str, slot: int) -> Iterable[Broken]:
    """Return what stands in the way of this visit on this dagdeel, the begeleider and other visits aside."""
    people = instance.people_by_id
    if slot in instance.blocked:
        yield Broken("geblokkeerd", (), (slot,))
    for one in present_at(tour, host):
        if slot not in people[one].slots:
            yield Broken("afwezig", (one,), (slot,))
    if slot not in people[host].host_slots:
        yield Broken("ontvangst", (host,), (slot,))
    if slot < tour.earliest:
        yield Broken("te-vroeg", (), (slot,), tour.earliest - slot)
    if day_of(slot) >= instance.rules.days:
        yield Broken("te-laat", (), (slot,), day_of(slot) - instance.rules.days + 1)


def _of_roles(tour: Tour, plan: TourPlan) -> Iterable[Broken]:
    """Judge roles where they are divided; after a replacement a role may come back, so then only per visit."""
    visits = [visit for visit in plan.visits if visit.chair is not None or visit.reporter is not None]
    for visit in visits:
        three = {visit.host, visit.chair, visit.reporter}
        if len(three) != 3 or None in three:
            yield Broken("rollen", (visit.host,), (visit.slot,))
    is_whole = not held_slots(tour) and not tour.excused and set(tour.receiving) == set(tour.members)
    if not is_whole or len(visits) != len(tour.members):
        return
    for role in ("chair", "reporter"):
        holders = [str(getattr(visit, role)) for visit in visits]
        if sorted(holders) != sorted(tour.members):
            yield Broken("rolverdeling", tuple(sorted({one for one in holders if holders.count(one) > 1})))


def _of_dates(instance: Instance, tour: Tour, plan: TourPlan) -> Iterable[Broken]:
    rules, held = instance.rules, held_slots(tour)
    for a, b in pairwise(plan.visits):
        short = max(1, rules.min_gap_days) - (day_of(b.slot) - day_of(a.slot))
        if short > 0 and held.get(b.host) != b.slot:
            yield Broken("tussentijd", (a.host, b.host), (a.slot, b.slot), short)
    if plan.visits:
        first, last = plan.visits[0], plan.visits[-1]
        long = day_of(last.slot) - day_of(first.slot) - rules.max_span_days
        if long > 0 and held.get(last.host) != last.slot:
            yield Broken("looptijd", (first.host, last.host), (first.slot, last.slot), long)


def _of_locks(tour: Tour, plan: TourPlan) -> Iterable[Broken]:
    for lock in tour.locks:
        if lock.slot is None:
            continue
        there = [visit for visit in plan.visits if visit.slot == lock.slot]
        if not there or (lock.host is not None and there[0].host != lock.host):
            yield Broken("vast", () if lock.host is None else (lock.host,), (lock.slot,))


def _of_others(instance: Instance, tour: Tour, plan: TourPlan, others: Sequence[TourPlan]) -> Iterable[Broken]:
    if plan.facilitator is not None:
        yield from _of_guide(instance.guides[plan.facilitator], plan, others)
    else:
        yield from ()
    members = set(tour.members)
    for other in others:
        shared = members & set(instance.tours_by_id[other.tour].members)
        days = {day_of(slot) for slot in other.slots} if shared else set()
        for visit in plan.visits:
            if day_of(visit.slot) in days:
                yield Broken("dubbel", tuple(sorted(shared)), (visit.slot,))


def _of_guide(guide: Facilitator, plan: TourPlan, others: Sequence[TourPlan]) -> Iterable[Broken]:
    mine = [visit.slot for visit in plan.visits]
    theirs = [slot for other in others if other.facilitator == guide.id for slot in other.slots]
    days = [day_of(slot) for slot in (*mine, *theirs)]
    for slot in mine:
        if days.count(day_of(slot)) > 1:
            yield Broken("dubbel", (guide.id,), (slot,))
    weeks = [day // WEEK for day in days]
    for week in sorted({week_of(slot) for slot in mine}):
        over = weeks.count(week) - guide.max_per_week
        if over > 0:
            yield Broken("week", (guide.id,), tuple(slot for slot in mine if week_of(slot) == week), over)
    over = 1 + sum(other.facilitator == guide.id for other in others) - guide.max_tours
    if over > 0:
        yield Broken("te-veel", (guide.id,), (), over)


@dataclass(frozen=True)
class Choice:
    """A dagdeel for one visit: what the plan would cost more (or less) and which rules it would break newly."""

    slot: int
    extra: float
    broken: tuple[Broken, ...]


def choices(
    instance: Instance, plan: TourPlan, host: str, *, others: Sequence[TourPlan] = (), most_broken: int | None = None
) -> tuple[Choice, ...]:
    """Return for the visit to this host every dagdeel of the period: what shifting it there costs and breaks.

    Its own dagdeel is among them with 0 extra. With `most_broken` only dagdelen that break at most so many rules.
    Raises KeyError when this host receives no visit.
    """
    if plan.slot_of(host) is None:
        raise KeyError(host)
    now = judge(instance, plan, others=others)
    found = []
    for slot in range(2 * instance.rules.days):
        moved = replace(plan, visits=tuple(_at(visit, host, slot) for visit in plan.visits))
        then = judge(instance, moved, others=others)
        new = tuple(one for one in then.broken if one not in now.broken)
        if most_broken is None or len(new) <= most_broken:
            found.append(Choice(slot, round(then.cost - now.cost, 6), new))
    return tuple(found)


def _at(visit: Visit, host: str, slot: int) -> Visit:
    return replace(visit, slot=slot) if visit.host == host else visit
