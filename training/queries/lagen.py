"""The heat map of an editie: of each participant how much stands in each layer of her casus, never what.

Rows are counted and nothing is opened: no key is asked for, so that no text can come along.
"""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from casussen.onderdelen import Part
from casussen.queries.vulling import EMPTY, FORMAT, Vulling, countable_parts, vulling_of
from community.models import User
from training.access.intake import active_deelnemers
from training.access.tussentijden import may_follow
from training.models import Editie

# From how many rows on a layer is drawn as well filled.
MANY = 4


@dataclass(frozen=True)
class LaagCell:
    """One layer of one casus. `words` say it without colour; `level` is 0 (empty) to 2 (well filled)."""

    title: str
    vulling: Vulling
    is_whole: bool

    @property
    def level(self) -> int:
        """How strong it is drawn."""
        if not self.vulling.is_filled:
            return 0
        return 2 if not self.is_whole and self.vulling.number >= MANY else 1

    @property
    def words(self) -> str:
        """'3' rows, 'Ja' for a layer that is one text, '–' for an empty one."""
        if not self.vulling.is_filled:
            return "–"
        return _("Ja") if self.is_whole else str(self.vulling.number)


@dataclass(frozen=True)
class LaagRow:
    """One participant."""

    name: str
    has_casus: bool
    cells: list[LaagCell]

    @property
    def filled(self) -> int:
        """In how many layers something stands."""
        return sum(cell.vulling.is_filled for cell in self.cells)


@dataclass(frozen=True)
class Laag:
    """One layer over all participants."""

    title: str
    filled: int


@dataclass(frozen=True)
class Lagen:
    """The whole map. `lagen` are its columns in order."""

    lagen: list[Laag]
    rows: list[LaagRow]


def lagen_of(editie: Editie, user: User, now: datetime) -> Lagen:
    """Return the map for who leads this editie; two queries for any number of participants. In a scope."""
    if not may_follow(user, editie, now):
        return Lagen([], [])
    people = list(active_deelnemers(editie).order_by("user__sort_key", "pk"))
    columns = countable_parts()
    found = vulling_of((row.casus_id for row in people if row.casus_id), columns)
    rows = []
    for person in people:
        own = found.get(person.casus_id, {}) if person.casus_id else {}
        rows.append(LaagRow(person.user.naam, bool(own), [_cell(part, own.get(part.name, EMPTY)) for part in columns]))
    totals = [sum(row.cells[number].vulling.is_filled for row in rows) for number in range(len(columns))]
    return Lagen([Laag(part.title, total) for part, total in zip(columns, totals, strict=True)], rows)


def _cell(part: Part, vulling: Vulling) -> LaagCell:
    return LaagCell(part.title, vulling, is_whole=part.code == FORMAT or bool(part.instrument))
