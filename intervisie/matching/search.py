"""Looks for the best division: everybody starts alone, groups grow and trade members while it cools down.

The amount of work follows from the seconds asked and the size of the instance, never from the clock, so that the same
seed gives the same result on a busy machine. What stops a search that takes far longer than asked is processor time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from time import process_time

from intervisie.matching import compiling
from intervisie.matching.effort import Effort, Progress
from intervisie.matching.exact import as_numbers, best_division
from intervisie.matching.heating import heat_of, rank_of
from intervisie.matching.instance import Instance, in_order
from intervisie.matching.polish import polish
from intervisie.matching.scoring import Division, Group, Score, Scorer
from intervisie.matching.seating import seat_everybody
from intervisie.matching.tables import Board

__all__ = ["Effort", "Outcome", "Progress", "best_of_runs", "board_of", "cool_down", "divide", "division_of", "rank_of"]

# Below this many people plain Python is fast enough, and loading the compiler is not worth it.
COMPILE_FROM = 30
STEPS_PER_SECOND = 80_000
COMPILED_STEPS_PER_SECOND = 900_000
# Tables over all pairs outgrow the caches: at so many people a step takes twice as long.
TWICE_AS_LONG = 5_000
STAGES = 120
# One slow run finds more than several quick ones; from twice so many steps per person on it is better to start again.
STEPS_PER_PERSON, MOST_RUNS = 60_000, 8
# Pools of at most so many people are also solved in full, when they are no more than that allows.
EXACT_UP_TO, EXACT_SHARE, FIRST_SHARE = 80, 0.4, 0.3
LEAST_SECONDS = 5.0
# Who is left out of a larger pool is looked at in rounds of about half a second.
MOST_ROUNDS, ROUNDS_PER_SECOND = 24, 0.8
RESETTLE, SETTLING_STEPS = 0.8, 2_000


@dataclass(frozen=True)
class Outcome:
    """A division with its score. `is_complete`: the search was not stopped; `is_proven`: there is no better one."""

    division: Division
    score: Score
    seed: int
    is_complete: bool = True
    is_proven: bool = False


def divide(instance: Instance, *, seed: int = 1, effort: Effort | None = None) -> Outcome:
    """Return the best division that is found. Same instance, seed and seconds: same division.

    Nobody is dropped: who fits nowhere is in `unplaced`. No group ever breaks a hard rule.
    """
    effort, instance = effort or Effort(), in_order(instance)
    board, steps_per_second = board_of(instance, effort)
    board.state.rng[0] = seed % 0xFFFFFFFE + 1
    is_complete, is_proven = True, not instance.people
    if instance.people:
        is_complete, is_proven = search(board, int(effort.seconds * steps_per_second), effort)
    scorer = Scorer(instance)
    division = division_of(board, scorer)
    return Outcome(division, scorer.score(division), seed, is_complete, is_proven)


def search(board: Board, steps: int, effort: Effort) -> tuple[bool, bool]:
    """Leave the best division on the board; return whether all the work was done, and whether it is proven.

    A small pool is looked at in full after a first search; only when that proves nothing the search goes on.
    """
    is_small, alone = board.num.people <= EXACT_UP_TO and effort.is_exact, board.groups()
    first = int(FIRST_SHARE * steps) if is_small else steps
    is_complete = search_and_seat(board, first, effort, (0.0, first / max(1, steps)))
    if not is_small or not is_complete:
        return is_complete, False
    if improve_exactly(board, effort, steps):
        return True, True
    rank, kept = rank_of(board), board.groups()
    board.load(alone)
    is_complete = search_and_seat(board, steps - first, effort, (FIRST_SHARE, 1.0))
    if rank_of(board) > rank:
        board.load(kept)
    return is_complete, False


def search_and_seat(board: Board, steps: int, effort: Effort, span: tuple[float, float]) -> bool:
    """Search with so many steps and find places for who was left out; return whether all the work was done."""
    is_complete = best_of_runs(board, steps, effort, span)
    seat_the_last(board, effort)
    return is_complete


def improve_exactly(board: Board, effort: Effort, steps: int) -> bool:
    """Put the best division there is on the board, when it is found in time; return whether it is proven.

    What is not proven is settled once more: it places as many people as possible, but perhaps not in the best way.
    """
    rank, kept = rank_of(board), board.groups()
    # A handful of people is always proven: that takes less time than loading the solver.
    least = LEAST_SECONDS if board.num.people <= COMPILE_FROM else 0.0
    found = best_division(board, range(board.num.people), max(least, EXACT_SHARE * effort.seconds))
    is_proven = found is not None and found[1]
    board.load(as_numbers(found[0]) if found else kept)
    if found and not is_proven:
        cool_down(board, steps // 4, effort, (effort.done, effort.done), RESETTLE)
    if rank_of(board) > rank:
        board.load(kept)
    return is_proven


def seat_the_last(board: Board, effort: Effort) -> None:
    """Find a place for who was left out, and mend what that cost."""
    rounds = min(MOST_ROUNDS, int(ROUNDS_PER_SECOND * effort.seconds)) if board.num.people > EXACT_UP_TO else 0
    if not seat_everybody(board) + polish(board, rounds, effort):
        return
    rank, kept = rank_of(board), board.groups()
    cool_down(board, SETTLING_STEPS * board.num.people, effort, (effort.done, effort.done), RESETTLE)
    if rank_of(board) > rank:
        board.load(kept)


def best_of_runs(board: Board, steps: int, effort: Effort, span: tuple[float, float] = (0.0, 1.0)) -> bool:
    """Search several times when there is time for it, keep the best; return whether all the work was done."""
    runs = max(1, min(MOST_RUNS, steps // (STEPS_PER_PERSON * board.num.people)))
    start = board.groups()
    best, kept = (board.num.people + 1, 0.0), start
    for run in range(runs):
        board.load(start)
        begin, end = (span[0] + (span[1] - span[0]) * part / runs for part in (run, run + 1))
        is_complete = cool_down(board, steps // runs, effort, (begin, end))
        rank = rank_of(board)
        if rank < best:
            best, kept = rank, board.groups()
        if not is_complete:
            break
    board.load(kept)
    return is_complete


def board_of(instance: Instance, effort: Effort) -> tuple[Board, int]:
    """Return the board, compiled when that is worth it or asked for, and how many steps a second it is given."""
    wanted = len(instance.people) >= COMPILE_FROM if effort.is_compiled is None else effort.is_compiled
    run = compiling.compiled() if wanted else None
    if run is None:
        return Board(instance, compiling.plain()), STEPS_PER_SECOND
    slower = 1 + len(instance.people) / TWICE_AS_LONG
    return Board(instance, run, compiling.as_buffer), round(COMPILED_STEPS_PER_SECOND / slower)


def cool_down(
    board: Board, steps: int, effort: Effort, span: tuple[float, float] = (0.0, 1.0), begin: float = 0.0
) -> bool:
    """Anneal from hot to cold and leave the best on the board; return whether all the work was done.

    `span` says which part of the whole search this is, for whoever watches; `begin` 0.5 starts half cooled down.
    """
    best, kept = (board.num.people + 1, 0.0), board.groups()
    if begin:
        best = rank_of(board)
    is_complete = True
    for stage in range(int(begin * STAGES), STAGES):
        heat = heat_of(board, stage / (STAGES - 1))
        board.run.weigh_all(board.num, board.seen_tables, board.seen_state, heat)
        board.run.anneal(board.num, board.seen_tables, board.seen_state, heat, max(1, steps // STAGES))
        if stage == 0 and span[0] == 0.0:
            effort.started = process_time()  # what compiling took does not count
        rank = rank_of(board)
        if stage > STAGES // 2 and rank < best:
            best, kept = rank, board.groups()
        done, seen = span[0] + (span[1] - span[0]) * (stage + 1) / STAGES, min(best, rank)
        if effort.is_over(Progress(done, seen[0], -seen[1])):
            is_complete = False
            break
    if rank_of(board) > best:
        board.load(kept)
    return is_complete


def division_of(board: Board, scorer: Scorer) -> Division:
    """Return the division on the board: form, place and dagdeel per group, each checked once more by the definition."""
    groups: list[Group] = []
    unplaced: list[str] = []
    for numbers in board.groups():
        members = [board.ids[number] for number in sorted(numbers)]
        is_large_enough = len(members) >= board.num.size_min and not board.dead_cores & set(numbers)
        group = settled(members, scorer) if is_large_enough else None
        if group:
            groups.append(group)
        else:
            unplaced += members
    return Division(tuple(sorted(groups, key=lambda group: group.members)), tuple(sorted(unplaced)))


def settled(members: Sequence[str], scorer: Scorer) -> Group | None:
    """Return these people as a group when the definition of the rules finds nothing wrong with it."""
    group = scorer.settle(members)
    return group if group and not scorer.violations_in(group) else None
