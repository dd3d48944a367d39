"""Input of the planner that cannot be: always a Dutch sentence, never a crash; and the program on the command line."""

import io
import json
from collections.abc import Callable
from typing import Any

import pytest

from bench.toernee.scorer import score
from intervisie.toernee import InstanceError, plan, read_instance
from intervisie.toernee.__main__ import main
from tests.intervisie.toerneework import read

Row = dict[str, Any]
Change = Callable[[Row], Any]


def person(**changes: Any) -> Change:
    return lambda data: data["people"][2].update(changes)


def guide(**changes: Any) -> Change:
    return lambda data: data["facilitators"][0].update(changes)


def tour(**changes: Any) -> Change:
    return lambda data: data["tours"][0].update(changes)


def rules(**changes: Any) -> Change:
    return lambda data: data["rules"].update(changes)


def held(*pairs: tuple[str, int]) -> list[Row]:
    return [{"host": host, "slot": slot, "held": True} for host, slot in pairs]


M = ["r00000", "r00001", "r00002", "r00003", "r00004"]
BAD: list[tuple[str, Change, str]] = [
    ("three people", tour(members=M[:3]), "vier, vijf of zes"),
    ("nobody", tour(members=[]), "vier, vijf of zes"),
    ("seven people", tour(members=[*M, "x", "y"]), "vier, vijf of zes"),
    ("same person twice in a tour", tour(members=[*M[:4], M[0]]), "noemt iemand twee keer"),
    ("same person twice", lambda data: data["people"].append(data["people"][0]), "staat er twee keer in"),
    ("same guide twice", lambda data: data["facilitators"].append(data["facilitators"][0]), "staat er twee keer in"),
    ("same tour twice", lambda data: data["tours"].append(data["tours"][0]), "staat er twee keer in"),
    ("unknown member", tour(members=[*M[:4], "niemand"]), "staat niet bij de mensen"),
    ("unknown guide", tour(facilitators=["niemand"]), "staat niet bij de begeleiders"),
    ("guide twice", tour(facilitators=["f000", "f000"]), "noemt een begeleider twee keer"),
    ("unknown fixed guide", tour(facilitator="niemand"), "staat niet bij de begeleiders"),
    ("members are a word", tour(members="abcd"), "niet te lezen"),
    ("members are none", tour(members=None), "niet te lezen"),
    ("negative slot", person(slots=[-1], host_slots=[], rather_not=[]), "dagdeel van r00002 is niet bekend"),
    ("far slot", person(slots=[10**9], host_slots=[], rather_not=[]), "dagdeel van r00002 is niet bekend"),
    ("slot is a fraction", person(slots=[1.5]), "niet te lezen"),
    ("slot is a word", person(slots=["ochtend"]), "niet te lezen"),
    ("slot is nan", person(slots=[float("nan")]), "niet te lezen"),
    ("slot is endless", person(slots=[float("inf")]), "niet te lezen"),
    ("slot is true", person(slots=[True]), "niet te lezen"),
    ("receives when away", person(slots=[4], host_slots=[6], rather_not=[]), "ontvangt op een dagdeel"),
    ("rather not when away", person(slots=[4], host_slots=[], rather_not=[6]), "liever niet op een dagdeel"),
    ("place is nan", person(xy=[float("nan"), 0]), "plaats van r00002"),
    ("place is endless", person(xy=[float("inf"), 0]), "plaats van r00002"),
    ("place is far", person(xy=[1e7, 0]), "plaats van r00002"),
    ("place is a word", person(xy="Utrecht"), "niet te lezen"),
    ("place is half", person(xy=[3]), "niet te lezen"),
    ("guide's place is nan", guide(xy=[0, float("nan")]), "plaats van begeleider"),
    ("guide's slot is negative", guide(slots=[-4]), "begeleider f000 is niet bekend"),
    ("negative visits a week", guide(max_per_week=-1), "begeleider f000 is geen goed getal"),
    ("negative tours", guide(max_tours=-3), "begeleider f000 is geen goed getal"),
    ("begins before the period", tour(earliest=-2), "begin van toernee"),
    ("begins never", tour(earliest=10**8), "begin van toernee"),
    ("begins before what can be", tour(earliest=2, not_before=8), "begin van toernee"),
    ("negative reserve", tour(reserve=-1), "reservedata"),
    ("too much reserve", tour(reserve=99), "reservedata"),
    ("negative gap", rules(min_gap_days=-1), "tussen bezoeken"),
    ("negative span", rules(max_span_days=-1), "looptijd"),
    ("negative ideal", rules(ideal_gap_days=-5), "gewenste tijd"),
    ("no period", rules(days=0), "periode"),
    ("endless period", rules(days=10**6), "periode"),
    ("half a day", rules(days=10.5), "niet te lezen"),
    ("far trip is nan", rules(long_trip_km=float("nan")), "lange reis"),
    ("negative weight", lambda data: data["weights"].update(gap=-1), "gewicht"),
    ("weight is nan", lambda data: data["weights"].update(gap=float("nan")), "gewicht"),
    ("weight is huge", lambda data: data["weights"].update(gap=1e300), "gewicht"),
    ("blocked is negative", lambda data: data["blocked_slots"].append(-3), "geblokkeerd"),
    ("locked twice", tour(locks=[{"host": M[0], "slot": 4}, {"host": M[0], "slot": 40}]), "twee keer vast"),
    ("locked on one day", tour(locks=[{"host": M[0], "slot": 4}, {"host": M[1], "slot": 5}]), "twee keer vast"),
    ("locked at a stranger", tour(locks=[{"host": "niemand", "slot": 4}]), "niet ontvangt"),
    ("locked never", tour(locks=[{"host": M[0], "slot": -4}]), "dagdeel vast dat niet bestaat"),
    ("held without a date", tour(locks=[{"host": M[0], "slot": None, "held": True}]), "gehouden bezoek"),
    ("locked before what was held", tour(locks=[*held((M[0], 40)), {"host": M[1], "slot": 4}]), "vóór een bezoek"),
    ("receives twice", tour(hosts=[*M[:4], M[0]]), "ontvangt iemand twee keer"),
    ("a stranger receives", tour(hosts=["niemand"]), "niemand"),
    ("excused a stranger", tour(excused=[{"member": "niemand", "host": M[0]}]), "vrijgesteld"),
    ("excused without a visit", tour(excused=[{"member": M[0], "host": "niemand"}]), "vrijgesteld"),
    ("excused is a word", tour(excused=["x"]), "niet te lezen"),
    ("no tours", lambda data: data.pop("tours"), "niet te lezen"),
    ("people are a number", lambda data: data.update(people=3), "niet te lezen"),
    ("a person is a word", lambda data: data["people"].append("x"), "niet te lezen"),
    ("an id is none", person(id=None), "niet te lezen"),
    ("rules are a list", lambda data: data.update(rules=[1]), "niet te lezen"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "words"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_what_cannot_be_is_a_dutch_sentence(change: Change, words: str) -> None:
    data = read("normal-1-1")
    change(data)
    with pytest.raises(InstanceError) as caught:
        read_instance(data)
    assert words in " ".join(caught.value.problems)
    assert all(one.endswith(".") for one in caught.value.problems)


@pytest.mark.parametrize("data", [None, [], 7, "x", {}, {"people": {}}])
def test_what_is_no_instance_at_all_is_told_too(data: Any) -> None:
    with pytest.raises(InstanceError, match="niet te lezen"):
        read_instance(data)


def test_without_places_nobody_travels_and_nothing_breaks() -> None:
    data = read("normal-1-1")
    for row in [*data["people"], *data["facilitators"]]:
        row["xy"] = None
    outcome = plan(read_instance(data))
    report = score(data, outcome.as_json())
    assert report["hard_violations"] == 0
    assert (report["parts"]["facilitator_km"], report["parts"]["long_trips"]) == (0, 0)
    assert report["cost"] == pytest.approx(outcome.cost, abs=0.01)


@pytest.mark.parametrize(
    "change",
    [
        person(slots=[], host_slots=[], rather_not=[]), guide(slots=[]), guide(max_tours=0), guide(max_per_week=0),
        rules(min_gap_days=2000), rules(max_span_days=0), rules(days=1), tour(earliest=399),
        lambda data: data.update(blocked_slots=list(range(400))),
    ],
    ids=["nobody can", "no guide", "no tours", "no week", "long gap", "no span", "one day", "late", "holidays"],
)  # fmt: skip
def test_what_leaves_no_dates_is_answered_with_a_reason(change: Change) -> None:
    data = read("normal-1-1")
    change(data)
    answer, code = ran(json.dumps(data))
    assert code == 0
    assert answer["unscheduled"] == ["t0000"]
    assert len(answer["why"]["t0000"]["sentences"]) >= 2


def ran(text: str) -> tuple[Row, int]:
    target = io.StringIO()
    code = main(["--seconds", "1"], io.StringIO(text), target)
    return (json.loads(target.getvalue()) if code == 0 else {}), code


def test_the_program_answers_as_the_scorer_reads_it() -> None:
    data = read("impossible-20-1")
    answer, code = ran(json.dumps(data))
    report = score(data, answer)
    assert (code, report["hard_violations"], report["unscheduled"]) == (0, 0, 3)
    assert set(answer["why"]) == set(answer["unscheduled"])
    assert (answer["gap"], answer["is_proven"], answer["is_complete"], answer["seed"]) == (0, True, True, 1)
    for row in answer["tours"]:
        for visit in row["visits"]:
            seats = [visit["host"], visit["chair"], visit["reporter"], visit["board"], *visit["field"]]
            assert len(set(seats)) == 5
    for reason in answer["why"].values():
        assert reason["give_up"]


def test_the_program_refuses_bad_input_in_dutch(capsys: pytest.CaptureFixture[str]) -> None:
    data = read("normal-1-1")
    data["tours"][0]["members"] = data["tours"][0]["members"][:3]
    assert ran(json.dumps(data))[1] == 2
    assert "een toernee heeft er vier, vijf of zes." in capsys.readouterr().err
    for text in ("{", "", "[" * 100_000, "null"):
        assert ran(text)[1] == 2
        assert capsys.readouterr().err.startswith("De invoer is")
