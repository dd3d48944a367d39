"""Repair of one toernee in a planning of many: seconds, who moves, and against planning it again from nothing."""

from collections.abc import Iterator
from dataclasses import replace
from statistics import median
from time import process_time

from bench.figures import Figure, at_most
from bench.toernee.references import REPAIR_SECONDS
from bench.toernee.run import instance_of
from intervisie.toernee import Instance, Lock, Repair, TourPlan, plan, read_instance, repair

NAME, TIMES = "normal-200-1", 40


def figures() -> Iterator[Figure]:
    """Let somebody be away on the day of a visit, in toernee after toernee."""
    instance = read_instance(instance_of(NAME))
    plans = plan(instance).plans
    seconds, moved, lost = [], [], 0
    for number in range(TIMES):
        own = plans[number * len(plans) // TIMES]
        changed, at = away(instance, own, number)
        begin = process_time()
        found = repair(changed, own, others=plans)
        seconds.append(process_time() - begin)
        lost += found.plan is None
        if found.plan is not None:
            moved.append(found.moved)
        check(found, own, at)
    yield at_most("toernee herstel: langste", max(seconds), "s cpu", REPAIR_SECONDS)
    yield Figure("toernee herstel: mediaan", round(median(seconds), 3), "s cpu")
    yield Figure("toernee herstel: verplaatste afspraken (mediaan)", median(moved), "van 30")
    yield Figure("toernee herstel: kan niet, met reden", lost, f"van {TIMES}")


def away(instance: Instance, own: TourPlan, number: int) -> tuple[Instance, int]:
    """Return the instance in which a member cannot come to one of the last visits; the visits before were held."""
    at = 1 + number % (len(own.visits) - 1)
    gone = instance.tours_by_id[own.tour].members[number % 5]
    slot = own.visits[at].slot
    people = tuple(
        replace(
            one, slots=one.slots - {slot}, host_slots=one.host_slots - {slot}, rather_not=one.rather_not - {slot}
        ) if one.id == gone else one
        for one in instance.people
    )  # fmt: skip
    held = tuple(Lock(visit.host, visit.slot, is_held=True) for visit in own.visits[:at])
    tours = tuple(replace(tour, locks=held) if tour.id == own.tour else tour for tour in instance.tours)
    return replace(instance, people=people, tours=tours), at


def check(found: Repair, own: TourPlan, at: int) -> None:
    """Raise ValueError when a visit that was held is elsewhere, or nothing is told."""
    if found.plan is None:
        if found.why is None:
            raise ValueError("no plan and no reason")
    elif found.plan.slots[:at] != own.slots[:at]:
        raise ValueError("a visit that was held moved")
