"""The planner of toernees: the best there is, whatever the order, no rule broken; on time where that is promised."""

import json
import math
from dataclasses import replace
from itertools import product
from random import Random
from time import process_time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.toernee.generator import generate
from bench.toernee.references import BARS, REFERENCES, Reference
from bench.toernee.scorer import score
from intervisie.toernee import (
    Effort,
    Instance,
    Lock,
    Outcome,
    Progress,
    Tour,
    TourPlan,
    judge,
    plan,
    read_instance,
)
from tests.intervisie.toerneework import every_plan, person, read, with_tour, world

SMALL = [reference for reference in REFERENCES if reference.tours <= 20]
SEEDS = st.integers(0, 10**6)


def cost_of(outcome: Outcome, instance: Instance) -> tuple[int, float]:
    return len(outcome.unscheduled), sum(judge(instance, one).cost for one in outcome.plans)


def assert_valid(instance: Instance, outcome: Outcome) -> None:
    for one in outcome.plans:
        assert judge(instance, one, others=outcome.plans).broken == ()
    named = [one.tour for one in outcome.plans] + list(outcome.unscheduled)
    assert sorted(named) == sorted(tour.id for tour in instance.tours)


@pytest.mark.parametrize("reference", SMALL, ids=lambda one: one.name)
def test_an_instance_of_the_bench_is_at_its_bar_and_proven(reference: Reference) -> None:
    data, begin = read(reference.name), process_time()
    outcome = plan(read_instance(data))
    spent, report, bar = process_time() - begin, score(data, outcome.as_json()), BARS[reference.tours]
    assert (report["hard_violations"], report["unscheduled"]) == (0, reference.unscheduled)
    assert report["dates"] <= bar.aim / 100 * reference.dates
    assert report["cost"] == pytest.approx(outcome.cost, abs=0.01)
    assert outcome.is_proven
    assert spent < bar.seconds


@settings(max_examples=40, deadline=None)
@given(SEEDS, st.integers(4, 5))
def test_one_toernee_gets_the_best_plan_of_an_exhaustive_search(seed: int, members: int) -> None:
    instance = world(seed, members=members, slots=8)
    outcome = plan(instance)
    best = min((cost for cost, _ in every_plan(instance, instance.tours[0])), default=math.inf)
    assert_valid(instance, outcome)
    assert outcome.is_proven
    assert len(outcome.plans) == (best < math.inf)
    assert outcome.cost == pytest.approx(min(best, instance.weights["unscheduled"]))


@settings(max_examples=20, deadline=None)
@given(SEEDS)
def test_toernees_that_share_begeleiders_get_the_best_choice_together(seed: int) -> None:
    instance = world(seed, tours=3, slots=7)
    outcome = plan(instance)
    assert_valid(instance, outcome)
    offers = []
    for tour in instance.tours:
        by_use: dict[Any, tuple[float, TourPlan]] = {}
        for cost, made in every_plan(instance, tour):
            key = made.facilitator, tuple(slot // 2 for slot in made.slots)
            by_use[key] = min(by_use.get(key, (math.inf, made)), (cost, made), key=lambda one: one[0])
        offers.append([(instance.weights["unscheduled"], None), *by_use.values()])
    best = min(
        sum(cost for cost, _ in chosen) for chosen in product(*offers)
        if fits_together(instance, [made for _, made in chosen if made])
    )  # fmt: skip
    assert outcome.cost == pytest.approx(best)
    assert outcome.is_proven


def fits_together(instance: Instance, plans: list[TourPlan]) -> bool:
    return not any(judge(instance, one, others=plans).broken for one in plans)


@settings(max_examples=20, deadline=None)
@given(SEEDS)
def test_without_a_solver_no_rule_is_broken_and_the_bound_is_true(seed: int) -> None:
    instance = world(seed, tours=4, slots=10)
    quick, best = plan(instance, effort=Effort(is_exact=False)), plan(instance)
    assert_valid(instance, quick)
    assert quick.bound <= best.cost + 1e-6 <= quick.cost + 2e-6
    assert cost_of(quick, instance) >= cost_of(best, instance) or quick.cost == pytest.approx(best.cost)


def shuffled(data: dict[str, Any], seed: int) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the same instance with other ids, in another order."""
    draw = Random(seed)  # noqa: S311 - a shuffle, no secret
    ids = [row["id"] for key in ("people", "facilitators", "tours") for row in data[key]]
    new = [f"x{number}" for number in range(len(ids))]
    draw.shuffle(new)
    names = dict(zip(ids, new, strict=True))
    text = json.dumps(data)
    for old, name in names.items():
        text = text.replace(f'"{old}"', f'"{name}"')
    changed = json.loads(text)
    for key in ("people", "facilitators", "tours"):
        draw.shuffle(changed[key])
    for row in changed["tours"]:
        draw.shuffle(row["members"])
        draw.shuffle(row["facilitators"])
    return changed, names


@pytest.mark.parametrize("name", ["normal-1-1", "normal-20-1", "impossible-20-1"])
def test_other_ids_and_another_order_change_only_the_order_of_the_answer(name: str) -> None:
    data = read(name)
    changed, names = shuffled(data, 5)
    first, again = plan(read_instance(data)), plan(read_instance(changed))
    there = {one.tour: one for one in again.plans}
    assert [one.tour for one in again.plans] == [row["id"] for row in changed["tours"] if row["id"] in there]
    assert {names[one] for one in first.unscheduled} == set(again.unscheduled)
    for one in first.plans:
        other = there[names[one.tour]]
        assert names[one.facilitator or ""] == other.facilitator
        assert [(names[visit.host], visit.slot, names[visit.chair or ""]) for visit in one.visits] == [
            (visit.host, visit.slot, visit.chair) for visit in other.visits
        ]


def test_the_same_input_gives_the_same_answer_with_any_seed() -> None:
    instance = read_instance(read("scarce-20-1"))
    first = plan(instance, seed=1)
    assert plan(instance, seed=1) == first
    assert plan(instance, seed=2).plans == first.plans


@pytest.mark.parametrize("stop_at", [0.0, 0.2, 0.6, 0.7, 0.8, 0.85])
def test_a_stop_keeps_the_best_so_far_and_progress_never_goes_back(stop_at: float) -> None:
    seen: list[Progress] = []

    def watch(progress: Progress) -> bool:
        seen.append(progress)
        return progress.done < stop_at

    instance = read_instance(read("normal-20-1"))
    outcome = plan(instance, effort=Effort(watch=watch))
    assert_valid(instance, outcome)
    assert not outcome.is_complete
    assert [one.done for one in seen] == sorted(one.done for one in seen)
    assert len(outcome.plans) >= (10 if stop_at > 0.6 else 0)
    assert outcome.bound <= outcome.cost


@settings(max_examples=40, deadline=None)
@given(SEEDS)
def test_what_is_locked_stays_and_the_rest_is_as_good_as_can_be(seed: int) -> None:
    instance, draw = world(seed, members=4, slots=8, free=0.9), Random(seed)  # noqa: S311 - a choice of visits
    tour = instance.tours[0]
    options = list(every_plan(instance, tour))
    if not options:
        return
    _, target = draw.choice(options)
    visits = draw.sample(target.visits, 2)
    locks = (Lock(visits[0].host, visits[0].slot), Lock(draw.choice([None, visits[1].host]), visits[1].slot))
    locked = replace(tour, locks=locks, facilitator=draw.choice([None, target.facilitator]))
    changed = with_tour(instance, locked)
    outcome = plan(changed)
    assert_valid(changed, outcome)
    assert outcome.plans[0].slot_of(visits[0].host) == visits[0].slot
    assert visits[1].slot in outcome.plans[0].slots
    assert outcome.cost == pytest.approx(min(cost for cost, _ in every_plan(changed, locked)))


@settings(max_examples=20, deadline=None)
@given(SEEDS)
def test_who_is_excused_need_not_come_and_is_not_counted(seed: int) -> None:
    instance = world(seed, members=4, slots=8, free=0.7)
    tour = instance.tours[0]
    excused = frozenset({(tour.members[0], tour.members[1]), (tour.members[2], tour.members[1])})
    changed = with_tour(instance, replace(tour, excused=excused))
    best = min((cost for cost, _ in every_plan(changed, changed.tours[0])), default=math.inf)
    outcome = plan(changed)
    assert bool(outcome.plans) == (best < math.inf)
    if outcome.plans:
        assert outcome.cost == pytest.approx(best)


@pytest.mark.parametrize("members", [4, 5, 6])
def test_four_five_and_six_members_each_receive_once(members: int) -> None:
    draw = Random(members)  # noqa: S311 - people to try with
    slots = range(0, 240, 3)
    people = tuple(person(draw, f"p{at}", slots, 0.97) for at in range(members))
    instance = Instance(people, (), (Tour("t", tuple(one.id for one in people), reserve=2),))
    outcome = plan(instance)
    assert_valid(instance, outcome)
    assert sorted(visit.host for visit in outcome.plans[0].visits) == sorted(one.id for one in people)
    assert outcome.plans[0].facilitator is None
    assert outcome.is_proven


def test_somebody_in_two_toernees_never_has_two_visits_on_a_day() -> None:
    instance = world(4, tours=2, members=4, slots=14, free=0.98)
    tours = tuple(replace(tour, facilitators=()) for tour in instance.tours)
    shared = replace(tours[1], members=(tours[0].members[0], *tours[1].members[1:]))
    both = replace(instance, tours=(tours[0], shared))
    outcome = plan(both)
    assert_valid(both, outcome)
    assert len(outcome.plans) == 2


@pytest.mark.parametrize("family", ["normal", "scarce", "impossible"])
def test_fresh_instances_break_no_rule_and_are_proven(family: str) -> None:
    data = generate(12, 77, family)
    outcome = plan(read_instance(data))
    report = score(data, outcome.as_json())
    assert report["hard_violations"] == 0
    assert outcome.is_proven


def test_weights_of_nothing_and_huge_ones_leave_nobody_out() -> None:
    data = read("normal-1-1")
    for weight in (0.0, 1e-6, 1e6):
        changed = {**data, "weights": dict.fromkeys(data["weights"], weight)}
        outcome = plan(read_instance(changed))
        assert score(changed, outcome.as_json())["hard_violations"] == 0
        assert len(outcome.plans) == 1


def test_reserve_dates_suit_everybody_and_are_no_day_of_a_visit() -> None:
    data = read("normal-20-1")
    for row in data["tours"]:
        row["reserve"] = 2
    instance = read_instance(data)
    outcome = plan(instance)
    days: dict[str, list[int]] = {}
    for one in outcome.plans:
        tour = instance.tours_by_id[one.tour]
        rows = [instance.people_by_id[member].slots for member in tour.members]
        for spare in one.reserve:
            assert all(spare.slot in row for row in [*rows, instance.guides[one.facilitator or ""].slots])
            assert spare.hosts == tuple(sorted(
                member for member in tour.members if spare.slot in instance.people_by_id[member].host_slots
            ))  # fmt: skip
            assert spare.slot >= tour.earliest
        used = [slot // 2 for slot in one.slots] + [spare.slot // 2 for spare in one.reserve]
        days.setdefault(one.facilitator or "", []).extend(used)
    assert all(len(set(each)) == len(each) for each in days.values())
    assert sum(len(one.reserve) for one in outcome.plans) >= 1.5 * len(outcome.plans)
