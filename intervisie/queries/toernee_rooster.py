"""Dagdelen as intervisie.toernee counts them, beside the calendar: which number is which day, and which are blocked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from community.models import Kalenderperiode, PeriodeKind, Provincie, Regio
from community.notation import date_plain, weekday
from community.queries.beschikbaarheid import HALF_NAMES, Slot
from community.workdays import feestdag
from intervisie.models import Toernee

WEEK, HALVES = 5, 2
# In which region of school holidays a province lies for the most part.
REGIO_OF = {
    Provincie.DRENTHE: Regio.NOORD, Provincie.FLEVOLAND: Regio.NOORD, Provincie.FRYSLAN: Regio.NOORD,
    Provincie.GRONINGEN: Regio.NOORD, Provincie.NOORD_HOLLAND: Regio.NOORD, Provincie.OVERIJSSEL: Regio.NOORD,
    Provincie.GELDERLAND: Regio.MIDDEN, Provincie.UTRECHT: Regio.MIDDEN, Provincie.ZUID_HOLLAND: Regio.MIDDEN,
    Provincie.LIMBURG: Regio.ZUID, Provincie.NOORD_BRABANT: Regio.ZUID, Provincie.ZEELAND: Regio.ZUID,
}  # fmt: skip


@dataclass(frozen=True)
class Rooster:
    """The working weeks from a Monday on, up to and including `until_date`. Working day 0 is that Monday."""

    monday: date
    until_date: date

    @property
    def days(self) -> int:
        """How many working days it counts, feestdagen too: those are blocked."""
        return self.number(self.until_date, 0) // HALVES + 1

    def number(self, day: date, half: int) -> int:
        """Return the number of a dagdeel; of a weekend that of the Friday before it."""
        weeks, rest = divmod((day - self.monday).days, 7)
        return (weeks * WEEK + min(rest, WEEK - 1)) * HALVES + half

    def slot(self, number: int) -> Slot:
        """Return the day and half of a dagdeel by its number."""
        weeks, rest = divmod(number // HALVES, WEEK)
        return self.monday + timedelta(days=7 * weeks + rest), number % HALVES

    def words(self, number: int) -> str:
        """Return 'dinsdagmiddag 1 juni 2027'."""
        return slot_words(*self.slot(number))

    def numbers(self, first: date, last: date) -> Iterable[int]:
        """Return the dagdelen from one day to another, both included, weekends left out."""
        day = max(first, self.monday)
        while day <= min(last, self.until_date):
            if day.weekday() < WEEK:
                yield from (self.number(day, half) for half in range(HALVES))
            day += timedelta(days=1)


def rooster_of(toernees: Iterable[Toernee]) -> Rooster:
    """Return the weeks in which the visits of these toernees lie."""
    rows = list(toernees)
    first = min(row.from_date for row in rows)
    return Rooster(first - timedelta(days=first.weekday()), max(row.until_date for row in rows))


def slot_words(day: date, half: int) -> str:
    """Return 'dinsdagmiddag 1 juni 2027'."""
    return f"{weekday(day)}{HALF_NAMES[half]} {date_plain(day)}"


def regios_of(provincies: Iterable[str]) -> frozenset[str]:
    """Return in which regions of school holidays these provinces lie; all of them when there is none."""
    found = frozenset(str(REGIO_OF[Provincie(code)]) for code in provincies if code in REGIO_OF)
    return found or frozenset({Regio.NOORD, Regio.MIDDEN, Regio.ZUID})


def perioden_in(rooster: Rooster) -> list[Kalenderperiode]:
    """Return the school holidays and elections in these weeks. One query."""
    rows = Kalenderperiode.objects.filter(until_date__gte=rooster.monday, from_date__lte=rooster.until_date)
    return list(rows.order_by("from_date", "pk"))


def blocked_for(
    rooster: Rooster, perioden: Iterable[Kalenderperiode], regios: frozenset[str], *, uses_school_holidays: bool
) -> frozenset[int]:
    """Return the dagdelen on which nobody is visited: feestdagen, elections, and school holidays of these regions."""
    found = {
        number for number in rooster.numbers(rooster.monday, rooster.until_date) if feestdag(rooster.slot(number)[0])
    }
    for row in perioden:
        is_elsewhere = row.regio != Regio.ALLE and row.regio not in regios
        if row.kind == PeriodeKind.SCHOOLVAKANTIE and (uses_school_holidays or is_elsewhere):
            continue
        found.update(rooster.numbers(row.from_date, row.until_date))
    return frozenset(found)
