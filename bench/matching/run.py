"""What the matching engine reaches in the time it is given, judged by the scorer beside the instances.

The engine runs as it does for anybody: `python -m intervisie.matching`, a process of its own, JSON in and out; of
three seeds the median counts. Time is processor time: a busy machine makes it somewhat longer, so the load is told too.
MATCHING=200,golfer measures the instances of 200 people and the rounds of golfers only; SEEDS=1 takes one seed.
"""

import importlib
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import median
from typing import Any

from bench.figures import Figure, at_least, at_most
from bench.matching.process import Ran, ran
from bench.matching.references import (
    AIM_SECONDS,
    BARS,
    LARGEST,
    MOST_MEMORY,
    PROVEN_PEOPLE,
    PROVEN_SECONDS,
    REFERENCES,
    Reference,
)
from bench.matching.scorer import score

INSTANCES = Path(__file__).parent / "instances"
SEEDS = tuple(range(1, int(os.environ.get("SEEDS", "3")) + 1))
# The other measurements; each has a module of that name.
PARTS = ("repair", "growth", "mdgp", "golfer", "peers")


def figures() -> Iterator[Figure]:
    """Measure what MATCHING names: sizes and parts, separated by commas; all when it names none."""
    wanted = [word for word in os.environ.get("MATCHING", "").split(",") if word]
    yield load()
    for reference in REFERENCES:
        if not wanted or str(reference.people) in wanted:
            yield from of_instance(reference)
    for part in PARTS:
        if not wanted or part in wanted:
            yield from importlib.import_module(f"bench.matching.{part}").figures()
    yield load()


def load() -> Figure:
    """Return how many processes want a core at this moment: above the number of cores, seconds grow."""
    return Figure("matching: drukte van de machine", round(os.getloadavg()[0], 1), f"op {os.cpu_count()} kernen")


def instance_of(name: str) -> dict[str, Any]:
    """Return an instance by its short name."""
    data: dict[str, Any] = json.loads((INSTANCES / f"iv-{name}.json").read_text(encoding="utf-8"))
    return data


def divided(data: Mapping[str, Any], seconds: float, seed: int = 1) -> Ran:
    """Return the division of these people by the engine, with what that took."""
    return ran("-m", "intervisie.matching", "--seconds", str(seconds), "--seed", str(seed), given=data)


def of_instance(reference: Reference) -> Iterator[Figure]:
    """Divide the instance once per seed, and tell the medians."""
    data, bar = instance_of(reference.name), BARS[reference.people]
    runs = [divided(data, bar.seconds, seed) for seed in SEEDS]
    reports = [score(data, run.answer) for run in runs]
    name = f"matching {reference.name}"
    yield at_most(f"{name}: regels gebroken", max(report["hard_violations"] for report in reports), "", 0)
    yield at_most(f"{name}: zonder reden niet geplaatst", max(unexplained(run.answer) for run in runs), "mensen", 0)
    yield at_most(f"{name}: niet geplaatst", median(report["unplaced"] for report in reports), "mensen",
                  reference.unplaced + bar.spare, aim=reference.unplaced)  # fmt: skip
    yield at_least(f"{name}: kwaliteit", 100 * median(report["Q"] for report in reports) / reference.quality,
                   "% van de referentie", bar.must, aim=bar.aim)  # fmt: skip
    worst = median(report["worst_decile_groups"] for report in reports)
    yield Figure(f"{name}: minste groepen", round(100 * worst / reference.worst, 2), "% van de referentie")
    yield Figure(f"{name}: rekentijd", round(median(run.cpu for run in runs), 1), "s cpu")
    yield at_most(f"{name}: geheugen", max(run.megabytes for run in runs), "MB", MOST_MEMORY)
    if reference.people == PROVEN_PEOPLE:
        yield proven(reference, data)
    if reference.people == LARGEST:
        yield sooner(reference, data)


def unexplained(result: Mapping[str, Any]) -> int:
    """Return how many people have no place and no reason."""
    return len(set(result["unplaced"]) - set(result["reasons"]))


def proven(reference: Reference, data: Mapping[str, Any]) -> Figure:
    """Tell whether a longer run proves that there is no better division, and reaches the proven quality."""
    found = divided(data, PROVEN_SECONDS).answer
    report = score(dict(data), found)
    is_reached = report["unplaced"] == reference.unplaced and report["Q"] >= reference.quality - 0.01
    is_proven = found["is_proven"] and is_reached
    return at_least(f"matching {reference.name}: bewezen in {PROVEN_SECONDS} s", int(is_proven), "", 0, aim=1)


def sooner(reference: Reference, data: Mapping[str, Any]) -> Figure:
    """Tell the quality in half the time: that is the aim for the largest pool."""
    found = divided(data, AIM_SECONDS)
    share = 100 * score(dict(data), found.answer)["Q"] / reference.quality
    bar = BARS[reference.people]
    return at_least(f"matching {reference.name}: kwaliteit in {AIM_SECONDS} s", share, "% van de referentie",
                    0, aim=bar.aim)  # fmt: skip
