"""A month of the agenda: whole weeks from Monday, with what happens on each day; and one day of it."""

import calendar
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import quote

from django.db.models import Count, F, QuerySet, Window
from django.db.models.functions import RowNumber, TruncDate
from django.urls import reverse

from community.access.kringen import Visitor
from community.models import Bijeenkomst, BijeenkomstStatus
from community.notation import AMSTERDAM, clock_time, day_of
from community.queries.agenda import closed_name, closed_to
from community.queries.kalender import Mark, marks
from community.workdays import at_local

MONDAY = 0
ONE_DAY = timedelta(days=1)
# A day with more than MOST_IN_A_SQUARE shows FIRST_IN_A_SQUARE and leads to its own page for the others.
FIRST_IN_A_SQUARE, MOST_IN_A_SQUARE = 3, 4
COLUMNS = ("pk", "code", "title", "starts_at", "ends_at", "status", "kind", "audience", "kring_id", "kring__name")


@dataclass(frozen=True)
class DayItem:
    """A meeting on one of its days; `start` ('13' or '16.30') is empty on the days after the first."""

    title: str
    url: str
    start: str
    is_cancelled: bool


@dataclass(frozen=True)
class Day:
    """One square of the month. `more` meetings stand on its own page only, at `url`."""

    date: date
    is_out: bool
    is_today: bool
    notes: tuple[str, ...] = ()
    items: tuple[DayItem, ...] = ()
    more: int = 0
    url: str = ""


@dataclass(frozen=True)
class Month:
    """One month on screen: its weeks, and the calendar's marks in words."""

    first: date
    weeks: list[list[Day]]
    marks: list[Mark]

    @property
    def item_count(self) -> int:
        """How many meetings there are on its days, those of the weeks around it included."""
        return sum(len(day.items) + day.more for week in self.weeks for day in week)


def bounds(year: int, month: int) -> tuple[datetime, datetime]:
    """Return the moments between which the weeks of this month lie. Raises ValueError for a month that is none."""
    days = _days(year, month)
    return at_local(days[0], time(0)), at_local(days[-1] + ONE_DAY, time(0))


def bounds_of_day(day: date) -> tuple[datetime, datetime]:
    """Return the moments between which a day lies; 23 or 25 hours when the clock changes."""
    return at_local(day, time(0)), at_local(day + ONE_DAY, time(0))


def month_of(
    year: int, month: int, rows: QuerySet[Bijeenkomst], user: Visitor, now: datetime, *, query: str = ""
) -> Month:
    """Put these visible meetings and the marks on the days of a month; two queries.

    `query` is the end of the address of a day: the filters that were chosen.
    """
    days = _days(year, month)
    found = _by_day(_first_of_each_day(rows), days)
    closed = closed_to((row for rows_of_day, _ in found.values() for row in rows_of_day), user, now)
    told, today = marks(days[0], days[-1]), day_of(now)
    # One look at the addresses for all of them.
    meeting_url = reverse("bijeenkomst", args=["CODE"])
    squares = []
    for day in days:
        first, total = found.get(day, ([], 0))
        items = tuple(_item(row, day, meeting_url, is_closed=row.pk in closed) for row in first)
        squares.append(
            Day(
                date=day,
                is_out=day.month != month,
                is_today=day == today,
                notes=tuple(mark.title for mark in told if _is_told_on(day, mark)),
                items=items,
                more=total - len(items),
                url=f"{day_url(day)}{query}" if total > len(items) else "",
            )
        )
    weeks = [squares[index : index + 7] for index in range(0, len(squares), 7)]
    begin, end = date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    return Month(begin, weeks, [mark for mark in told if mark.from_date <= end and mark.until_date >= begin])


def day_url(day: date) -> str:
    """Return the address of the page of a day."""
    return reverse("agenda-dag", args=[day.year, day.month, day.day])


def neighbours(year: int, month: int) -> tuple[date, date]:
    """Return the first days of the month before and the month after."""
    first = date(year, month, 1)
    return (first - ONE_DAY).replace(day=1), (first + timedelta(days=31)).replace(day=1)


def _days(year: int, month: int) -> list[date]:
    return list(calendar.Calendar(MONDAY).itermonthdates(year, month))


def _first_of_each_day(rows: QuerySet[Bijeenkomst]) -> "QuerySet[Any, Any]":
    """Keep of the meetings that share their first and their last day only as many as a square can show.

    `number` counts them within those days, `total` is how many there are.
    """
    days = [
        TruncDate("starts_at", tzinfo=AMSTERDAM),
        TruncDate(F("ends_at") - timedelta(microseconds=1), tzinfo=AMSTERDAM),
    ]
    counted = rows.annotate(
        number=Window(RowNumber(), partition_by=days, order_by=("starts_at", "id")),
        total=Window(Count("*"), partition_by=days),
    )
    return counted.filter(number__lte=MOST_IN_A_SQUARE).values_list(*COLUMNS, "number", "total", named=True)


def _by_day(rows: Iterable[Any], days: list[date]) -> dict[date, tuple[list[Any], int]]:
    """Return of each day the meetings its square shows, in the order they come, and how many there are.

    A meeting of several days stands on each of them.
    """
    found: dict[date, list[Any]] = defaultdict(list)
    totals: dict[date, int] = defaultdict(int)
    for row in rows:
        first, last = day_of(row.starts_at), day_of(row.ends_at - timedelta(microseconds=1))
        day = max(first, days[0])
        while day <= min(last, days[-1]):
            found[day].append(row)
            totals[day] += row.total if row.number == 1 else 0
            day += ONE_DAY
    return {day: (same[: _fitting(totals[day])], totals[day]) for day, same in found.items()}


def _fitting(total: int) -> int:
    return total if total <= MOST_IN_A_SQUARE else FIRST_IN_A_SQUARE


def _item(row: Any, day: date, meeting_url: str, *, is_closed: bool) -> DayItem:
    return DayItem(
        title=closed_name(row.kring__name) if is_closed else row.title,
        url=meeting_url.replace("CODE", quote(row.code)),
        start=clock_time(row.starts_at) if day_of(row.starts_at) == day else "",
        is_cancelled=row.status == BijeenkomstStatus.GEANNULEERD,
    )


def _is_told_on(day: date, mark: Mark) -> bool:
    """Whether the square names the mark: a holiday of weeks on its first day and each Monday, the rest every day."""
    if not mark.from_date <= day <= mark.until_date:
        return False
    return mark.kind != "SCHOOLVAKANTIE" or day == mark.from_date or day.weekday() == MONDAY
