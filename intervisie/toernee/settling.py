"""A choice without an integer programme: one toernee after another, who is left out pushes others aside.

Gives the first choice of every run, and the last one where scipy is not installed. Plain Python, no chance in it.
"""

from collections import deque
from collections.abc import Iterable, Mapping

from intervisie.toernee.columns import Column, Shelves, Use

# So often every toernee may push in, among so many of its plans; and is chosen again beside all others.
PUSHES, OFFERS, MOST_TURNS = 8, 150, 6


def settle(shelves: Shelves, tolls: Mapping[Use, float] | None = None) -> list[Column]:
    """Return plans that use nothing twice: as many toernees as are found, each as cheap as it is beside the others.

    With `tolls` on what is short a plan that leaves that to others comes first.
    """
    return _Settling(shelves, tolls or {}).run()


class _Settling:
    def __init__(self, shelves: Shelves, tolls: Mapping[Use, float]) -> None:
        self.shelves = shelves

        def rank(one: Column) -> tuple[float, tuple[int, ...]]:
            return one.cost + sum(tolls.get(use, 0.0) for use in one.uses), one.found.slots

        self.offers = [sorted(shelf.columns, key=rank) for shelf in shelves.shelves]
        self.users: dict[Use, list[int]] = {}
        self.picked: dict[int, Column] = {}
        self.pushed = [0] * len(self.offers)

    def run(self) -> list[Column]:
        # Who can choose least, chooses first.
        order = sorted(range(len(self.offers)), key=lambda tour: (len(self.offers[tour]), tour))
        for tour in order:
            self._take(tour)
        self._push_in([tour for tour in order if self.offers[tour] and tour not in self.picked])
        for tour in order * MOST_TURNS:
            if tour in self.picked:
                self._leave(tour)
            self._take(tour)
        return [self.picked[tour] for tour in sorted(self.picked)]

    def _take(self, tour: int) -> bool:
        found = next((one for one in self.offers[tour] if self._fits(one.uses)), None)
        if found is not None:
            self._put(found)
        return found is not None

    def _put(self, column: Column) -> None:
        self.picked[column.tour] = column
        for use in column.uses:
            self.users.setdefault(use, []).append(column.tour)

    def _leave(self, tour: int) -> None:
        for use in self.picked.pop(tour).uses:
            self.users[use].remove(tour)

    def _fits(self, uses: Iterable[Use]) -> bool:
        return all(len(self.users.get(use, ())) < self.shelves.capacity(use) for use in uses)

    def _push_in(self, waiting: Iterable[int]) -> None:
        """Let who is left out take the place of who was pushed aside least; keep the choice with most toernees."""
        queue, best = deque(waiting), dict(self.picked)
        for _ in range(PUSHES * len(self.offers)):
            if not queue:
                break
            tour = queue.popleft()
            if not self._take(tour):
                queue.extend(self._push(tour))
            if len(self.picked) > len(best):
                best = dict(self.picked)
        for tour in list(self.picked):
            self._leave(tour)
        for column in best.values():
            self._put(column)

    def _push(self, tour: int) -> list[int]:
        """Put this toernee where it pushes aside least, and return whom."""
        ways = [(self._in_the_way(column), column) for column in self.offers[tour][:OFFERS]]
        aside, column = min(ways, key=lambda way: sum(1 + self.pushed[one] for one in way[0]))
        for one in sorted(aside):
            self.pushed[one] += 1
            self._leave(one)
        if not self._fits(column.uses):  # what it needs is not there at all, whoever goes
            return sorted(aside)
        self._put(column)
        return sorted(aside)

    def _in_the_way(self, column: Column) -> set[int]:
        found: set[int] = set()
        for use in column.uses:
            users = [one for one in self.users.get(use, ()) if one not in found]
            over = len(users) + 1 - self.shelves.capacity(use)
            found.update(sorted(users, key=lambda one: (self.pushed[one], one))[: max(0, over)])
        return found
