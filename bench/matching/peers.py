"""Others beside the engine, on the same instances, in one run, with one scorer.

The careful secretary always; `team-formation` only with PEERS=<a Python that can import it> (or 1 for ours). What it
cannot be told it breaks: its violations count like anybody's.
"""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bench.figures import Figure
from bench.matching.process import ran
from bench.matching.references import BARS
from bench.matching.run import divided, instance_of
from bench.matching.scorer import score

INSTANCES = ("natural-40-1", "planted-60-1", "natural-60-1", "planted-200-1", "natural-200-1", "natural-1000-1",
             "natural-3000-1")  # fmt: skip
# Seconds for the solver of team-formation; above this number of people it is not asked.
PEER_SECONDS, PEER_MOST = 60, 200
ADAPTER = Path(__file__).parent / "peer_team_formation.py"


def figures() -> Iterator[Figure]:
    """Divide every instance by each of them."""
    python = peer_python()
    if not python:
        yield Figure("matching team-formation", 0, "niet gevraagd of niet geïnstalleerd")
    for name in INSTANCES:
        data = instance_of(name)
        people = len(data["people"])
        yield from told(name, "motor", data, divided(data, BARS[people].seconds))
        yield from told(name, "secretaris", data, ran("-m", "bench.matching.secretary", given=data))
        if python and people <= PEER_MOST:
            yield from told(
                name, "team-formation", data, ran(str(ADAPTER), str(PEER_SECONDS), given=data, python=python)
            )


def told(name: str, who: str, data: Mapping[str, Any], run: Any) -> Iterator[Figure]:
    """Tell what one of them reached."""
    report = score(dict(data), run.answer)
    yield Figure(f"matching {name}, {who}: regels gebroken", report["hard_violations"], "")
    yield Figure(f"matching {name}, {who}: niet geplaatst", report["unplaced"], "mensen")
    yield Figure(f"matching {name}, {who}: kwaliteit", round(report["Q"], 2), "Q")
    yield Figure(f"matching {name}, {who}: rekentijd", round(run.cpu, 1), "s cpu")


def peer_python() -> str:
    """Return the Python that PEERS names when it can import team-formation, or nothing."""
    asked = os.environ.get("PEERS", "")
    python = sys.executable if asked == "1" else asked
    if not python:
        return ""
    code = "import importlib.util, sys; sys.exit(importlib.util.find_spec('team_formation') is None)"
    return python if subprocess.run([python, "-c", code], check=False).returncode == 0 else ""
