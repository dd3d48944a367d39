"""Backup and restore of 1 GB: how long the platform is away when a machine is lost (RTO, SECURITY.md §7)."""

from collections.abc import Iterator

from bench.figures import Figure, at_least, at_most
from bench.world import told_by

LEAST_GIGABYTES, LONGEST_SECONDS = 1.0, 30 * 60


def figures() -> Iterator[Figure]:
    """Let a process with databases of its own copy, restore and check."""
    told = told_by("bench.reservekopie_work")
    yield at_least("reservekopie, gegevens en bestanden", told["bytes"] / 1e9, "GB", LEAST_GIGABYTES)
    yield Figure("reservekopie maken", round(told["copy"], 1), "s")
    yield Figure("reservekopie controleren", round(told["check"], 1), "s")
    yield Figure("reservekopie terugzetten", round(told["restore"], 1), "s")
    yield Figure("herstelcontrole, alles openen", round(told["inspect"], 1), "s")
    whole = told["check"] + told["restore"] + told["inspect"]
    yield at_most("herstel van begin tot eind (RTO)", whole, "s", LONGEST_SECONDS)
    yield at_most("geheugen van de zwaarste opdracht", told["megabytes"], "MB", 300)
