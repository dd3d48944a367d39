"""P7: attendance of 100,000 rows as a file, against the same rows written without a thought for who reads them."""

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.export_data import ROWS
from bench.figures import Figure, against_floor, at_most
from bench.measure import Server, paired
from bench.world import World, world

PATH = "/coordinatie/aanwezigheid/downloaden/?vorm={form}&van={van}&tot={tot}"
FLOOR = "/places.csv"
BAR = 5
# What a worker may hold more after a file of 100,000 rows than after a file of a few.
GROWTH_MEGABYTES = 20


def figures() -> Iterator[Figure]:
    """Measure CPU per row and the growth of the worker's memory."""
    with tempfile.TemporaryDirectory(prefix="rk-export-") as folder:
        told = Path(folder) / "told.json"
        with world(also=("bench.export_data", str(told))) as both:
            facts = json.loads(told.read_text())
            both.ours.cookies[facts["name"]] = facts["value"]
            yield from growth(both.ours, facts)
            for form in ("csv", "xlsx"):
                yield per_row(both, form, facts)


def growth(server: Server, facts: dict[str, str]) -> Iterator[Figure]:
    """Ask one day first and the whole year then; the difference is what the length of a file costs."""
    for form in ("csv", "xlsx"):
        few = {**facts, "tot": facts["van"]}
        rows_in(server, PATH.format(form=form, **few))
        before = server.peak_megabytes()
        size = rows_in(server, PATH.format(form=form, **facts))
        name = f"P7 aanwezigheid {form}, geheugen erbij voor {size / 1024 / 1024:.1f} MB"
        yield at_most(name, server.peak_megabytes() - before, "MB", GROWTH_MEGABYTES)


def per_row(both: World, form: str, facts: dict[str, str]) -> Figure:
    """Compare CPU per row with the floor: the same number of rows and columns in the plainest way."""
    path = PATH.format(form=form, **facts)
    floor, ours, ratio = paired(both.floor, both.ours, lambda: rows_in(both.floor, FLOOR),
                                lambda: rows_in(both.ours, path), blocks=4, requests=1)  # fmt: skip
    name = f"P7 aanwezigheid {form}, 100.000 regels"
    return against_floor(name, ours * 1000 / ROWS, "us cpu/regel", floor * 1000 / ROWS, ratio, BAR)


def rows_in(server: Server, path: str) -> int:
    """Ask for a file and return its size in bytes. Raises RuntimeError when it does not come, or is not long enough."""
    status, _headers, content = server.get(path)
    if status != 200 or not content:
        raise RuntimeError(f"{server.name} {path} answered {status}")
    return len(content)
