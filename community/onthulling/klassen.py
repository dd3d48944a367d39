"""Classes: how many people is never said exactly, but as 'from 5 to 12'. A class lies far from nobody and everybody."""

from dataclasses import dataclass
from functools import cache

# A group of fewer people is not shown, and neither is a group that leaves fewer people out.
LEAST = 5
# A number of people is known too well when fewer than this many values are possible: plus or minus 2 is five values.
VALUES = 6
# A group (and who is not in it) of this many people may be known better.
LARGE = 10
FIRST_TOP, STEP = 12, 6


@dataclass(frozen=True, order=True)
class Klasse:
    """A published number of people: at least `lo`, at most `hi`, both included."""

    lo: int
    hi: int

    @property
    def middle(self) -> float:
        """Return the value in the middle, as what is computed from a published number takes it."""
        return (self.lo + self.hi) / 2


@cache
def classes_for(population: int) -> tuple[Klasse, ...]:
    """Return all classes that exist among so many people, low to high: they depend on nothing else.

    5-12, 13-18, 19-24 and so on, until ten people before the end; the last one runs to five people before the end and
    takes in the one before it when it would have fewer than six values. Under 15 people there is none.

    >>> classes_for(34)
    (Klasse(lo=5, hi=12), Klasse(lo=13, hi=18), Klasse(lo=19, hi=29))
    """
    last = population - LEAST
    if last - LEAST + 1 < VALUES:
        return ()
    found, lo, hi = [], LEAST, FIRST_TOP
    while hi <= population - 2 * LEAST:
        found.append(Klasse(lo, hi))
        lo, hi = hi + 1, hi + STEP
    if last - lo + 1 < VALUES:
        lo = found.pop().lo
    return (*found, Klasse(lo, last))


def klasse_of(count: int, population: int) -> Klasse | None:
    """Return the class in which `count` people out of `population` are shown, or None when they are not.

    >>> klasse_of(14, 34)
    Klasse(lo=13, hi=18)
    >>> klasse_of(4, 34), klasse_of(30, 34), klasse_of(6, 14)
    (None, None, None)
    """
    return next((one for one in classes_for(population) if one.lo <= count <= one.hi), None)


def is_wide(lo: int, hi: int, population: int) -> bool:
    """Whether 'between `lo` and `hi` of `population`' leaves enough open (T60)."""
    return hi - lo >= VALUES - 1 or (lo >= LARGE and population - hi >= LARGE)
