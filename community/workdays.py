"""Working days and the hour at which mail leaves, in the Netherlands.

Rules: blueprint §7.1. Feestdagen come from the `holidays` library, Goede Vrijdag among them: a day without mail too
many harms nobody. All moments are computed from local date and local time, so that a change of summer time
never shifts them (SECURITY.md §5.2).
"""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
MAIL_HOUR = time(8, 30)
DAY_STARTS = time(8, 0)
DAY_ENDS = time(20, 0)


@lru_cache(maxsize=64)
def _feestdagen_of(year: int) -> dict[date, str]:
    return dict(holidays.country_holidays("NL", years=year, language="nl"))


def feestdag(day: date) -> str | None:
    """Return the name of the public holiday on this day, or None."""
    return _feestdagen_of(day.year).get(day)


def is_workday(day: date) -> bool:
    """Whether people work on this day: no Saturday, no Sunday, no feestdag."""
    return day.weekday() < 5 and feestdag(day) is None


def add_workdays(day: date, number: int) -> date:
    """Return the day that lies `number` working days after `day` (before it when negative)."""
    step = timedelta(days=1 if number >= 0 else -1)
    left = abs(number)
    while left:
        day += step
        if is_workday(day):
            left -= 1
    return day


def add_months(day: date, months: int) -> date:
    """Return the same day so many months later (earlier when negative); the last of the month where it has no such."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def workday_on_or_after(day: date) -> date:
    """Return `day` itself when people work then, else the next working day."""
    while not is_workday(day):
        day += timedelta(days=1)
    return day


def workday_on_or_before(day: date) -> date:
    """Return `day` itself when people work then, else the working day before it."""
    while not is_workday(day):
        day -= timedelta(days=1)
    return day


def local_date(moment: datetime) -> date:
    """Return the calendar day in the Netherlands of an aware moment."""
    return moment.astimezone(AMSTERDAM).date()


def at_local(day: date, clock: time) -> datetime:
    """Return the aware moment (UTC) of a local wall-clock time.

    A time that the change to summer time skips moves forward; of a time that comes twice the first is meant.
    """
    wall = datetime.combine(day, clock, tzinfo=AMSTERDAM)
    return wall.astimezone(UTC)


def past_term(now: datetime, term: timedelta) -> datetime:
    """Return the moment before which something must lie to be past a term of so many days.

    Kept for that many whole local days after its own day: what happened at any hour of one day goes at once, on the
    first day after the last of them.
    """
    return at_local(local_date(now) - term, time(0))


def is_skipped(day: date, clock: time) -> bool:
    """Whether this local time does not exist: the clock jumps over it when summer time begins."""
    wall = datetime.combine(day, clock)
    back = wall.replace(tzinfo=AMSTERDAM).astimezone(UTC).astimezone(AMSTERDAM)
    return back.replace(tzinfo=None) != wall


def comes_twice(day: date, clock: time) -> bool:
    """Whether this local time comes two times: the clock goes back when summer time ends."""
    wall = datetime.combine(day, clock, tzinfo=AMSTERDAM)
    return not is_skipped(day, clock) and wall.utcoffset() != wall.replace(fold=1).utcoffset()


def mail_moment(day: date) -> datetime:
    """Return 8.30 o'clock local time on this day, in UTC."""
    return at_local(day, MAIL_HOUR)


def next_mail_moment(moment: datetime) -> datetime:
    """Return the first working day's 8.30 o'clock at or after `moment`."""
    day = local_date(moment)
    if is_workday(day) and moment <= mail_moment(day):
        return mail_moment(day)
    return mail_moment(workday_on_or_after(day + timedelta(days=1)))


def direct_mail_moment(moment: datetime) -> datetime:
    """Return when a message that cannot wait may leave: at once on working days from 8 to 20 o'clock, else the next."""
    local = moment.astimezone(AMSTERDAM)
    if is_workday(local.date()) and DAY_STARTS <= local.time() < DAY_ENDS:
        return moment
    if is_workday(local.date()) and local.time() < DAY_STARTS:
        return at_local(local.date(), DAY_STARTS)
    return at_local(workday_on_or_after(local.date() + timedelta(days=1)), DAY_STARTS)
