"""Plans the toernees of an instance: the cheapest plans of each, and the best choice of one per toernee.

Plans are listed around what a toernee costs alone. A linear programme then prices what is short (days and weeks of
begeleiders); a toernee for which that price is higher than where its list ends gets a longer one. What costs more than
its price by more than the gap between choice and bound cannot be better, so that the choice is proven.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from intervisie.toernee.columns import Column, Shelves
from intervisie.toernee.effort import Effort, Progress
from intervisie.toernee.instance import Instance, Tour, in_order
from intervisie.toernee.judging import judge
from intervisie.toernee.listing import Found, Listing, made_of
from intervisie.toernee.plans import TourPlan
from intervisie.toernee.reserve import reserve_dates
from intervisie.toernee.selection import Prices, Selection, is_installed
from intervisie.toernee.settling import settle
from intervisie.toernee.tables import Table, Taken

# Plans are listed until so much (of what a toernee costs on average) above the cheapest, at most so many a begeleider.
NEAR, MOST = 0.3, 400
# Plans so much above their price (of the same) are in the first choice.
CHOOSE_NEAR = 0.02
# Leaving a toernee out costs more than anything it could cost the others.
LOST_TIMES = 50.0
FARTHER = 8.0
# Prices may be off by so much in all (of the same).
SLACK = 2e-3
# So many plans a begeleider join per round of pricing; so many rounds, choices, and nodes of a choice per second.
JOINING, MOST_ROUNDS, MOST_CHOICES, NODES_PER_SECOND = 12, 40, 3, 60
OPENED, LISTED, PRICED = 0.5, 0.7, 0.85
SAME = 1e-6


@dataclass(frozen=True)
class Outcome:
    """The plans, the toernees without one, what all costs and what it costs at least.

    `is_complete` is False when somebody stopped it. `cost` and `bound` count the weight of a toernee left out.
    The bound is that of leaving out so many.
    """

    plans: tuple[TourPlan, ...]
    unscheduled: tuple[str, ...]
    cost: float
    bound: float
    is_complete: bool
    seed: int

    @property
    def gap(self) -> float:
        """Return how much cheaper it could be at most, in cost."""
        return max(0.0, self.cost - self.bound)

    @property
    def is_proven(self) -> bool:
        """Whether nothing cheaper exists."""
        return self.gap <= SAME * max(1.0, abs(self.cost))

    def as_json(self) -> dict[str, Any]:
        """Return the plans for JSON, as the scorer of the benchmark reads them."""
        return {"tours": [plan.as_json() for plan in self.plans], "unscheduled": list(self.unscheduled)}


def plan(instance: Instance, *, seed: int = 1, effort: Effort | None = None) -> Outcome:
    """Return dates, hosts, begeleider, roles and reserve dates for as many toernees as can be, as cheaply as can be.

    There is no chance in it: the seed is only told again. The order in which people and toernees are given changes
    only the order of the answer.
    """
    job = _Planning(in_order(instance), effort or Effort())
    is_complete = job.run()
    plans = {one.tour: one for one in (job.shelves.plan_of(column) for column in job.best)}
    plans = _with_reserve(job.instance, plans)
    made = [plans[tour.id] for tour in instance.tours if tour.id in plans]
    left = tuple(tour.id for tour in instance.tours if tour.id not in plans)
    lost = instance.weights["unscheduled"]
    cost = sum(judge(instance, one).cost for one in made) + lost * len(left)
    bound = cost if job.is_proven else job.bound - (job.lost - lost) * len(left)
    return Outcome(tuple(made), left, cost, min(bound, cost), is_complete, seed)


def _with_reserve(instance: Instance, plans: Mapping[str, TourPlan]) -> dict[str, TourPlan]:
    """Return the plans with reserve dates where they are wanted, one toernee after another."""
    found = dict(plans)
    for tour in instance.tours:
        if tour.reserve and tour.id in found:
            dates = reserve_dates(instance, found[tour.id], tour.reserve, others=tuple(found.values()))
            found[tour.id] = replace(found[tour.id], reserve=dates)
    return found


class _Planning:
    """One run: the best choice so far, and a bound under any choice."""

    def __init__(self, instance: Instance, effort: Effort) -> None:
        self.instance, self.effort = instance, effort
        self.shelves = Shelves(instance)
        self.best: list[Column] = []
        self.bound, self.lost, self.is_proven, self.scale = 0.0, instance.weights["unscheduled"], False, 0.0
        self.tolled: dict[int, float] = {}

    def run(self) -> bool:
        """Plan; return False when somebody stopped it."""
        if not self._open():
            self.best = settle(self.shelves)
            return False
        alone = [shelf.best for shelf in self.shelves.shelves if shelf.best < math.inf]
        self.scale = sum(alone) / len(alone) if alone else 0.0
        self.lost = max(self.lost, LOST_TIMES * max(alone, default=0.0))
        self.bound = sum(alone) + self.lost * (len(self.shelves.shelves) - len(alone))
        if not self._list():
            return False
        self.is_proven = self._is_tight()  # nobody is in anybody's way
        return self.is_proven or not (self.effort.is_exact and is_installed()) or self._choose()

    def value(self, choice: Sequence[Column] | None = None) -> float:
        """Return what a choice (the best so far) costs, leaving out counted."""
        columns = self.best if choice is None else choice
        return sum(column.cost for column in columns) + self.lost * (len(self.instance.tours) - len(columns))

    def _is_tight(self) -> bool:
        return self.value() - self.bound <= SAME * max(1.0, abs(self.value()))

    def _stops(self, done: float) -> bool:
        left = len(self.instance.tours) - len(self.best)
        cost = sum(column.cost for column in self.best) + self.instance.weights["unscheduled"] * left
        return self.effort.is_over(Progress(done, left, cost))

    def _open(self) -> bool:
        for at, tour in enumerate(self.instance.tours):
            if self._stops(OPENED * at / len(self.instance.tours)):
                return False
            self.shelves.open(tour)
        return True

    def _list(self) -> bool:
        """List the plans near the cheapest; a first choice is made of these."""
        count = len(self.shelves.shelves)
        for number, shelf in enumerate(self.shelves.shelves):
            if self._stops(OPENED + (LISTED - OPENED) * number / count):
                self.best = settle(self.shelves)
                return False
            if shelf.best < math.inf:
                self.shelves.list_to(number, shelf.best + NEAR * self.scale, MOST)
        self.best = settle(self.shelves)
        return not self._stops(LISTED)

    def _choose(self) -> bool:
        """Price what is short, list more where that is dear, choose; until nothing better can exist."""
        selection = Selection(self.shelves, self.lost)
        selection.begin()
        prices = self._priced(selection)
        if prices is None:
            return False
        self._settle_at(prices)
        near = CHOOSE_NEAR * self.scale + SAME
        for turn in range(MOST_CHOICES):
            if self._stops(PRICED + (1 - PRICED) * turn / MOST_CHOICES):
                return False
            self._list_more(selection, prices, near, MOST)
            is_best = self._chosen(selection, prices, near)
            gap = self.value() - self.bound
            self.is_proven = self._is_tight() or (is_best and gap <= near and self._is_listed(prices, near))
            if self.is_proven or gap <= near or near >= self.scale:
                break
            near = min(gap + SAME, FARTHER * near, self.scale)
        return True

    def _priced(self, selection: Selection) -> Prices | None:
        """Return prices under which no plan of any toernee is worth more than it costs, listed or not."""
        for turn in range(MOST_ROUNDS):
            prices = selection.solve(SLACK * self.scale)
            before = len(selection.columns)
            self._list_more(selection, prices, 0.0, JOINING)
            self.bound = max(self.bound, self._bound(selection, prices))
            if len(selection.columns) == before or selection.worth(prices) <= SLACK * self.scale:
                return prices
            if self._stops(LISTED + (PRICED - LISTED) * turn / MOST_ROUNDS):
                self._settle_at(prices)
                return None
        return prices

    def _list_more(self, selection: Selection, prices: Prices, near: float, most: int) -> None:
        """List the plans that cost at most so much more than their price, at most so many with each begeleider."""
        self.tolled = {}
        for number, shelf in enumerate(self.shelves.shelves):
            price = prices.tours[number] + near
            if shelf.best < math.inf and price > shelf.complete_to:
                self.tolled[number] = self.shelves.list_tolled(number, price, prices.tolls, most)
        selection.refresh()

    def _is_listed(self, prices: Prices, near: float) -> bool:
        """Whether no plan within `near` of its price is missing."""
        return all(
            shelf.best == math.inf
            or prices.tours[number] + near <= max(shelf.complete_to, self.tolled.get(number, -math.inf)) + SAME
            for number, shelf in enumerate(self.shelves.shelves)
        )

    def _bound(self, selection: Selection, prices: Prices) -> float:
        """Return what any choice costs at least: tolls on what is short paid back, each toernee at its cheapest."""
        reduced = selection.reduced(prices)
        least = [self.lost - price for price in prices.tours]
        for at, tour in enumerate(selection.tours):
            least[tour] = min(least[tour], float(reduced[at]))
        for number, shelf in enumerate(self.shelves.shelves):
            if shelf.best < math.inf:
                listed = max(shelf.complete_to, self.tolled.get(number, -math.inf)) - prices.tours[number]
                least[number] = min(least[number], listed)
        paid = sum(self.shelves.capacity(use) * toll for use, toll in prices.tolls.items())
        return sum(prices.tours) - paid + sum(least)

    def _chosen(self, selection: Selection, prices: Prices, near: float) -> bool:
        """Choose among the plans near their price; return whether that choice is proven."""
        chosen, is_whole = selection.near(prices, near)
        nodes = round(NODES_PER_SECOND * self.effort.seconds)
        found = selection.choose(chosen, nodes, self.effort.left())
        is_best = found is not None and found[1] and is_whole
        self.best = min([*([found[0]] if found else []), self.best], key=self.value)
        return is_best

    def _settle_at(self, prices: Prices) -> None:
        """Choose without a programme at these prices; keep what is better."""
        self.best = min([settle(self.shelves, prices.tolls), self.best], key=self.value)


def cheapest_plan(instance: Instance, tour: Tour, taken: Taken) -> tuple[float, TourPlan] | None:
    """Return the cheapest plan of one toernee beside what is taken, with its cost; None when there is none."""
    table = Table(instance, tour)
    slots = table.common_slots()
    best: tuple[float, str | None, Found] | None = None
    for guide in tour.possible_facilitators:
        price = table.guide_price(guide)
        cap = 5 if guide is None else instance.guides[guide].max_per_week
        listing = Listing(table, table.lots(table.guided_slots(slots, guide, taken)), week_cap=cap)
        found = listing.best(math.inf if best is None else best[0] - price)
        if found and (best is None or found.cost + price < best[0]):
            best = found.cost + price, guide, found
    return None if best is None else (best[0], made_of(table, best[1], best[2]))
