"""Chooses one plan per toernee by an integer programme: nobody twice on a day, week caps, so many toernees each.

Needs scipy (HiGHS), which is loaded when asked for and only there. What is counted is nodes, not time.
"""

import importlib
import importlib.util
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from intervisie.toernee.columns import Column, Shelves, Use

# So many of the cheapest plans of a toernee begin the programme, and so many join per round.
FIRST, JOINING = 12, 40
MOST_ROUNDS, MOST_CHOSEN = 60, 40_000
SMALL = 1e-7


@dataclass(frozen=True)
class Prices:
    """What the linear programme says: its value, what a toernee may cost, and the toll on each thing that is short."""

    value: float
    tours: Sequence[float]
    tolls: Mapping[Use, float]


def is_installed() -> bool:
    """Whether scipy can be imported; it is not imported by asking."""
    return importlib.util.find_spec("scipy") is not None


class Selection:
    """The programme over the plans on the shelves."""

    def __init__(self, shelves: Shelves, lost: float) -> None:
        """`lost` is what a toernee without a plan costs."""
        self.shelves, self.lost = shelves, lost
        self.numpy: Any = importlib.import_module("numpy")
        self.optimize: Any = importlib.import_module("scipy.optimize")
        self.sparse: Any = importlib.import_module("scipy.sparse")
        self.columns: list[Column] = []
        self.use_number: dict[Use, int] = {}
        self._use_rows: list[int] = []
        self._use_columns: list[int] = []
        self._taken = [0] * len(shelves.shelves)
        self.active: set[int] = set()
        self.refresh()

    def refresh(self) -> None:
        """Take the plans that came on the shelves since."""
        for number, shelf in enumerate(self.shelves.shelves):
            for column in shelf.columns[self._taken[number] :]:
                for use in column.uses:
                    self._use_rows.append(self.use_number.setdefault(use, len(self.use_number)))
                    self._use_columns.append(len(self.columns))
                self.columns.append(column)
            self._taken[number] = len(shelf.columns)
        numpy, count = self.numpy, len(self.columns)
        self.costs = numpy.array([column.cost for column in self.columns])
        self.tours = numpy.array([column.tour for column in self.columns], dtype=int)
        shape = len(self.use_number), count
        entries = numpy.ones(len(self._use_rows)), (self._use_rows, self._use_columns)
        self.uses = self.sparse.csc_matrix(entries, shape=shape)
        self.caps = numpy.array([self.shelves.capacity(use) for use in self.use_number], dtype=float)

    def begin(self) -> None:
        """Start with the cheapest plans of every toernee."""
        seen: dict[int, int] = {}
        for at in self.numpy.lexsort((self.costs, self.tours)):
            tour = int(self.tours[at])
            seen[tour] = seen.get(tour, 0) + 1
            if seen[tour] <= FIRST:
                self.active.add(int(at))

    def solve(self, slack: float) -> Prices:
        """Return prices at which no plan on the shelves is worth more than it costs; in all by `slack` at most."""
        prices, duals = self._linear()
        for _ in range(MOST_ROUNDS):
            reduced = self.reduced(prices, duals)
            joining = self._joining(reduced)
            if not joining or self.worth(prices, reduced) <= slack:
                break
            self.active |= joining
            prices, duals = self._linear()
        return prices

    def worth(self, prices: Prices, reduced: Any = None) -> float:
        """Return what the best plan of every toernee is worth more than it costs, summed."""
        reduced = self.reduced(prices) if reduced is None else reduced
        least = self.numpy.zeros(len(self.shelves.shelves))
        self.numpy.minimum.at(least, self.tours, reduced)
        return float(-least.sum())

    def _joining(self, reduced: Any) -> set[int]:
        found: set[int] = set()
        seen: dict[int, int] = {}
        below = self.numpy.flatnonzero(reduced < -SMALL)
        for at in below[self.numpy.argsort(reduced[below], kind="stable")]:
            tour = int(self.tours[at])
            if seen.get(tour, 0) < JOINING and int(at) not in self.active:
                seen[tour] = seen.get(tour, 0) + 1
                found.add(int(at))
        return found

    def reduced(self, prices: Prices, duals: Any = None) -> Any:
        """Return per plan how much it costs more than its toernee may, tolls counted."""
        numpy = self.numpy
        if duals is None:
            duals = numpy.array([prices.tolls.get(use, 0.0) for use in self.use_number])
        return self.costs + self.uses.T @ duals - numpy.array(prices.tours)[self.tours]

    def near(self, prices: Prices, most: float) -> tuple[Any, bool]:
        """Return which plans cost at most so much more than their price, and whether that are all of them."""
        reduced = self.reduced(prices)
        chosen = self.numpy.flatnonzero(reduced <= most)
        if len(chosen) <= MOST_CHOSEN:
            return chosen, True
        order = self.numpy.argsort(reduced[chosen], kind="stable")
        return self.numpy.sort(chosen[order[:MOST_CHOSEN]]), False

    def _rows(self, chosen: Any) -> tuple[Any, Any]:
        """Return the rows that can be short with these plans, and their matrix."""
        part = self.uses[:, chosen].tocsr()
        used = self.numpy.asarray(part.sum(axis=1)).ravel()
        rows = self.numpy.flatnonzero(used > self.caps)
        return rows, part[rows]

    def _matrices(self, chosen: Any) -> tuple[Any, Any, Any, Any]:
        """Return costs, the rows of toernees, the rows of what is short and their caps; leaving out comes last."""
        numpy, tours = self.numpy, len(self.shelves.shelves)
        rows, part = self._rows(chosen)
        count = len(chosen)
        choose = self.sparse.csc_matrix(
            (numpy.ones(count), (self.tours[chosen], numpy.arange(count))), shape=(tours, count)
        )
        choose = self.sparse.hstack([choose, self.sparse.identity(tours)], format="csc")
        short = self.sparse.hstack([part, self.sparse.csr_matrix((len(rows), tours))], format="csc")
        costs = numpy.concatenate([self.costs[chosen], numpy.full(tours, self.lost)])
        return costs, choose, short, rows

    def _linear(self) -> tuple[Prices, Any]:
        numpy, chosen = self.numpy, self.numpy.array(sorted(self.active), dtype=int)
        costs, choose, short, rows = self._matrices(chosen)
        given = {
            "A_ub": short if len(rows) else None, "b_ub": self.caps[rows] if len(rows) else None,
            "A_eq": choose, "b_eq": numpy.ones(choose.shape[0]), "bounds": (0, None),
        }  # fmt: skip
        found = self.optimize.linprog(costs, method="highs-ipm", **given)
        if found.status:
            found = self.optimize.linprog(costs, method="highs-ds", **given)
        duals = numpy.zeros(len(self.use_number))
        if len(rows):
            duals[rows] = numpy.maximum(0.0, -found.ineqlin.marginals)
        names = list(self.use_number)
        tolls = {names[row]: float(duals[row]) for row in rows if duals[row] > SMALL}
        return Prices(float(found.fun), [float(one) for one in found.eqlin.marginals], tolls), duals

    def choose(self, chosen: Any, nodes: int, seconds: float) -> tuple[list[Column], bool] | None:
        """Return the cheapest choice among these plans, and whether it is proven; None when none was found in time."""
        costs, choose, short, rows = self._matrices(chosen)
        limits = [self.optimize.LinearConstraint(choose, lb=1, ub=1)]
        if len(rows):
            limits.append(self.optimize.LinearConstraint(short, ub=self.caps[rows]))
        found = self.optimize.milp(
            costs, constraints=limits, integrality=self.numpy.ones(len(costs)), bounds=self.optimize.Bounds(0, 1),
            options={"mip_rel_gap": SMALL, "node_limit": nodes, "time_limit": seconds},
        )  # fmt: skip
        if found.x is None:
            return None
        picked = [self.columns[chosen[at]] for at in range(len(chosen)) if found.x[at] > 0.5]
        return picked, found.status == 0
