"""Small pools in full: every group that is possible, and the best set of them by an integer programme.

Needs scipy (HiGHS), which is loaded when asked for and only there; without it nothing is proven and nothing is lost.
"""

import importlib
import importlib.util
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from time import monotonic, process_time
from typing import Any

from intervisie.matching.layout import NO_GROUP
from intervisie.matching.scoring import worst_count
from intervisie.matching.tables import Board

MOST_GROUPS = 20_000
MOST_BRANCHES = 400_000


@dataclass(frozen=True)
class Candidate:
    """A group that breaks no rule, and the sum of the utilities of its members."""

    members: tuple[int, ...]
    goals: float

    @property
    def mean(self) -> float:
        """Return the mean utility of its members."""
        return self.goals / len(self.members)


class _TooManyError(Exception):
    """More groups or branches than are worth looking at."""


class _Enumeration:
    """Walks through all sets of people who may share a group, depth first, in order of number."""

    def __init__(self, board: Board, people: Sequence[int], most: int, branches: int) -> None:
        self.board, self.most, self.most_branches = board, most, branches
        self.branches = 0
        self.found: list[Candidate] = []
        n, ok = board.num.people, board.tables.ok
        self.people = sorted(people)
        self.friends = {a: {b for b in self.people if b > a and ok[a * n + b]} for a in self.people}
        index, chosen = board.index, set(self.people)
        cores = [{index[member] for member in lock.members} for lock in board.instance.locks]
        self.core_of = {member: core for core in cores for member in core}
        # Half a core is no group, so a core of which not everybody may be chosen plays no part.
        self.barred = {member for core in cores if not core <= chosen for member in core} | board.dead_cores

    def run(self) -> list[Candidate]:
        everybody = [person for person in self.people if person not in self.barred]
        allowed = set(everybody)
        for person in everybody:
            self._grow((person,), self.friends[person] & allowed, *self._masks(person))
        return self.found

    def _masks(self, person: int) -> tuple[int, int]:
        return self.board.tables.slots[person], self.board.tables.langs[person]

    def _grow(self, members: tuple[int, ...], others: set[int], slots: int, langs: int) -> None:
        self.branches += 1
        num = self.board.num
        if self.branches > self.most_branches or len(self.found) > self.most:
            raise _TooManyError
        if slots.bit_count() < num.min_common or not langs:
            return
        if len(members) >= num.size_min and self._is_whole(members):
            goals = self.board.goals_of(members)
            if goals != NO_GROUP:
                self.found.append(Candidate(members, goals))
        if len(members) < num.size_max and len(members) + len(others) >= num.size_min:
            for other in sorted(others):
                more = self._masks(other)
                self._grow((*members, other), others & self.friends[other], slots & more[0], langs & more[1])

    def _is_whole(self, members: tuple[int, ...]) -> bool:
        return all(self.core_of[one] <= set(members) for one in members if one in self.core_of)


def possible_groups(
    board: Board, people: Sequence[int], most: int = MOST_GROUPS, branches: int = MOST_BRANCHES
) -> list[Candidate] | None:
    """Return every group that these people could form without breaking a rule; None when there are too many.

    It takes everybody off the board: load a division afterwards.
    """
    board.clear()
    try:
        return _Enumeration(board, people, most, branches).run()
    except _TooManyError:
        return None


def is_installed() -> bool:
    """Whether scipy can be imported; it is not imported by asking."""
    return importlib.util.find_spec("scipy") is not None


class Packing:
    """Chooses groups that share nobody, as an integer programme: a column per possible group."""

    def __init__(self, candidates: Sequence[Candidate], seconds: float, slower: float = 1.0) -> None:
        """Keep the candidates and who is in which; `seconds` of processor time bound all the programmes together.

        The solver looks at the clock only: on a machine that is so many times `slower` it may look longer.
        """
        self.candidates, self.slower = list(candidates), slower
        self.ends = process_time() + seconds
        self.optimize: Any = importlib.import_module("scipy.optimize")
        self.sparse: Any = importlib.import_module("scipy.sparse")
        self.numpy: Any = importlib.import_module("numpy")
        self.rows = [member for one in candidates for member in one.members]
        self.columns = [number for number, one in enumerate(candidates) for _ in one.members]
        self.sizes = self.numpy.array([float(len(one.members)) for one in candidates])

    def most_people(self) -> tuple[list[int], bool] | None:
        """Return groups that place as many people as possible, and whether that is proven; None without time."""
        matrix = self._matrix([1.0] * len(self.rows), len(self.candidates))
        return self._solve(-self.sizes, [self.optimize.LinearConstraint(matrix, ub=1)])

    def fairest(self, placed: int, everybody: int, fair: float) -> tuple[list[int], bool] | None:
        """Return the groups that place so many people with the highest quality, the worst group counted by `fair`.

        One more column stands for the mean of the worst group. It is at most the mean of the group of anybody who has
        a place; a bound per person is far tighter than one per group.
        """
        numpy, number = self.numpy, len(self.candidates)
        means = numpy.array([one.mean for one in self.candidates])
        most = float(means.max())
        bound = self._matrix([most - means[column] for column in self.columns], number + 1)
        people = bound.shape[0]
        bound = bound + self.sparse.csr_matrix(([1.0] * people, (range(people), [number] * people)), shape=bound.shape)
        matrix = self._matrix([1.0] * len(self.rows), number + 1)
        sizes = numpy.append(self.sizes, 0.0)[None, :]
        constraints = [
            self.optimize.LinearConstraint(matrix, ub=1),
            self.optimize.LinearConstraint(bound, ub=most),
            self.optimize.LinearConstraint(sizes, lb=placed),
        ]
        goals = numpy.array([one.goals for one in self.candidates])
        return self._solve(-numpy.append((1 - fair) * goals / everybody, fair), constraints)

    def _matrix(self, values: Sequence[float], columns: int) -> Any:
        people = max(self.rows) + 1
        return self.sparse.csr_matrix((values, (self.rows, self.columns)), shape=(people, columns))

    def _solve(self, costs: Any, constraints: list[Any]) -> tuple[list[int], bool] | None:
        left = self.slower * (self.ends - process_time())
        if left <= 0:
            return None
        number = len(self.candidates)
        found = self.optimize.milp(
            costs,
            constraints=constraints,
            integrality=[1] * number + [0] * (len(costs) - number),
            bounds=self.optimize.Bounds(0, 1),
            options={"time_limit": left, "mip_rel_gap": 1e-7},
        )
        if found.x is None:
            return None
        return [place for place in range(number) if found.x[place] > 0.5], found.status == 0


def best_division(board: Board, people: Sequence[int], seconds: float) -> tuple[list[Candidate], bool] | None:
    """Return the best groups of these people and whether it is proven that no better ones exist.

    None when the pool is too large or there is no time. First as many people as possible get a place, then the
    quality is as high as it can be. With several worst groups only the very worst is weighed: then nothing is proven.
    """
    clock, processor = monotonic(), process_time()
    candidates = possible_groups(board, people) if is_installed() else None
    if candidates is None:
        return None
    if not candidates:
        return [], True
    packing, rules = (
        Packing(candidates, seconds, slowness(monotonic() - clock, process_time() - processor)),
        board.instance.rules,
    )
    first = packing.most_people()
    if first is None:
        return None
    placed = sum(len(candidates[number].members) for number in first[0])
    second = packing.fairest(placed, board.num.people, rules.fair_weight)
    chosen = [candidates[number] for number in (second or first)[0]]
    is_proven = first[1] and second is not None and second[1]
    return chosen, is_proven and worst_count(len(chosen), rules.worst_share) == 1


def slowness(clock: float, processor: float) -> float:
    """Return how many times longer something took than it worked: 1 on a quiet machine, at most 10."""
    return min(10.0, max(1.0, clock / max(processor, 0.001)))


def as_numbers(groups: Iterable[Candidate]) -> list[list[int]]:
    """Return the members of these groups."""
    return [list(group.members) for group in groups]
