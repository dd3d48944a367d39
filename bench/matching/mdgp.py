"""Published instances of the Maximally Diverse Grouping Problem against the best values that are known of them.

They are of others and not part of this project: MDGPLIB names the folder where they lie, with the best values in
`bestknown_tpsdp.csv`. The same search divides them, with their distances as weights of pairs.

    python -m bench.matching.mdgp INSTANCE.txt ...     the values reached, as JSON
"""

import csv
import json
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from statistics import fmean, median
from time import process_time

from bench.figures import Figure, at_least
from bench.matching.process import ran
from bench.matching.run import SEEDS
from intervisie.matching.search import Effort
from intervisie.matching.weighing import WeightBoard, divide_by_weights

BEST = "bestknown_tpsdp.csv"
MUST, AIM = 99.5, 99.9
# Seconds of a quiet core for so many elements, as publications use.
SECONDS = {120: 3, 240: 20}


@dataclass(frozen=True)
class Elements:
    """An instance: distances between all elements, and the least and the largest size of each group."""

    name: str
    distances: list[list[float]]
    sizes: list[tuple[int, int]]


def figures() -> Iterator[Figure]:
    """Divide every instance in the folder of which the best value is known; say so when there is no folder."""
    folder = os.environ.get("MDGPLIB", "")
    if not folder:
        yield Figure("matching MDGPLIB", 0, "niet gemeten: MDGPLIB noemt geen map")
        return
    best, shares = best_values(Path(folder)), []
    files = {file.stem: str(file.resolve()) for file in sorted(Path(folder).glob("*.txt")) if file.stem in best}
    answers = ran("-m", "bench.matching.mdgp", *files.values()).answer if files else {}
    for name, runs in answers.items():
        share = 100 * median(value for value, _ in runs) / best[name]
        shares.append(share)
        yield Figure(f"matching MDGPLIB {name}", round(share, 3), "% van de beste")
        yield Figure(f"matching MDGPLIB {name}: rekentijd", round(median(cpu for _, cpu in runs), 1), "s cpu")
    if shares:
        yield at_least("matching MDGPLIB: gemiddeld", fmean(shares), "% van de beste", MUST, aim=AIM)


def best_values(folder: Path) -> dict[str, float]:
    """Return the best value that is known per instance, of the sizes that we give a time."""
    with (folder / BEST).open(encoding="utf-8", newline="") as rows:
        return {row["instance"]: float(row["best"]) for row in csv.DictReader(rows) if int(row["n"]) in SECONDS}


def read_elements(file: Path) -> Elements:
    """Return what a file of the library holds: `n groups type least most ...`, then a row `i j distance` per pair."""
    words = file.read_text(encoding="utf-8").split()
    n, groups = int(words[0]), int(words[1])
    limits, body = [int(word) for word in words[3 : 3 + 2 * groups]], words[3 + 2 * groups :]
    distances = [[0.0] * n for _ in range(n)]
    for at in range(0, len(body), 3):
        a, b = int(body[at]), int(body[at + 1])
        distances[a][b] = distances[b][a] = float(body[at + 2])
    return Elements(file.stem, distances, list(zip(limits[::2], limits[1::2], strict=True)))


def value_of(elements: Elements, groups: Sequence[Sequence[int]]) -> float:
    """Return the sum of the distances within groups. Raises ValueError when this is no division by these sizes."""
    sizes_hold = [least <= len(group) <= most for group, (least, most) in zip(groups, elements.sizes, strict=True)]
    if not all(sizes_hold) or sorted(chain.from_iterable(groups)) != list(range(len(elements.distances))):
        raise ValueError(f"{elements.name}: no division by the sizes asked")
    pairs = ((a, b) for group in groups for at, a in enumerate(group) for b in group[at + 1 :])
    return sum(elements.distances[a][b] for a, b in pairs)


def reached(elements: Elements, seconds: float, seed: int, *, is_compiled: bool = True) -> tuple[float, float]:
    """Return the value reached and the processor time of the search, without what compiling took."""
    board = WeightBoard(elements.distances, elements.sizes, is_compiled=is_compiled)
    divide_by_weights(board, seed=seed, effort=Effort(0.0))  # compiles
    begin = process_time()
    board = WeightBoard(elements.distances, elements.sizes, is_compiled=is_compiled)
    groups = divide_by_weights(board, seed=seed, effort=Effort(seconds))
    return value_of(elements, groups), process_time() - begin


def main(files: Sequence[str]) -> None:
    """Print for every file the value and the time of each seed."""
    found = {}
    for file in files:
        elements = read_elements(Path(file))
        found[elements.name] = [reached(elements, SECONDS[len(elements.distances)], seed) for seed in SEEDS]
    print(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1:])
