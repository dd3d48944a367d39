"""What must hold for any input: valid or explained, no order or name that counts, cores whole, the same every time."""

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.matching.scorer import score as score_again
from intervisie.matching import (
    Division,
    Effort,
    Instance,
    InstanceError,
    Lock,
    MoveBook,
    Obstacle,
    Outcome,
    Person,
    Rules,
    Scorer,
    divide,
    explain_infeasible,
    explain_unplaced,
    read_instance,
    repair,
)
from intervisie.matching.covering import most_placed, possible_sets
from intervisie.matching.instance import GOALS

INSTANCES = Path(__file__).resolve().parents[2] / "bench" / "matching" / "instances"
NAMES = ("natural-40-1", "tight-40-1", "impossible-40-1", "planted-60-1")


def read(name: str) -> dict[str, Any]:
    return json.loads((INSTANCES / f"iv-{name}.json").read_text(encoding="utf-8"))


def quickly(instance: Instance, seed: int = 1) -> Outcome:
    return divide(instance, seed=seed, effort=Effort(0.1, is_compiled=False, is_exact=False))


def renamed(data: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    """Return the same instance in which everybody has another id."""
    text = json.dumps(data)
    for old, new in names.items():
        text = text.replace(f'"{old}"', f'"{new}"')
    return json.loads(text)


def as_sets(division: Division) -> set[frozenset[str]]:
    return {frozenset(group.members) for group in division.groups}


@pytest.mark.parametrize("name", NAMES)
def test_another_order_of_people_cores_and_lines_gives_the_same_division(name: str) -> None:
    data, draw = read(name), Random(1)  # noqa: S311 - a shuffle, no secret
    first = quickly(read_instance(data))
    for key in ("people", "locks", "lines", "history"):
        draw.shuffle(data[key])
    for round_ in data["history"]:
        draw.shuffle(round_["groups"])
    assert quickly(read_instance(data)) == first
    assert repair(read_instance(data), first.division) == repair(read_instance(read(name)), first.division)


@pytest.mark.parametrize("name", NAMES)
def test_other_ids_give_the_same_division(name: str) -> None:
    data = read(name)
    first = quickly(read_instance(data)).division
    ids = [row["id"] for row in data["people"]]
    new = [f"x{number}" for number in range(len(ids))]
    Random(2).shuffle(new)  # noqa: S311 - a shuffle, no secret
    names = dict(zip(ids, new, strict=True))
    again = quickly(read_instance(renamed(data, names))).division
    assert as_sets(again) == {frozenset(names[one] for one in group.members) for group in first.groups}
    assert set(again.unplaced) == {names[one] for one in first.unplaced}


@pytest.mark.parametrize("factor", [0.001, 3, 1000.0])
@pytest.mark.parametrize("name", NAMES)
def test_weights_that_are_all_so_much_larger_change_nothing_but_the_number(name: str, factor: float) -> None:
    instance = read_instance(read(name))
    first = quickly(instance)
    again = quickly(replace(instance, weights={goal: factor * weight for goal, weight in instance.weights.items()}))
    assert again.division == first.division
    assert again.score.quality == pytest.approx(factor * first.score.quality)


@pytest.mark.parametrize("weights", [0.0, 1e-9, 1e9, "one"])
@pytest.mark.parametrize("name", NAMES)
def test_weights_of_nothing_or_huge_ones_break_no_rule(name: str, weights: float | str) -> None:
    data = read(name)
    if weights == "one":
        data["weights"] = {**dict.fromkeys(GOALS, 0.0), "wens": 1e9}
    else:
        data["weights"] = dict.fromkeys(GOALS, weights)
    outcome = quickly(read_instance(data))
    report = score_again(data, outcome.division.as_json())
    assert report["hard_violations"] == 0
    assert report["Q"] == pytest.approx(outcome.score.quality, rel=1e-6, abs=1e-3)
    book = MoveBook(read_instance(data), outcome.division)
    assert len(book.costs(data["people"][0]["id"])) >= len(outcome.division.groups)


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("name", NAMES)
def test_cores_stay_whole_and_apart(name: str, seed: int) -> None:
    instance = read_instance(read(name))
    draw = Random(seed)  # noqa: S311 - a choice of people, no secret
    bound = {member for lock in instance.locks for member in lock.members}
    free = [person.id for person in instance.people if person.id not in bound]
    more = tuple(Lock(f"M{at}", tuple(draw.sample(free[at::4], 2))) for at in range(4))
    instance = replace(instance, locks=(*instance.locks, *more))
    outcome = quickly(instance, seed)
    assert outcome.score.violations == ()
    place = {member: at for at, group in enumerate(outcome.division.groups) for member in group.members}
    homes = [{place.get(member) for member in lock.members} for lock in instance.locks]
    assert all(len(each) == 1 for each in homes)
    real = [each for each in homes if each != {None}]
    assert len({next(iter(each)) for each in real}) == len(real)


def test_people_who_avoid_each_other_in_a_circle_are_in_different_groups() -> None:
    ids = [f"p{at}" for at in range(20)]
    people = tuple(
        Person(one, f"o{at}", slots=frozenset({1, 2}), avoid=frozenset({ids[(at + 1) % 20]}))
        for at, one in enumerate(ids)
    )
    instance = Instance(people, Rules(5, 5, 6))
    outcome = quickly(instance)
    assert outcome.score.violations == ()
    assert outcome.division.unplaced == ()
    everybody = replace(instance, people=tuple(replace(one, avoid=frozenset(ids)) for one in people))
    nobody = quickly(everybody)
    assert (nobody.division.groups, len(nobody.division.unplaced)) == ((), 20)
    told = {one.obstacle for one in explain_unplaced(everybody, nobody.division)}
    assert told == {Obstacle.VAST}


def test_without_a_place_somebody_can_meet_online_only() -> None:
    def pool(mode: Any) -> Instance:
        people = [Person(f"p{at}", f"o{at}", xy=(float(at), 0.0), mode=mode) for at in range(6)]
        people[0] = replace(people[0], xy=None)
        return Instance(tuple(people), Rules(5, 6, 6))

    either = quickly(pool("beide")).division
    assert [(len(group.members), group.mode) for group in either.groups] == [(6, "online")]
    on_site = quickly(pool("fysiek"))
    assert on_site.division.unplaced == ("p0",)
    assert [one.obstacle for one in explain_unplaced(pool("fysiek"), on_site.division)] == [Obstacle.REIS]
    data = read("tight-40-1")
    for row in data["people"]:
        row["xy"] = None
    outcome = quickly(read_instance(data))
    assert outcome.score.violations == ()
    assert {group.mode for group in outcome.division.groups} <= {"online"}


def small(draw: Random) -> Instance:
    """Return up to nine people with every kind of rule, some of it strange."""
    ids = [f"p{at}" for at in range(draw.randint(0, 9))]
    people = tuple(
        Person(
            id_, draw.choice("abcdef"), draw.choice("xyz"),
            draw.choice([None, (draw.uniform(0, 60), draw.uniform(0, 60)), (0.0, 0.0)]), draw.choice([0.5, 30.0, 90.0]),
            draw.choice(["fysiek", "online", "beide", "beide"]), frozenset(draw.choice([[], ["nl"], ["nl", "en"]])),
            frozenset(draw.sample(range(4), draw.randint(0, 4))), draw.randint(1, 4),
            frozenset(draw.sample("wbe", draw.randint(0, 3))), frozenset(draw.sample("st", draw.choice([0, 0, 1]))),
            frozenset(draw.sample(ids, draw.randint(0, min(2, len(ids))))),
            frozenset(draw.sample(ids, draw.choice([0, 0, min(1, len(ids))]))),
        )
        for id_ in ids
    )  # fmt: skip
    locks = [Lock("A", tuple(ids[:2])), Lock("B", tuple(ids[2:5]))][: draw.randint(0, 2)] if len(ids) > 4 else []
    least = draw.randint(1, 3)
    rules = Rules(least, least + draw.randint(0, 1), least + draw.randint(1, 3), draw.randint(0, 2), draw.random())
    lines = frozenset({frozenset(draw.sample(ids, 2))}) if len(ids) > 1 else frozenset()
    return Instance(people, rules, locks=tuple(locks), lines=lines)


def groups_by_definition(instance: Instance) -> Iterator[tuple[str, ...]]:
    """Return every group that keeps all rules, by the definition."""
    scorer = Scorer(instance)
    for size in range(instance.rules.size_min, instance.rules.size_max + 1):
        for members in combinations([person.id for person in instance.people], size):
            group = scorer.settle(members)
            chosen = set(members)
            is_whole = all(set(lock.members) <= chosen or not set(lock.members) & chosen for lock in instance.locks)
            if group and is_whole and not scorer.violations_in(group):
                yield members


@settings(max_examples=120, deadline=None)
@given(st.integers(0, 10**6))
def test_any_small_input_is_divided_or_truly_explained(seed: int) -> None:
    instance = small(Random(seed))  # noqa: S311 - people to try with, no secret
    outcome = divide(instance, effort=Effort(0.05, is_compiled=False))
    assert outcome.score.violations == ()
    named = [member for group in outcome.division.groups for member in group.members] + list(outcome.division.unplaced)
    assert sorted(named) == sorted(person.id for person in instance.people)
    possible = list(groups_by_definition(instance))
    assert len(possible_sets(instance)) == len(possible)
    most = sum(mask.bit_count() for mask in most_placed(instance))
    assert len(instance.people) - outcome.score.unplaced == most
    for found in explain_unplaced(instance, outcome.division):
        assert (found.obstacle is Obstacle.NONE) == any(found.person in group for group in possible)
    told = explain_infeasible(instance, outcome.division)
    assert bool(told) == bool(outcome.division.unplaced)
    again = repair(instance, outcome.division)
    assert (again.score.violations, again.moved) == ((), ())


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 10**6))
def test_any_small_division_is_repaired_without_breaking_a_rule(seed: int) -> None:
    draw = Random(seed)  # noqa: S311 - people to try with, no secret
    before, after = small(draw), small(draw)
    earlier = divide(before, effort=Effort(0.05, is_compiled=False, is_exact=False)).division
    found = repair(after, earlier)
    assert found.score.violations == ()
    named = [member for group in found.division.groups for member in group.members] + list(found.division.unplaced)
    assert sorted(named) == sorted(person.id for person in after.people)


@pytest.mark.parametrize(
    "change",
    [
        {"max_km": 1e9}, {"max_km": float("nan")}, {"xy": [float("inf"), 0]}, {"xy": [1e300, 0]}, {"seniority": 10**30},
        {"slots": [70]}, {"slots": ["ochtend"]}, {"mode": "samen"}, {"langs": None}, {"xy": "Utrecht"}, {"max_km": 0},
    ],
)  # fmt: skip
def test_people_with_impossible_numbers_are_told(change: dict[str, Any]) -> None:
    data = read("natural-40-1")
    data["people"][3] = {**data["people"][3], **change}
    with pytest.raises(InstanceError) as caught:
        read_instance(data)
    assert caught.value.problems


@pytest.mark.parametrize(
    "change",
    [
        {"weights": {"sector": 1e300}}, {"weights": {"sector": -1}}, {"rules": {"online_value": 7}},
        {"rules": {"min_common_slots": 99}}, {"history": [{"age": -5000, "groups": []}]},
        {"locks": [{"label": "L", "members": ["p00000", "p00000"]}]},
    ],
)  # fmt: skip
def test_rules_that_cannot_be_are_told(change: dict[str, Any]) -> None:
    data = read("natural-40-1")
    rules = {**data["rules"], **change.pop("rules", {})}
    with pytest.raises(InstanceError) as caught:
        read_instance({**data, "rules": rules, **change})
    assert caught.value.problems
