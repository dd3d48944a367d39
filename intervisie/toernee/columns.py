"""The plans of many toernees side by side: what each costs and what it uses of begeleiders and people.

A toernee is asked for its plans up to a cost, with tolls on what others need too. What was asked is remembered, so
that it is known which plans cannot be missing.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from intervisie.toernee.instance import Instance, Tour, day_of, week_of
from intervisie.toernee.listing import Found, Listing, made_of
from intervisie.toernee.plans import TourPlan
from intervisie.toernee.tables import Table, Taken

# What is shared: ("day", begeleider or person, working day), ("week", begeleider, week), ("tours", begeleider, 0).
Use = tuple[str, str, int]
NOTHING = Taken()
# A begeleider with whom a toernee costs so much more than with another is looked at when she is needed only.
WIDER = 1.6
# Costs are sums of decimals.
DECIMALS = 9


@dataclass(frozen=True)
class Column:
    """One plan of toernee number `tour`: what it costs with its begeleider, and what it uses (once per visit)."""

    tour: int
    cost: float
    guide: str | None
    found: Found
    uses: tuple[Use, ...]

    @property
    def key(self) -> tuple[object, ...]:
        """Return what tells it apart from the other plans of its toernee."""
        return self.guide, self.found.slots, self.found.order


@dataclass
class Side:
    """A toernee with one of its begeleiders: the dagdelen, what the kilometres cost, what any plan costs at least."""

    guide: str | None
    price: float
    plain: Listing
    least: float = math.inf


@dataclass
class Shelf:
    """What is known of one toernee: its plans so far, and up to which cost none is missing."""

    tour: Tour
    table: Table
    sides: list[Side]
    shared: tuple[str, ...]
    best: float = math.inf
    complete_to: float = -math.inf
    columns: list[Column] = field(default_factory=list)
    known: set[tuple[object, ...]] = field(default_factory=set)


class Shelves:
    """The plans of every toernee of an instance, listed as far as was asked."""

    def __init__(self, instance: Instance) -> None:
        """Number the toernees in the order of the instance; see who takes part in several."""
        self.instance = instance
        seen: dict[str, int] = {}
        for one in (one for tour in instance.tours for one in tour.members):
            seen[one] = seen.get(one, 0) + 1
        self.busy = {one for one, count in seen.items() if count > 1}
        self.shelves: list[Shelf] = []

    def open(self, tour: Tour) -> Shelf:
        """Return the shelf of the next toernee, with its cheapest plan if it has any."""
        table = Table(self.instance, tour)
        slots = table.common_slots()
        shelf = Shelf(tour, table, [], tuple(one for one in tour.members if one in self.busy))
        self.shelves.append(shelf)
        for guide in tour.possible_facilitators:
            lots = table.lots(table.guided_slots(slots, guide, NOTHING))
            side = Side(guide, table.guide_price(guide), Listing(table, lots, week_cap=self._cap(guide)))
            found = side.plain.best(WIDER * shelf.best - side.price)
            side.least = found.cost + side.price if found else WIDER * shelf.best
            if found:
                shelf.best = min(shelf.best, side.least)
                self._put(len(self.shelves) - 1, side, [found])
            shelf.sides.append(side)
        return shelf

    def _cap(self, guide: str | None) -> int:
        return 5 if guide is None else self.instance.guides[guide].max_per_week

    def list_to(self, number: int, cost: float, most: int) -> None:
        """List the cheapest plans of a toernee up to this cost, at most so many per begeleider."""
        shelf = self.shelves[number]
        if cost <= shelf.complete_to:
            return
        complete = cost
        for side in shelf.sides:
            found, to = side.plain.cheapest(cost - side.price, most)
            self._put(number, side, found)
            complete = min(complete, to + side.price)
        shelf.complete_to = max(shelf.complete_to, complete)

    def list_tolled(self, number: int, cost: float, tolls: Mapping[Use, float], most: int) -> float:
        """List plans of which cost and tolls together are at most `cost`; return up to where none is missing."""
        shelf, complete = self.shelves[number], cost
        for side in shelf.sides:
            base = side.price + tolls.get(("tours", side.guide or "", 0), 0.0)
            if side.least + base - side.price > cost:
                continue
            by_day = self._by_day(shelf, side, tolls)
            listing = Listing(shelf.table, side.plain.lots, week_cap=side.plain.week_cap, tolls=by_day)
            found, to = listing.cheapest(cost - base, most)
            self._put(number, side, [_untolled(one, by_day) for one in found])
            complete = min(complete, to + base)
        return complete

    def _by_day(self, shelf: Shelf, side: Side, tolls: Mapping[Use, float]) -> dict[int, float]:
        found = {}
        for lot in side.plain.lots:
            if not lot.is_held:
                uses = self._uses_of_day(shelf, side.guide, lot.slot)
                found[lot.day] = sum(tolls.get(use, 0.0) for use in uses)
        return found

    def _uses_of_day(self, shelf: Shelf, guide: str | None, slot: int) -> list[Use]:
        day = day_of(slot)
        uses: list[Use] = [("day", one, day) for one in shelf.shared]
        return uses if guide is None else [*uses, ("guide", guide, day), ("week", guide, week_of(slot))]

    def _put(self, number: int, side: Side, rows: Sequence[Found]) -> None:
        shelf = self.shelves[number]
        for found in rows:
            uses = [
                use for slot in found.slots if slot > shelf.table.last_held
                for use in self._uses_of_day(shelf, side.guide, slot)
            ]  # fmt: skip
            if side.guide is not None:
                uses.append(("tours", side.guide, 0))
            column = Column(number, found.cost + side.price, side.guide, found, tuple(uses))
            if column.key not in shelf.known:
                shelf.known.add(column.key)
                shelf.columns.append(column)

    def capacity(self, use: Use) -> int:
        """Return how often this can be used."""
        kind, one, _ = use
        if kind in ("day", "guide"):
            return 1
        guide = self.instance.guides[one]
        return guide.max_per_week if kind == "week" else guide.max_tours

    def plan_of(self, column: Column) -> TourPlan:
        """Return the plan of a column in names."""
        return made_of(self.shelves[column.tour].table, column.guide, column.found)


def _untolled(found: Found, by_day: Mapping[int, float]) -> Found:
    """Return the plan at its own cost."""
    tolls = sum(by_day.get(day, 0.0) for day in found.days)
    return replace(found, cost=round(found.cost - tolls, DECIMALS))
