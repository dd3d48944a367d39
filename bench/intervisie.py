"""What the pages of a round of intervisie cost with 3,000 people in 500 groups, and what a web process loads for it."""

import json
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.figures import Figure, at_most
from bench.measure import Server
from bench.pages import DETAIL, LIST, ask, page
from bench.world import world

MOST_MEMORY = 320
SOLVERS = re.compile(r"site-packages/(numba|numpy|scipy|llvmlite)/")


def figures() -> Iterator[Figure]:
    """Measure the pages as a coördinator in one world, then look at what the web process holds."""
    with tempfile.TemporaryDirectory(prefix="rk-intervisie-") as folder:
        told = Path(folder) / "addresses.json"
        with world(also=("bench.intervisie_data", str(told))) as both:
            known = json.loads(told.read_text())
            both.ours.cookies["sessionid"] = known["coordinator"]
            yield Figure("intervisie: groepen in het voorstel", int(known["groepen"]), "groepen")
            yield page(both, "P2 voorstel van 500 groepen, een bladzijde", LIST, known["voorstel"], 6)
            yield page(both, "P4 matchronde van 3.000 mensen", DETAIL, known["ronde"], 6)
            ask(both.ours, f"{known['voorstel']}?alles=1")
            yield at_most("P9 intervisie: geheugen van een webworker, hoogste stand", both.ours.peak_megabytes(), "MB",
                          MOST_MEMORY)  # fmt: skip
            yield at_most("P9 intervisie: oplossers in een webworker", len(solvers_in(both.ours)), "pakketten", 0)


def solvers_in(server: Server) -> set[str]:
    """Return which solver libraries lie in the memory of the web processes."""
    found: set[str] = set()
    for pid in server.pids():
        found |= set(SOLVERS.findall(Path(f"/proc/{pid}/maps").read_text()))
    return found
