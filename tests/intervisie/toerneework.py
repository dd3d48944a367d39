"""What the tests of the planner share: small worlds, and every plan there is in them, by the definition."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, pairwise, permutations
from pathlib import Path
from random import Random
from typing import Any

from intervisie.toernee import Facilitator, Instance, Lock, Person, Rules, Tour, TourPlan, Visit, judge

INSTANCES = Path(__file__).resolve().parents[2] / "bench" / "toernee" / "instances"
RULES = Rules(days=20, min_gap_days=3, max_span_days=16, ideal_gap_days=4, long_trip_km=40.0)


def read(name: str) -> dict[str, Any]:
    """Return an instance of the bench by its short name."""
    return json.loads((INSTANCES / f"vt-{name}.json").read_text(encoding="utf-8"))


def world(seed: int, *, tours: int = 1, members: int = 4, free: float = 0.8, slots: int = 9) -> Instance:
    """Return so many toernees that share two begeleiders, over a few dagdelen of a short period."""
    draw = Random(seed)  # noqa: S311 - people to try with, no secret
    open_ = sorted(draw.sample(range(2 * RULES.days), slots))
    guides = tuple(
        Facilitator(f"f{at}", some(draw, open_, 0.9), place(draw), draw.choice([1, 2, 5]), draw.choice([1, 2, 9]))
        for at in range(2)
    )
    people, rows = [], []
    for number in range(tours):
        own = [person(draw, f"t{number}p{at}", open_, free) for at in range(members)]
        people += own
        chosen = tuple(draw.sample(["f0", "f1"], draw.randint(1, 2))) if draw.random() < 0.8 else ()
        rows.append(Tour(f"t{number}", tuple(one.id for one in own), chosen, draw.choice([0, 0, 4])))
    return Instance(tuple(people), guides, tuple(rows), RULES, blocked=frozenset(draw.sample(open_, 1)))


def person(draw: Random, id_: str, slots: Sequence[int], free: float) -> Person:
    """Return somebody who can on some of these dagdelen."""
    can = some(draw, slots, free)
    return Person(
        id_, can, some(draw, sorted(can), 0.8), some(draw, sorted(can), 0.2), place(draw), draw.random() < 0.3
    )


def some(draw: Random, slots: Sequence[int], share: float) -> frozenset[int]:
    """Return about this share of the dagdelen."""
    return frozenset(slot for slot in slots if draw.random() < share)


def place(draw: Random) -> tuple[float, float] | None:
    """Return a place, or none."""
    return None if draw.random() < 0.1 else (draw.uniform(0, 80), draw.uniform(0, 80))


def every_plan(instance: Instance, tour: Tour, others: Sequence[TourPlan] = ()) -> Iterator[tuple[float, TourPlan]]:
    """Return every plan that breaks no rule, with its cost: all dagdelen, all orders, all begeleiders."""
    slots = [slot for slot in range(2 * instance.rules.days) if any(slot in one.slots for one in instance.people)]
    slots = sorted({*slots, *(lock.slot for lock in tour.locks if lock.slot is not None)})
    for chosen in combinations(slots, len(tour.receiving)):
        if any(lock.slot is not None and lock.slot not in chosen for lock in tour.locks):
            continue
        gaps = [b // 2 - a // 2 for a, b in pairwise(chosen)]
        if not tour.locks and min(gaps) < instance.rules.min_gap_days:
            continue
        for order in permutations(tour.receiving):
            visits = tuple(Visit(host, slot) for host, slot in zip(order, chosen, strict=True))
            for guide in tour.possible_facilitators:
                made = TourPlan(tour.id, guide, visits)
                judged = judge(instance, made, others=others)
                if not judged.broken:
                    yield judged.cost, made


def with_tour(instance: Instance, tour: Tour) -> Instance:
    """Return the instance with this toernee instead of the one of the same id."""
    return replace(instance, tours=tuple(tour if one.id == tour.id else one for one in instance.tours))


def held(made: TourPlan, count: int) -> tuple[Lock, ...]:
    """Return the first visits of a plan as visits that took place."""
    return tuple(Lock(visit.host, visit.slot, is_held=True) for visit in made.visits[:count])
