"""Looks for the best division: everybody starts alone, groups grow and trade members while it cools down.

The amount of work follows from the seconds asked and the size of the instance, never from the clock, so that the same
seed gives the same result on a busy machine. What stops a search that takes far longer than asked is processor time.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from time import process_time

from intervisie.matching import compiling
from intervisie.matching.exact import as_numbers, best_division
from intervisie.matching.instance import Instance
from intervisie.matching.layout import Heat
from intervisie.matching.scoring import Division, Group, Score, Scorer, worst_count
from intervisie.matching.seating import seat_everybody
from intervisie.matching.tables import Board

# Below this many people plain Python is fast enough, and loading the compiler is not worth it.
COMPILE_FROM = 30
STEPS_PER_SECOND = 80_000
COMPILED_STEPS_PER_SECOND = 900_000
# Tables over all pairs outgrow the caches: at so many people a step takes twice as long.
TWICE_AS_LONG = 5_000
STAGES = 120
# Temperatures in parts of a person's utility: most is decided between the first two, the last tenth only settles down.
HOT, COLD, FROZEN = 0.2, 0.02, 0.003
SETTLING = 0.9
# A group that is still too small costs little at first, so that groups can begin, and keeps part of its own value.
MILD, CREDIT = 0.3, 0.6
# At the end leaving somebody out does not pay: a place is worth at most 1, and a little of the worst groups.
UNPLACED = 1.5
# A run of so many steps per person has nearly found what it can find; with more time it is better to start again.
STEPS_PER_PERSON, MOST_RUNS = 20_000, 8
# Pools of at most so many people are also solved in full, when they are no more than that allows.
EXACT_UP_TO, EXACT_SHARE = 80, 0.5
RESETTLE, SETTLING_STEPS = 0.8, 2_000
PATIENCE, GRACE = 3.0, 10.0


@dataclass(frozen=True)
class Progress:
    """How far a search is: share done (0 to 1) and the best so far."""

    done: float
    unplaced: int
    worth: float


@dataclass(frozen=True)
class Outcome:
    """A division with its score. `is_complete`: the search was not stopped; `is_proven`: there is no better one."""

    division: Division
    score: Score
    seed: int
    is_complete: bool = True
    is_proven: bool = False


@dataclass
class Effort:
    """How long to search and what may stop it. `watch` sees the progress and returns False to stop."""

    seconds: float = 2.0
    watch: Callable[[Progress], bool] | None = None
    is_compiled: bool | None = None
    is_exact: bool = True
    started: float = field(default_factory=process_time)

    def is_over(self, progress: Progress) -> bool:
        """Whether somebody wants to stop, or far more time is gone than was asked."""
        if self.watch and not self.watch(progress):
            return True
        return process_time() - self.started > PATIENCE * self.seconds + GRACE


def divide(instance: Instance, *, seed: int = 1, effort: Effort | None = None) -> Outcome:
    """Return the best division that is found. Same instance, seed and seconds: same division.

    Nobody is dropped: who fits nowhere is in `unplaced`. No group ever breaks a hard rule.
    """
    effort = effort or Effort()
    board, steps_per_second = board_of(instance, effort)
    board.state.rng[0] = seed % 0xFFFFFFFE + 1
    is_complete, is_proven = True, not instance.people
    if instance.people:
        is_complete = best_of_runs(board, int(effort.seconds * steps_per_second), effort)
        seat_the_last(board, effort)
    if is_complete and 0 < len(instance.people) <= EXACT_UP_TO and effort.is_exact:
        is_proven = improve_exactly(board, effort, int(effort.seconds * steps_per_second))
    scorer = Scorer(instance)
    division = division_of(board, scorer)
    return Outcome(division, scorer.score(division), seed, is_complete, is_proven)


def improve_exactly(board: Board, effort: Effort, steps: int) -> bool:
    """Put the best division there is on the board, when it is found in time; return whether it is proven.

    What is not proven is settled once more: it places as many people as possible, but perhaps not in the best way.
    """
    rank, kept = rank_of(board), board.groups()
    found = best_division(board, range(board.num.people), EXACT_SHARE * effort.seconds)
    is_proven = found is not None and found[1]
    board.load(as_numbers(found[0]) if found else kept)
    if found and not is_proven:
        cool_down(board, steps // 4, effort, begin=RESETTLE)
    if rank_of(board) > rank:
        board.load(kept)
    return is_proven


def seat_the_last(board: Board, effort: Effort) -> None:
    """Find a place for who was left out, and mend what that cost."""
    if not seat_everybody(board):
        return
    rank, kept = rank_of(board), board.groups()
    cool_down(board, SETTLING_STEPS * board.num.people, effort, begin=RESETTLE)
    if rank_of(board) > rank:
        board.load(kept)


def best_of_runs(board: Board, steps: int, effort: Effort) -> bool:
    """Search several times when there is time for it, keep the best; return whether all the work was done."""
    runs = max(1, min(MOST_RUNS, steps // (STEPS_PER_PERSON * board.num.people)))
    start = board.groups()
    best, kept = (board.num.people + 1, 0.0), start
    for run in range(runs):
        board.load(start)
        is_complete = cool_down(board, steps // runs, effort, (run / runs, (run + 1) / runs))
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
        done = span[0] + (span[1] - span[0]) * (stage + 1) / STAGES
        if effort.is_over(Progress(done, best[0], -best[1])):
            is_complete = False
            break
    if rank_of(board) > best:
        board.load(kept)
    return is_complete


def heat_of(board: Board, done: float) -> Heat:
    """Return the heat of a stage: the bar of the worst groups follows the division as it stands."""
    rules = board.instance.rules
    means = sorted(real_means(board))
    number = worst_count(len(means), rules.worst_share) if means else 1
    bar = means[number - 1] if means else 0.0
    below = rules.fair_weight * board.num.people / number if means else 0.0
    if done < SETTLING:
        temperature = HOT * (COLD / HOT) ** (done / SETTLING)
    else:
        temperature = COLD * (FROZEN / COLD) ** ((done - SETTLING) / (1 - SETTLING))
    return Heat(temperature, bar, below, MILD * (UNPLACED / MILD) ** done, done, CREDIT * (1.0 - done))


def real_means(board: Board) -> list[float]:
    """Return the mean utility of every group that is large enough, weights adding up to 1."""
    s, num = board.state, board.num
    return [
        board.run.goals_of(num, board.seen_tables, board.seen_state, g) / s.size[g]
        for g in range(num.people)
        if s.size[g] >= num.size_min
    ]


def rank_of(board: Board) -> tuple[int, float]:
    """Return what divisions are ordered by: people in no real group, then (negative) quality."""
    s, num, rules = board.state, board.num, board.instance.rules
    sizes = [s.size[g] for g in range(num.people) if s.size[g] >= num.size_min]
    means = real_means(board)
    mean = sum(size * value for size, value in zip(sizes, means, strict=True)) / max(1, num.people)
    worst = sorted(means)[: worst_count(len(means), rules.worst_share)] if means else [0.0]
    quality = (1 - rules.fair_weight) * mean + rules.fair_weight * sum(worst) / len(worst)
    return num.people - sum(sizes), -quality


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
