"""Days: which people work on, and which are better avoided."""

from collections.abc import Iterable
from datetime import date, timedelta

from community.dagdelen import DAGDELEN
from community.workdays import feestdag
from training.rhythm.values import Kalender, Slot, Stretch

SATURDAY = 5
# As far as the advice to shift the period may go, on both sides.
MARGIN = timedelta(weeks=26)
ALL_DAGDELEN = tuple(dagdeel.code for dagdeel in DAGDELEN)


def kalender_of(from_date: date, until_date: date, stretches: Iterable[Stretch] = ()) -> Kalender:
    """Return the calendar for planning in this period: feestdagen half a year around it, and these stretches."""
    feestdagen = {}
    day = from_date - 2 * MARGIN
    while day <= until_date + 2 * MARGIN:
        name = feestdag(day)
        if name:
            feestdagen[day] = name
        day += timedelta(days=1)
    return Kalender(feestdagen, tuple(stretches))


def whole_days(days: Iterable[date]) -> frozenset[Slot]:
    """Return the slots of days that are taken from morning to evening."""
    return frozenset((day, code) for day in days for code in ALL_DAGDELEN)


def is_workday(kalender: Kalender, day: date) -> bool:
    """Whether a training may be on this day: no weekend, no feestdag."""
    return day.weekday() < SATURDAY and day not in kalender.feestdagen


def workdays(kalender: Kalender, first: date, last: date) -> list[date]:
    """Return the working days of a period, both ends included."""
    found = []
    day = first
    while day <= last:
        if is_workday(kalender, day):
            found.append(day)
        day += timedelta(days=1)
    return found


def workdays_between(kalender: Kalender, first: date, last: date) -> int:
    """Return how many working days lie between two days, those days not included."""
    return len(workdays(kalender, first + timedelta(days=1), last - timedelta(days=1)))
