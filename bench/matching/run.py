"""What the matching engine reaches in the time it is given, judged by the scorer beside the instances.

The engine runs as it does for anybody: `python -m intervisie.matching`, a process of its own, JSON in and out.
References: the best known of long runs, or proven. MATCHING=200 measures the instances of 200 people only.
"""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.figures import Figure, at_least, at_most
from bench.matching.scorer import score
from bench.measure import ROOT

INSTANCES = Path(__file__).parent / "instances"
# Unplaced people and Q of the reference, per instance; how long a pool of so many people is searched.
REFERENCES = {
    "impossible-40-1": (9, 49.73), "natural-40-1": (5, 55.08), "tight-40-1": (0, 71.92),
    "natural-60-1": (1, 67.05), "planted-60-1": (0, 76.83),
    "impossible-200-1": (3, 74.54), "natural-200-1": (0, 75.07), "planted-200-1": (0, 80.10), "tight-200-1": (0, 73.29),
    "natural-1000-1": (0, 81.09), "tight-1000-1": (0, 77.38), "natural-3000-1": (0, 82.35),
}  # fmt: skip
SECONDS = {40: 5, 60: 10, 200: 20, 1000: 30, 3000: 60}
LOWEST_SHARE = {40: 97.0}
MOST_MEMORY = 600


def figures() -> Iterator[Figure]:
    """Divide every instance once; the largest also tells how much memory that takes."""
    only = os.environ.get("MATCHING", "")
    for name, (unplaced, quality) in REFERENCES.items():
        people = int(name.split("-")[1])
        if only in ("", str(people)):
            yield from _figures_of(name, people, unplaced, quality)


def _figures_of(name: str, people: int, unplaced: int, quality: float) -> Iterator[Figure]:
    data = json.loads((INSTANCES / f"iv-{name}.json").read_text(encoding="utf-8"))
    result, cpu, memory = divided(data, SECONDS[people])
    report = score(data, result)
    spare = 1 if people == 40 else 0
    yield at_most(f"matching {name}: regels gebroken", report["hard_violations"], "", 0)
    yield at_most(f"matching {name}: niet geplaatst", report["unplaced"], "mensen", unplaced + spare)
    yield at_least(f"matching {name}: kwaliteit", 100 * report["Q"] / quality, "% van de referentie",
                   LOWEST_SHARE.get(people, 98.5))  # fmt: skip
    yield Figure(f"matching {name}: rekentijd", round(cpu, 1), "s cpu")
    if people == max(SECONDS):
        yield at_most(f"matching {name}: geheugen", memory, "MB", MOST_MEMORY)


def divided(data: dict[str, Any], seconds: int) -> tuple[dict[str, Any], float, float]:
    """Return the division, the CPU seconds and the largest memory (MB) of a process that makes it."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    ran = subprocess.run(
        [sys.executable, "-m", "intervisie.matching", "--seconds", str(seconds), "--seed", "1"],
        input=json.dumps(data), capture_output=True, text=True, check=True, cwd=ROOT,
    )  # fmt: skip
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return json.loads(ran.stdout), cpu, after.ru_maxrss / 1024
