"""D2: a print pack for 8 and for 16 people on paper: seconds of waiting, CPU, and the memory that takes."""

from collections.abc import Iterator

from bench.figures import Figure, at_most
from bench.world import told_by

# Sheets are those of the conversation with cards; a pack that waits longer than a cup of coffee is not printed.
SECONDS, MEGABYTES, FILE_MEGABYTES = 10, 250, 3


def figures() -> Iterator[Figure]:
    """Let a process with a database of its own do the work as the worker does."""
    told = told_by("bench.printpakket_work")
    for people in (8, 16):
        name = f"D2 printpakket voor {people} mensen"
        yield Figure(f"{name}, vellen", told[f"sheets_{people}"], "vellen")
        yield at_most(f"{name}, wachttijd", told[f"wall_{people}"], "s", SECONDS)
        yield Figure(f"{name}, rekentijd", told[f"cpu_{people}"], "s cpu")
        yield at_most(f"{name}, bestand", told[f"file_{people}"], "MB", FILE_MEGABYTES)
    yield at_most("D2 geheugen van het proces dat zet", told["megabytes"], "MB", MEGABYTES)
    yield at_most("D2 geheugen van de werker erbij", told["worker_growth"], "MB", 50)
