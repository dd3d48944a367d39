"""What a reader can work out: bounds on numbers of people, narrowed until nothing follows any more.

Not clever but quick: every inequality is looked at by itself, over and over. What that misses the attack of the tests
(tests/community/rapporten/aanval.py) would find: it solves everything at once, over people.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from community.onthulling.raster import Vereniging

# A number that a reader can think about: a cell, or who is in a whole and not in one of its parts.
Name = str | tuple[str, str]
Bounds = tuple[int, int]


@dataclass(frozen=True)
class Ongelijkheid:
    """Those of `plus` together are at most those of `minus` together and `rest`."""

    plus: tuple[Name, ...]
    minus: tuple[Name, ...]
    rest: int = 0


def inequalities(unions: Iterable[Vereniging], populations: Mapping[str, int]) -> list[Ongelijkheid]:
    """Return all that unions say about numbers, those of the differences (whole, part) included."""
    listed = [one for one in unions if one.parts]
    found: list[Ongelijkheid] = []
    for union in listed:
        found += _of_union(union, populations)
    return found + _of_growth(listed)


def differences(unions: Iterable[Vereniging]) -> list[tuple[str, str]]:
    """Return the differences (whole, part) that are groups of people; what equals its only part leaves nobody."""
    return [(union.whole, part) for union in unions if len(union.parts) > 1 for part in union.parts]


def _of_union(union: Vereniging, populations: Mapping[str, int]) -> list[Ongelijkheid]:
    whole, parts = union.whole, union.parts
    found = [Ongelijkheid((part,), (whole,)) for part in parts]
    found.append(Ongelijkheid((whole,), parts))
    # Who is in the population of the whole and not in the whole is missing from a part she could have been in.
    double = sum(populations[part] for part in parts) - populations[whole]
    found.append(Ongelijkheid(parts, (whole,), double))
    for part in parts if len(parts) > 1 else ():
        difference, others = (whole, part), tuple(other for other in parts if other != part)
        found.append(Ongelijkheid((whole,), (part, difference)))
        found.append(Ongelijkheid((part, difference), (whole,)))
        found.append(Ongelijkheid((difference,), others))
    return found


def _of_growth(unions: list[Vereniging]) -> list[Ongelijkheid]:
    """Who is new in a total is new in the total of one of its parts: totals that grow hang together."""
    by_whole: dict[str, list[Vereniging]] = {}
    for union in unions:
        by_whole.setdefault(union.whole, []).append(union)
    found = []
    for whole, those in by_whole.items():
        for split in those:
            earlier = [one.parts[0] for one in those if one is not split and len(one.parts) > 1]
            for before in earlier:
                grown = _grown(split.parts, before, by_whole)
                if grown is not None:
                    found.append(Ongelijkheid(((whole, before),), grown))
    return found


def _grown(parts: tuple[str, ...], before: str, by_whole: Mapping[str, list[Vereniging]]) -> tuple[Name, ...] | None:
    """Return by what the parts grew since the whole was `before`, or None when `before` is not split likewise."""
    old = {part for union in by_whole.get(before, ()) for part in union.parts}
    grown: list[Name] = []
    for part in parts:
        since = [one.parts[0] for one in by_whole.get(part, ()) if len(one.parts) > 1 and one.parts[0] in old]
        if since:
            grown.append((part, since[0]))
        elif part not in old:
            grown.append(part)
    return tuple(grown) if len(grown) < len(parts) or any(isinstance(one, tuple) for one in grown) else None


class Lezer:
    """A reader with bounds on every number. Once told something, it works out what follows; `undo` forgets it again."""

    def __init__(self, known: Mapping[Name, Bounds], said: Iterable[Ongelijkheid]) -> None:
        """Begin with these bounds, and with what is said about the numbers in them."""
        self._at = {name: place for place, name in enumerate(known)}
        self.names = list(known)
        self.lo = [bounds[0] for bounds in known.values()]
        self.hi = [bounds[1] for bounds in known.values()]
        self._rules = [
            (tuple(self._at[one] for one in rule.plus), tuple(self._at[one] for one in rule.minus), rule.rest)
            for rule in said
        ]
        self._by_place: list[list[int]] = [[] for _ in self.names]
        for number, (plus, minus, _rest) in enumerate(self._rules):
            for place in (*plus, *minus):
                self._by_place[place].append(number)
        self._trail: list[tuple[int, int, int]] = []
        # What was told contradicts itself. Nothing is worked out then: bounds could go on narrowing for ever.
        self.is_impossible = False
        self._work_out(range(len(self._rules)))
        self._trail.clear()

    def bounds(self, name: Name) -> Bounds:
        """Return what the reader knows about this number."""
        place = self._at[name]
        return self.lo[place], self.hi[place]

    def tell(self, name: Name, lo: int, hi: int) -> list[int]:
        """Tell bounds of a number; return the places of all numbers that are known better than before."""
        self._trail.clear()
        place = self._at[name]
        if self._narrow(place, lo, hi):
            self._work_out(self._by_place[place])
        return sorted({place for place, _lo, _hi in self._trail})

    def undo(self) -> None:
        """Forget what was told last, and all that followed from it."""
        for place, lo, hi in reversed(self._trail):
            self.lo[place], self.hi[place] = lo, hi
        self._trail.clear()
        self.is_impossible = False

    def _narrow(self, place: int, lo: int, hi: int) -> bool:
        old_lo, old_hi = self.lo[place], self.hi[place]
        if lo <= old_lo and hi >= old_hi:
            return False
        self._trail.append((place, old_lo, old_hi))
        self.lo[place], self.hi[place] = max(lo, old_lo), min(hi, old_hi)
        self.is_impossible |= self.lo[place] > self.hi[place]
        return True

    def _work_out(self, rules: Iterable[int]) -> None:
        waiting = dict.fromkeys(rules)
        while waiting and not self.is_impossible:
            rule = next(iter(waiting))
            del waiting[rule]
            for place in self._follow(rule):
                waiting.update(dict.fromkeys(self._by_place[place]))

    def _follow(self, number: int) -> list[int]:
        """Narrow the numbers of one rule; return the places of those that changed."""
        plus, minus, rest = self._rules[number]
        lo, hi = self.lo, self.hi
        room = rest + sum([hi[place] for place in minus]) - sum([lo[place] for place in plus])
        changed = []
        for place in plus:
            if hi[place] - lo[place] > room and self._narrow(place, lo[place], lo[place] + room):
                changed.append(place)
        for place in minus:
            if hi[place] - lo[place] > room and self._narrow(place, hi[place] - room, hi[place]):
                changed.append(place)
        return changed
