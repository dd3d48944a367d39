"""Who takes over: at once when the leader left, after a minute when she is silent, and never somebody on paper."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intervisie.werkvorm.leading import Present, successor


def _member(number: int, seen: float | None = 1) -> Present:
    return Present(number, has_account=True, is_on_paper=False, seen_seconds_ago=seen)


def _guest(number: int, seen: float | None = 1) -> Present:
    return Present(number, has_account=False, is_on_paper=False, seen_seconds_ago=seen)


@pytest.mark.parametrize(("people", "leader", "expected"), [
    ([_member(1), _member(2)], 1, None),
    ([_member(1, 60), _member(2)], 1, None),  # just within the minute
    ([_member(1, 60.1), _member(2)], 1, 2),
    ([_member(1, None), _member(2)], 1, 2),
    ([_member(1, 61), _member(2, 20)], 1, 2),
    ([_member(1, 61), _member(2, 20.1)], 1, None),  # nobody else is there either
    ([_member(1, 61), _guest(2), _member(3)], 1, 3),  # an account goes before a lower number
    ([_member(1, 61), _guest(3), _guest(2)], 1, 2),
    ([_member(1, 61), _member(4), _member(3)], 1, 3),
    ([_member(1, 61), Present(2, has_account=True, is_on_paper=True, seen_seconds_ago=1)], 1, None),
    ([_member(2), _guest(3)], 1, 2),  # the leader left
    ([_member(2), _guest(3)], None, 2),
    ([_member(2, 30), _guest(3)], None, 3),
    ([_member(2, 30)], None, None),
    ([], 1, None),
    ([], None, None),
    ([_member(1, 300)], 1, None),
    ([_member(1, -2), _member(2)], 1, None),  # two servers differ a little
    ([_guest(1, 61), _guest(2, -1)], 1, 2),
])  # fmt: skip
def test_who_takes_over(people: list[Present], leader: int | None, expected: int | None) -> None:
    assert successor(people, leader) == expected


PEOPLE = st.lists(
    st.builds(Present, st.integers(1, 9), st.booleans(), st.booleans(), st.none() | st.integers(0, 120)),
    unique_by=lambda one: one.number, max_size=9,
)  # fmt: skip


@given(PEOPLE, st.none() | st.integers(1, 9))
def test_who_takes_over_is_there_and_keeps_it(people: list[Present], leader: int | None) -> None:
    found = successor(people, leader)
    if found is None:
        return
    chosen = next(one for one in people if one.number == found)
    assert found != leader
    assert not chosen.is_on_paper
    assert chosen.seen_seconds_ago is not None
    assert chosen.seen_seconds_ago <= 20
    assert successor(people, found) is None  # it does not go round
    assert successor(list(reversed(people)), leader) == found  # everybody who asks gets the same answer
