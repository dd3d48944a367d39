"""With the solver libraries: the same search compiled, and small pools proven. They are there where tests run."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bench.matching.scorer import score as score_again
from intervisie.matching import Effort, Obstacle, divide, explain_unplaced, read_instance
from intervisie.matching.compiling import as_buffer, compiled, plain
from intervisie.matching.exact import best_division
from intervisie.matching.heating import rank_of
from intervisie.matching.instance import in_order
from intervisie.matching.polish import polish
from intervisie.matching.scoring import Scorer
from intervisie.matching.search import best_of_runs, board_of, division_of
from intervisie.matching.tables import Board

ROOT = Path(__file__).resolve().parents[2]
INSTANCES = ROOT / "bench" / "matching" / "instances"


def read(name: str) -> dict[str, object]:
    return json.loads((INSTANCES / f"iv-{name}.json").read_text(encoding="utf-8"))


@pytest.mark.timeout(600)
@pytest.mark.parametrize("name", ["natural-60-1", "tight-40-1"])
def test_compiled_or_not_the_result_is_the_same(name: str) -> None:
    instance = read_instance(read(name))
    found = []
    for board in (Board(instance, plain()), Board(instance, compiled(), as_buffer)):
        board.state.rng[0] = 12
        best_of_runs(board, 30_000, Effort(600))
        found.append((board.groups(), division_of(board, Scorer(instance))))
    assert found[0] == found[1]


@pytest.mark.timeout(600)
@pytest.mark.parametrize(("name", "unplaced", "quality"), [("impossible-40-1", 9, 49.73), ("tight-40-1", 0, 71.92)])
def test_a_small_pool_is_proven_in_full(name: str, unplaced: int, quality: float) -> None:
    instance = read_instance(read(name))
    board, _ = board_of(instance, Effort(is_compiled=False))
    found = best_division(board, range(board.num.people), 300)
    assert found is not None
    groups, is_proven = found
    assert is_proven
    board.load([group.members for group in groups])
    division = division_of(board, Scorer(instance))
    report = score_again(read(name), division.as_json())
    assert (report["hard_violations"], report["unplaced"]) == (0, unplaced)
    assert report["Q"] == pytest.approx(quality, abs=0.01)


@pytest.mark.timeout(600)
def test_two_hundred_people_are_divided_without_violations() -> None:
    outcome = divide(read_instance(read("tight-200-1")), seed=2, effort=Effort(1.0))
    report = score_again(read("tight-200-1"), outcome.division.as_json())
    assert report["hard_violations"] == 0
    assert report["Q"] > 71


def test_importing_the_package_loads_no_solver() -> None:
    code = "import intervisie.matching, sys; print(sorted({'numpy', 'numba', 'scipy', 'django'} & set(sys.modules)))"
    seen = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert seen.stdout == "[]\n"


@pytest.mark.timeout(600)
@pytest.mark.parametrize("seed", [1, 3])
def test_who_fits_in_few_groups_gets_a_place_before_quality(seed: int) -> None:
    """The search alone leaves four people out of this instance; three of them can be in no group at all."""
    instance = read_instance(read("impossible-200-1"))
    outcome = divide(instance, seed=seed, effort=Effort(2.0))
    assert outcome.score.violations == ()
    told = {one.person: one.obstacle for one in explain_unplaced(instance, outcome.division)}
    assert told == {"p00020": Obstacle.TAAL, "p00115": Obstacle.REIS, "p00121": Obstacle.REIS}


@pytest.mark.timeout(600)
def test_people_left_out_get_a_place_when_groups_around_them_are_divided_again() -> None:
    """A search that is far too short leaves people out of an instance in which everybody can have a place."""
    found = []
    for _ in range(2):
        board = Board(in_order(read_instance(read("planted-60-1"))), plain())
        board.state.rng[0] = 5
        best_of_runs(board, 3_000, Effort(600))
        before = rank_of(board)
        gained = polish(board, 8, Effort(600))
        after = rank_of(board)
        assert (gained, after[0]) == (before[0] - after[0], before[0] - gained)
        assert gained > 0
        division = division_of(board, Scorer(board.instance))
        assert score_again(read("planted-60-1"), division.as_json())["hard_violations"] == 0
        found.append(division)
    assert found[0] == found[1]
