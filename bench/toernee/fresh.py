"""Instances that nobody looked at before: other seeds, every family, stranger ones. Nothing is tuned to the copies."""

import random
from collections.abc import Callable, Iterator
from typing import Any

from bench.figures import Figure, at_most
from bench.toernee.generator import generate
from bench.toernee.run import planned, unexplained
from bench.toernee.scorer import score

SEEDS = (11, 12, 13)
Row = dict[str, Any]


def always_free(data: Row) -> Row:
    """Everybody can on every dagdeel that is no holiday: as many plans as there can be."""
    taken = set(data["blocked_slots"])
    slots = [slot for slot in range(2 * data["rules"]["days"]) if slot not in taken]
    for row in data["people"]:
        row |= {"slots": slots, "host_slots": slots, "rather_not": []}
    for row in data["facilitators"]:
        row["slots"] = slots
    return data


def two_guides(data: Row) -> Row:
    """Two facilitators share all tours: more than they can do."""
    data["facilitators"] = data["facilitators"][:2]
    for row in data["tours"]:
        row["facilitators"] = [one["id"] for one in data["facilitators"]]
    return data


def few_days(data: Row) -> Row:
    """Facilitators can on two weekdays only, and not on all of those."""
    draw = random.Random(1)  # noqa: S311 - a world to try with
    for row in data["facilitators"]:
        row["slots"] = [slot for slot in row["slots"] if (slot // 2) % 5 in (1, 3) and draw.random() < 0.7]
    return data


STRANGE: dict[str, Callable[[Row], Row]] = {
    "altijd vrij": always_free, "twee begeleiders": two_guides, "weinig begeleiding": few_days,
}  # fmt: skip


def figures() -> Iterator[Figure]:
    """Plan each of them."""
    for family in ("normal", "scarce", "impossible"):
        for seed in SEEDS:
            yield from told(f"vers {family}-20-{seed}", generate(20, seed, family), 15)
        yield from told(f"vers {family}-200-{SEEDS[0]}", generate(200, SEEDS[0], family), 90)
    for name, change in STRANGE.items():
        yield from told(f"{name}, 20", change(generate(20, SEEDS[0])), 15)


def told(name: str, data: Row, seconds: int) -> Iterator[Figure]:
    """Tell what came of one instance: against its own bound, as no reference exists."""
    run = planned(data, seconds)
    report, answer = score(data, run.answer), run.answer
    share = 100 * answer["gap"] / max(1.0, answer["cost"] - 10_000 * len(answer["unscheduled"]))
    yield at_most(f"toernee {name}: regels gebroken", report["hard_violations"], "", 0)
    yield at_most(f"toernee {name}: zonder reden", len(unexplained(answer)), "toernees", 0)
    yield Figure(f"toernee {name}: zonder data", report["unscheduled"], "toernees")
    yield Figure(f"toernee {name}: afstand tot de ondergrens", round(share, 3), "% van de kosten")
    yield at_most(f"toernee {name}: rekentijd", run.cpu, "s cpu", seconds)
