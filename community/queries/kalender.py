"""What makes a day a bad one to meet: weekends, feestdagen, school holidays and elections."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from django.db.models import Q, QuerySet

from community.models import Kalenderperiode, PeriodeKind, PeriodeStatus, Regio
from community.notation import date_plain, date_range, listing, weekday
from community.workdays import feestdag

MarkKind = Literal["FEESTDAG", "SCHOOLVAKANTIE", "VERKIEZING"]

# The whole list is one matter: there is one duty to check it, not one per row.
TAAK_OBJECT = uuid.uuid5(uuid.NAMESPACE_DNS, "kalender.regiekamer")

SATURDAY = 5
# Elections and school holidays are data; this is how far ahead unchecked rows ask for attention.
CHECK_AHEAD = timedelta(days=183)


@dataclass(frozen=True)
class Mark:
    """Some days with a name. Both ends belong to it; `is_checked` is False for dates nobody verified yet."""

    kind: MarkKind
    name: str
    from_date: date
    until_date: date
    regios: tuple[str, ...] = ()
    is_checked: bool = True

    @property
    def title(self) -> str:
        """Return 'Voorjaarsvakantie (Noord en Midden)' or 'Koningsdag'."""
        where = f" ({listing(self.regios)})" if self.regios else ""
        return f"{self.name[:1].upper()}{self.name[1:]}{where}"

    @property
    def period(self) -> str:
        """Return '20 tot en met 28 februari 2027'."""
        return date_range(self.from_date, self.until_date)


def marks(from_date: date, until_date: date, regio: str | None = None) -> list[Mark]:
    """Return what stands in the calendar between two days, both included, in order of date; one query.

    With `regio` only the school holidays of that region and of all regions.
    """
    return sorted(
        [*_feestdagen(from_date, until_date), *_periods(from_date, until_date, regio)],
        key=lambda mark: (mark.from_date, mark.kind, mark.name, mark.regios),
    )


def marks_per_day(from_date: date, until_date: date, regio: str | None = None) -> dict[date, list[Mark]]:
    """Return the same per day, for a month on screen."""
    days = defaultdict(list)
    for mark in marks(from_date, until_date, regio):
        day = max(mark.from_date, from_date)
        while day <= min(mark.until_date, until_date):
            days[day].append(mark)
            day += timedelta(days=1)
    return dict(days)


def planning_warnings(from_date: date, until_date: date) -> list[str]:
    """Return in sentences why these days are bad ones to meet; empty when nothing is the matter."""
    warnings = []
    day = from_date
    while day <= until_date:
        if day.weekday() >= SATURDAY:
            warnings.append(f"{date_plain(day)} is een {weekday(day)}.")
        day += timedelta(days=1)
    return warnings + [_warning(mark) for mark in marks(from_date, until_date)]


def planning_warnings_per_day(from_date: date, until_date: date) -> dict[date, list[str]]:
    """Return the same for each single day of a period, for days that have a warning; one query."""
    found = {day: [_warning(mark) for mark in same] for day, same in marks_per_day(from_date, until_date).items()}
    day = from_date
    while day <= until_date:
        if day.weekday() >= SATURDAY:
            found[day] = [f"{date_plain(day)} is een {weekday(day)}.", *found.get(day, [])]
        day += timedelta(days=1)
    return found


def _warning(mark: Mark) -> str:
    if mark.kind == "FEESTDAG":
        return f"{date_plain(mark.from_date)} is een feestdag: {mark.name}."
    note = "" if mark.is_checked else " Deze datum is nog niet gecontroleerd."
    if mark.kind == "VERKIEZING":
        return f"{mark.period} is een verkiezingsdag: {mark.name}.{note}"
    where = f" in regio {listing(mark.regios)}" if mark.regios else " in heel Nederland"
    return f"Het is dan {mark.name}{where}: {mark.period}.{note}"


def unchecked(today: date) -> list[Kalenderperiode]:
    """Return the rows that nobody checked and that begin within half a year or are running, the first one first."""
    return list(to_check(today).order_by("from_date", "regio", "id"))


def to_check(today: date) -> QuerySet[Kalenderperiode]:
    """Return the rows of `unchecked`, to count."""
    return Kalenderperiode.objects.filter(
        status=PeriodeStatus.TE_CONTROLEREN, until_date__gte=today, from_date__lte=today + CHECK_AHEAD
    )


def coming_periods(today: date) -> list[Kalenderperiode]:
    """Return all rows that are not over yet, the first one first."""
    return list(Kalenderperiode.objects.filter(until_date__gte=today).order_by("from_date", "name", "regio"))


def _feestdagen(from_date: date, until_date: date) -> list[Mark]:
    found = []
    day = from_date
    while day <= until_date:
        name = feestdag(day)
        if name:
            found.append(Mark("FEESTDAG", name, day, day))
        day += timedelta(days=1)
    return found


def _periods(from_date: date, until_date: date, regio: str | None) -> list[Mark]:
    rows = Kalenderperiode.objects.filter(from_date__lte=until_date, until_date__gte=from_date)
    if regio:
        rows = rows.filter(Q(regio__in=(regio, Regio.ALLE)) | ~Q(kind=PeriodeKind.SCHOOLVAKANTIE))
    return _joined(rows.order_by("from_date", "id"))


def _joined(rows: Iterable[Kalenderperiode]) -> list[Mark]:
    """Make one mark of the regions that have the same holiday on the same days."""
    groups: dict[tuple[str, str, date, date], list[Kalenderperiode]] = defaultdict(list)
    for row in rows:
        groups[row.kind, row.name, row.from_date, row.until_date].append(row)
    found = []
    for (kind, name, start, end), same in groups.items():
        everywhere = any(row.regio == Regio.ALLE for row in same)
        order = [str(label) for value, label in Regio.choices if value in {row.regio for row in same}]
        found.append(
            Mark(
                "VERKIEZING" if kind == PeriodeKind.VERKIEZING else "SCHOOLVAKANTIE",
                name,
                start,
                end,
                regios=() if everywhere else tuple(order),
                is_checked=all(row.status == PeriodeStatus.GECONTROLEERD for row in same),
            )
        )
    return found
