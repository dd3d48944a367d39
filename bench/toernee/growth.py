"""How the time grows with the number of tours: the slope of the logarithms between 25 and 400."""

import math
from collections.abc import Iterator

from bench.figures import Figure, at_most
from bench.matching.growth import slope_of
from bench.toernee.generator import generate
from bench.toernee.run import planned

SIZES, SEED = (25, 50, 100, 200, 400), 21
MUST, AIM = 1.6, 1.3


def figures() -> Iterator[Figure]:
    """Plan ever more tours; the start of the process is left out of the slope."""
    points = []
    for tours in SIZES:
        run = planned(generate(tours, SEED), 90)
        points.append((tours, max(0.01, run.answer["seconds"])))
        yield Figure(f"toernee groei {tours}: rekentijd", round(run.cpu, 1), "s cpu")
        yield Figure(f"toernee groei {tours}: afstand tot de ondergrens", run.answer["gap"], "kosten")
    slope = slope_of(points)
    if math.isfinite(slope):
        yield at_most("toernee groei: helling", slope, "", MUST, aim=AIM)
