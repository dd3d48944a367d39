"""A month of the agenda: whole weeks from Monday, with what happens on each day."""

import calendar
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from community.notation import day_of
from community.queries.agenda import AgendaItem
from community.queries.kalender import Mark, marks
from community.workdays import at_local

MONDAY = 0
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class DayItem:
    """A meeting on one of its days; `start` is empty on the days after the first."""

    title: str
    url: str
    start: datetime | None
    is_cancelled: bool


@dataclass(frozen=True)
class Day:
    """One square of the month."""

    date: date
    is_out: bool
    is_today: bool
    notes: tuple[str, ...] = ()
    items: tuple[DayItem, ...] = ()


@dataclass(frozen=True)
class Month:
    """One month on screen: its weeks, and the calendar's marks in words."""

    first: date
    weeks: list[list[Day]]
    marks: list[Mark]

    @property
    def item_count(self) -> int:
        """How many meetings stand on its days, those of the weeks around it included."""
        return sum(len(day.items) for week in self.weeks for day in week)


def bounds(year: int, month: int) -> tuple[datetime, datetime]:
    """Return the moments between which the weeks of this month lie. Raises ValueError for a month that is none."""
    days = _days(year, month)
    return at_local(days[0], time(0)), at_local(days[-1] + ONE_DAY, time(0))


def month_of(year: int, month: int, items: Iterable[AgendaItem], *, today: date) -> Month:
    """Put meetings and marks on the days of a month; one query for the marks."""
    days = _days(year, month)
    on_day = _by_day(items, days)
    found = marks(days[0], days[-1])
    squares = [
        Day(
            date=day,
            is_out=day.month != month,
            is_today=day == today,
            notes=tuple(mark.title for mark in found if _is_told_on(day, mark)),
            items=tuple(on_day.get(day, ())),
        )
        for day in days
    ]
    weeks = [squares[index : index + 7] for index in range(0, len(squares), 7)]
    first, last = date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    return Month(first, weeks, [mark for mark in found if mark.from_date <= last and mark.until_date >= first])


def neighbours(year: int, month: int) -> tuple[date, date]:
    """Return the first days of the month before and the month after."""
    first = date(year, month, 1)
    return (first - ONE_DAY).replace(day=1), (first + timedelta(days=31)).replace(day=1)


def _days(year: int, month: int) -> list[date]:
    return list(calendar.Calendar(MONDAY).itermonthdates(year, month))


def _by_day(items: Iterable[AgendaItem], days: list[date]) -> dict[date, list[DayItem]]:
    found: dict[date, list[DayItem]] = defaultdict(list)
    for item in items:
        shown = DayItem(item.title, item.url, item.starts_at, item.is_cancelled)
        first, last = day_of(item.starts_at), day_of(item.ends_at - timedelta(microseconds=1))
        day = max(first, days[0])
        while day <= min(last, days[-1]):
            found[day].append(shown if day == first else replace(shown, start=None))
            day += ONE_DAY
    return found


def _is_told_on(day: date, mark: Mark) -> bool:
    """Whether the square names the mark: a holiday of weeks on its first day and each Monday, the rest every day."""
    if not mark.from_date <= day <= mark.until_date:
        return False
    return mark.kind != "SCHOOLVAKANTIE" or day == mark.from_date or day.weekday() == MONDAY
