"""When mail leaves: 8.30 o'clock on working days, direct ones from 8 to 20 o'clock, mandatory ones at any hour."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from community.berichten.departure import bundle_moment, is_open, mail_moment_of, next_moment
from community.extension_points import BerichtKind
from community.models import MailMode
from community.workdays import AMSTERDAM, is_workday
from tests.post import kinds

DIRECT = kinds.kind("T1", "DIRECT")
MANDATORY = kinds.kind("T3", "DIRECT", is_mandatory=True)
CALM = kinds.kind("T2", "DIRECT", at_once=False)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """Return a moment on the clock of Amsterdam."""
    return datetime.combine(day, time(hour, minute), AMSTERDAM).astimezone(UTC)


MONDAY, FRIDAY, SATURDAY = date(2027, 1, 18), date(2027, 1, 22), date(2027, 1, 23)
NEXT_MONDAY = date(2027, 1, 25)
# Tweede paasdag 2027 is Monday 29 March, the day after the clock went forward.
GOOD_FRIDAY_THURSDAY, EASTER_MONDAY, EASTER_TUESDAY = date(2027, 3, 25), date(2027, 3, 29), date(2027, 3, 30)


@pytest.mark.parametrize(
    ("kind", "mode", "due", "leaves"),
    [
        (DIRECT, "DIRECT", at(MONDAY, 9), at(MONDAY, 9)),
        (DIRECT, "DIRECT", at(MONDAY, 6), at(MONDAY, 8)),
        (DIRECT, "DIRECT", at(MONDAY, 19, 59), at(MONDAY, 19, 59)),
        (DIRECT, "DIRECT", at(FRIDAY, 20), at(NEXT_MONDAY, 8)),
        (DIRECT, "DIRECT", at(SATURDAY, 12), at(NEXT_MONDAY, 8)),
        (DIRECT, "DIRECT", at(EASTER_MONDAY, 12), at(EASTER_TUESDAY, 8)),
        (MANDATORY, "DIRECT", at(SATURDAY, 23), at(SATURDAY, 23)),
        (CALM, "DIRECT", at(MONDAY, 8, 30), at(MONDAY, 8, 30)),
        (CALM, "DIRECT", at(MONDAY, 8, 31), at(date(2027, 1, 19), 8, 30)),
        (DIRECT, "DAG", at(MONDAY, 9), at(date(2027, 1, 19), 8, 30)),
        (DIRECT, "DAG", at(FRIDAY, 9), at(NEXT_MONDAY, 8, 30)),
        (DIRECT, "DAG", at(MONDAY, 7), at(MONDAY, 8, 30)),
        (DIRECT, "DAG", at(EASTER_MONDAY, 7), at(EASTER_TUESDAY, 8, 30)),
        (DIRECT, "WEEK", at(MONDAY, 9), None),
        (DIRECT, "GEEN", at(MONDAY, 9), None),
    ],
)
def test_each_way_to_travel_has_its_hour(kind: BerichtKind, mode: str, due: datetime, leaves: datetime | None) -> None:
    assert mail_moment_of(kind, MailMode(mode), due) == leaves


@pytest.mark.parametrize("first", [date(2027, 3, 26), date(2027, 10, 29)])
def test_it_stays_half_past_eight_when_the_clock_changes(first: date) -> None:
    """T85: both nights of 2027 on which the clock changes lie between these Fridays and the next working day."""
    due = at(first, 12)
    leaves = mail_moment_of(CALM, MailMode.DAG, due)
    assert leaves is not None
    local = leaves.astimezone(AMSTERDAM)
    assert (local.time(), is_workday(local.date())) == (time(8, 30), True)
    assert leaves - due != timedelta(days=(local.date() - first).days) - timedelta(hours=3, minutes=30)


def test_a_leap_day_is_an_ordinary_day() -> None:
    """T85: 29 February 2028 is a Tuesday."""
    assert mail_moment_of(CALM, MailMode.DAG, at(date(2028, 2, 28), 9)) == at(date(2028, 2, 29), 8, 30)


@pytest.mark.parametrize(
    ("key", "moment", "is_mandatory", "leaves"),
    [
        ("bericht:a", at(MONDAY, 20, 1), False, at(date(2027, 1, 19), 8)),
        ("bericht:a", at(MONDAY, 20, 1), True, at(MONDAY, 20, 1)),
        ("dag:a:b", at(MONDAY, 8, 5), False, at(MONDAY, 8, 30)),
        ("dag:a:b", at(MONDAY, 15), False, at(MONDAY, 15)),
        ("dag:a:b", at(FRIDAY, 20, 1), False, at(NEXT_MONDAY, 8, 30)),
    ],
)
def test_a_delayed_mail_keeps_to_the_same_hours(
    key: str, moment: datetime, is_mandatory: bool, leaves: datetime
) -> None:
    assert next_moment(key, moment, is_mandatory=is_mandatory) == leaves


def test_no_hour_of_a_year_lets_a_bundle_out_at_the_wrong_time() -> None:
    moment = datetime(2027, 1, 1, tzinfo=UTC)
    while moment.year == 2027:
        leaves = bundle_moment(moment).astimezone(AMSTERDAM)
        assert is_workday(leaves.date())
        assert time(8, 30) <= leaves.time() < time(20)
        assert is_open(bundle_moment(moment))
        moment += timedelta(hours=1)
