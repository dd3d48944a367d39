"""Classes, bands and hours: what is said about a number of people, and that 'nobody' and 'everybody' are never said."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.onthulling import Klasse, hours_band, hours_together, klasse_of, share_band
from community.onthulling.klassen import classes_for, is_wide

POPULATIONS = st.integers(0, 3000)


@given(POPULATIONS)
def test_classes_lie_far_from_nobody_and_everybody_and_leave_no_gap(population: int) -> None:
    found = classes_for(population)
    assert bool(found) == (population >= 15)
    for one in found:
        assert one.hi - one.lo >= 5
        assert is_wide(one.lo, one.hi, population)
    assert all(before.hi + 1 == after.lo for before, after in pairwise(found))
    if found:
        assert (found[0].lo, found[-1].hi) == (5, population - 5)


@given(POPULATIONS, st.data())
def test_a_number_lies_in_its_class(population: int, data: st.DataObject) -> None:
    count = data.draw(st.integers(0, population))
    klasse = klasse_of(count, population)
    if klasse is None:
        assert count < 5 or count > population - 5 or population < 15
    else:
        assert klasse.lo <= count <= klasse.hi


def test_every_class_of_forty_people() -> None:
    assert classes_for(40) == (Klasse(5, 12), Klasse(13, 18), Klasse(19, 24), Klasse(25, 35))


@pytest.mark.parametrize("people", range(20))
def test_nothing_tells_all_or_nothing_of_fewer_than_twenty(people: int) -> None:
    """T65: the band of 'everybody always' is that of three quarters, that of 'never' that of less than half."""
    for places in (people, 2 * people, 10 * people):
        assert share_band(places, places, people) in (None, "DRIEKWART_OF_MEER")
        assert share_band(0, places, people) in (None, "MINDER_DAN_HELFT")


@pytest.mark.parametrize(
    ("yes", "places", "people", "band"),
    [
        (4, 5, 4, None), (4, 4, 5, None), (4, 9, 5, "MINDER_DAN_HELFT"), (5, 10, 5, "HELFT_TOT_DRIEKWART"),
        (74, 100, 30, "HELFT_TOT_DRIEKWART"), (75, 100, 19, "DRIEKWART_OF_MEER"), (75, 100, 20, "DRIEKWART_TOT_90"),
        (89, 100, 20, "DRIEKWART_TOT_90"), (90, 100, 20, "VANAF_90"), (0, 0, 0, None),
    ],
)  # fmt: skip
def test_bands_of_a_share(yes: int, places: int, people: int, band: str | None) -> None:
    assert share_band(yes, places, people) == band


@given(st.integers(0, 10**6), st.integers(5, 500))
def test_hours_lie_in_their_band(minutes: int, people: int) -> None:
    lo, hi = hours_band(minutes, people) or (0, 0)
    assert lo * 60 * people <= minutes < hi * 60 * people
    assert hi - lo == (2 if lo < 20 else 10)


def test_hours_of_few_are_not_said() -> None:
    assert hours_band(600, 4) is None


def test_hours_together_follow_from_what_is_published() -> None:
    assert hours_together(Klasse(13, 18), (2, 4)) == 45


@pytest.mark.parametrize("people", [5, 8, 12])
@pytest.mark.parametrize("length", [90, 180, 210, 240, 480])
@pytest.mark.parametrize("times", [2, 3, 6])
def test_hours_never_tell_that_everybody_came_every_time_or_once(people: int, length: int, times: int) -> None:
    once, expected = people * length, people * length * times
    top = hours_band(expected, people, once, expected) or (0, 0)
    bottom = hours_band(once, people, once, expected) or (0, 0)
    assert 60 * top[0] <= length * times * 0.75 < length * times < 60 * top[1]
    assert 60 * bottom[0] <= length < 1.5 * length < 60 * bottom[1]
