"""Dividing by a matrix of pair weights: planted groups are found, sizes hold, compiled or not it is the same."""

import pytest

from intervisie.matching import Effort
from intervisie.matching.layout import Heat
from intervisie.matching.weighing import WeightBoard, WeightError, divide_by_weights

Matrix = list[list[float]]
HEAT = Heat(temperature=0.1, bar=0.0, below=0.0, unplaced=0.0, strict=1.0, credit=0.0)


def planted(sizes: list[int]) -> Matrix:
    """Return weights of 10 within groups of these sizes, dealt out in turn, and 1 between them."""
    home = [g for turn in range(max(sizes)) for g, size in enumerate(sizes) if turn < size]
    return [[10.0 if one == other else 1.0 for other in home] for one in home]


def groups_of(weights: Matrix, sizes: list[tuple[int, int]], *, is_compiled: bool, seed: int = 1) -> list[list[int]]:
    board = WeightBoard(weights, sizes, is_compiled=is_compiled)
    return divide_by_weights(board, seed=seed, effort=Effort(0.5 if not is_compiled else 0.01))


def test_planted_groups_of_different_sizes_are_found() -> None:
    weights = planted([4, 3, 5])
    found = groups_of(weights, [(3, 5), (3, 5), (2, 5)], is_compiled=False)
    assert all(weights[a][b] == 10 for group in found for a in group for b in group)
    assert sorted(map(len, found)) == [3, 4, 5]


@pytest.mark.timeout(600)
def test_sizes_hold_group_by_group_and_compiled_or_not_it_is_the_same() -> None:
    weights = [[float((7 * a * b + a + b) % 23) for b in range(14)] for a in range(14)]
    sizes = [(1, 2), (6, 6), (3, 8)]
    found = []
    for is_compiled in (False, True):
        board = WeightBoard(weights, sizes, is_compiled=is_compiled)
        board.state.rng[0] = 5
        board.run.weigh_all(board.num, board.seen_tables, board.seen_state, HEAT)
        board.run.anneal(board.num, board.seen_tables, board.seen_state, HEAT, 5_000)
        found.append(board.groups())
    assert found[0] == found[1]
    assert all(least <= len(group) <= most for group, (least, most) in zip(found[0], sizes, strict=True))
    assert sorted(member for group in found[0] for member in group) == list(range(14))


def test_sizes_that_leave_no_way_are_told() -> None:
    with pytest.raises(WeightError, match="5 mensen passen niet"):
        WeightBoard(planted([5]), [(2, 2), (2, 2)], is_compiled=False)
