"""The matching engine against the scorer beside the instances, and what every division must hold."""

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from bench.matching.scorer import score as score_again
from intervisie.matching import Division, Effort, InstanceError, Scorer, divide, read_instance
from intervisie.matching.__main__ import main
from intervisie.matching.instance import GOALS

INSTANCES = Path(__file__).resolve().parents[2] / "bench" / "matching" / "instances"
SMALL = ("natural-40-1", "tight-40-1", "impossible-40-1", "natural-60-1", "planted-60-1")
SECTORS, THEMES = ("gemeente", "provincie", "ngo", "rijk"), ("water", "bodem", "wonen", "energie")


def read(name: str) -> dict[str, Any]:
    return json.loads((INSTANCES / f"iv-{name}.json").read_text(encoding="utf-8"))


def quick(**more: object) -> Effort:
    """Return an effort in plain Python, small enough for a test."""
    return Effort(seconds=0.25, is_compiled=False, **more)


@pytest.mark.parametrize("name", SMALL)
def test_a_division_breaks_no_rule_and_both_scorers_agree(name: str) -> None:
    data = read(name)
    outcome = divide(read_instance(data), seed=3, effort=quick())
    report = score_again(data, outcome.division.as_json())
    assert (report["hard_violations"], report["examples"]) == (0, [])
    assert report["unplaced"] == outcome.score.unplaced == len(outcome.division.unplaced)
    assert report["Q"] == pytest.approx(outcome.score.quality, abs=1e-3)
    assert report["worst_decile_groups"] == pytest.approx(outcome.score.worst, abs=1e-3)
    assert outcome.score.violations == ()


def test_the_same_seed_gives_the_same_division_and_order_plays_no_part_in_what_holds() -> None:
    data = read("tight-40-1")
    first = divide(read_instance(data), seed=7, effort=quick())
    assert divide(read_instance(data), seed=7, effort=quick()) == first
    assert divide(read_instance(data), seed=8, effort=quick()).division != first.division
    people = list(data["people"])
    Random(1).shuffle(people)  # noqa: S311 - a shuffle, no secret
    other = divide(read_instance({**data, "people": people}), seed=7, effort=quick())
    assert other.score.violations == ()
    assert abs(other.score.quality - first.score.quality) < 3


def test_dividing_from_the_command_line_reads_and_writes_json() -> None:
    target = io.StringIO()
    source = io.StringIO(json.dumps(read("natural-40-1")))
    assert main(["--seconds", "0.5", "--seed", "2"], source, target) == 0
    result = json.loads(target.getvalue())
    assert score_again(read("natural-40-1"), result)["hard_violations"] == 0
    assert (result["seed"], result["instance"], result["is_complete"]) == (2, "iv-natural-40-1", True)


@pytest.mark.parametrize(
    ("text", "words"), [("{", "geen JSON"), ("{}", "niet te lezen"), ('{"people": 3}', "niet te lezen")]
)
def test_input_that_cannot_be_read_is_told_so(text: str, words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([], io.StringIO(text), io.StringIO()) == 2
    assert words in capsys.readouterr().err


def test_input_that_contradicts_itself_is_told_in_sentences() -> None:
    data = read("natural-40-1")
    twice = {**data, "people": [*data["people"], data["people"][0]], "rules": {**data["rules"], "size_min": 7}}
    with pytest.raises(InstanceError) as caught:
        read_instance(twice)
    assert caught.value.problems == (
        "De groepsgrootte klopt niet: kleinste, gewenste en grootste moeten in volgorde staan.",
        f"{data['people'][0]['id']} staat er twee keer in.",
    )


def test_a_search_stops_when_asked_and_keeps_what_it_has() -> None:
    outcome = divide(read_instance(read("natural-40-1")), effort=quick(watch=lambda progress: progress.done < 0.8))
    assert not outcome.is_complete
    assert outcome.score.violations == ()
    assert outcome.division.groups


def test_nobody_at_all_is_a_division_too() -> None:
    data = {**read("natural-40-1"), "people": [], "lines": [], "locks": [], "history": []}
    assert divide(read_instance(data), effort=quick()).division == Division(())


@st.composite
def small_instances(draw: st.DrawFn) -> dict[str, Any]:
    """Draw four to nine people with every kind of rule, for groups of two to four."""
    number = draw(st.integers(0, 9))
    ids = [f"p{at}" for at in range(number)]
    some = st.frozensets(st.sampled_from(ids), max_size=2).map(sorted) if ids else st.just([])
    people = [
        {
            "id": id_, "org": draw(st.sampled_from("abcdef")), "sector": draw(st.sampled_from(SECTORS)),
            "xy": [draw(st.integers(0, 60)), draw(st.integers(0, 60))], "max_km": draw(st.sampled_from([20, 50, 90])),
            "mode": draw(st.sampled_from(["fysiek", "online", "beide", "beide"])),
            "langs": draw(st.sampled_from([["nl"], ["nl", "en"], ["nl", "en"], ["en"]])),
            "slots": sorted(draw(st.frozensets(st.integers(0, 3), max_size=4))),
            "seniority": draw(st.integers(1, 4)),
            "themes": sorted(draw(st.frozensets(st.sampled_from(THEMES), min_size=1, max_size=3))),
            "collabs": draw(st.sampled_from([[], [], ["c1"], ["c2"]])),
            "wants": draw(some), "avoid": draw(st.sampled_from([[], [], ["p0"], ["p3"]])),
        }
        for id_ in ids
    ]  # fmt: skip
    locks = [{"label": "L1", "members": ids[:2]}] if number > 3 and draw(st.booleans()) else []
    history = [{"age": draw(st.integers(0, 2)), "groups": [ids[:3], ids[3:5]]}]
    weights = {goal: draw(st.sampled_from([0, 0.1, 0.5, 40])) for goal in GOALS}
    rules = {"size_min": 2, "size_target": 3, "size_max": 4, "min_common_slots": draw(st.integers(1, 2)),
             "worst_share": 0.3, "fair_weight": 0.25, "online_value": 0.7}  # fmt: skip
    lines = [ids[1:3]] if number > 3 and draw(st.booleans()) else []
    return {"id": "klein", "rules": rules, "weights": weights, "people": people, "lines": lines, "locks": locks,
            "history": history}  # fmt: skip


def partitions(people: list[str], groups: list[tuple[str, ...]]) -> Iterator[list[tuple[str, ...]]]:
    """Return every way to divide people over these possible groups; who is in none is left out."""
    if not people:
        yield []
        return
    first, rest = people[0], people[1:]
    yield from partitions(rest, groups)
    for group in groups:
        if group[0] == first and set(group) <= set(people):
            for others in partitions([one for one in rest if one not in group], groups):
                yield [group, *others]


@settings(max_examples=40, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(small_instances())
def test_small_instances_are_divided_as_well_as_exhaustive_search_does(data: dict[str, Any]) -> None:
    instance = read_instance(data)
    scorer = Scorer(instance)
    outcome = divide(instance, seed=1, effort=quick())
    assert score_again(data, outcome.division.as_json())["hard_violations"] == 0 if instance.people else True
    ids = sorted(scorer.people)
    possible = {
        members: group
        for size in (2, 3, 4)
        for members in combinations(ids, size)
        if (group := scorer.settle(members)) and not scorer.violations_in(group)
    }
    best = min(
        scorer.score(Division(tuple(possible[one] for one in chosen), tuple(set(ids) - set(sum(chosen, ()))))).rank
        for chosen in partitions(ids, list(possible))
    )
    assert outcome.score.rank[:2] == best[:2]
    assert outcome.score.rank[2] >= best[2] - 1e-9
    if outcome.is_proven:
        assert outcome.score.rank[2] == pytest.approx(best[2], abs=1e-4)


def test_a_core_that_cannot_be_a_group_is_left_out_whole() -> None:
    data = read("natural-40-1")
    first, second = data["people"][0], data["people"][1]
    people = [{**first, "org": "zelfde"}, {**second, "org": "zelfde"}, *data["people"][2:]]
    instance = read_instance(
        {**data, "people": people, "locks": [{"label": "L", "members": [first["id"], second["id"]]}]}
    )
    outcome = divide(instance, effort=quick())
    assert outcome.score.violations == ()
    assert {first["id"], second["id"]} <= set(outcome.division.unplaced)


def test_weights_of_nothing_still_give_a_division_without_violations() -> None:
    instance = read_instance(read("tight-40-1"))
    outcome = divide(replace(instance, weights=dict.fromkeys(instance.weights, 0.0)), effort=quick())
    assert outcome.score.violations == ()
    assert outcome.score.quality == 0


def test_a_core_too_large_for_any_group_is_left_out_whole_even_where_one_person_is_a_group() -> None:
    data = read("natural-40-1")
    rules = {**data["rules"], "size_min": 1, "size_target": 1, "size_max": 1}
    outcome = divide(read_instance({**data, "rules": rules}), effort=quick())
    assert outcome.score.violations == ()
    assert set(outcome.division.unplaced) == {member for lock in data["locks"] for member in lock["members"]}


@pytest.mark.parametrize(
    "rules", [{"size_min": "vijf"}, {"size_min": None}, {"online_value": []}, {"size_min": 9}, {"fair_weight": 3}]
)
def test_rules_that_are_no_numbers_or_contradict_themselves_are_told(rules: dict[str, Any]) -> None:
    data = read("natural-40-1")
    with pytest.raises(InstanceError):
        read_instance({**data, "rules": {**data["rules"], **rules}})
