"""Parts of the day, and the two nights on which the clock changes."""

from datetime import date, datetime, time

import pytest

from community.dagdelen import AVOND, MIDDAG, OCHTEND, covered, in_words, times_of
from community.workdays import at_local, comes_twice, is_skipped


def moment(day: str, clock: str) -> datetime:
    return at_local(date.fromisoformat(day), time.fromisoformat(clock))


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        (["OCHTEND"], (time(9), time(12, 30))),
        (["MIDDAG"], (time(13), time(16, 30))),
        (["AVOND"], (time(19), time(21, 30))),
        (["MIDDAG", "OCHTEND"], (time(9), time(16, 30))),
        (["OCHTEND", "AVOND"], (time(9), time(21, 30))),
    ],
)
def test_parts_of_the_day_have_usual_times(codes: list[str], expected: tuple[time, time]) -> None:
    assert times_of(codes) == expected


@pytest.mark.parametrize("codes", [[], ["NACHT"], ["OCHTEND", ""]])
def test_other_words_are_no_part_of_the_day(codes: list[str]) -> None:
    with pytest.raises(ValueError, match="no such parts of the day"):
        times_of(codes)


@pytest.mark.parametrize(
    ("starts", "ends", "parts"),
    [
        ("09:00", "12:30", (OCHTEND,)),
        ("13:00", "16:30", (MIDDAG,)),
        ("09:00", "16:30", (OCHTEND, MIDDAG)),
        ("12:00", "13:30", (MIDDAG,)),
        ("19:00", "21:30", (AVOND,)),
        ("09:00", "21:30", (OCHTEND, MIDDAG, AVOND)),
        ("10:00", "10:15", (OCHTEND,)),
    ],
)
def test_a_meeting_uses_parts_of_the_day(starts: str, ends: str, parts: tuple[object, ...]) -> None:
    assert covered(moment("2027-02-09", starts), moment("2027-02-09", ends)) == ((date(2027, 2, 9), parts),)


def test_a_meeting_of_days_has_parts_on_each() -> None:
    days = covered(moment("2027-02-09", "13:00"), moment("2027-02-11", "12:30"))
    assert days == (
        (date(2027, 2, 9), (MIDDAG, AVOND)),
        (date(2027, 2, 10), (OCHTEND, MIDDAG, AVOND)),
        (date(2027, 2, 11), (OCHTEND,)),
    )


def test_midnight_belongs_to_the_evening_before() -> None:
    assert [day for day, _ in covered(moment("2027-02-09", "20:00"), moment("2027-02-10", "00:00"))] == [
        date(2027, 2, 9)
    ]


@pytest.mark.parametrize(
    ("starts", "ends", "words"),
    [
        (("2027-02-09", "09:00"), ("2027-02-09", "16:30"),
         "dinsdag 9 februari 2027, ochtend en middag (9 tot 16.30 uur)"),
        (("2027-03-28", "13:00"), ("2027-03-28", "16:30"), "zondag 28 maart 2027, middag (13 tot 16.30 uur)"),
        (("2027-10-31", "09:00"), ("2027-10-31", "12:30"), "zondag 31 oktober 2027, ochtend (9 tot 12.30 uur)"),
        (("2027-02-09", "09:00"), ("2027-02-10", "12:00"),
         "van dinsdag 9 t/m woensdag 10 februari 2027, begin 9 uur, einde 12 uur"),
        (("2027-02-09", "22:00"), ("2027-02-10", "01:00"),
         "dinsdag 9 februari 2027, 22 uur tot woensdag 10 februari 2027, 1 uur"),
        (("2027-02-28", "09:00"), ("2027-03-02", "00:00"),
         "van zondag 28 februari t/m maandag 1 maart 2027, begin 9 uur, einde 24 uur"),
        (("2027-12-31", "09:00"), ("2028-01-01", "12:00"),
         "van vrijdag 31 december 2027 t/m zaterdag 1 januari 2028, begin 9 uur, einde 12 uur"),
    ],
)  # fmt: skip
def test_a_meeting_is_written_with_its_parts(starts: tuple[str, str], ends: tuple[str, str], words: str) -> None:
    assert in_words(moment(*starts), moment(*ends)) == words


@pytest.mark.parametrize(
    ("day", "clock", "skipped", "twice"),
    [
        ("2027-03-28", "01:59", False, False), ("2027-03-28", "02:00", True, False),
        ("2027-03-28", "02:59", True, False), ("2027-03-28", "03:00", False, False),
        ("2027-10-31", "01:59", False, False), ("2027-10-31", "02:00", False, True),
        ("2027-10-31", "02:59", False, True), ("2027-10-31", "03:00", False, False),
        ("2027-06-01", "02:30", False, False),
    ],
)  # fmt: skip
def test_the_two_nights_of_the_clock(day: str, clock: str, skipped: bool, twice: bool) -> None:
    asked = (date.fromisoformat(day), time.fromisoformat(clock))
    assert (is_skipped(*asked), comes_twice(*asked)) == (skipped, twice)
