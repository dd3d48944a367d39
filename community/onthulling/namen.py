"""Whether people may be named beside a report, with their activities, without telling of who is not named."""

from collections.abc import Iterable, Mapping, Set

from community.onthulling.afleiden import Bounds, Lezer, Name, differences, inequalities
from community.onthulling.klassen import LEAST, Klasse, is_wide
from community.onthulling.raster import Vereniging


def may_name(
    shown: Mapping[str, Klasse | None], populations: Mapping[str, int], unions: Iterable[Vereniging],
    named: Mapping[str, int], unnamed_people: int,
) -> bool:  # fmt: skip
    """Whether the named may be shown with what they did: all of them, or (False) nobody.

    `shown`: every published cell, of this and earlier reports. `named`: how many of the named a reader can tell to be
    in a cell, whichever report tells it; a cell left out has none. `unnamed_people`: people of the population who never
    were named. Taking the named away, the rest must be as unknown as the rules ask of any group.

    >>> may_name({"all": Klasse(13, 18)}, {"all": 40}, [], {"all": 3}, 34)
    True
    >>> may_name({"all": Klasse(5, 12)}, {"all": 40}, [], {"all": 10}, 26)  # 'at most 2 of the others'
    False
    """
    if unnamed_people < LEAST:
        return False
    if not any(named.values()):
        return True
    known = max(populations.values(), default=unnamed_people) - unnamed_people
    left = {cell: max(0, population - known) for cell, population in populations.items()}
    listed = [one for one in unions if {one.whole, *one.parts} <= set(shown)]
    before, after = _reader(shown, populations, listed, {}), _reader(shown, left, listed, named)
    if after.is_impossible:
        return False
    if any(klasse is None and _tells(named.get(cell, 0), known) for cell, klasse in shown.items()):
        return False
    hidden: set[Name] = {cell for cell, klasse in shown.items() if klasse is None}
    return all(_is_open(name, before, after, left, hidden) for name in after.names)


def _tells(named: int, known: int) -> bool:
    """Whether the named in a hidden cell would be all there are, if it is small, or lack all who lack if it is not."""
    return named == LEAST - 1 or (named > 0 and known - named == LEAST - 1)


def _reader(
    shown: Mapping[str, Klasse | None], people: Mapping[str, int], unions: list[Vereniging], named: Mapping[str, int]
) -> Lezer:
    bounds: dict[Name, Bounds] = {
        cell: _left(klasse, named.get(cell, 0), people[cell]) for cell, klasse in shown.items()
    }
    bounds |= {pair: (0, people[pair[0]]) for pair in differences(unions)}
    return Lezer(bounds, inequalities(unions, people))


def _is_open(name: Name, before: Lezer, after: Lezer, left: Mapping[str, int], hidden: Set[Name]) -> bool:
    """Whether the unnamed of a group are still unknown, or were known no worse before anybody was named."""
    lo, hi = after.bounds(name)
    if isinstance(name, str):
        people = left[name]
        return is_wide(lo, hi, people) or (name in hidden and lo == 0 < hi == people)
    return is_wide(lo, hi, left[name[0]]) or not is_wide(*before.bounds(name), left[name[0]])


def _left(klasse: Klasse | None, named: int, people: int) -> Bounds:
    """Return how many of the unnamed are in a cell."""
    if klasse is None:
        return 0, people
    return max(0, klasse.lo - named), min(people, klasse.hi - named)
