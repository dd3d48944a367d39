"""Plans the toernees of an instance."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from intervisie.toernee.effort import Effort, Progress
from intervisie.toernee.instance import Instance, Tour, in_order
from intervisie.toernee.judging import judge
from intervisie.toernee.listing import Found, Listing
from intervisie.toernee.plans import TourPlan, Visit
from intervisie.toernee.roles import with_roles
from intervisie.toernee.tables import Table, Taken, taken_by


@dataclass(frozen=True)
class Outcome:
    """The plans, the toernees without one, what all costs and what it costs at least.

    `is_complete` is False when somebody stopped it. `cost` and `bound` count 10,000 (the weight) per toernee left out.
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
        return self.gap <= 1e-6 * max(1.0, abs(self.cost))

    def as_json(self) -> dict[str, Any]:
        """Return the plans for JSON, as the scorer of the benchmark reads them."""
        return {"tours": [plan.as_json() for plan in self.plans], "unscheduled": list(self.unscheduled)}


def plan(instance: Instance, *, seed: int = 1, effort: Effort | None = None) -> Outcome:
    """Return dates, hosts, begeleider and roles for as many toernees as can be, as cheaply as can be found.

    Same instance and seed, same result; the order in which people and toernees are given changes only the order of
    the answer.
    """
    work = effort or Effort()
    ordered = in_order(instance)
    plans: dict[str, TourPlan] = {}
    is_complete, least = True, 0.0
    for at, tour in enumerate(ordered.tours):
        if work.is_over(Progress(at / len(ordered.tours), len(ordered.tours) - len(plans), 0.0)):
            is_complete = False
            break
        alone = cheapest_plan(ordered, tour, Taken())
        least += alone[0] if alone else ordered.weights["unscheduled"]
        found = cheapest_plan(ordered, tour, taken_by(ordered, plans.values()))
        if found:
            plans[tour.id] = found[1]
    return outcome_of(instance, plans, least, is_complete, seed)


def outcome_of(
    instance: Instance, plans: Mapping[str, TourPlan], bound: float, is_complete: bool, seed: int
) -> Outcome:
    """Return the outcome in the order of the instance."""
    made = [plans[tour.id] for tour in instance.tours if tour.id in plans]
    left = tuple(tour.id for tour in instance.tours if tour.id not in plans)
    cost = sum(judge(instance, one).cost for one in made) + instance.weights["unscheduled"] * len(left)
    return Outcome(tuple(made), left, cost, min(bound, cost), is_complete, seed)


def cheapest_plan(instance: Instance, tour: Tour, taken: Taken) -> tuple[float, TourPlan] | None:
    """Return the cheapest plan of one toernee beside what is taken, with its cost; None when there is none."""
    table = Table(instance, tour)
    slots = table.common_slots()
    best: tuple[float, str | None, Found] | None = None
    for guide in tour.possible_facilitators:
        price = table.guide_price(guide)
        found = listing_of(table, slots, guide, taken).best(math.inf if best is None else best[0] - price)
        if found and (best is None or found.cost + price < best[0]):
            best = found.cost + price, guide, found
    return None if best is None else (best[0], made_of(table, best[1], best[2]))


def listing_of(table: Table, slots: Sequence[int], guide: str | None, taken: Taken) -> Listing:
    """Return the listing of a toernee with this begeleider."""
    cap = 5 if guide is None else table.instance.guides[guide].max_per_week
    return Listing(table, table.lots(table.guided_slots(slots, guide, taken)), week_cap=cap)


def made_of(table: Table, guide: str | None, found: Found) -> TourPlan:
    """Return the plan in names, with roles when every member receives once."""
    order = table.orders[found.order]
    visits = tuple(Visit(table.hosts[host], slot) for host, slot in zip(order, found.slots, strict=True))
    plan_ = TourPlan(table.tour.id, guide, visits)
    if set(table.hosts) == set(table.tour.members) and not table.tour.excused and not table.held:
        return with_roles(plan_, table.tour.members)
    return plan_
