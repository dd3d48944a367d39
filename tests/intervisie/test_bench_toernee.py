"""The measurements of the toernee planner, each on a case small enough to know the answer."""

import json

import pytest

from bench.figures import Figure
from bench.matching.process import Ran
from bench.toernee import fresh, run
from bench.toernee.firstfit import List
from bench.toernee.generator import generate
from bench.toernee.references import BARS, REFERENCES, Reference
from bench.toernee.scorer import score


def by_name(figures: list[Figure]) -> dict[str, Figure]:
    return {figure.figure.split(": ")[1]: figure for figure in figures}


def test_every_instance_has_a_reference_and_every_size_a_bar() -> None:
    names = sorted(file.name for file in run.INSTANCES.glob("*.json"))
    assert names == sorted(f"vt-{one.name}.json" for one in REFERENCES)
    assert {one.tours for one in REFERENCES} == set(BARS)


@pytest.mark.parametrize("reference", REFERENCES, ids=lambda one: one.name)
def test_the_generator_makes_the_very_instances_that_are_kept(reference: Reference) -> None:
    family, tours, seed = reference.name.split("-")
    assert generate(int(tours), int(seed), family) == run.instance_of(reference.name)


def test_the_first_date_that_fits_breaks_no_rule_and_reaches_less() -> None:
    for reference in (one for one in REFERENCES if one.tours == 20):
        data = run.instance_of(reference.name)
        report = score(data, List(data).result())
        assert report["hard_violations"] == 0
        assert report["cost"] > reference.cost


def test_an_answer_is_told_with_bar_and_aim(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is planned, and for one toernee of twenty there is no reason."""
    ids = [row["id"] for row in run.instance_of("normal-20-1")["tours"]]
    why = {one: {"give_up": [[{"kind": "DAGDEEL"}]]} for one in ids[1:]}
    answer = {"tours": [], "unscheduled": ids, "why": why, "gap": 0.0}
    monkeypatch.setattr(run, "planned", lambda data, seconds: Ran(answer, 2.0, 30.0))
    found = by_name(list(run.of_instance(Reference("normal-20-1", 1, 10957.13))))
    assert {name: (one.value, one.bar, one.aim, one.ok) for name, one in found.items()} == {
        "regels gebroken": (0, 0, None, True),
        "zonder data": (20, 1, None, False),
        "zonder reden": (1, 0, None, False),
        "kosten": (0.0, 102.0, 100.2, True),
        "afstand tot de ondergrens": (0.0, 0.001, None, True),
        "rekentijd": (2.0, 15, 3, True),
        "geheugen": (30, None, None, None),
    }


def test_only_what_is_named_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOERNEE", "nothing")
    assert [figure.figure for figure in run.figures()] == ["toernee: drukte van de machine"] * 2


def test_stranger_instances_differ_from_what_they_were_made_of() -> None:
    plain = generate(20, 3)
    for change in fresh.STRANGE.values():
        assert json.dumps(change(generate(20, 3))) != json.dumps(plain)
