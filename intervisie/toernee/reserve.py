"""Reserve dates of a toernee: everybody can come, it is no day of a visit, and they are spread over the toernee."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from intervisie.toernee.instance import HALVES, Instance, day_of
from intervisie.toernee.plans import Reserve, TourPlan, Visit
from intervisie.toernee.tables import Table, taken_by

# A host more who can receive is worth so many days from the best place.
HOST_DAYS = 2.0


def reserve_dates(
    instance: Instance, plan: TourPlan, count: int, *, others: Sequence[TourPlan] = ()
) -> tuple[Reserve, ...]:
    """Return at most so many reserve dates in order of time; fewer when there are no more.

    From the day of the first visit until one usual tussentijd after the last. The begeleider is free then and not at a
    visit or on a reserve date of `others`. Each says who could receive.
    """
    tour = instance.tours_by_id[plan.tour]
    table = Table(instance, replace(tour, locks=()))
    used = taken_by(instance, [_with_spare(other) for other in others if other.tour != plan.tour])
    slots = table.guided_slots(table.common_slots(), plan.facilitator, replace(used, guide_tours={}))
    visited = {day_of(slot) for slot in plan.slots}
    first, last = min(visited), max(visited) + instance.rules.ideal_gap_days
    over = max((lock.slot or 0 for lock in tour.locks if lock.is_held), default=-1)
    left = [slot for slot in slots if slot > over and day_of(slot) not in visited and first <= day_of(slot) <= last]
    chosen: list[int] = []
    for at in range(count):
        aim = first + (last - first) * (at + 1) / (count + 1)
        free = [slot for slot in left if day_of(slot) not in {day_of(one) for one in chosen}]
        if not free:
            break
        chosen.append(min(free, key=partial(_far_from, table, aim)))
    return tuple(
        Reserve(slot, tuple(sorted(table.hosts[at] for at, _ in table.allowed(slot)))) for slot in sorted(chosen)
    )


def _far_from(table: Table, aim: float, slot: int) -> tuple[float, int]:
    """Return how far a dagdeel is from where it would be best, in days; who cannot receive then counts too."""
    return abs(slot / HALVES - aim) + HOST_DAYS * (table.count - len(table.allowed(slot))), slot


def _with_spare(plan: TourPlan) -> TourPlan:
    """Return the plan with its reserve dates as visits: its begeleider keeps these free."""
    spare = tuple(Visit("", one.slot) for one in plan.reserve)
    return replace(plan, visits=(*plan.visits, *spare))
