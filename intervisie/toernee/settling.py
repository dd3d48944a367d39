"""A choice without an integer programme: one toernee after another, then each again beside all others.

Gives the first choice of every run, and the last one where scipy is not installed. Plain Python.
"""

from collections.abc import Iterable, Mapping, Sequence

from intervisie.toernee.columns import Column, Shelves, Use

MOST_TURNS = 6


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
        self.used: dict[Use, int] = {}
        self.picked: dict[int, Column] = {}

    def run(self) -> list[Column]:
        # Who can choose least, chooses first.
        order = sorted(range(len(self.offers)), key=lambda tour: (len(self.offers[tour]), tour))
        for tour in order:
            self._take(tour)
        for _ in range(MOST_TURNS):
            before = dict(self.picked)
            for tour in order:
                if tour not in self.picked:
                    self._push_in(tour)
                else:
                    self._leave(tour)
                    self._take(tour)
            if self.picked == before:
                break
        return [self.picked[tour] for tour in sorted(self.picked)]

    def _take(self, tour: int) -> bool:
        found = next((one for one in self.offers[tour] if self._fits(one.uses)), None)
        if found is None:
            return False
        self.picked[tour] = found
        for use in found.uses:
            self.used[use] = self.used.get(use, 0) + 1
        return True

    def _leave(self, tour: int) -> Column:
        column = self.picked.pop(tour)
        for use in column.uses:
            self.used[use] -= 1
        return column

    def _fits(self, uses: Iterable[Use]) -> bool:
        return all(self.used.get(use, 0) < self.shelves.capacity(use) for use in uses)

    def _push_in(self, tour: int) -> None:
        """Give this toernee a plan by letting one other take another plan of its own."""
        if not self.offers[tour]:
            return
        for other in self._in_the_way(self.offers[tour]):
            column = self._leave(other)
            if self._take(tour) and self._take(other):
                return
            if tour in self.picked:
                self._leave(tour)
            self._put_back(column)

    def _put_back(self, column: Column) -> None:
        self.picked[column.tour] = column
        for use in column.uses:
            self.used[use] = self.used.get(use, 0) + 1

    def _in_the_way(self, offers: Sequence[Column]) -> list[int]:
        wanted = {use for one in offers for use in one.uses}
        return [tour for tour, column in sorted(self.picked.items()) if wanted & set(column.uses)]
