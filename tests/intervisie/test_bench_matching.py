"""The measurements of the matching engine, each on a case small enough to know the answer."""

import math
import sys
from pathlib import Path

import pytest

from bench.figures import Figure
from bench.matching import golfer, growth, mdgp, peers, repair, run
from bench.matching.process import Ran, ran
from bench.matching.references import BARS, REFERENCES, Reference
from bench.matching.scorer import score
from bench.matching.secretary import Secretary
from intervisie.matching import Effort, divide, read_instance

INSTANCES = Path(run.__file__).parent / "instances"


def by_name(figures: list[Figure]) -> dict[str, Figure]:
    return {figure.figure: figure for figure in figures}


def test_every_instance_has_a_reference_and_every_size_a_bar() -> None:
    assert sorted(f"iv-{one.name}.json" for one in REFERENCES) == sorted(file.name for file in INSTANCES.glob("*.json"))
    assert {one.people for one in REFERENCES} == set(BARS)


def test_a_process_is_measured_on_its_own() -> None:
    done = ran("-c", "import json, sys; print(json.dumps(json.load(sys.stdin) + [len(bytes(1))]))", given=[3])
    assert done.answer == [3, 1]
    assert 0 < done.cpu < 10
    assert 1 < done.megabytes < 100  # its own memory, not that of who started it
    with pytest.raises(RuntimeError, match="stuk"):
        ran("-c", "raise SystemExit('stuk')")


def test_the_median_of_three_seeds_is_told_with_bar_and_aim(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three runs leave 9, 9 and all 40 people out: the median is 9, but a run that breaks a rule always counts."""
    everybody = [person["id"] for person in run.instance_of("impossible-40-1")["people"]]
    answers = {
        1: {"groups": [], "unplaced": everybody, "reasons": dict.fromkeys(everybody, "x")},
        2: {"groups": [], "unplaced": everybody[1:], "reasons": dict.fromkeys(everybody[2:], "x"), "is_proven": False},
        3: {"groups": [], "unplaced": everybody, "reasons": dict.fromkeys(everybody, "x")},
    }
    monkeypatch.setattr(run, "divided", lambda data, seconds, seed=2: Ran(answers[seed], float(seed), 10.0 * seed))
    found = by_name(list(run.of_instance(Reference("impossible-40-1", 9, 49.73, 57.42))))
    told = {name.split(": ")[1]: (one.value, one.bar, one.aim, one.ok) for name, one in found.items()}
    assert told == {
        "regels gebroken": (1, 0, None, False),
        "zonder reden niet geplaatst": (1, 0, None, False),
        "niet geplaatst": (40, 10, 9, False),
        "kwaliteit": (0.0, 97.0, 99.9, False),
        "minste groepen": (0.0, None, None, None),
        "rekentijd": (2.0, None, None, None),
        "geheugen": (30.0, 600, None, True),
        "bewezen in 60 s": (0, 0, 1, True),
    }


def test_only_what_is_named_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MATCHING", "mdgp")
    monkeypatch.delenv("MDGPLIB", raising=False)
    assert [figure.figure for figure in run.figures()] == [
        "matching: drukte van de machine", "matching MDGPLIB", "matching: drukte van de machine",
    ]  # fmt: skip


def test_the_secretary_breaks_no_rule_and_reaches_less_than_the_reference() -> None:
    for name, quality in (("natural-60-1", 67.05), ("tight-40-1", 71.92)):
        data = run.instance_of(name)
        report = score(data, Secretary(data).divide())
        assert report["hard_violations"] == 0
        assert 0.3 * quality < report["Q"] < quality


def test_a_peer_that_is_not_there_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PEERS", raising=False)
    assert peers.peer_python() == ""
    monkeypatch.setenv("PEERS", "1")
    assert peers.peer_python() == ""
    monkeypatch.setenv("PEERS", sys.executable)
    assert peers.peer_python() == ""


def test_an_instance_of_the_library_is_read_divided_and_valued(tmp_path: Path) -> None:
    """Two groups of two to four; 0-1-2 are far apart (9), all others close (1)."""
    rows = [f"{a} {b} {9 if b < 3 else 1}" for a in range(6) for b in range(a + 1, 6)]
    (tmp_path / "Klein.txt").write_text("6 2 ds 2 4 2 4\n" + "\n".join(rows))
    elements = mdgp.read_elements(tmp_path / "Klein.txt")
    assert elements.sizes == [(2, 4), (2, 4)]
    value, _ = mdgp.reached(elements, 0.3, 1, is_compiled=False)
    assert value == 27 + 3 + 1  # the three who are far apart, a fourth, and the two others
    with pytest.raises(ValueError, match="no division"):
        mdgp.value_of(elements, [[0, 1, 2, 3, 4], [5]])
    with pytest.raises(ValueError, match="no division"):
        mdgp.value_of(elements, [[0, 1, 2], [3, 4, 4]])


def test_only_instances_with_a_best_value_and_a_time_are_used(tmp_path: Path) -> None:
    (tmp_path / mdgp.BEST).write_text("instance,n,best\nA,120,10.5\nB,960,7\n")
    assert mdgp.best_values(tmp_path) == {"A": 10.5}


def test_rounds_by_construction_repeat_nobody_and_repeats_are_counted() -> None:
    rounds = golfer.constructed(7, 6)
    assert (len(rounds), golfer.repeats_in(rounds, 7, 6)) == (7, 0)
    assert golfer.repeats_in([rounds[0], rounds[0]], 7, 6) == 7 * 15
    with pytest.raises(ValueError, match="no division"):
        golfer.repeats_in([rounds[0], rounds[1][:6]], 7, 6)


def test_the_next_round_avoids_who_met() -> None:
    rounds: golfer.Rounds = []
    for seed in (1, 2, 3):
        effort = Effort(0.5, is_compiled=False, is_exact=False)
        rounds.append(golfer.next_round(rounds, 4, 3, seed=seed, effort=effort))
    assert golfer.repeats_in(rounds, 4, 3) == 0


def test_the_slope_of_growth_and_the_time_between_two_tries() -> None:
    assert growth.slope_of([(200, 1.0), (1000, 5.0), (3000, 15.0)]) == pytest.approx(1.0)
    assert growth.slope_of([(10, 1.0), (100, 100.0)]) == pytest.approx(2.0)
    assert growth.time_until(99.0, [(1.0, 98.0), (2.0, 100.0), (9.0, 100.0)]) == pytest.approx(1.5)
    assert growth.time_until(99.0, [(1.0, 99.5), (9.0, 100.0)]) == 1.0
    with pytest.raises(ValueError, match="not reached"):
        growth.time_until(101.0, [(1.0, 98.0)])
    assert math.isclose(growth.slope_of([(2, 4.0), (4, 8.0)]), 1.0)


def test_mending_is_measured_per_change_and_breaks_no_rule() -> None:
    instance = read_instance(run.instance_of("planted-60-1"))
    effort = Effort(1.0, is_compiled=False, is_exact=False)
    division = divide(instance, effort=effort).division
    for change in repair.CHANGES.values():
        rows = repair.mended(instance, division, change, 2)
        assert [row[3] for row in rows] == [0, 0]
        assert max(row[1] for row in rows) <= 6
        now, before = change(instance, division, 0)
        assert (now, before) != (instance, division)
