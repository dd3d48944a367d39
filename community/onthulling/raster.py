"""The cells of a report as names, and how they hang together."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from community.onthulling.klassen import Klasse


@dataclass(frozen=True)
class Vereniging:
    """Who is in cell `whole` is in at least one of `parts`, and the other way round.

    >>> Vereniging("2026K3", ("2026K3/TRAINING", "2026K3/LEERGROEP"))  # reached in a quarter: by any activity
    Vereniging(whole='2026K3', parts=('2026K3/TRAINING', '2026K3/LEERGROEP'))
    """

    whole: str
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Raster:
    """All cells of one partner that a reader can lay beside each other, new and published before.

    `counts`: people per cell; of a frozen cell the count of then. `populations`: of how many people the cell could
    have been. `unions`: what a reader knows about the cells; the population of a whole is that of its parts together.
    `frozen`: cells that were published before, with their class or None when not shown. `few`: cells of quarters that
    gave no new report, so that a reader knows them to have fewer than five people. `named`: of how many people per cell
    a reader knows by name that they are in it, at least and at most; `known`: how many such people there are.
    """

    counts: Mapping[str, int]
    populations: Mapping[str, int]
    unions: tuple[Vereniging, ...] = ()
    frozen: Mapping[str, Klasse | None] = field(default_factory=dict)
    few: frozenset[str] = frozenset()
    named: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    known: int = 0

    def holding(self) -> list[Vereniging]:
        """Return the unions that the numbers obey: corrections can have made a frozen cell differ from its parts."""
        return [one for one in self.unions if self._holds(one)]

    def _holds(self, union: Vereniging) -> bool:
        cells = (union.whole, *union.parts)
        if any(self._left_its_class(cell) for cell in cells):
            return False
        whole, parts = self.counts[union.whole], [self.counts[part] for part in union.parts]
        left_out = sum(self.populations[part] - self.counts[part] for part in union.parts)
        return max(parts, default=0) <= whole <= sum(parts) and self.populations[union.whole] - whole <= left_out

    def _left_its_class(self, cell: str) -> bool:
        klasse = self.frozen.get(cell)
        return klasse is not None and not klasse.lo <= self.counts[cell] <= klasse.hi
