"""What a plan by hand breaks and costs: the same as the scorer beside the benchmark says, and what a shift costs."""

from collections import Counter
from dataclasses import replace
from random import Random
from typing import Any

import pytest

from bench.toernee.generator import generate
from bench.toernee.scorer import score
from intervisie.toernee import (
    InstanceError,
    Lock,
    TourPlan,
    choices,
    judge,
    plan,
    read_instance,
    read_plan,
)
from tests.intervisie.toerneework import read, with_tour

KINDS = {"te-vroeg": "te vroeg", "te-veel": "te veel"}


def spoiled(plans: list[dict[str, Any]], data: dict[str, Any], draw: Random) -> None:
    """Change dates, hosts, begeleiders and roles at random."""
    for row in plans:
        visits, members = row["visits"], [visit["host"] for visit in row["visits"]]
        if draw.random() < 0.6:
            draw.choice(visits)["slot"] = draw.randrange(400)
        if draw.random() < 0.3:
            row["facilitator"] = draw.choice(data["facilitators"])["id"]
        if draw.random() < 0.3:
            draw.choice(visits)["chair"] = draw.choice(members)
        if draw.random() < 0.2:
            draw.choice(visits)["host"] = draw.choice(members)


@pytest.mark.parametrize("seed", range(12))
def test_a_plan_by_hand_is_judged_as_the_scorer_does(seed: int) -> None:
    data, draw = generate(12, seed), Random(seed)  # noqa: S311 - plans to try with
    instance = read_instance(data)
    result = plan(instance).as_json()
    spoiled(result["tours"], data, draw)
    plans = [read_plan(row) for row in result["tours"]]
    for row, made in zip(result["tours"], plans, strict=True):
        alone = {**data, "tours": [one for one in data["tours"] if one["id"] == made.tour]}
        report = score(alone, {"tours": [row], "unscheduled": []})
        judged = judge(instance, made)
        if report["parts"]:
            assert judged.cost == pytest.approx(report["dates"], abs=0.01)
            own = {KINDS.get(one.kind, one.kind) for one in judged.broken}
            assert own - {"te-laat"} == set(report["kinds"])
        else:
            assert "gastheren" in [one.kind for one in judged.broken]
    together = Counter(one.kind for made in plans for one in judge(instance, made, others=plans).broken)
    shared = set(score(data, result)["kinds"]) & {"dubbel", "week", "te veel"}
    assert {KINDS.get(kind, kind) for kind in together} & {"dubbel", "week", "te veel"} == shared


def test_the_choices_for_a_visit_tell_what_a_shift_breaks_and_costs() -> None:
    instance = read_instance(read("normal-20-1"))
    outcome = plan(instance)
    own = outcome.plans[3]
    visit = own.visits[2]
    found = choices(instance, own, visit.host, others=outcome.plans)
    assert [one.slot for one in found] == list(range(400))
    assert next(one for one in found if one.slot == visit.slot).extra == 0
    for one in found[::7]:
        moved = [replace(each, slot=one.slot) if each.host == visit.host else each for each in own.visits]
        judged = judge(instance, replace(own, visits=tuple(moved)), others=outcome.plans)
        assert judged.broken == one.broken
        assert judged.cost - judge(instance, own).cost == pytest.approx(one.extra, abs=1e-5)
    fitting = choices(instance, own, visit.host, others=outcome.plans, most_broken=0)
    assert [one for one in found if not one.broken] == list(fitting)
    assert all(one.extra >= 0 for one in fitting)  # the plan is proven to be the best
    with pytest.raises(KeyError):
        choices(instance, own, "nobody")


def test_a_date_that_stays_and_one_after_the_end_are_told() -> None:
    instance = read_instance(read("normal-1-1"))
    own = plan(instance).plans[0]
    tour = replace(instance.tours[0], locks=(Lock(own.visits[0].host, own.visits[0].slot + 2),))
    kinds = [one.kind for one in judge(with_tour(instance, tour), own).broken]
    assert kinds == ["vast"]
    short = replace(instance, rules=replace(instance.rules, days=own.slots[-1] // 2))
    assert [(one.kind, one.amount) for one in judge(short, own).broken] == [("te-laat", 1)]


def test_a_plan_comes_back_from_json_as_it_was() -> None:
    data = read("normal-1-1")
    data["tours"][0]["reserve"] = 2
    own = plan(read_instance(data)).plans[0]
    assert len(own.reserve) == 2
    assert read_plan(own.as_json()) == own
    for row in ({}, {"id": "t", "facilitator": None, "visits": [{"slot": 3}]}, {"id": "t", "visits": 7}, None):
        with pytest.raises(InstanceError, match="niet te lezen"):
            read_plan(row)  # type: ignore[arg-type]  # what a file can hold


def test_an_unknown_toernee_or_begeleider_is_a_key_error() -> None:
    instance = read_instance(read("normal-1-1"))
    with pytest.raises(KeyError):
        judge(instance, TourPlan("nobody", None, ()))
