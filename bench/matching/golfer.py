"""Rounds in which nobody meets anybody twice ("social golfer"): round after round by the engine, from its history.

Forty-two people in seven groups of six: the engine is given the rounds so far as history and weighs nothing but new
people. A construction from geometry proves how many rounds exist; that one is no search.

    python -m bench.matching.golfer 7 6 20       the rounds the engine finds in 20 seconds, as JSON
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations
from time import process_time

from bench.figures import Figure, at_least, at_most
from bench.matching.process import ran
from intervisie.matching import Effort, Instance, Person, Round, Rules, divide
from intervisie.matching.instance import GOALS

GROUPS, SIZE, SECONDS = 7, 6, 20
MUST, AIM = 4, 7
# What one round may take; a round that is hard to find is tried again from the first on, with other seeds.
ROUND_SECONDS = 1.0

Rounds = list[tuple[tuple[str, ...], ...]]


def figures() -> Iterator[Figure]:
    """Tell how many rounds without a repeat the engine finds, and how many repeats its next round has."""
    name = f"matching golfer {GROUPS} x {SIZE}"
    run = ran("-m", "bench.matching.golfer", str(GROUPS), str(SIZE), str(SECONDS))
    found: Rounds = [tuple(tuple(group) for group in round_) for round_ in run.answer["rounds"]]
    yield at_most(f"{name}: herhalingen", repeats_in(found, GROUPS, SIZE), "paren", 0)
    yield at_least(f"{name}: ronden zonder herhaling", len(found), "ronden", MUST, aim=AIM)
    yield Figure(f"{name}: herhalingen in de ronde daarna", run.answer["repeats_next"], "paren")
    yield Figure(f"{name}: rekentijd", round(run.answer["cpu"], 1), "s cpu")
    exist = constructed(GROUPS, SIZE)
    yield Figure(f"{name}: ronden die bestaan, door constructie", len(exist), "ronden")


def repeats_in(rounds: Rounds, groups: int, size: int) -> int:
    """Return how often a pair meets again. Raises ValueError for a round that is no division into such groups."""
    everybody = sorted(member for group in rounds[0] for member in group) if rounds else []
    for round_ in rounds:
        sizes = [len(group) for group in round_]
        if sizes != [size] * groups or sorted(member for group in round_ for member in group) != everybody:
            raise ValueError("a round is no division into groups of this size")
    met = Counter(pair for round_ in rounds for group in round_ for pair in combinations(sorted(group), 2))
    return sum(times - 1 for times in met.values())


def constructed(groups: int, size: int) -> Rounds:
    """Return rounds without a repeat for a prime number of groups, no smaller than their size: lines of a plane.

    Person x * groups + y is a point; in round m the lines y = m * x + b are the groups. Two points share one line.
    """
    return [
        tuple(tuple(f"p{x * groups + (m * x + b) % groups}" for x in range(size)) for b in range(groups))
        for m in range(groups)
    ]


def next_round(earlier: Rounds, groups: int, size: int, *, seed: int, effort: Effort) -> tuple[tuple[str, ...], ...]:
    """Return one round more: who met earlier, in whatever round, is avoided alike."""
    people = tuple(Person(id=f"p{number}", org=f"o{number}") for number in range(groups * size))
    instance = Instance(
        people, Rules(size_min=size, size_target=size, size_max=size, fair_weight=0.0),
        {goal: float(goal == "nieuw") for goal in GOALS}, history=tuple(Round(0, round_) for round_ in earlier),
    )  # fmt: skip
    return tuple(group.members for group in divide(instance, seed=seed, effort=effort).division.groups)


def rounds_found(groups: int, size: int, seconds: float, *, most: int, effort_seconds: float = ROUND_SECONDS) -> Rounds:
    """Return the longest series of rounds without a repeat that is found before so much processor time is gone."""
    best: Rounds = []
    seed, begin = 0, process_time()
    while len(best) < most and process_time() - begin < seconds:
        rounds: Rounds = []
        while len(rounds) < most and process_time() - begin < seconds:
            seed += 1
            effort = Effort(effort_seconds, is_exact=False)
            found = next_round(rounds, groups, size, seed=seed, effort=effort)
            if len(found) < groups or repeats_in([*rounds, found], groups, size):
                break
            rounds.append(found)
        best = max(best, rounds, key=len)
    return best


def main(words: Sequence[str]) -> None:
    """Print the rounds, what the next one repeats, and the processor time."""
    groups, size, seconds = int(words[0]), int(words[1]), float(words[2])
    next_round([], groups, size, seed=1, effort=Effort(0.01, is_exact=False))  # loads the compiler
    begin = process_time()
    rounds = rounds_found(groups, size, seconds, most=(groups * size - 1) // (size - 1))
    cpu = process_time() - begin
    after = next_round(rounds, groups, size, seed=1, effort=Effort(ROUND_SECONDS, is_exact=False))
    more = repeats_in([*rounds, after], groups, size) if len(after) == groups else -1
    print(json.dumps({"rounds": rounds, "repeats_next": more, "cpu": cpu}))


if __name__ == "__main__":
    main(sys.argv[1:])
