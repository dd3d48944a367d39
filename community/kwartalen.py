"""Quarters of a year, as reports count them: local days in the Netherlands. Pure."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

LABEL = re.compile(r"([0-9]{4})K([1-4])")


@dataclass(frozen=True, order=True)
class Kwartaal:
    """One quarter; `number` is 1 to 4. Quarters have the order of time."""

    year: int
    number: int

    @property
    def label(self) -> str:
        """Return '2026K3', as it stands in what is stored."""
        return f"{self.year}K{self.number}"

    @property
    def path(self) -> str:
        """Return '2026-k3', as it stands in an address."""
        return f"{self.year}-k{self.number}"

    @property
    def words(self) -> str:
        """Return '3e kwartaal 2026'."""
        return f"{self.number}e kwartaal {self.year}"

    @property
    def first_day(self) -> date:
        """Return its first day."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last_day(self) -> date:
        """Return its last day."""
        return self.next.first_day - timedelta(days=1)

    @property
    def next(self) -> "Kwartaal":
        """Return the quarter after this one."""
        return Kwartaal(self.year + 1, 1) if self.number == 4 else Kwartaal(self.year, self.number + 1)

    @property
    def previous(self) -> "Kwartaal":
        """Return the quarter before this one."""
        return Kwartaal(self.year - 1, 4) if self.number == 1 else Kwartaal(self.year, self.number - 1)


def kwartaal_of(day: date) -> Kwartaal:
    """Return the quarter in which this day lies."""
    return Kwartaal(day.year, (day.month + 2) // 3)


def kwartaal_from(label: str) -> Kwartaal:
    """Return the quarter that `Kwartaal.label` wrote. Raises ValueError for anything else."""
    found = LABEL.fullmatch(label)
    if found is None:
        raise ValueError("not a quarter")
    return Kwartaal(int(found[1]), int(found[2]))


def kwartalen_between(first: Kwartaal, last: Kwartaal) -> list[Kwartaal]:
    """Return all quarters from the first up to and including the last; none when the last lies before it."""
    found, at = [], first
    while at <= last:
        found.append(at)
        at = at.next
    return found
