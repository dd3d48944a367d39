"""What moving one person would cost, before it is done: the change in Q, in unplaced people and in rules broken.

`MoveBook` is made once per division and then answers in milliseconds. The groups that change get the best form,
place and dagdeel again; the others stay as they are.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from intervisie.matching.instance import Instance
from intervisie.matching.ledger import Ledger, Seen
from intervisie.matching.rulebook import PRIVATE_KINDS, shown_kinds
from intervisie.matching.scoring import Division, Scorer, worst_count


@dataclass(frozen=True)
class MoveCost:
    """What changes when `person` goes to a group (its place in the division; None is no group at all).

    `quality` is the change in Q and `unplaced` in people without a group; negative quality is a loss. `broken` are
    kinds of rules that would be broken and are not now, `mended` the other way round. Neither names anybody, but
    `broken` tells private kinds apart: show `rules`, where those are 'Vaste regels'. `other` is set for a swap.
    """

    person: str
    to_group: int | None
    quality: float
    unplaced: int
    broken: tuple[str, ...] = ()
    mended: tuple[str, ...] = ()
    other: str | None = None

    @property
    def is_allowed(self) -> bool:
        """Whether no rule is broken that holds now."""
        return not self.broken

    @property
    def is_private(self) -> bool:
        """Whether a private rule is among what would be broken: somebody who looks at this learns something."""
        return bool(PRIVATE_KINDS & set(self.broken))

    @property
    def rules(self) -> tuple[str, ...]:
        """Return what would be broken as it may be shown."""
        return shown_kinds(self.broken)


class MoveBook:
    """Answers what moves cost in one division. Raises KeyError for people who are not in the instance."""

    def __init__(self, instance: Instance, division: Division) -> None:
        """Weigh every group as it stands."""
        self.ledger = ledger = Ledger(instance)
        scorer = Scorer(instance)
        self.groups: list[Seen] = []
        self.goals: list[float] = []
        self.where: list[int | None] = [None] * len(ledger.ids)
        for number, group in enumerate(division.groups):
            seen = ledger.group(ledger.index[member] for member in group.members)
            self.groups.append(seen)
            self.goals.append(sum(scorer.utility(parts) for parts in scorer.utilities(group).values()))
            for member in seen.members:
                self.where[member] = number
        self.total = sum(self.goals)
        self.left: tuple[int, Seen] = (-1, ledger.nobody)
        self.means = sorted(goals / len(seen.members) for goals, seen in zip(self.goals, self.groups, strict=True))
        self.now = self._quality({})

    def costs(self, person: str) -> tuple[MoveCost, ...]:
        """Return what it costs to move this person to every other group, and last to no group."""
        number = self.ledger.index[person]
        places = [place for place in (*range(len(self.groups)), None) if place != self.where[number]]
        return tuple(self._judge(number, place) for place in places)

    def cost(self, person: str, to_group: int | None) -> MoveCost:
        """Return what it costs to move this person there. Raises IndexError when there is no such group."""
        if to_group is not None and not 0 <= to_group < len(self.groups):
            raise IndexError(to_group)
        number = self.ledger.index[person]
        if self.where[number] == to_group:
            return MoveCost(person, to_group, 0.0, 0)
        return self._judge(number, to_group)

    def swap(self, person: str, other: str) -> MoveCost:
        """Return what it costs when these two change places. One of them may be in no group."""
        a, b = self.ledger.index[person], self.ledger.index[other]
        here, there = self.where[a], self.where[b]
        if here == there:
            return MoveCost(person, there, 0.0, 0, other=other)
        after: dict[int, Seen] = {}
        for place, leaving, coming in ((here, a, b), (there, b, a)):
            if place is not None:
                after[place] = self.ledger.joined(self.ledger.without(self.groups[place], leaving), coming)
        return self._cost(person, there, after, {a: there, b: here}, other)

    def _judge(self, person: int, place: int | None) -> MoveCost:
        after: dict[int, Seen] = {}
        here = self.where[person]
        if here is not None:
            after[here] = self._without(person, here)
        if place is not None:
            after[place] = self.ledger.joined(self.groups[place], person)
        return self._cost(self.ledger.ids[person], place, after, {person: place})

    def _without(self, person: int, place: int) -> Seen:
        if self.left[0] != person:
            self.left = (person, self.ledger.without(self.groups[place], person))
        return self.left[1]

    def _cost(
        self,
        person: str,
        place: int | None,
        after: dict[int, Seen],
        moved: dict[int, int | None],
        other: str | None = None,
    ) -> MoveCost:
        """Return the cost of a change that leaves these groups as in `after`."""
        old = Counter(kind for number in after for kind in self.groups[number].kinds)
        new = Counter(kind for seen in after.values() if seen.members for kind in seen.kinds)
        splits_now, splits_then = self._splits(moved, is_after=False), self._splits(moved, is_after=True)
        old["vast"] += splits_now
        new["vast"] += splits_then
        unplaced = sum((then is None) - (self.where[one] is None) for one, then in moved.items())
        return MoveCost(
            person,
            place,
            self._quality(after) - self.now,
            unplaced,
            tuple(sorted((new - old).keys())),
            tuple(sorted((old - new).keys())),
            other,
        )

    def _splits(self, moved: dict[int, int | None], *, is_after: bool) -> int:
        """Return how many cores of these people are split over groups."""
        found = 0
        for lock in {self.ledger.lock_of[one] for one in moved} - {-1}:
            places = {
                moved.get(one, self.where[one]) if is_after else self.where[one] for one in self.ledger.locks[lock]
            }
            found += len(places) > 1
        return found

    def _quality(self, after: dict[int, Seen]) -> float:
        """Return Q when these groups are as in `after`."""
        rules, people = self.ledger.rules, len(self.ledger.ids)
        total = self.total + sum(seen.goals for seen in after.values()) - sum(self.goals[number] for number in after)
        means = self._worst_means(after)
        mean = total / people if people else 0.0
        return 100 * ((1 - rules.fair_weight) * mean + rules.fair_weight * means)

    def _worst_means(self, after: dict[int, Seen]) -> float:
        """Return the mean of the worst groups; only the lower end of the sorted means is looked at."""
        added = [seen.mean for seen in after.values() if seen.members]
        groups = len(self.means) - len(after) + len(added)
        if groups <= 0:
            return 0.0
        number = worst_count(groups, self.ledger.rules.worst_share)
        low = self.means[: number + len(after)]
        for place in after:
            old = self.goals[place] / len(self.groups[place].members)
            at = bisect_left(low, old)
            if at < len(low) and low[at] == old:
                del low[at]
        return sum(sorted([*low, *added])[:number]) / number


def costs_of_moves(instance: Instance, division: Division, person: str) -> tuple[MoveCost, ...]:
    """Return for every other group, and for no group, what it costs when this person moves there.

    For more than one person: make one `MoveBook` and ask it.
    """
    return MoveBook(instance, division).costs(person)


def judge_move(instance: Instance, division: Division, person: str, to_group: int | None) -> MoveCost:
    """Return what it costs to move this person to this group (its place in the division; None is no group)."""
    return MoveBook(instance, division).cost(person, to_group)


def judge_swap(instance: Instance, division: Division, person: str, other: str) -> MoveCost:
    """Return what it costs when these two people change places."""
    return MoveBook(instance, division).swap(person, other)


def cheapest(costs: Sequence[MoveCost]) -> tuple[MoveCost, ...]:
    """Return the moves that break nothing, the best first."""
    return tuple(sorted((one for one in costs if one.is_allowed), key=lambda one: (one.unplaced, -one.quality)))
