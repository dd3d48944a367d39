"""Roles of a toernee: by shift everybody has each once; after a replacement as near to that as can be."""

from collections import Counter
from itertools import permutations, product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intervisie.toernee import TourPlan, Visit, roles_per_member, rotate, rotate_again, with_roles
from intervisie.toernee.roles import free_seats, seats_of

PEOPLE = ("An", "Bo", "Cé", "Dé", "El", "Fa")
PARTS = {
    4: ["chair", "field", "host", "reporter"],
    5: ["board", "chair", "field", "host", "reporter"],
    6: ["board", "chair", "field", "field", "host", "reporter"],
}


def plan_of(hosts: tuple[str, ...]) -> TourPlan:
    return TourPlan("t", "f", tuple(Visit(host, 20 * at) for at, host in enumerate(hosts)))


@given(st.integers(4, 6).flatmap(lambda count: st.permutations(PEOPLE[:count])))
def test_everybody_is_host_once_and_has_every_role_once(hosts: list[str]) -> None:
    made = with_roles(plan_of(tuple(hosts)), hosts)
    for parts in roles_per_member(made).values():
        assert sorted(parts) == PARTS[len(hosts)]
    for visit in made.visits:
        assert sorted([visit.host, *seats_of(visit)]) == sorted(hosts)
        assert len(visit.observers) == {4: 1, 5: 1, 6: 2}[len(hosts)]
        assert (visit.board is None) == (len(hosts) == 4)


def test_roles_shift_with_the_order_of_visits() -> None:
    first, *_ = rotate(PEOPLE[:5])
    assert (first.chair, first.reporter, first.observers, first.board) == ("Bo", "Cé", ("Dé",), "El")
    with pytest.raises(ValueError, match="every member receives once"):
        with_roles(plan_of(("An", "Bo", "Cé", "An")), PEOPLE[:4])


def repeats(visits: tuple[Visit, ...]) -> int:
    """Return how often somebody has a role that she already had."""
    count = Counter(one for visit in visits for one in seats_of(visit).items())
    return sum(number * (number - 1) // 2 for number in count.values())


@pytest.mark.parametrize("done", [0, 1, 2, 3, 4])
@pytest.mark.parametrize("count", [4, 5, 6])
def test_with_nobody_replaced_nothing_changes(count: int, done: int) -> None:
    made = with_roles(plan_of(PEOPLE[:count]), PEOPLE[:count])
    assert rotate_again(made.visits, done, [PEOPLE[:count]] * count) == made.visits


@pytest.mark.parametrize("done", [1, 2, 3])
def test_who_comes_in_for_somebody_takes_over_her_roles(done: int) -> None:
    """Fa comes for An, who received first: nobody has a role twice, and nobody else does something else."""
    before = with_roles(plan_of(PEOPLE[:5]), PEOPLE[:5]).visits
    after = rotate_again(before, done, [PEOPLE[1:6]] * 5)
    assert after[:done] == before[:done]
    assert repeats(after) == 0
    for old, new in zip(before[done:], after[done:], strict=True):
        assert {("Fa" if who == "An" else who): role for who, role in seats_of(old).items()} == seats_of(new)


def test_who_is_excused_has_no_role_and_the_last_role_falls_away() -> None:
    before = with_roles(plan_of(PEOPLE[:5]), PEOPLE[:5]).visits
    visitors = [PEOPLE[:5]] * 4 + [PEOPLE[1:5]]
    after = rotate_again(before, 2, visitors)
    assert "An" not in seats_of(after[4])
    assert sorted(seats_of(after[4]).values()) == ["chair", "field", "reporter"]
    assert after[4].board is None
    assert after[2:4] == before[2:4]


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6))
def test_what_is_left_is_divided_as_well_as_any_division_can_be(seed: int) -> None:
    draw = Random(seed)  # noqa: S311 - people to try with
    count = draw.choice([4, 5])
    before = with_roles(plan_of(PEOPLE[:count]), PEOPLE[:count]).visits
    done, people = count - 2, list(PEOPLE[:count])
    gone = draw.choice(PEOPLE[:done])
    people = [one for one in people if one != gone] + ([PEOPLE[5]] if draw.random() < 0.6 else [])
    visitors = [[one for one in people if one != visit.host] for visit in before]
    after = rotate_again(before, done, visitors)
    best = min(
        rank(before, done, ways) for ways in product(*(list(permutations(each)) for each in visitors[done:]))
    )  # fmt: skip
    assert rank(before, done, [tuple(seats_of(one)) for one in after[done:]], after) == best


def rank(
    before: tuple[Visit, ...], done: int, ways: object, after: tuple[Visit, ...] | None = None
) -> tuple[int, int]:  # fmt: skip
    """Return the repeats of a division, and how many have another role than they were told."""
    held = Counter(one for visit in before[:done] for one in seats_of(visit).items())
    if after is not None:
        divided = [seats_of(one) for one in after[done:]]
    else:
        divided = [dict(zip(way, free_seats(len(way)), strict=True)) for way in ways]
    repeated = changed = 0
    for told, seats in zip(before[done:], divided, strict=True):
        repeated += sum(held[one] for one in seats.items())
        changed += sum(seats_of(told).get(who) != role for who, role in seats.items())
        held.update(seats.items())
    return repeated, changed
