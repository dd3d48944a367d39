"""People who were left out of a larger pool: a few groups around them at a time, solved in full.

Annealing moves one or two people at once. Here some thirty people are taken together: every group that is possible
among them, and by an integer programme the best set of those. What is counted is rounds, groups and branches, not
time, so that the same seed gives the same result. Around the worst groups it was tried too: it finds nothing there.
"""

import importlib
from typing import Any

from intervisie.matching.effort import Effort, Progress
from intervisie.matching.exact import Candidate, is_installed, possible_groups
from intervisie.matching.explain import Reach
from intervisie.matching.heating import heat_of, rank_of
from intervisie.matching.kernel import draw
from intervisie.matching.layout import Heat
from intervisie.matching.tables import Board

MOST_LOOKS = 1_000
# A solution so near the best, in parts of the whole, is taken: places are told apart, fine quality is for the cooling.
ENOUGH = 2e-4
MOST_PEOPLE, LEAST_PEOPLE = 34, 14
MOST_GROUPS, MOST_BRANCHES, MOST_NODES = 2000, 40_000, 50
# A place counts more than anything it can bring or cost the groups around it.
PLACE = 100.0


def polish(board: Board, rounds: int, effort: Effort) -> int:
    """Find a place for who was left out, in so many rounds; return how many people got one.

    When there is no place for all, somebody else is left out in turn: perhaps there is one for them. Who is left out
    time after time counts a little more each time.
    """
    begin = rank_of(board)
    if not is_installed():
        return 0
    best, kept, lost_times = begin, board.groups(), [0] * board.num.people
    reach, fitting = Reach(board.instance, MOST_LOOKS), dict[int, bool]()
    for at in range(rounds):
        targets = targets_of(board, reach, fitting)
        if not targets or effort.is_over(Progress(effort.done, best[0], -best[1])):
            break
        for one in (one for target in targets for one in target):
            lost_times[one] += 1
        improve(board, pool_around(board, targets[at % len(targets)]), lost_times)
        if rank_of(board) < best:
            best, kept = rank_of(board), board.groups()
    board.load(kept)
    return begin[0] - best[0]


def targets_of(board: Board, reach: Reach, fitting: dict[int, bool]) -> list[list[int]]:
    """Return who is left out and would fit in some group; `fitting` remembers what was found out about that."""
    s, num, people = board.state, board.num, board.instance.people
    out = [members_of(board, g) for g in range(num.people) if 0 < s.size[g] < num.size_min]
    lost = [members for members in out if not set(members) & board.dead_cores]
    for one in (one for members in lost for one in members if one not in fitting):
        fitting[one] = reach.fits(people[one])
    return [members for members in lost if any(fitting[one] for one in members)]


def members_of(board: Board, g: int) -> list[int]:
    """Return who is in this group."""
    first = g * board.num.room
    return [int(one) for one in board.state.members[first : first + board.state.size[g]]]


def pool_around(board: Board, target: list[int]) -> list[int]:
    """Return these people with whole groups whose members suit them, and others left out nearby."""
    s, num, ok = board.state, board.num, board.tables.ok
    n, pool = num.people, list(target)
    places = [g for g in range(n) if s.size[g] and g != s.group[target[0]]]
    suits = {g: sum(ok[a * n + b] for a in target for b in members_of(board, g)) / s.size[g] for g in places}
    # A little chance, so that the same people are not looked at twice.
    noise = {g: draw(s.rng) / 4294967296.0 * 0.3 * len(target) for g in places}
    for g in sorted(places, key=lambda g: (-suits[g] - noise[g], g)):
        if len(pool) + s.size[g] > MOST_PEOPLE:
            break
        pool += members_of(board, g)
    return pool


def improve(board: Board, pool: list[int], lost_times: list[int]) -> None:
    """Put the best groups of these people on the board, unless fewer people then have a place."""
    kept, rank = board.groups(), rank_of(board)
    heat = heat_of(board, 1.0)
    candidates = None
    while candidates is None and len(pool) >= LEAST_PEOPLE:
        candidates = possible_groups(board, pool, MOST_GROUPS, MOST_BRANCHES)
        if candidates is None:
            pool = without_last_group(kept, pool)
    chosen = best_set(board, candidates, heat, lost_times) if candidates else None
    if chosen is not None:
        inside = set(pool)
        board.load([*(group for group in kept if group[0] not in inside), *(list(one.members) for one in chosen)])
    if chosen is None or rank_of(board)[0] > rank[0]:
        board.load(kept)


def without_last_group(groups: list[list[int]], pool: list[int]) -> list[int]:
    """Return a smaller pool: without the group that suits least."""
    last = next(set(group) for group in groups if pool[-1] in group)
    return [one for one in pool if one not in last]


def best_set(board: Board, candidates: list[Candidate], heat: Heat, lost_times: list[int]) -> list[Candidate] | None:
    """Return groups that share nobody: as many people as possible, then the highest worth."""
    optimize: Any = importlib.import_module("scipy.optimize")
    sparse: Any = importlib.import_module("scipy.sparse")
    rows = [member for one in candidates for member in one.members]
    columns = [number for number, one in enumerate(candidates) for _ in one.members]
    seats = {member: row for row, member in enumerate(sorted(set(rows)))}
    shape = len(seats), len(candidates)
    matrix = sparse.csr_matrix(([1.0] * len(rows), ([seats[one] for one in rows], columns)), shape=shape)
    worth = [
        sum(PLACE + lost_times[member] for member in one.members)
        + board.run.worth_of(board.num, heat, one.goals, len(one.members))
        for one in candidates
    ]
    found = optimize.milp(
        [-value for value in worth],
        constraints=[optimize.LinearConstraint(matrix, ub=1)],
        integrality=[1] * len(candidates),
        bounds=optimize.Bounds(0, 1),
        options={"node_limit": MOST_NODES, "mip_rel_gap": ENOUGH},
    )
    if found.x is None:
        return None
    return [one for one, value in zip(candidates, found.x, strict=True) if value > 0.5]
