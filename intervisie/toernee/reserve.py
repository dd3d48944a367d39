"""Reserve dates of a toernee: everybody can come, it is no day of a visit, and they are spread over the toernee."""

from collections.abc import Sequence
from dataclasses import replace

from intervisie.toernee.instance import HALVES, Instance, day_of
from intervisie.toernee.plans import Reserve, TourPlan
from intervisie.toernee.tables import Table, taken_by


def reserve_dates(
    instance: Instance, plan: TourPlan, count: int, *, others: Sequence[TourPlan] = ()
) -> tuple[Reserve, ...]:
    """Return at most so many reserve dates in order of time; fewer when there are no more.

    From the day of the first visit until one usual tussentijd after the last. The begeleider is free then and not at a
    visit or on a reserve date of `others`. Each says who could receive.
    """
    tour = instance.tours_by_id[plan.tour]
    table = Table(instance, replace(tour, locks=()))
    used = [replace(other, visits=(*other.visits,)) for other in others if other.tour != plan.tour]
    slots = table.guided_slots(table.common_slots(), plan.facilitator, taken_by(instance, used))
    visited = {day_of(slot) for slot in plan.slots}
    first, last = min(visited), max(visited) + instance.rules.ideal_gap_days
    left = [slot for slot in slots if day_of(slot) not in visited and first <= day_of(slot) <= last]
    chosen: list[int] = []
    for at in range(count):
        aim = first + (last - first) * (at + 1) / (count + 1)
        free = [slot for slot in left if day_of(slot) not in {day_of(one) for one in chosen}]
        if not free:
            break
        chosen.append(min(free, key=lambda slot: (abs(slot / HALVES - aim), slot)))
    return tuple(
        Reserve(slot, tuple(sorted(table.hosts[at] for at, _ in table.allowed(slot)))) for slot in sorted(chosen)
    )
