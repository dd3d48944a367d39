"""Repair of one toernee: something changed, and the new plan moves as few people as can be."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from intervisie.toernee.explain import Explanation, explain
from intervisie.toernee.instance import Instance, in_order
from intervisie.toernee.judging import cost_of, parts_of, present_at
from intervisie.toernee.listing import Found, Listing, made_of
from intervisie.toernee.plans import TourPlan
from intervisie.toernee.tables import Allowed, Table, taken_by


@dataclass(frozen=True)
class Change:
    """A visit that is elsewhere in time: `was` and `now` are dagdelen, None is not there.

    `people` notice it; with `was` equal to `now` only the begeleider is another.
    """

    host: str
    was: int | None
    now: int | None
    people: tuple[str, ...]


@dataclass(frozen=True)
class Repair:
    """The repaired plan as a difference. Without a plan `why` tells what blocks.

    `moved` counts (person, visit): everybody whose appointment changes, begeleiders too.
    """

    plan: TourPlan | None
    changes: tuple[Change, ...]
    moved: int
    cost: float
    why: Explanation | None = None


def repair(
    instance: Instance, plan: TourPlan, *, others: Sequence[TourPlan] = (), cancelled: Sequence[str] = ()
) -> Repair:
    """Return the plan for this toernee that moves the fewest people, of equals the cheapest.

    `instance` is how things are now: availability, members, begeleiders, and the visits that took place as locks with
    `is_held`. `plan` is what was agreed. The visits to `cancelled` hosts get another dagdeel. Visits of `others` stay.
    Roles are kept empty when members changed: see `rotate_again`. Raises KeyError when the toernee is not there.
    """
    job = _Job(in_order(instance), plan, others, frozenset(cancelled))
    made = job.best()
    if made is None:
        why = explain(instance, plan.tour, others=others)
        return Repair(None, (), 0, math.inf, why)
    changes = tuple(job.changes(made))
    parts = parts_of(instance, job.tour, made)
    moved = sum(len(one.people) for one in changes)
    return Repair(made, changes, moved, cost_of(instance, parts))


class _Job:
    def __init__(
        self, instance: Instance, plan: TourPlan, others: Sequence[TourPlan], cancelled: frozenset[str]
    ) -> None:
        self.plan, self.cancelled = plan, cancelled
        self.tour = instance.tours_by_id[plan.tour]
        self.taken = taken_by(instance, [one for one in others if one.tour != plan.tour])
        self.table = Table(instance, self.tour)
        # More than any plan costs: first who moves, then what it costs.
        self.move = self.table.most_cost() + max(map(self.table.guide_price, self.tour.possible_facilitators))
        self.was = {visit.host: visit.slot for visit in plan.visits}

    def best(self) -> TourPlan | None:
        """Return the plan that moves the fewest people."""
        table, slots = self.table, self.table.common_slots()
        least: float = math.inf
        best: tuple[str | None, Found] | None = None
        for guide in self.tour.possible_facilitators:
            lots, floor = table.priced_lots(table.guided_slots(slots, guide, self.taken), self._allowed(guide))
            price = table.guide_price(guide)
            cap = 5 if guide is None else table.instance.guides[guide].max_per_week
            found = Listing(table, lots, week_cap=cap, floor=floor).best(least - price)
            if found and found.cost + price < least:
                least, best = found.cost + price, (guide, found)
        return None if best is None else made_of(table, *best)

    def _allowed(self, guide: str | None) -> Allowed:
        """Return the hosts per dagdeel, with the price of whom it moves."""
        hosts, table = self.table.hosts, self.table

        def allowed(slot: int) -> list[tuple[int, float]]:
            return [
                (at, self.move * len(self._noticing(hosts[at], slot, guide)))
                for at, _ in table.allowed(slot)
                if not (hosts[at] in self.cancelled and self.was.get(hosts[at]) == slot)
            ]

        return allowed

    def _noticing(self, host: str, slot: int, guide: str | None) -> tuple[str, ...]:
        """Return whose appointment changes when this host receives then."""
        if host in self.table.held:
            return ()
        guides = tuple(one for one in (self.plan.facilitator, guide) if one is not None)
        if self.was.get(host) == slot:
            return guides if self.plan.facilitator != guide else ()
        return tuple(dict.fromkeys((*present_at(self.tour, host), *guides)))

    def changes(self, made: TourPlan) -> list[Change]:
        """Return the difference with what was agreed, in order of the new time."""
        found = []
        for visit in made.visits:
            people = self._noticing(visit.host, visit.slot, made.facilitator)
            if people:
                found.append(Change(visit.host, self.was.get(visit.host), visit.slot, people))
        return found
