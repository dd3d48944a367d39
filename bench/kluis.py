"""What sealing costs: a field of 4 KB, ten thousand of them, wrapping 1,000 keys anew, destroying one."""

from collections.abc import Iterator

from bench.figures import Figure, at_most
from bench.world import told_by

# Name of the figure, unit and bar, by the key under which bench.kluis_work tells it.
FIGURES = {
    "seal_field": ("kluis: een veld van 4 KB verzegelen", "us cpu", 100.0),
    "open_field": ("kluis: een veld van 4 KB openen", "us cpu", 100.0),
    "seal_many": ("kluis: 10.000 velden van 4 KB verzegelen", "s cpu", 0.5),
    "open_many": ("kluis: 10.000 velden van 4 KB openen", "s cpu", 0.5),
    "book": ("kluis: praktijkboek van 12 x 10 velden, geopend en doorzocht", "ms cpu", 50.0),
    "rows": ("kluis: 1.000 rijen lezen en openen, elk een eigen sleutel", "s cpu", 0.5),
    "rewrap": ("kluis: 1.000 datasleutels opnieuw verpakken", "s", 2.0),
    "renew": ("kluis: 1.000 casussen opnieuw versleutelen, per casus", "ms", 50.0),
    "destroy": ("kluis: een datasleutel vernietigen", "ms", 50.0),
}


def figures() -> Iterator[Figure]:
    """Measure in a process with a database of its own."""
    told = told_by("bench.kluis_work")
    for key, (name, unit, bar) in FIGURES.items():
        yield at_most(name, told[key], unit, bar)
