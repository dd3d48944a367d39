"""Removing 100,000 rows past their term in one night: how long, how much memory, and how long anybody waits for it."""

from collections.abc import Iterator

from bench.figures import Figure, at_most
from bench.world import told_by

MOST_SECONDS, MOST_MEGABYTES, MOST_HELD = 300, 60, 3.0


def figures() -> Iterator[Figure]:
    """Let a process with databases of its own try and then do it."""
    told = told_by("bench.opruimen_work")
    yield Figure("opruimen, weggehaald", told["removed"], "rijen")
    yield Figure("opruimen, proef (teruggedraaid)", round(told["tried"], 1), "s")
    yield at_most("opruimen van 100.000 rijen", told["seconds"], "s", MOST_SECONDS)
    yield at_most("opruimen, geheugen erbij", told["megabytes"], "MB", MOST_MEGABYTES)
    yield at_most("opruimen, langste transactie", told["longest"], "s", MOST_HELD)
