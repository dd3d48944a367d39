"""Why not everybody can have a place, for all of them together, and the cheapest change that would help.

What can be changed, and what it costs, is in `widening`. Private rules are never named and have no names.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from community.notation import count
from intervisie.matching.covering import MOST_PEOPLE, placed_in
from intervisie.matching.effort import Effort
from intervisie.matching.instance import Instance, km
from intervisie.matching.repair import repair
from intervisie.matching.scoring import Division
from intervisie.matching.widening import Cause, Option, gets, options_for, who

# Around the people left out so many others are looked at; further away nothing depends on them.
NEARBY = 70
SECONDS = 0.1
MOST_ANSWERS = 4


@dataclass(frozen=True)
class Relaxation:
    """A change that gives these people a place. `cost`: the place of the cause in the order, and how much.

    `gain` is how many people more have a place; it is less than `people` when somebody else then has none.
    `is_proven`: looked up exactly, also that nothing cheaper places as many; else it works, but that is not proven.
    """

    cause: Cause
    people: tuple[str, ...]
    sentence: str
    cost: tuple[int, int]
    gain: int
    is_proven: bool = False


def explain_infeasible(instance: Instance, division: Division) -> tuple[Relaxation, ...]:
    """Return what stands between the unplaced people and a place, the cheapest change first; empty without them.

    When one change places everybody there is one answer. Else the next one comes on top of those before it, and
    the last (`MEER`) is about the people whom no single change helps.
    """
    left = tuple(one for one in division.unplaced if any(one == person.id for person in instance.people))
    if not left:
        return ()
    if len(instance.people) < instance.rules.size_min:
        return (_too_few(instance, left),)
    search = _Search(instance, division, left)
    return tuple(search.answers())


def _too_few(instance: Instance, left: tuple[str, ...]) -> Relaxation:
    people, least = len(instance.people), instance.rules.size_min
    number = count(people, "persoon doet", "mensen doen")
    sentence = f"{number} mee. Voor een groep zijn er {least} nodig: werf er nog {least - people}."
    return Relaxation(Cause.MENSEN, left, sentence, (0, least - people), 0, is_proven=True)


class _Search:
    def __init__(self, instance: Instance, division: Division, left: tuple[str, ...]) -> None:
        self.is_exact = len(instance.people) <= MOST_PEOPLE
        self.instance, self.division = (instance, division) if self.is_exact else nearby(instance, division, left)
        self.left = frozenset(left)
        self.everybody = frozenset(person.id for person in self.instance.people)

    def answers(self) -> Iterator[Relaxation]:
        """Give in step by step, each time to what helps everybody left most cheaply, else to what helps most."""
        for step in range(MOST_ANSWERS):
            chosen = self._choose()
            if not chosen:
                break
            option, placed = chosen
            gain, helped = self._gain(placed), tuple(sorted(self.left & placed))
            sentence = f"{'Daarnaast: ' if step else ''}{option.words}{gets(gain)}."
            yield Relaxation(option.cause, helped, sentence, option.cost, gain, self.is_exact)
            self.left, self.instance = self.everybody - placed, option.instance
        if self.left:
            opening = f"Voor {who(len(self.left))} is één verruiming niet genoeg."
            sentence = f"{opening} Werf meer mensen of bekijk hun wensen apart."
            cost = len(Cause), len(self.left)
            yield Relaxation(Cause.MEER, tuple(sorted(self.left)), sentence, cost, 0, self.is_exact)

    def _gain(self, placed: frozenset[str]) -> int:
        return len(placed) + len(self.left) - len(self.everybody)

    def _choose(self) -> tuple[Option, frozenset[str]] | None:
        """Return the cheapest change that places everybody, else the one that places most, asked only of them."""
        best = self._best_for(self.left, len(self.left)) if self.left else None
        if best is None or best[1] == self.everybody:
            return best
        return self._best_for(self.left & best[1], self._gain(best[1])) or best

    def _best_for(self, people: frozenset[str], enough: int) -> tuple[Option, frozenset[str]] | None:
        """Return the first change for these people that places enough, else the one that places most."""
        best: tuple[Option, frozenset[str]] | None = None
        for option in options_for(self.instance, tuple(sorted(people)), is_exact=self.is_exact):
            placed = self._placed(option)
            if self._gain(placed) > (self._gain(best[1]) if best else 0):
                best = option, placed
            if self._gain(placed) >= enough:
                break
        return best

    def _placed(self, option: Option) -> frozenset[str]:
        """Return who has a place after this change."""
        if self.is_exact:
            return placed_in(option.instance, frozenset(self.left))
        found = repair(option.instance, self.division, effort=Effort(SECONDS))
        return frozenset(member for group in found.division.groups for member in group.members)


def nearby(instance: Instance, division: Division, left: tuple[str, ...]) -> tuple[Instance, Division]:
    """Return the instance and the division with only the people left out and whole groups around them."""
    people = {person.id: person for person in instance.people}
    out = [people[one] for one in left]

    def distance(members: tuple[str, ...]) -> float:
        return min(min(km(people[one].xy, other.xy), 1000.0) for one in members for other in out)

    groups, chosen, number = sorted(division.groups, key=lambda group: distance(group.members)), [], 0
    for group in groups:
        if number + len(group.members) <= NEARBY:
            chosen.append(group)
            number += len(group.members)
    kept = {member for group in chosen for member in group.members} | set(left)
    part = replace(
        instance,
        people=tuple(person for person in instance.people if person.id in kept),
        locks=tuple(lock for lock in instance.locks if set(lock.members) <= kept),
    )
    return part, Division(tuple(chosen), left)
