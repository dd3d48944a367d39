"""The clock of a step: the same everywhere, also in the night that summer time begins or ends."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intervisie.werkvorm.clock import Clock

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
BEGIN = datetime(2026, 11, 17, 9, 0, tzinfo=UTC)


def _at(seconds: float) -> datetime:
    return BEGIN + timedelta(seconds=seconds)


def test_a_clock_counts_down_and_past_zero() -> None:
    clock = Clock(BEGIN, 300)
    assert [clock.left(_at(at)) for at in (0, 0.5, 60, 299.2, 300, 301)] == [300, 300, 240, 1, 0, -1]
    assert [clock.is_over(_at(at)) for at in (0, 299.9, 300, 900)] == [False, False, True, True]
    assert clock.deadline(_at(1000)) == _at(300)


def test_standing_still_takes_no_time() -> None:
    clock = Clock(BEGIN, 300).paused(_at(60))
    assert [clock.left(_at(at)) for at in (60, 100, 5000)] == [240, 240, 240]
    assert not clock.is_over(_at(5000))
    assert clock.paused(_at(90)) == clock  # a second click does nothing
    resumed = clock.resumed(_at(160))
    assert (resumed.held_seconds, resumed.paused_at) == (100, None)
    assert resumed.left(_at(160)) == 240
    assert resumed.resumed(_at(500)) == resumed
    assert resumed.paused(_at(200)).resumed(_at(300)).left(_at(300)) == 200


def test_a_pause_of_less_than_a_second_takes_nothing_away() -> None:
    clock = Clock(BEGIN, 300)
    for tenths in range(100, 120, 4):
        clock = clock.paused(_at(tenths / 10)).resumed(_at((tenths + 4) / 10))
    assert clock.left(_at(12)) >= 290


def test_a_clock_that_went_back_a_little_takes_nothing_away() -> None:
    assert Clock(BEGIN, 300).paused(_at(60)).resumed(_at(59)).held_seconds == 0
    assert Clock(BEGIN, 300).paused(_at(60)).deadline(_at(59)) == _at(300)


def test_a_minute_more() -> None:
    assert Clock(BEGIN, 300).extended(_at(100)).left(_at(100)) == 260
    assert Clock(BEGIN, 300).extended(_at(300)).left(_at(300)) == 60
    assert Clock(BEGIN, 300).extended(_at(500)).left(_at(500)) == 60  # it was over: a minute from now
    late = Clock(BEGIN, 300).extended(_at(500.5))
    assert 60 <= late.left(_at(500.5)) <= 61
    assert late.extended(_at(510)).left(_at(510)) == late.left(_at(510)) + 60


def test_a_minute_more_while_it_stands_still() -> None:
    assert Clock(BEGIN, 300).paused(_at(100)).extended(_at(900)).left(_at(5000)) == 260
    over = Clock(BEGIN, 300).paused(_at(400)).extended(_at(900))
    assert over.left(_at(5000)) == 60
    assert over.resumed(_at(1000)).left(_at(1010)) == 50


# Summer time ends on 25 October 2026 at 3.00 (2.00-3.00 comes twice), and begins on 28 March 2027 at 2.00.
@pytest.mark.parametrize("begin", [
    datetime(2026, 10, 25, 2, 50, tzinfo=AMSTERDAM), datetime(2026, 10, 25, 2, 50, fold=1, tzinfo=AMSTERDAM),
    datetime(2026, 10, 25, 1, 55, tzinfo=AMSTERDAM), datetime(2027, 3, 28, 1, 50, tzinfo=AMSTERDAM),
])  # fmt: skip
def test_the_night_of_summer_time_is_like_any_other(begin: datetime) -> None:
    start = begin.astimezone(UTC)
    clock = Clock(begin, 1800)
    for minutes in range(40):
        now = start + timedelta(minutes=minutes)
        assert clock.left(now) == clock.left(now.astimezone(AMSTERDAM)) == 1800 - minutes * 60
        stopped = clock.paused(now.astimezone(AMSTERDAM)).resumed((now + timedelta(hours=1)).astimezone(AMSTERDAM))
        assert stopped.held_seconds == 3600
        assert clock.deadline(now.astimezone(AMSTERDAM)).utcoffset() == timedelta(0)


def test_a_moment_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        Clock(datetime(2026, 11, 17, 9, 0), 60).left(BEGIN)  # noqa: DTZ001 - that is what is refused
    with pytest.raises(ValueError, match="aware"):
        Clock(BEGIN, 60).left(datetime(2026, 11, 17, 9, 0))  # noqa: DTZ001 - that is what is refused


BEGINS = [BEGIN, *(datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in (0, 1)),
          datetime(2027, 3, 28, 0, 30, tzinfo=UTC)]  # fmt: skip
EVENTS = st.lists(st.tuples(st.integers(0, 400), st.sampled_from(["pause", "resume", "extend", "look"])), max_size=30)


@given(st.integers(1, 14_400), EVENTS, st.integers(-720, 840), st.sampled_from(BEGINS))
def test_whatever_is_pressed_the_sum_is_right(
    seconds: int, events: list[tuple[int, str]], offset: int, begin: datetime
) -> None:
    """A stopwatch that ticks second by second says the same, wherever in the world the server thinks it is."""
    clock, left, stands_still, now = Clock(begin, seconds), seconds, False, begin
    zone = timezone(timedelta(minutes=offset))
    for wait, event in events:
        now += timedelta(seconds=wait)
        left -= 0 if stands_still else wait
        here = now.astimezone(zone)
        if event == "pause":
            clock, stands_still = clock.paused(here), True
        elif event == "resume":
            clock, stands_still = clock.resumed(here), False
        elif event == "extend":
            clock, left = clock.extended(now.astimezone(AMSTERDAM)), max(left, 0) + 60
        assert clock.left(now.astimezone(AMSTERDAM)) == clock.left(here) == left
        assert clock.is_over(now) == (left <= 0)
        assert clock.deadline(here) == now + timedelta(seconds=left)
        assert (clock.paused_at is not None) == stands_still
