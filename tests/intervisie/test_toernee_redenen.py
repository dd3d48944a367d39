"""Why a toernee has no dates: every wish that is named helps, none smaller exists, and who is named really blocks."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intervisie.toernee import (
    Blocker,
    Explanation,
    Facilitator,
    Instance,
    Lock,
    Naming,
    Rules,
    Tour,
    TourPlan,
    Wish,
    WishKind,
    explain,
    granted,
    plan,
    read_instance,
    repair,
    sentences,
)
from intervisie.toernee.planning import cheapest_plan
from intervisie.toernee.tables import taken_by
from tests.intervisie.toerneework import every_plan, read, world

SEEDS = st.integers(0, 10**6)
SMALL = ("scarce-1-1", "normal-20-1", "scarce-20-1", "impossible-20-1")


def is_possible(instance: Instance, tour: str) -> bool:
    return any(True for _ in every_plan(instance, instance.tours_by_id[tour]))


def single_wishes(instance: Instance, tour: Tour) -> Iterator[Wish]:
    """Return by the definition every single wish that can be given up."""
    rules, slots = instance.rules, range(2 * instance.rules.days)
    for one in tour.members:
        person = instance.people_by_id[one]
        yield from (Wish(WishKind.DAGDEEL, one, slot) for slot in slots if slot not in person.slots)
        yield from (Wish(WishKind.ONTVANGST, one, slot) for slot in person.slots - person.host_slots)
    for guide in instance.facilitators:
        if guide.id in tour.facilitators:
            missing = (slot for slot in slots if slot not in guide.slots)
            yield from (Wish(WishKind.BEGELEIDER_DAGDEEL, guide.id, slot) for slot in missing)
        elif tour.facilitators:
            yield Wish(WishKind.BEGELEIDER, guide.id)
    yield from (Wish(WishKind.TUSSENTIJD, amount=gap) for gap in range(1, rules.min_gap_days))
    yield from (Wish(WishKind.LOOPTIJD, amount=span) for span in range(rules.max_span_days + 1, rules.days + 1))
    yield from (Wish(WishKind.BEGIN, slot=slot) for slot in range(tour.earliest))


@settings(max_examples=8, deadline=None)
@given(SEEDS)
def test_a_single_wish_is_named_exactly_when_one_helps_and_every_set_named_helps(seed: int) -> None:
    instance = world(seed, members=4, slots=7, free=0.75)
    tour = instance.tours[0]
    found = explain(instance, tour.id)
    assert (found.blocker is Blocker.GEEN) == is_possible(instance, tour.id)
    if found.blocker is Blocker.GEEN:
        return
    for relief in found.reliefs:
        assert is_possible(granted(instance, tour.id, relief.wishes), tour.id)
        for less in combinations(relief.wishes, len(relief.wishes) - 1):
            assert not is_possible(granted(instance, tour.id, less), tour.id)
    helping = [wish for wish in single_wishes(instance, tour) if helps(instance, tour, wish)]
    sizes = {len(relief.wishes) for relief in found.reliefs}
    assert (sizes == {1}) == bool(helping)
    for relief in found.reliefs if helping else ():
        assert relief.wishes[0] in helping
        smaller = less_than(relief.wishes[0])
        assert smaller is None or smaller not in helping


def can_be(instance: Instance, tour: str) -> bool:
    """Whether the planner finds a plan, which other tests compare with an exhaustive search."""
    return cheapest_plan(instance, instance.tours_by_id[tour], taken_by(instance, ())) is not None


def helps(instance: Instance, tour: Tour, wish: Wish) -> bool:
    return can_be(granted(instance, tour.id, [wish]), tour.id)


def less_than(wish: Wish) -> Wish | None:
    """Return a wish of the same kind that gives up less."""
    if wish.kind is WishKind.TUSSENTIJD:
        return replace(wish, amount=(wish.amount or 0) + 1)
    if wish.kind is WishKind.LOOPTIJD:
        return replace(wish, amount=(wish.amount or 0) - 1)
    return replace(wish, slot=(wish.slot or 0) + 1) if wish.kind is WishKind.BEGIN else None


@settings(max_examples=20, deadline=None)
@given(SEEDS)
def test_the_people_named_block_by_themselves_and_nobody_of_them_can_be_missed(seed: int) -> None:
    instance = world(seed, members=4, slots=8, free=0.6)
    tour = replace(instance.tours[0], facilitators=())
    instance = replace(instance, tours=(tour,))
    found = explain(instance, tour.id)
    if found.blocker is not Blocker.MENSEN:
        return
    assert not can_be(only(instance, found.people), tour.id)
    for some in combinations(found.people, len(found.people) - 1):
        assert can_be(only(instance, some), tour.id)
    rows = [instance.people_by_id[one].slots for one in found.people]
    assert all(slot in row for slot in found.slots for row in rows)


def only(instance: Instance, people: tuple[str, ...]) -> Instance:
    """Return the instance in which only these people have wishes, and everybody can receive when she is there."""
    every = frozenset(range(2 * instance.rules.days))
    rows = []
    for one in instance.people:
        slots = one.slots if one.id in people else every
        rows.append(replace(one, slots=slots, host_slots=slots if one.id in people else every, rather_not=frozenset()))
    return replace(instance, people=tuple(replace(one, host_slots=every) for one in rows))


@pytest.mark.parametrize("name", SMALL)
def test_every_toernee_of_the_bench_without_dates_has_a_true_reason(name: str) -> None:
    instance = read_instance(read(name))
    outcome = plan(instance)
    for one in outcome.unscheduled:
        found = explain(instance, one, others=outcome.plans)
        assert found.blocker is not Blocker.GEEN
        assert found.reliefs
        for relief in found.reliefs:
            changed = granted(instance, one, relief.wishes)
            beside = taken_by(changed, outcome.plans)
            assert cheapest_plan(changed, changed.tours_by_id[one], beside) is not None
            for less in combinations(relief.wishes, len(relief.wishes) - 1):
                fewer = granted(instance, one, less)
                assert cheapest_plan(fewer, fewer.tours_by_id[one], beside) is None


@settings(max_examples=15, deadline=None)
@given(SEEDS)
def test_a_toernee_that_others_leave_no_room_for_has_a_true_reason_too(seed: int) -> None:
    instance = world(seed, tours=3, slots=9, free=0.95)
    tours = tuple(replace(tour, facilitators=("f0",)) for tour in instance.tours)
    guide = replace(instance.facilitators[0], max_tours=2)
    instance = replace(instance, tours=tours, facilitators=(guide, instance.facilitators[1]))
    outcome = plan(instance)
    assert outcome.unscheduled
    for one in outcome.unscheduled:
        found = explain(instance, one, others=outcome.plans)
        for relief in found.reliefs:
            changed = granted(instance, one, relief.wishes)
            assert cheapest_plan(changed, changed.tours_by_id[one], taken_by(changed, outcome.plans)) is not None


def free(members: int = 4, **rules: int) -> Instance:
    """Return people who can on every dagdeel, and a begeleider who can too."""
    base = world(1, members=members)
    every = frozenset(range(400))
    people = tuple(replace(one, slots=every, host_slots=every, rather_not=frozenset()) for one in base.people)
    guides = tuple(replace(one, slots=every, max_per_week=5, max_tours=5) for one in base.facilitators)
    tour = replace(base.tours[0], facilitators=("f0",), earliest=0)
    numbers = {"days": 200, **rules}
    return Instance(people, guides, (tour,), Rules(**numbers))


def with_slots(instance: Instance, who: str, slots: range) -> Instance:
    few = frozenset(slots)
    return replace(
        instance,
        people=tuple(replace(p, slots=few, host_slots=few) if p.id == who else p for p in instance.people),
        facilitators=tuple(replace(f, slots=few) if f.id == who else f for f in instance.facilitators),
    )


def why(instance: Instance, others: tuple[TourPlan, ...] = ()) -> Explanation:
    return explain(instance, "t0", others=others)


def test_one_person_who_cannot_in_june_is_named_alone() -> None:
    found = why(with_slots(free(), "t0p2", range(0, 30)))
    assert (found.blocker, found.people) == (Blocker.MENSEN, ("t0p2",))
    assert {wish.person for relief in found.reliefs for wish in relief.wishes} <= {"t0p2", None}


def test_a_period_that_is_too_short_blocks_whoever_can() -> None:
    found = why(free(days=25))
    assert (found.blocker, found.people) == (Blocker.REGELS, ())
    assert [[(wish.kind, wish.amount) for wish in relief.wishes] for relief in found.reliefs] == [
        [(WishKind.TUSSENTIJD, 8)], [(WishKind.PERIODE, 31)],
    ]  # fmt: skip


def test_a_toernee_may_take_longer_or_begin_earlier() -> None:
    short = why(free(max_span_days=29))
    assert Wish(WishKind.LOOPTIJD, amount=30) in [relief.wishes[0] for relief in short.reliefs]
    instance = free(days=35)
    tour = replace(instance.tours[0], earliest=20)
    late = why(replace(instance, tours=(tour,)))
    assert Wish(WishKind.BEGIN, slot=9) in [relief.wishes[0] for relief in late.reliefs]
    past = why(replace(instance, tours=(replace(tour, not_before=12),)))
    assert WishKind.BEGIN not in [wish.kind for relief in past.reliefs for wish in relief.wishes]


def test_a_begeleider_who_cannot_is_replaced_by_one_who_can() -> None:
    found = why(with_slots(free(), "f0", range(0, 10)))
    assert (found.blocker, found.people) == (Blocker.BEGELEIDER, ("f0",))
    assert found.reliefs[0].wishes == (Wish(WishKind.BEGELEIDER, "f1"),)


def test_a_begeleider_with_enough_toernees_may_do_one_more() -> None:
    instance = free()
    full = replace(instance.facilitators[0], max_tours=1)
    other = tuple(replace(one, id=f"q{at}") for at, one in enumerate(instance.people))
    tours = (*instance.tours, Tour("t1", tuple(one.id for one in other), ("f0",)))
    both = replace(instance, people=(*instance.people, *other), tours=tours, facilitators=(full,))
    outcome = plan(both)
    assert len(outcome.plans) == 1
    found = explain(both, outcome.unscheduled[0], others=outcome.plans)
    assert found.blocker is Blocker.BEZET
    assert [relief.wishes for relief in found.reliefs] == [(Wish(WishKind.MEER_TOERNEES, "f0", amount=2),)]


def test_a_begeleider_whose_weeks_are_full_may_do_one_more_a_week() -> None:
    instance = free(days=35)
    guide = Facilitator("f0", frozenset(range(400)), None, 1, 9)
    other = tuple(replace(one, id=f"q{at}") for at, one in enumerate(instance.people))
    rows = (*instance.tours, Tour("t1", tuple(one.id for one in other), ("f0",)))
    both = replace(instance, people=(*instance.people, *other), tours=rows, facilitators=(guide,))
    visits = range(0, 70, 10)
    first = plan(replace(both, tours=rows[1:])).plans[0]
    busy = replace(first, visits=tuple(replace(first.visits[0], slot=slot) for slot in visits))
    found = why(both, (busy,))
    assert found.blocker is Blocker.BEZET
    assert (Wish(WishKind.MEER_IN_WEEK, "f0", amount=2),) in [relief.wishes for relief in found.reliefs]


def test_a_host_who_cannot_receive_is_asked_to() -> None:
    instance = free()
    people = tuple(
        replace(one, host_slots=frozenset()) if one.id == "t0p1" else one for one in instance.people
    )  # fmt: skip
    found = why(replace(instance, people=people))
    assert (found.blocker, found.people) == (Blocker.ONTVANGST, ("t0p1",))
    assert {(wish.kind, wish.person) for relief in found.reliefs for wish in relief.wishes} == {
        (WishKind.ONTVANGST, "t0p1")
    }


def test_a_date_that_stays_blocks_when_nobody_can_go_around_it() -> None:
    instance = free(days=40)
    tour = replace(instance.tours[0], locks=(Lock("t0p0", 20), Lock("t0p1", 36), Lock("t0p2", 60)))
    found = why(replace(instance, tours=(tour,)))
    assert found.blocker is Blocker.REGELS
    assert [wish.kind for relief in found.reliefs for wish in relief.wishes] == [WishKind.TUSSENTIJD]


def test_sentences_name_people_and_dates_as_they_are_told_to() -> None:
    instance = free()
    people = tuple(replace(one, host_slots=frozenset()) if one.id == "t0p1" else one for one in instance.people)
    found = why(replace(instance, people=people))
    naming = Naming(person=lambda one: {"t0p1": "Wouter"}.get(one, one), slot=lambda slot: f"dagdeel {slot}")
    told = sentences(found, naming)
    assert told[0] == "Bezoek bij Wouter lukt niet: als iedereen kan, is ontvangen daar te weinig mogelijk."
    slot = found.reliefs[0].wishes[0].slot
    assert told[1] == f"Het lukt als Wouter ontvangt op dagdeel {slot}."
    assert sentences(why(free())) == ["Er zijn data te vinden."]
    alone = sentences(why(with_slots(free(), "t0p2", range(0, 0))))
    assert alone[0] == "De bezoeken passen niet: t0p2 kan op geen enkel dagdeel."
    assert sentences(why(free(days=1, max_span_days=1)))[0].startswith("Ook als iedereen altijd kan")


def test_a_repair_that_cannot_be_tells_the_same() -> None:
    instance = free()
    agreed = plan(instance).plans[0]
    stuck = with_slots(instance, "t0p3", range(0, 2))
    found = repair(stuck, agreed)
    assert found.plan is None
    assert found.why == explain(stuck, "t0")
