"""Which cells are shown: as many as possible, most wanted first, as long as nobody learns what she should not."""

from collections.abc import Sequence
from dataclasses import replace
from enum import Enum

from community.onthulling.afleiden import Bounds, Lezer, Name, differences, inequalities
from community.onthulling.klassen import LEAST, Klasse, classes_for, is_wide, klasse_of
from community.onthulling.raster import Raster, Vereniging


class Kind(Enum):
    """Why a cell would be hidden by itself."""

    NONE = "among so few people nothing is ever shown"
    SMALL = "fewer than five people"
    NEAR_ALL = "fewer than five people are missing"
    OTHER = "not by itself"


TOLD = (Kind.SMALL, Kind.NEAR_ALL)


def protect(raster: Raster, order: Sequence[str]) -> dict[str, Klasse | None]:
    """Return every new cell with the class in which it is shown, or None: not shown.

    `order`: the new cells, most wanted first; new cells it leaves out come after those, by name. The same raster and
    order give the same answer. Raises KeyError when a cell has no count or no population.

    >>> raster = Raster({"all": 20, "a": 18, "b": 3}, {"all": 40, "a": 40, "b": 40},
    ...                 (Vereniging("all", ("a", "b")),))
    >>> protect(raster, ["all", "a", "b"])  # 'a' would tell that 'b' has people
    {'all': Klasse(lo=19, hi=24), 'a': None, 'b': None}
    """
    new = [cell for cell in order if cell in raster.counts and cell not in raster.frozen]
    new += sorted(set(raster.counts) - set(raster.frozen) - set(new))
    readers = [_Guard(raster, None), *(_Guard(raster, told, is_rest) for told in TOLD for is_rest in (False, True))]
    if raster.known:
        readers.append(_WhoKnowsNames(raster))
    shown: dict[str, Klasse | None] = {}
    for cell in new:
        klasse = klasse_of(raster.counts[cell], raster.populations[cell])
        shown[cell] = klasse if klasse and _may_show(readers, cell, klasse) else None
    return shown


def _may_show(readers: Sequence["_Guard"], cell: str, klasse: Klasse) -> bool:
    for asked, reader in enumerate(readers):
        if not reader.takes(cell, klasse):
            for other in readers[:asked]:
                other.lezer.undo()
            return False
    return True


def kind_of(count: int, population: int) -> Kind:
    """Return why a cell with this count would not be shown by itself."""
    if not classes_for(population):
        return Kind.NONE
    if count < LEAST:
        return Kind.SMALL
    return Kind.NEAR_ALL if count > population - LEAST else Kind.OTHER


class _Guard:
    """A reader of whom is watched what she knows.

    `told`: the kind of hidden cells that somebody told her, `is_rest`: and that the other hidden cells are not so.
    """

    def __init__(
        self, raster: Raster, told: Kind | None, is_rest: bool = False, *, unions: Sequence[Vereniging] | None = None
    ) -> None:
        self._told, self._is_rest = told, is_rest
        self._kinds = {cell: kind_of(raster.counts[cell], raster.populations[cell]) for cell in raster.counts}
        unions = raster.holding() if unions is None else unions
        known: dict[Name, Bounds] = {cell: self._first(cell, raster) for cell in raster.counts}
        known |= {pair: (0, raster.populations[pair[0]]) for pair in differences(unions)}
        self.lezer = Lezer(known, inequalities(unions, raster.populations))
        self._populations = [raster.populations[_whole(name)] for name in self.lezer.names]
        self._is_sound = not self.lezer.is_impossible
        # What follows without any new cell cannot be helped by hiding one.
        self._least = [self.lezer.bounds(name) for name in self.lezer.names]

    def takes(self, cell: str, klasse: Klasse) -> bool:
        """Tell the class of a cell; when the reader then knows too much she forgets it again, and it is False."""
        changed = self.lezer.tell(cell, klasse.lo, klasse.hi)
        if self._is_sound and not self.lezer.is_impossible and all(self._is_good(place) for place in changed):
            return True
        self.lezer.undo()
        return False

    def _first(self, cell: str, raster: Raster) -> Bounds:
        population, kind = raster.populations[cell], self._kinds[cell]
        klasse = raster.frozen.get(cell)
        if klasse is not None:
            return klasse.lo, klasse.hi
        if cell in raster.few and raster.counts[cell] < LEAST:
            return 0, min(LEAST - 1, population)
        if self._told is None or kind is Kind.NONE:
            return 0, population
        if kind is not self._told and not self._is_rest:
            return 0, population
        if self._told is Kind.SMALL:
            return (0, LEAST - 1) if kind is self._told else (LEAST, population)
        return (population - LEAST + 1, population) if kind is self._told else (0, population - LEAST)

    def _is_good(self, place: int) -> bool:
        lo, hi, population = self.lezer.lo[place], self.lezer.hi[place], self._populations[place]
        if (lo, hi) == self._least[place]:
            return True
        if self._told is None:
            return is_wide(lo, hi, population)
        name = self.lezer.names[place]
        if isinstance(name, str) and self._kinds[name] is self._told:
            return False
        return not _is_forced(lo, hi, population)


class _WhoKnowsNames(_Guard):
    """A reader who knows what everybody did who ever let herself be named: she thinks of the others alone."""

    def __init__(self, raster: Raster) -> None:
        self._named = raster.named
        known = {cell: raster.known if cell in raster.named else 0 for cell in raster.populations}
        self._left = {cell: max(0, population - known[cell]) for cell, population in raster.populations.items()}
        frozen = {cell: klasse and Klasse(*self._without(cell, klasse)) for cell, klasse in raster.frozen.items()}
        # What holds for everybody holds for the others.
        super().__init__(replace(raster, populations=self._left, frozen=frozen), None, unions=raster.holding())

    def takes(self, cell: str, klasse: Klasse) -> bool:
        """Tell the class of a cell, without the named."""
        return super().takes(cell, Klasse(*self._without(cell, klasse)))

    def _without(self, cell: str, klasse: Klasse) -> Bounds:
        least, most = self._named.get(cell, (0, 0))
        return max(0, klasse.lo - most), min(self._left[cell], klasse.hi - least)


def _is_forced(lo: int, hi: int, population: int) -> bool:
    """Whether it is sure that everybody, that nobody, or that one to four people are in it, or are not in it."""
    if lo == hi or lo >= population or hi <= 0:
        return True
    return 0 < lo <= hi < LEAST or 0 < population - hi <= population - lo < LEAST


def _whole(name: Name) -> str:
    return name if isinstance(name, str) else name[0]
