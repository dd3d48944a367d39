"""R1 and R2: counting and freezing participation reports as they grow, and reading one."""

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.figures import Figure, at_most
from bench.pages import SIGNED_IN, page
from bench.world import told_by, world

# Who asks for what, and the bar of STACK.md.
PAGES = (("R1 bladzijde van een rapport, 100.000 plekken", "rapport", 12),
         ("bladzijde van een partner, 100.000 plekken", "partner", 12))  # fmt: skip
LARGEST = "1000000"
MOST = 3.0


def figures() -> Iterator[Figure]:
    """Measure counting and freezing in a database of their own, then the pages."""
    found = told_by("bench.rapporten_work")
    for size, one in found.items():
        yield from _of_size(size, one)
    growth = found[LARGEST]["one"]["ours"] / found["100000"]["one"]["ours"]
    yield at_most("R1 groei van tellen, van 100.000 naar 1.000.000", growth, "maal", 15)
    with tempfile.TemporaryDirectory(prefix="rk-rapporten-") as folder:
        told = Path(folder) / "addresses.json"
        with world(also=("bench.rapporten_data", str(told))) as both:
            known = json.loads(told.read_text())
            both.ours.cookies["sessionid"] = known["contact"]
            for name, key, bar in PAGES:
                yield page(both, name, SIGNED_IN, known[key], bar)


def _of_size(number: str, one: dict[str, Any]) -> Iterator[Figure]:
    """Judge what was measured at one size. Counting is judged at the largest: below it, it costs next to nothing."""
    size = f"{int(number):,}".replace(",", ".")
    for name, key in (("een partner", "one"), ("het hele netwerk", "all")):
        spent = one[key]
        yield Figure(
            f"R1 tellen van {name}, {size} plekken", round(spent["ours"] * 1000, 1), "ms cpu",
            round(spent["floor"] * 1000, 1), round(spent["ratio"], 2), *_judged(number, spent["ratio"]),
        )  # fmt: skip
    yield at_most(f"vaststellen, eerste rapport van een partner, {size}", one["eerste partner"], "s cpu", 10)
    yield at_most(f"vaststellen, volgend rapport van een partner, {size}", one["partner"], "s cpu", 10)
    yield at_most(f"vaststellen, eerste rapport van het netwerk, {size}", one["eerste netwerk"], "s cpu", 120)
    yield at_most(f"vaststellen, volgend rapport van het netwerk, {size}", one["netwerk"], "s cpu", 120)
    yield at_most(f"R2 een vastgesteld rapport lezen, {size} plekken", one["lezen"], "ms cpu", 5, aim=1)
    yield at_most(f"R2 verschil met tellen in SQL, {size} plekken", one["verschil"], "mensen", 0)


def _judged(number: str, ratio: float) -> tuple[float | None, bool | None]:
    return (MOST, ratio <= MOST) if number == LARGEST else (None, None)
