"""D1: a praktijkboek of 20 casussen to paper, against bare typst of the same text; and the memory that takes."""

from collections.abc import Iterator

from bench.figures import Figure, against_floor, at_least, at_most
from bench.world import told_by

BAR, MEGABYTES, PAGES = 4, 200, 90


def figures() -> Iterator[Figure]:
    """Let a process with a database of its own do the work as the worker does."""
    told = told_by("bench.pdf_work")
    yield at_least("D1 praktijkboek van 20 casussen, bladzijden", told["pages"], "bladzijden", PAGES)
    yield against_floor("D1 praktijkboek van 20 casussen naar pdf", told["ours"], "s cpu", told["floor"],
                        told["ours"] / told["floor"], BAR)  # fmt: skip
    yield Figure("D1 praktijkboek van 20 casussen, wachttijd", round(told["wall"], 3), "s")
    yield at_most("D1 geheugen van het proces dat zet", told["megabytes"], "MB", MEGABYTES)
    yield at_most("D1 geheugen van de werker erbij", told["worker_growth"], "MB", 50)
