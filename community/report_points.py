"""Where an app tells what participation reports count of it: activities, effects, and the trainings of a partner.

Filled in each app's `apps.py` from its `figures.py`. Pure, as community.extension_points.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from community.extension_points import Registry


@dataclass(frozen=True)
class Rapportactiviteit:
    """One row of participation reports: which kinds of Bijeenkomst it counts, and what that is in plain Dutch."""

    code: str
    name: str
    definition: str
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class Effecttelling:
    """Of one person: of how many things (`all`) how many went well (`yes`)."""

    user_id: Any
    yes: int
    all: int


@dataclass(frozen=True)
class Effectlijn:
    """One line of what participation brought, as a share. `definition` is what it says in plain Dutch.

    `count` gets ids of organisaties (None: all people, wherever they work) and the days from the first up to, not
    including, the second. It looks at dates, statuses and ids alone and opens nothing that is sealed: reports are made
    where no key is.
    """

    code: str
    name: str
    definition: str
    count: Callable[[Collection[Any] | None, date, date], Iterable[Effecttelling]]


@dataclass(frozen=True)
class Partnereditie:
    """A training of which an organisatie is a partner, as its report names it. No people."""

    name: str
    status: str
    from_date: date
    until_date: date


# Rows and lines, in the order in which they are shown.
activiteiten: Registry[Rapportactiviteit] = Registry("activiteiten")
effectlijnen: Registry[Effectlijn] = Registry("effectlijnen")
# Functions `(organisatie ids, first day, day after the last, today)`: the trainings of a partner in those days.
partnerlijsten: Registry[Callable[[Collection[Any], date, date, date], Sequence[Partnereditie]]] = Registry(
    "partnerlijsten"
)


def register_figures(rows: Iterable[Rapportactiviteit], lines: Iterable[Effectlijn]) -> None:
    """Register what one app adds to reports. Raises DuplicateNameError when a name is taken."""
    for row in rows:
        activiteiten.add(row.code, row)
    for line in lines:
        effectlijnen.add(line.code, line)
