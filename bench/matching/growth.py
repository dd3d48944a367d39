"""How the time grows with the number of people: until 99 % of what the engine reaches itself when it runs long.

python -m bench.matching.growth natural-200-1 20      the times and qualities that were tried, as JSON
"""

import json
import math
import sys
from collections.abc import Iterator, Sequence
from time import process_time

from bench.figures import Figure, at_most
from bench.matching.process import ran
from bench.matching.run import instance_of
from intervisie.matching import Effort, Instance, divide, read_instance

# How long the long run is, in seconds of a quiet core.
LONG = {"natural-200-1": 20, "natural-1000-1": 45, "natural-3000-1": 90}
SHARE = 0.99
MUST, AIM = 1.5, 1.2
# Each try is longer than the one before, from this part of the long run on.
FIRST, STEP = 0.004, 1.5
SEED = 1


def figures() -> Iterator[Figure]:
    """Tell the processor time until 99 % for each number of people, and how fast it grows."""
    points = []
    for name, seconds in LONG.items():
        tried = ran("-m", "bench.matching.growth", name, str(seconds)).answer
        people, cpu = int(name.split("-")[1]), time_until(SHARE * tried[-1][1], tried)
        points.append((people, cpu))
        yield Figure(f"matching groei: tot 99 % bij {people} mensen", round(cpu, 2), "s cpu")
    slope = slope_of(points)
    yield at_most("matching groei: helling tussen 200 en 3.000 mensen", slope, "log-log", MUST, aim=AIM)


def time_until(quality: float, tried: Sequence[Sequence[float]]) -> float:
    """Return the time at which this quality is reached, on a straight line between the tries around it."""
    before = tried[0]
    for at in tried:
        if at[1] >= quality:
            share = (quality - before[1]) / (at[1] - before[1]) if at[1] > before[1] else 1.0
            return before[0] + share * (at[0] - before[0])
        before = at
    raise ValueError("the quality is not reached")


def slope_of(points: Sequence[tuple[int, float]]) -> float:
    """Return the slope of the line that fits best through the points, both axes as logarithms."""
    xs, ys = [math.log(people) for people, _ in points], [math.log(cpu) for _, cpu in points]
    middle, height = sum(xs) / len(xs), sum(ys) / len(ys)
    rise = sum((x - middle) * (y - height) for x, y in zip(xs, ys, strict=True))
    return rise / sum((x - middle) ** 2 for x in xs)


def tries(instance: Instance, long: float) -> list[tuple[float, float]]:
    """Return (processor time, quality) of longer and longer runs until 99 % is reached, and of the long run last."""
    last = tried(instance, long)
    found, seconds = [], FIRST * long
    while seconds < long:
        found.append(tried(instance, seconds))
        if found[-1][1] >= SHARE * last[1]:
            break
        seconds *= STEP
    return [*found, last]


def tried(instance: Instance, seconds: float) -> tuple[float, float]:
    """Return the processor time of one division, its tables included, and its quality."""
    begin = process_time()
    outcome = divide(instance, seed=SEED, effort=Effort(seconds))
    return process_time() - begin, outcome.score.quality


def main(words: Sequence[str]) -> None:
    """Print what was tried; what loading the compiler takes does not count."""
    divide(read_instance(instance_of("natural-60-1")), effort=Effort(0.01, is_exact=False))
    print(json.dumps(tries(read_instance(instance_of(words[0])), float(words[1]))))


if __name__ == "__main__":
    main(sys.argv[1:])
