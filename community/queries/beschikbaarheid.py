"""When people can come: what they said per dagdeel, what they have then already, and a month of it on screen."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from community.access.beschikbaarheid import own_beschikbaarheid
from community.dagdelen import MIDDAG, OCHTEND
from community.models import (
    SEATED,
    Beschikbaarheid,
    Bezetting,
    BijeenkomstStatus,
    Dagdeelhelft,
    Deelname,
    User,
)
from community.notation import date_long, date_plain, month_of
from community.workdays import at_local, is_workday, local_date

# A dagdeel: its day, and 0 for ochtend or 1 for middag.
Slot = tuple[date, int]
HALVES = (OCHTEND, MIDDAG)
HALF_NAMES = tuple(str(label) for _value, label in Dagdeelhelft.choices)
# So many months are shown, this month included; what is later nobody knows yet.
MONTHS_AHEAD = 18
ONE_DAY = timedelta(days=1)


def hours_of(slot: Slot) -> tuple[datetime, datetime]:
    """Return when a dagdeel begins and ends: 9 to 12.30 or 13 to 16.30 on the clock of that day."""
    day, half = slot
    return at_local(day, HALVES[half].starts), at_local(day, HALVES[half].ends)


def workdays_between(first: date, last: date) -> list[date]:
    """Return the days on which people work, both ends included."""
    return [day for number in range((last - first).days + 1) if is_workday(day := first + number * ONE_DAY)]


def last_day(today: date) -> date:
    """Return the last day that is shown, seen from today."""
    months = today.year * 12 + today.month - 1 + MONTHS_AHEAD
    return date(months // 12, months % 12 + 1, 1) - ONE_DAY


def said_by(people: Collection[uuid.UUID], first: date, last: date) -> dict[uuid.UUID, dict[Slot, str]]:
    """Return what each of these people said between two days, both included; one query."""
    found: dict[uuid.UUID, dict[Slot, str]] = {pk: {} for pk in people}
    rows = Beschikbaarheid.objects.filter(user__in=list(people), date__range=(first, last))
    for pk, day, half, keuze in rows.values_list("user", "date", "half", "keuze"):
        found[pk][(day, half)] = keuze
    return found


def taken_of(
    people: Collection[uuid.UUID], first: date, last: date, *, but: Collection[uuid.UUID] = ()
) -> dict[uuid.UUID, set[Slot]]:
    """Return the dagdelen in which each of these people has something already; one query.

    Counts are meetings that she takes part in, concepts and times she offers too. `but` are meetings (by id) left out.
    """
    begin, end = at_local(first, HALVES[0].starts), at_local(last, HALVES[1].ends)
    near = Bezetting.objects.filter(starts_at__lt=end, ends_at__gt=begin, user__in=list(people))
    seats = Deelname.objects.filter(
        user__in=list(people), status__in=SEATED, bijeenkomst__starts_at__lt=end, bijeenkomst__ends_at__gt=begin
    ).exclude(bijeenkomst__status=BijeenkomstStatus.GEANNULEERD)
    rows = near.values_list("user", "starts_at", "ends_at", "bijeenkomst").union(
        seats.values_list("user", "bijeenkomst__starts_at", "bijeenkomst__ends_at", "bijeenkomst"), all=True
    )
    found: dict[uuid.UUID, set[Slot]] = defaultdict(set)
    for user, starts, ends, meeting in rows:
        if meeting not in but:
            found[user].update(slots_under(starts, ends, first, last))
    return found


def slots_under(starts: datetime, ends: datetime, first: date, last: date) -> Iterable[Slot]:
    """Return the dagdelen between two days that this stretch of time touches."""
    day = max(local_date(starts), first)
    while day <= min(local_date(ends), last):
        for half in range(len(HALVES)):
            begin, end = hours_of((day, half))
            if starts < end and ends > begin:
                yield day, half
        day += ONE_DAY


def share_said(said: Mapping[Slot, str], taken: Collection[Slot], days: Iterable[date]) -> tuple[int, int]:
    """Return of how many dagdelen of these days something is known, and how many there are."""
    slots = [(day, half) for day in days for half in range(len(HALVES))]
    return sum(slot in said or slot in taken for slot in slots), len(slots)


@dataclass(frozen=True)
class Cel:
    """One dagdeel of somebody: what she said (empty when nothing), and whether she has something then."""

    slot: Slot
    keuze: str
    is_taken: bool

    @property
    def name(self) -> str:
        """The name of its field."""
        return f"cel-{self.slot[0]:%Y-%m-%d}-{self.slot[1]}"

    @property
    def half(self) -> str:
        """'ochtend' or 'middag'."""
        return HALF_NAMES[self.slot[1]]

    @property
    def label(self) -> str:
        """'dinsdag 9 februari 2027, ochtend'."""
        return f"{date_long(self.slot[0])}, {self.half}"


@dataclass(frozen=True)
class Week:
    """The working days of one week that lie in a month, each with its two dagdelen."""

    monday: date
    days: list[tuple[date, list[Cel]]]

    @property
    def key(self) -> str:
        """Its Monday in an address, '2027-02-08'."""
        return self.monday.isoformat()

    @property
    def name(self) -> str:
        """'week 6, vanaf 8 februari 2027'."""
        return f"week {self.monday.isocalendar().week}, vanaf {date_plain(self.days[0][0])}"


@dataclass(frozen=True)
class Maand:
    """A month in which somebody says when she can come. Days that are over are not in it."""

    first: date
    weeks: list[Week]
    earlier: date | None
    later: date | None

    @property
    def title(self) -> str:
        """'februari 2027'."""
        return month_of(self.first)

    @cached_property
    def cells(self) -> list[Cel]:
        """Every dagdeel in order of time."""
        return [cell for week in self.weeks for _day, cells in week.days for cell in cells]

    @property
    def open_cells(self) -> list[Cel]:
        """The dagdelen of which she can say something: what is taken is known."""
        return [cell for cell in self.cells if not cell.is_taken]

    @property
    def known(self) -> int:
        """Of how many dagdelen something is known."""
        return sum(bool(cell.keuze) or cell.is_taken for cell in self.cells)


def first_of_month(day: date, later: int = 0) -> date:
    """Return the first day of the month in which a day lies, or of one so many months later."""
    months = day.year * 12 + day.month - 1 + later
    return date(months // 12, months % 12 + 1, 1)


def months_from(today: date) -> list[date]:
    """Return the first days of the months that are shown."""
    return [first_of_month(today, number) for number in range(MONTHS_AHEAD)]


def maand_of(user: User, first: date, now: datetime) -> Maand:
    """Return one month of somebody's availability, from today on; two queries."""
    today = local_date(now)
    begin, end = max(first, today), first_of_month(first, 1) - ONE_DAY
    days = workdays_between(begin, end)
    rows = own_beschikbaarheid(user, now).filter(date__range=(begin, end))
    said: dict[Slot, str] = {(day, half): keuze for day, half, keuze in rows.values_list("date", "half", "keuze")}
    taken = taken_of([user.pk], begin, end).get(user.pk, set())
    weeks: dict[date, list[tuple[date, list[Cel]]]] = {}
    for day in days:
        cells = [Cel((day, half), said.get((day, half), ""), (day, half) in taken) for half in range(len(HALVES))]
        weeks.setdefault(day - timedelta(days=day.weekday()), []).append((day, cells))
    months = months_from(today)
    at = months.index(first)
    return Maand(
        first, [Week(monday, rows) for monday, rows in weeks.items()],
        months[at - 1] if at else None, months[at + 1] if at + 1 < len(months) else None,
    )  # fmt: skip
