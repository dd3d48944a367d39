"""What the planner of toernees reaches in the time it is given, judged by the scorer beside the instances.

The planner runs as it does for anybody: `python -m intervisie.toernee`, a process of its own, JSON in and out. Time is
processor time. TOERNEE=20,repair measures the instances of 20 tours and the repairs only.
"""

import importlib
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bench.figures import Figure, at_most
from bench.matching.process import Ran, ran
from bench.toernee.references import BARS, REFERENCES, Reference
from bench.toernee.scorer import score

INSTANCES = Path(__file__).parent / "instances"
# The other measurements; each has a module of that name.
PARTS = ("fresh", "growth", "repair", "firstfit")


def figures() -> Iterator[Figure]:
    """Measure what TOERNEE names: sizes and parts, separated by commas; all when it names none."""
    wanted = [word for word in os.environ.get("TOERNEE", "").split(",") if word]
    yield load()
    for reference in REFERENCES:
        if not wanted or str(reference.tours) in wanted:
            yield from of_instance(reference)
    for part in PARTS:
        if not wanted or part in wanted:
            yield from importlib.import_module(f"bench.toernee.{part}").figures()
    yield load()


def load() -> Figure:
    """Return how many processes want a core at this moment: above the number of cores, seconds grow."""
    return Figure("toernee: drukte van de machine", round(os.getloadavg()[0], 1), f"op {os.cpu_count()} kernen")


def instance_of(name: str) -> dict[str, Any]:
    """Return an instance by its short name."""
    data: dict[str, Any] = json.loads((INSTANCES / f"vt-{name}.json").read_text(encoding="utf-8"))
    return data


def planned(data: Mapping[str, Any], seconds: float) -> Ran:
    """Return the plans of these tours by the planner, with what that took."""
    return ran("-m", "intervisie.toernee", "--seconds", str(seconds), given=data)


def of_instance(reference: Reference) -> Iterator[Figure]:
    """Plan the instance and tell what came of it against the reference."""
    data, bar = instance_of(reference.name), BARS[reference.tours]
    run = planned(data, bar.seconds)
    report, name = score(data, run.answer), f"toernee {reference.name}"
    yield at_most(f"{name}: regels gebroken", report["hard_violations"], "", 0)
    yield at_most(f"{name}: zonder data", report["unscheduled"], "toernees", reference.unscheduled)
    yield at_most(f"{name}: zonder reden", len(unexplained(run.answer)), "toernees", 0)
    if reference.dates:
        share = 100 * report["dates"] / reference.dates
        yield at_most(f"{name}: kosten", share, "% van de referentie", bar.must, aim=bar.aim)
    yield at_most(f"{name}: afstand tot de ondergrens", run.answer["gap"], "kosten", 0.001)
    yield at_most(f"{name}: rekentijd", run.cpu, "s cpu", bar.seconds, aim=bar.aim_seconds)
    yield Figure(f"{name}: geheugen", round(run.megabytes), "MB")


def unexplained(answer: Mapping[str, Any]) -> list[str]:
    """Return the tours without dates and without a wish that would help."""
    return [one for one in answer["unscheduled"] if not answer["why"].get(one, {}).get("give_up")]
