"""What a division on the board is worth to the search: the heat of a stage, and what divisions are ordered by."""

from intervisie.matching.layout import Heat
from intervisie.matching.scoring import worst_count
from intervisie.matching.tables import Board

# Temperatures in parts of a person's utility: most is decided between the first two, the last tenth only settles down.
HOT, COLD, FROZEN = 0.2, 0.02, 0.003
SETTLING = 0.9
# A group that is still too small costs little at first, so that groups can begin, and keeps part of its own value.
MILD, CREDIT = 0.3, 0.6
# At the end leaving somebody out does not pay: a place is worth at most 1, and a little of the worst groups.
UNPLACED = 1.5


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
