"""How dates, times, numbers and names are written, with both days on which the clock changes."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community import notation
from community.notation import AMSTERDAM

TUESDAY = date(2027, 2, 9)
# The clock goes forward on Sunday 28 March 2027 and back on Sunday 31 October 2027, both at 1.00 UTC.
BEFORE_SUMMER_TIME = datetime(2027, 3, 28, 0, 59, tzinfo=UTC)
SUMMER_TIME = datetime(2027, 3, 28, 1, 0, tzinfo=UTC)
FIRST_HALF_PAST_TWO = datetime(2027, 10, 31, 0, 30, tzinfo=UTC)
SECOND_HALF_PAST_TWO = datetime(2027, 10, 31, 1, 30, tzinfo=UTC)


def at(hour: int, minute: int = 0, day: date = TUESDAY) -> datetime:
    """Return a moment on the clock of Amsterdam."""
    return datetime.combine(day, time(hour, minute), AMSTERDAM)


@pytest.mark.parametrize(
    ("write", "expected"),
    [
        (notation.date_long, "dinsdag 9 februari 2027"),
        (notation.date_plain, "9 februari 2027"),
        (notation.day_and_month, "9 februari"),
        (notation.date_short, "9 feb 2027"),
        (notation.date_with_day, "di 9 feb 2027"),
        (notation.month_of, "februari 2027"),
    ],
)
def test_a_day_and_a_moment_on_it_are_written_alike(write: Callable[[date], str], expected: str) -> None:
    assert write(TUESDAY) == expected
    assert write(at(13)) == expected


def test_every_month_and_weekday_has_its_dutch_name() -> None:
    months = [notation.day_and_month(date(2027, month, 1)) for month in range(1, 13)]
    assert months == [
        "1 januari", "1 februari", "1 maart", "1 april", "1 mei", "1 juni",
        "1 juli", "1 augustus", "1 september", "1 oktober", "1 november", "1 december",
    ]  # fmt: skip
    short = [notation.date_short(date(2027, month, 31 if month == 12 else 1)).split()[1] for month in range(1, 13)]
    assert short == ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]
    week = [notation.date_with_day(date(2027, 2, 8) + timedelta(days)).split()[0] for days in range(7)]
    assert week == ["ma", "di", "wo", "do", "vr", "za", "zo"]


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        (TUESDAY, "9 februari 2027"),
        (date(2027, 2, 11), "9 tot en met 11 februari 2027"),
        (date(2027, 3, 1), "9 februari tot en met 1 maart 2027"),
        (date(2028, 2, 9), "9 februari 2027 tot en met 9 februari 2028"),
    ],
)
def test_a_date_range_repeats_only_what_differs(last: date, expected: str) -> None:
    assert notation.date_range(TUESDAY, last) == expected


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (-15, "25 januari 2027"),
        (-14, "14 dagen geleden"),
        (-3, "3 dagen geleden"),
        (-2, "eergisteren"),
        (-1, "gisteren"),
        (0, "vandaag"),
        (1, "morgen"),
        (2, "overmorgen"),
        (3, "over 3 dagen"),
        (14, "over 14 dagen"),
        (15, "24 februari 2027"),
    ],
)
def test_days_nearby_have_a_word(days: int, expected: str) -> None:
    assert notation.relative_day(TUESDAY + timedelta(days), today=TUESDAY) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (time(0), "0 uur"),
        (time(9), "9 uur"),
        (time(9, 5), "9.05 uur"),
        (time(10), "10 uur"),
        (time(16, 30), "16.30 uur"),
        (at(14, 32), "14.32 uur"),
    ],
)
def test_a_time_has_a_dot_and_no_empty_minutes(value: time | datetime, expected: str) -> None:
    assert notation.time_of_day(value) == expected


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (time(13), time(16, 30), "13 tot 16.30 uur"),
        (time(9, 15), time(12), "9.15 tot 12 uur"),
        (time(20), time(0), "20 tot 24 uur"),
        (at(13), at(16, 30), "13 tot 16.30 uur"),
    ],
)
def test_a_time_range_names_uur_once(start: time, end: time, expected: str) -> None:
    assert notation.time_range(start, end) == expected


def test_a_moment_says_day_and_time() -> None:
    assert notation.moment(at(13)) == "dinsdag 9 februari 2027, 13 uur"
    assert notation.moment(at(13), at(16, 30)) == "dinsdag 9 februari 2027, 13 tot 16.30 uur"
    assert notation.moment_short(at(13)) == "di 9 feb 2027, 13 uur"
    assert notation.moment_short(at(13), at(16, 30)) == "di 9 feb 2027, 13 tot 16.30 uur"


def test_a_moment_of_two_days_names_both() -> None:
    end = at(16, 30, day=date(2027, 2, 10))
    assert notation.moment(at(9), end) == "dinsdag 9 februari 2027, 9 uur tot woensdag 10 februari 2027, 16.30 uur"
    assert notation.moment_short(at(9), end) == "di 9 feb 2027, 9 uur tot wo 10 feb 2027, 16.30 uur"


def test_midnight_belongs_to_the_evening_before() -> None:
    midnight = at(0, day=date(2027, 2, 10))
    assert notation.moment(at(20), midnight) == "dinsdag 9 februari 2027, 20 tot 24 uur"
    assert notation.moment_short(at(20), midnight) == "di 9 feb 2027, 20 tot 24 uur"


def test_a_moment_in_another_zone_is_shown_in_amsterdam() -> None:
    late_in_utc = datetime(2027, 2, 9, 23, 30, tzinfo=UTC)
    assert notation.moment(late_in_utc) == "woensdag 10 februari 2027, 0.30 uur"
    assert notation.date_short(late_in_utc) == "10 feb 2027"


def test_the_clock_jumps_from_two_to_three_in_march() -> None:
    assert notation.time_of_day(BEFORE_SUMMER_TIME) == "1.59 uur"
    assert notation.time_of_day(SUMMER_TIME) == "3 uur"
    assert notation.moment(BEFORE_SUMMER_TIME, SUMMER_TIME) == "zondag 28 maart 2027, 1.59 tot 3 uur"


def test_half_past_two_comes_twice_in_october() -> None:
    assert notation.time_of_day(FIRST_HALF_PAST_TWO) == "2.30 uur"
    assert notation.time_of_day(SECOND_HALF_PAST_TWO) == "2.30 uur"
    assert notation.date_long(FIRST_HALF_PAST_TWO) == "zondag 31 oktober 2027"


@pytest.mark.parametrize("day", [date(2027, 3, 28), date(2027, 10, 31)])
def test_half_past_eight_stays_half_past_eight_when_the_clock_changes(day: date) -> None:
    assert notation.saved_at(at(8, 30, day=day).astimezone(UTC)) == "Opgeslagen om 8.30 uur"


def test_the_day_is_the_day_in_amsterdam_around_the_change() -> None:
    assert notation.day_of(datetime(2027, 3, 28, 22, 0, tzinfo=UTC)) == date(2027, 3, 29)
    assert notation.day_of(datetime(2027, 10, 31, 22, 59, tzinfo=UTC)) == date(2027, 10, 31)


def test_a_naive_datetime_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        notation.date_long(datetime(2027, 2, 9, 13))  # noqa: DTZ001 - the point of the test


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (at(14, 32), "vandaag om 14.32 uur"),
        (at(9, day=date(2027, 2, 8)), "gisteren om 9 uur"),
        (at(9, day=date(2027, 2, 10)), "morgen om 9 uur"),
        (at(9, day=date(2027, 2, 1)), "1 feb 2027 om 9 uur"),
    ],
)
def test_a_moment_nearby_has_a_word(value: datetime, expected: str) -> None:
    assert notation.relative_moment(value, now=at(17)) == expected


@pytest.mark.parametrize(
    ("hour", "expected"),
    [(0, "Goedemorgen"), (11, "Goedemorgen"), (12, "Goedemiddag"), (17, "Goedemiddag"), (18, "Goedenavond")],
)
def test_the_salutation_follows_the_clock(hour: int, expected: str) -> None:
    assert notation.salutation(at(hour, 59)) == expected


@pytest.mark.parametrize(
    ("length", "expected"),
    [
        (timedelta(minutes=1), "1 minuut"),
        (timedelta(minutes=50), "50 minuten"),
        (timedelta(hours=1), "1 uur"),
        (timedelta(hours=2, minutes=30), "2 uur en 30 minuten"),
        (timedelta(seconds=30), "0 minuten"),
    ],
)
def test_a_duration_is_in_hours_and_minutes(length: timedelta, expected: str) -> None:
    assert notation.duration(length) == expected


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (time(9), time(12, 30), ("ochtend",)),
        (time(13), time(16, 30), ("middag",)),
        (time(19), time(21, 30), ("avond",)),
        (time(9), time(16, 30), ("ochtend", "middag")),
        (time(9), time(21), ("ochtend", "middag", "avond")),
        (time(10), time(13), ("ochtend",)),
        (time(15), time(18, 30), ("middag",)),
        (time(17, 45), time(18, 15), ("avond",)),
        (time(12), time(13), ("middag",)),
        (time(11, 45), time(12, 40), ("ochtend",)),
        (time(20), time(0), ("avond",)),
        (at(13), at(13, 30), ("middag",)),
    ],
)
def test_a_meeting_uses_the_dagdelen_it_takes_an_hour_of(
    start: time | datetime, end: time | datetime, expected: tuple[str, ...]
) -> None:
    assert notation.dagdelen_of(start, end) == expected


def test_dagdelen_are_written_with_their_times() -> None:
    text = notation.dagdeel_moment(TUESDAY, ["ochtend", "middag"], time(9), time(16, 30))
    assert text == "dinsdag 9 februari 2027, ochtend en middag (9 tot 16.30 uur)"


@given(st.datetimes(timezones=st.just(UTC)), st.timedeltas(timedelta(), timedelta(days=40)))
def test_every_moment_can_be_written(start: datetime, length: timedelta) -> None:
    if start.year < 2 or start.year > 9990:  # the zone itself has no place for them
        start = start.replace(year=2027, day=1)
    text = notation.moment(start, start + length)
    assert text.startswith(notation.date_long(start))
    assert text.endswith(" uur")
