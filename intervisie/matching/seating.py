"""The last ones: finds a place for people whom the search left out, by moving somebody else on.

Annealing is good at quality and poor at the one person who fits in few groups only: those are all taken. Here that
person takes the place of a member, who takes a place elsewhere, at most three people deep. What it costs in quality is
mended by cooling down once more; a place for one more person always counts first.
"""

from intervisie.matching.kernel import fits, put
from intervisie.matching.layout import NO_GROUP
from intervisie.matching.tables import Board

DEEPEST = 3
# So many pairs of person and group are looked at for one person; beyond it is not worth the wait.
MOST_LOOKS = 60_000


def seat_everybody(board: Board) -> int:
    """Find a place for as many unplaced people as possible; return how many got one."""
    seats = _Seats(board)
    found = 0
    for person in seats.unplaced():
        is_seated = any(seats.seat_within(person, depth) for depth in range(1, DEEPEST + 1))
        found += is_seated or seats.begin_group(person)
    return found


class _Seats:
    def __init__(self, board: Board) -> None:
        self.board, self.num, self.tables, self.state = board, board.num, board.tables, board.state
        self.looks = 0
        self.real = [g for g in range(self.num.people) if self.state.size[g] >= self.num.size_min]

    def unplaced(self) -> list[int]:
        """Return who is in no real group and may move, in order."""
        size, group = self.state.size, self.state.group
        people = range(self.num.people)
        return [p for p in people if size[group[p]] < self.num.size_min and not self.tables.fixed[p]]

    def seat_within(self, person: int, depth: int) -> bool:
        self.looks = 0
        return self._seat(person, depth, frozenset())

    def _seat(self, person: int, depth: int, barred: frozenset[int]) -> bool:
        """Place this person in a group that is not barred, moving at most `depth - 1` others on."""
        near = self._groups_near(person, barred)
        if any(self._join(person, g) for g in near):
            return True
        if depth == 1:
            return False
        return any(self._replace(person, g, other, depth, barred) for g in near for other in self._members(g))

    def begin_group(self, person: int) -> bool:
        """Make a new group around this person of people whom their own groups can spare."""
        self.looks = 0
        start, end = self.tables.near_start[person], self.tables.near_start[person + 1]
        others = [other for other in self.tables.near[start:end] if self._can_leave(other)]
        old = self.state.group[person]
        new = old if self.state.size[old] == 1 else self._empty()
        if new != old:
            self._put(person, new)
        if self._grow(new, others, {old}):
            self.real.append(new)
            return True
        if new != old:
            self._put(person, old)
        return False

    def _can_leave(self, other: int) -> bool:
        size = self.state.size[self.state.group[other]]
        return not self.tables.fixed[other] and size != self.num.size_min

    def _grow(self, new: int, others: list[int], left: set[int]) -> bool:
        """Add people to the new group until it is large enough; every group gives one at most."""
        if self.state.size[new] >= self.num.size_min:
            return self._is_group(new)
        for at, other in enumerate(others):
            self.looks += 1
            old = self.state.group[other]
            if self.looks > MOST_LOOKS or old in left or not self._fits(other, new, -1):
                continue
            self._put(other, new)
            is_allowed = self._is_group(new) and (not self.state.size[old] or self._is_group(old))
            if is_allowed and self._grow(new, others[at + 1 :], left | {old}):
                return True
            self._put(other, old)
        return False

    def _groups_near(self, person: int, barred: frozenset[int]) -> list[int]:
        """Return the real groups with at most one member who may not meet this person."""
        n, ok = self.num.people, self.tables.ok
        found = []
        for g in self.real:
            clashes = sum(not ok[person * n + other] for other in self._members(g))
            if g not in barred and clashes <= 1:
                found.append(g)
        self.looks += len(self.real)
        return found

    def _members(self, g: int) -> list[int]:
        first = g * self.num.room
        return list(self.state.members[first : first + self.state.size[g]])

    def _join(self, person: int, g: int) -> bool:
        if self.state.size[g] >= self.num.size_max or not self._fits(person, g, -1):
            return False
        old = self.state.group[person]
        self._put(person, g)
        if self._is_group(g):
            return True
        self._put(person, old)
        return False

    def _replace(self, person: int, g: int, other: int, depth: int, barred: frozenset[int]) -> bool:
        if self.looks > MOST_LOOKS or self.tables.fixed[other] or not self._fits(person, g, other):
            return False
        old = self.state.group[person]
        self._put(person, g)
        self._put(other, self._empty())
        if self._is_group(g) and self._seat(other, depth - 1, barred | {g}):
            return True
        self._put(person, old)
        self._put(other, g)
        return False

    def _is_group(self, g: int) -> bool:
        run, board = self.board.run, self.board
        return bool(run.goals_of(self.num, board.seen_tables, board.seen_state, g) != NO_GROUP)

    def _empty(self) -> int:
        return next(g for g in range(self.num.people) if not self.state.size[g])

    def _fits(self, person: int, g: int, but: int) -> bool:
        return fits(self.num, self.tables, self.state, person, g, but)

    def _put(self, person: int, g: int) -> None:
        put(self.num, self.tables, self.state, person, g)
