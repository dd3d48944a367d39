"""Repair of a toernee: the fewest people move, what was held stays, other toernees stay; else a true reason."""

import math
from collections.abc import Mapping
from dataclasses import replace
from random import Random
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.toernee.repair import away
from intervisie.toernee import (
    Blocker,
    Facilitator,
    Instance,
    Lock,
    Rules,
    Tour,
    TourPlan,
    Visit,
    judge,
    plan,
    read_instance,
    repair,
)
from tests.intervisie.toerneework import every_plan, held, person, read, with_tour, world

SEEDS = st.integers(0, 10**6)


def moved(before: TourPlan, after: TourPlan, members: Mapping[str, int], done: int) -> int:
    """Return by the definition how many appointments change: per visit everybody for whom date or begeleider does."""
    was, found = {visit.host: visit.slot for visit in before.visits}, 0
    guides = {before.facilitator, after.facilitator} - {None}
    for visit in after.visits:
        if visit.host in [one.host for one in before.visits[:done]]:
            continue
        if was.get(visit.host) != visit.slot:
            found += len(members) + len(guides)
        elif before.facilitator != after.facilitator:
            found += len(guides)
    return found


def changed_world(seed: int) -> tuple[Instance, TourPlan, int] | None:
    """Return a toernee of which some visits were held, then people got other dagdelen; and what was agreed."""
    instance, draw = world(seed, members=4, slots=10, free=0.85), Random(seed)  # noqa: S311 - no secret
    outcome = plan(instance)
    if not outcome.plans:
        return None
    agreed, done = outcome.plans[0], draw.randint(0, 2)
    tour = replace(instance.tours[0], locks=held(agreed, done))
    people = []
    for one in instance.people:
        slots = frozenset(slot for slot in one.slots if draw.random() < 0.85)
        people.append(replace(one, slots=slots, host_slots=one.host_slots & slots, rather_not=one.rather_not & slots))
    return with_tour(replace(instance, people=tuple(people)), tour), agreed, done


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_the_repair_moves_the_fewest_people_of_all_plans_there_are_and_is_the_cheapest_of_those(seed: int) -> None:
    made = changed_world(seed)
    if made is None:
        return
    instance, agreed, done = made
    tour = instance.tours[0]
    found = repair(instance, agreed)
    ranked = [
        (moved(agreed, other, dict.fromkeys(tour.members, 1), done), cost)
        for cost, other in every_plan(instance, tour)
        if other.visits[:done] == tuple(Visit(one.host, one.slot) for one in agreed.visits[:done])
    ]
    if not ranked:
        assert found.plan is None
        assert found.why is not None
        assert found.why.blocker is not Blocker.GEEN
        return
    assert found.plan is not None
    assert judge(instance, found.plan).broken == ()
    assert found.moved == min(ranked)[0]
    assert found.cost == pytest.approx(min(ranked)[1])
    assert sum(len(one.people) for one in found.changes) == found.moved


def test_nothing_changed_moves_nobody() -> None:
    instance = read_instance(read("normal-20-1"))
    outcome = plan(instance)
    for own in outcome.plans:
        found = repair(instance, own, others=outcome.plans)
        assert found.plan is not None
        assert (found.changes, found.moved) == ((), 0)
        assert [(one.host, one.slot) for one in found.plan.visits] == [(one.host, one.slot) for one in own.visits]


def test_each_of_twenty_toernees_is_repaired_within_a_second_beside_the_others() -> None:
    instance = read_instance(read("normal-20-1"))
    outcome = plan(instance)
    for number, own in enumerate(outcome.plans):
        changed, done = away(instance, own, number)
        begin = process_time()
        found = repair(changed, own, others=outcome.plans)
        assert process_time() - begin < 1
        if found.plan is None:
            assert found.why is not None
            assert found.why.reliefs
        else:
            assert judge(changed, found.plan, others=outcome.plans).broken == ()
            assert found.plan.slots[:done] == own.slots[:done]
            assert found.moved >= 6


def always(members: int, guides: int = 1) -> tuple[Instance, TourPlan]:
    """Return people who always can, and what they agreed."""
    draw = Random(members)  # noqa: S311 - people to try with
    slots = range(0, 400)
    people = tuple(replace(person(draw, f"p{at}", slots, 1.1), host_slots=frozenset(slots)) for at in range(members))
    rows = tuple(Facilitator(f"f{at}", frozenset(slots), None, 5, 5) for at in range(guides))
    tour = Tour("t", tuple(one.id for one in people), tuple(one.id for one in rows))
    instance = Instance(people, rows, (tour,))
    return instance, plan(instance).plans[0]


def test_a_cancelled_visit_gets_another_date_and_nothing_else_moves() -> None:
    instance, agreed = always(5)
    found = repair(instance, agreed, cancelled=[agreed.visits[2].host])
    assert [(one.host, one.was) for one in found.changes] == [(agreed.visits[2].host, agreed.visits[2].slot)]
    assert found.changes[0].now != agreed.visits[2].slot
    assert found.moved == 6


def test_a_begeleider_who_goes_is_followed_by_another_and_no_date_moves() -> None:
    instance, agreed = always(5, guides=2)
    other = next(one.id for one in instance.facilitators if one.id != agreed.facilitator)
    tour = replace(instance.tours[0], facilitators=(other,), locks=held(agreed, 2))
    found = repair(with_tour(instance, tour), agreed)
    assert found.plan is not None
    assert (found.plan.facilitator, found.plan.slots) == (other, agreed.slots)
    assert [(one.was == one.now, set(one.people)) for one in found.changes] == [(True, {"f0", "f1"})] * 3


def test_a_member_who_is_replaced_after_two_visits_leaves_the_dates_alone() -> None:
    """The one who goes received already, so that her visit stays; the new one is at every visit that comes."""
    instance, agreed = always(5)
    gone = agreed.visits[0].host
    new = replace(instance.people_by_id[gone], id="nieuw")
    stay = tuple(one for one in instance.tours[0].members if one != gone)
    tour = replace(
        instance.tours[0], members=(*stay, "nieuw"), hosts=(*stay, gone), locks=held(agreed, 2)
    )  # fmt: skip
    changed = with_tour(replace(instance, people=(*instance.people, new)), tour)
    found = repair(changed, agreed)
    assert found.plan is not None
    assert (found.plan.slots, found.moved) == (agreed.slots, 0)
    busy = frozenset(new.slots - {agreed.visits[3].slot})
    people = (*instance.people, replace(new, slots=busy, host_slots=busy, rather_not=frozenset()))
    found = repair(with_tour(replace(instance, people=people), tour), agreed)
    assert [one.host for one in found.changes] == [agreed.visits[3].host]


def test_a_host_who_goes_before_her_visit_leaves_four_visits() -> None:
    instance, agreed = always(5)
    gone = agreed.visits[3].host
    stay = tuple(one for one in instance.tours[0].members if one != gone)
    tour = replace(instance.tours[0], members=stay, locks=held(agreed, 2))
    found = repair(with_tour(instance, tour), agreed)
    assert found.plan is not None
    assert gone not in [visit.host for visit in found.plan.visits]
    assert found.plan.slots == tuple(slot for slot in agreed.slots if slot != agreed.visits[3].slot)
    assert found.moved == 0


def test_days_of_other_toernees_are_blocked() -> None:
    instance, agreed = always(5)
    other_people = tuple(replace(one, id=f"q{at}") for at, one in enumerate(instance.people))
    other = Tour("u", tuple(one.id for one in other_people), ("f0",))
    both = replace(instance, people=(*instance.people, *other_people), tours=(*instance.tours, other))
    visits = tuple(replace(visit, host=f"q{at}") for at, visit in enumerate(agreed.visits))
    found = repair(both, agreed, others=[TourPlan("u", "f0", visits)])
    assert found.plan is not None
    assert not {slot // 2 for slot in found.plan.slots} & {slot // 2 for slot in agreed.slots}


def test_when_nothing_fits_the_reason_names_who_blocks() -> None:
    instance, agreed = always(4)
    late = max(slot for slot in agreed.slots[:3])
    people = tuple(
        replace(one, slots=frozenset(s for s in one.slots if s <= late), host_slots=frozenset(), rather_not=frozenset())
        if one.id == instance.tours[0].members[1] else one
        for one in instance.people
    )  # fmt: skip
    tour = replace(instance.tours[0], locks=held(agreed, 3))
    found = repair(with_tour(replace(instance, people=people), tour), agreed)
    assert (found.plan, found.cost) == (None, math.inf)
    assert found.why is not None
    assert found.why.blocker is Blocker.MENSEN
    assert found.why.people == (instance.tours[0].members[1],)
    assert found.why.reliefs


def test_held_visits_are_facts_that_no_rule_judges() -> None:
    """Two visits were a day apart, before the beginning, on a holiday; the rest is planned after them."""
    instance, _ = always(4)
    hosts = instance.tours[0].members
    locks = (Lock(hosts[0], 10, is_held=True), Lock(hosts[1], 12, is_held=True))
    tour = replace(instance.tours[0], locks=locks, earliest=40)
    changed = replace(with_tour(instance, tour), blocked=frozenset({10, 12}), rules=Rules())
    outcome = plan(changed)
    assert outcome.plans[0].slots[:2] == (10, 12)
    assert outcome.plans[0].slots[2] >= 40
    assert judge(changed, outcome.plans[0]).broken == ()
