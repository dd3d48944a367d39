"""Worlds that could be behind what was published, as an integer programme over people who cannot be told apart.

People with the same life at the organisatie and the same named ticks are alike: only how many of them did what matters.
`exact` gives every history they can have (a flow through 'what was done until now'); else a choice of histories, which
is quicker and whose worlds are real worlds too.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

SECONDS = 30


@dataclass(frozen=True)
class Soort:
    """People who are alike: so many, there from `first` to `last`; `ticks` holds what is known of them by name."""

    number: int
    people: int
    first: int
    last: int
    ticks: tuple[int | None, ...]

    def choices(self, quarter: int, activities: int) -> list[int]:
        """Return which activities, as bits, such a person can have done in a quarter."""
        if not self.first <= quarter <= self.last:
            return [0]
        known = self.ticks[quarter]
        return list(range(1 << activities)) if known is None else [known]


@dataclass(frozen=True)
class Kolom:
    """A variable: how many people of a kind take this step. `cells` names what it counts in."""

    soort: int
    cells: frozenset[str]


# A row over columns: number of the column and its weight; then the least and the most it may be.
Row = tuple[list[tuple[int, float]], float, float]


def step(quarter: int, last: int, quarters: int, before: int, acts: int) -> Iterator[str]:
    """Yield the cells in which somebody counts who does this in a quarter; who leaves stays in the totals."""
    if acts:
        yield f"R{quarter}"
    done = before | acts
    places = [place for place in range(done.bit_length()) if done >> place & 1]
    yield from (f"A{quarter}.{place}" for place in places if acts >> place & 1)
    for total in range(quarter, quarters if quarter == last else quarter + 1):
        if done:
            yield f"T{total}"
        yield from (f"T{total}.{place}" for place in places)


def flow(soort: Soort, quarters: int, activities: int, at: int) -> tuple[list[Kolom], list[Row]]:
    """Return all histories of people of one kind as a flow; `at` is the number of its first column."""
    columns: list[Kolom] = []
    rows: list[Row] = []
    arriving: dict[int, list[int]] = {0: []}
    for quarter in range(soort.first, soort.last + 1):
        leaving: dict[int, list[int]] = {}
        for state, those in sorted(arriving.items()):
            here = []
            for acts in soort.choices(quarter, activities):
                here.append(at + len(columns))
                cells = frozenset(step(quarter, soort.last, quarters, state, acts))
                columns.append(Kolom(soort.number, cells))
                leaving.setdefault(state | acts, []).append(here[-1])
            number = soort.people if quarter == soort.first else 0
            rows.append(([(one, 1.0) for one in here] + [(one, -1.0) for one in those], number, number))
        arriving = leaving
    return columns, rows


def some(
    soort: Soort, quarters: int, activities: int, at: int, real: set[tuple[int, ...]]
) -> tuple[list[Kolom], list[Row]]:
    """Return some histories: what people of this kind really did, and what differs little from nothing and from all."""
    found = {_fit(soort, history, activities) for history in (*_simple(quarters, activities), *real)}
    columns = []
    for history in sorted(found):
        before, cells = 0, set[str]()
        for quarter in range(soort.first, soort.last + 1):
            cells |= set(step(quarter, soort.last, quarters, before, history[quarter]))
            before |= history[quarter]
        columns.append(Kolom(soort.number, frozenset(cells)))
    return columns, [([(at + one, 1.0) for one in range(len(columns))], soort.people, soort.people)]


def _simple(quarters: int, activities: int) -> Iterator[tuple[int, ...]]:
    everything = (1 << activities) - 1
    single = [(quarter, 1 << place) for quarter in range(quarters) for place in range(activities)]
    yield (0,) * quarters
    yield (everything,) * quarters
    for place in range(activities):
        yield (1 << place,) * quarters
        yield (everything & ~(1 << place),) * quarters
    for quarter in range(quarters):
        yield tuple(everything if one == quarter else 0 for one in range(quarters))
        yield tuple(0 if one == quarter else everything for one in range(quarters))
    for quarter, bit in single:
        yield tuple(everything & ~bit if one == quarter else everything for one in range(quarters))
    near = (those for those in combinations(single, 2) if those[0][0] == those[1][0] or those[0][1] == those[1][1])
    for those in (*((one,) for one in single), *near):
        history = [0] * quarters
        for quarter, bit in those:
            history[quarter] |= bit
        yield tuple(history)


def _fit(soort: Soort, history: tuple[int, ...], activities: int) -> tuple[int, ...]:
    allowed = (soort.choices(quarter, activities) for quarter in range(len(history)))
    return tuple(acts if acts in those else those[0] for acts, those in zip(history, allowed, strict=True))


class Programma:
    """Columns, rows and the limits of the columns; `solve` gives a world that is as far as possible in a direction."""

    def __init__(self, most: list[float], rows: list[Row]) -> None:
        """Take the columns by how much each may be at most, and the rows."""
        self._most = np.array(most)
        places = [(at, column, weight) for at, row in enumerate(rows) for column, weight in row[0]]
        at, column, weight = zip(*places, strict=True)
        matrix = csr_array((weight, (at, column)), shape=(len(rows), len(most)))
        self._rows = LinearConstraint(matrix, [row[1] for row in rows], [row[2] for row in rows])

    def solve(self, direction: np.ndarray, *, gap: float = 0) -> tuple[np.ndarray | None, bool]:
        """Return the world that is furthest in this direction (None when there is none), and whether that is proven.

        With a `gap` it may be that much less far, which is found sooner.
        """
        options = {"time_limit": SECONDS, "mip_rel_gap": gap, "presolve": not gap}
        done = milp(-direction, integrality=np.ones(len(direction)), bounds=Bounds(0, self._most),
                    constraints=self._rows, options=options)  # fmt: skip
        return (None if done.x is None else np.round(done.x)), done.status in (0, 2)
