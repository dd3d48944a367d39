"""Backup and restore of 1 GB: how long the platform is away when a machine is lost (RTO, SECURITY.md §7)."""

from collections.abc import Iterator

from bench.figures import Figure, at_least, at_most
from bench.world import told_by

LEAST_GIGABYTES, LONGEST_SECONDS, MOST_MEGABYTES = 1.0, 30 * 60, 300


def figures() -> Iterator[Figure]:
    """Let a process with databases of its own copy, restore and check."""
    told = told_by("bench.reservekopie_work")
    yield at_least("reservekopie, gegevens en bestanden", told["bytes"] / 1e9, "GB", LEAST_GIGABYTES)
    parts = {name: told[name] for name in ("copy", "check", "restore", "inspect")}
    yield Figure("reservekopie maken", round(parts["copy"]["seconds"], 1), "s")
    yield Figure("reservekopie controleren", round(parts["check"]["seconds"], 1), "s")
    yield Figure("reservekopie terugzetten", round(parts["restore"]["seconds"], 1), "s")
    yield Figure("herstelcontrole, alles openen", round(parts["inspect"]["seconds"], 1), "s")
    whole = sum(parts[name]["seconds"] for name in ("check", "restore", "inspect"))
    yield at_most("herstel van begin tot eind (RTO)", whole, "s", LONGEST_SECONDS)
    heaviest = max(part["megabytes"] for part in parts.values())
    yield at_most("geheugen van de zwaarste opdracht", heaviest, "MB", MOST_MEGABYTES)
