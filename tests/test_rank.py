"""The arithmetic behind the proofs of timing."""

import pytest

from tests.rank import auc, chance


def test_rows_that_do_not_overlap_tell_all() -> None:
    assert auc([1, 2, 3], [4, 5, 6]) == 1.0
    assert auc([4, 5, 6], [1, 2, 3]) == 1.0


def test_equal_rows_tell_nothing() -> None:
    assert auc([1, 2, 2, 3], [1, 2, 2, 3]) == 0.5
    assert chance([1, 2, 2, 3], [1, 2, 2, 3]) == pytest.approx(1.0)


def test_half_of_the_pairs_in_order_and_one_equal() -> None:
    # Of four pairs: 1<2, 1<3, 2=2 counts half, 2<3.
    assert auc([1, 2], [2, 3]) == pytest.approx(3.5 / 4)


def test_a_clear_difference_is_no_chance() -> None:
    assert chance(range(100), range(50, 150)) < 0.001
