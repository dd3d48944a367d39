"""Minimal repair: somebody left, joined or changed a wish, a core was added; as few people as possible move.

Ordered by: no rule broken, fewest people without a group, fewest people moved, highest quality. Groups keep their
identity. Everything happens near the change, in plain Python, so that it works in a web process without a compiler.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from intervisie.matching.effort import Effort
from intervisie.matching.explain import Reach
from intervisie.matching.instance import Instance, in_order
from intervisie.matching.ledger import form_of
from intervisie.matching.mending import NO_PLACE, Mending, Unit
from intervisie.matching.scoring import Division, Group, Score, Scorer

LOOKS_PER_SECOND = 60_000
# One problem gets this part of what is left to spend.
SHARE = 3
# So many sets of people are looked at before somebody is thought to fit somewhere.
MOST_REACH = 1_000
# So many people more may be away from their group to solve one problem, and so many ways to do it are compared.
DEEPEST, MOST_WAYS = 4, 120
JOINS = "Had nog geen groep."
IN_CORE = "Hoort bij een vaste kern."
NO_GROUP = "Past met deze regels in geen groep naast de andere."


@dataclass(frozen=True)
class Moved:
    """Somebody who is elsewhere than before. Groups are places: `was` in the earlier division, `now` in the new one.

    None is no group. `reason` is a Dutch sentence that names nobody.
    """

    person: str
    was: int | None
    now: int | None
    reason: str


@dataclass(frozen=True)
class Repair:
    """The division after repair. `origins` tells per group its place in the earlier division, None for a new group."""

    division: Division
    origins: tuple[int | None, ...]
    moved: tuple[Moved, ...]
    score: Score
    seed: int

    @property
    def relocated(self) -> tuple[Moved, ...]:
        """Return who had a group and has another one now: the people that a repair keeps as few as possible."""
        return tuple(one for one in self.moved if one.was is not None and one.now is not None)


def repair(
    instance: Instance,
    earlier: Division,
    *,
    seed: int = 1,
    effort: Effort | None = None,
    most_moved: int | None = None,
) -> Repair:
    """Return a valid division that moves as few people of the earlier one as can be found.

    The instance may have other people, locks, rules or wishes than the one the earlier division was made for. At most
    `most_moved` people who had a group get another one; who then has no place is in `unplaced`.
    """
    job = _Job(in_order(instance), earlier, effort or Effort(1.0), most_moved)
    job.run()
    return job.result(seed)


class _Job:
    def __init__(self, instance: Instance, earlier: Division, effort: Effort, most_moved: int | None) -> None:
        self.instance, self.earlier = instance, earlier
        self.scorer = Scorer(instance)
        self.mending = Mending(instance, earlier)
        self.reach = Reach(instance, MOST_REACH)
        self.most_moved = len(instance.people) if most_moved is None else most_moved
        self.looks, self.least_looks = int(effort.seconds * LOOKS_PER_SECOND), 50 + 3 * len(earlier.groups)

    def run(self) -> None:
        mending = self.mending
        for unit in sorted({mending.unit_of[one] for one, lock in enumerate(mending.ledger.lock_of) if lock >= 0}):
            self._keep_together(unit)
        for place in range(len(mending.groups)):
            if not mending.is_sound(place):
                self._mend(place)
        for unit in mending.unplaced():
            self._find_place(unit)

    def _keep_together(self, unit: Unit) -> None:
        mending = self.mending
        if len({mending.where[one] for one in unit}) == 1:
            return
        if not self._deepen(lambda: mending.gathered(unit, IN_CORE), DEEPEST + len(unit)):
            mending.put(unit, NO_PLACE, NO_GROUP)

    def _mend(self, place: int) -> None:
        """Make a group keep the rules again; when that cannot be, who stands in the way has no place."""
        mending = self.mending
        deepest = max(DEEPEST, len(mending.groups[place].members))
        while not self._deepen(lambda: mending.cured(place), deepest) and not mending.is_sound(place):
            units = mending.units_in(place)
            is_small = not mending.groups[place].kinds - {"grootte"} and self._is_too_small(place)
            mending.put(mending.out_first(place)[0] if not is_small else units[0], NO_PLACE, NO_GROUP)

    def _is_too_small(self, place: int) -> bool:
        return len(self.mending.groups[place].members) < self.instance.rules.size_min

    def _find_place(self, unit: Unit) -> None:
        mending, rules = self.mending, self.instance.rules
        if mending.where[unit[0]] != NO_PLACE:
            return
        others = sum(
            mending.ledger.may_meet(unit[0], other) for other in range(len(mending.where)) if other not in unit
        )
        if others + len(unit) < rules.size_min:
            return
        if not self._deepen(lambda: mending.seated(unit, JOINS), DEEPEST - 1):
            self._deepen(lambda: mending.founded(unit, JOINS), rules.size_min)

    def _deepen(self, ways: Callable[[], Iterator[None]], deepest: int) -> bool:
        """Search with ever more people away from their group; keep the best way that needs the fewest."""
        mending, begin = self.mending, self.mending.spent
        for most in range(begin, min(begin + deepest, self.most_moved) + 1):
            given = max(self.least_looks, self.looks // SHARE)
            mending.most, mending.looks = most, given
            found = mending.best_of(ways(), MOST_WAYS)
            self.looks -= given - mending.looks
            if found:
                return True
        return False

    def result(self, seed: int) -> Repair:
        mending, ids = self.mending, self.mending.ledger.ids
        groups: list[Group] = []
        origins: list[int | None] = []
        now_of: dict[int, int | None] = {}
        for place, seen in enumerate(mending.groups):
            group = self._group_of(place) if seen.members else None
            for one in seen.members:
                now_of[one] = len(groups) if group else None
            if group:
                groups.append(group)
                origins.append(place if place < mending.earlier_count else None)
        unplaced = tuple(sorted(ids[one] for one in range(len(ids)) if now_of.get(one) is None))
        division = Division(tuple(groups), unplaced)
        moved = []
        for one, home in enumerate(mending.home):
            was, now = None if home == NO_PLACE else home, now_of.get(one)
            if was != (None if now is None else origins[now]) or (was is None and now is not None):
                reason = NO_GROUP if now is None else mending.why.get(one, JOINS)
                moved.append(Moved(ids[one], was, now, reason))
        return Repair(division, tuple(origins), tuple(moved), self.scorer.score(division), seed)

    def _group_of(self, place: int) -> Group | None:
        """Return the group as it was when it can stay so, else with the best form and its own dagdeel if possible."""
        mending, ids = self.mending, self.mending.ledger.ids
        seen = mending.groups[place]
        members = [ids[one] for one in seen.members]
        before = self.earlier.groups[place] if place < mending.earlier_count else None
        if before and set(before.members) == set(members) and not self.scorer.violations_in(before):
            return before
        mode, host = form_of(mending.ledger, seen)
        common = [slot for slot in range(60) if seen.slots >> slot & 1]
        if not common:
            return None
        slot = before.slot if before and before.slot in common else common[0]
        group = Group(tuple(members), mode, slot, None if host is None else ids[host])
        return None if self.scorer.violations_in(group) else replace(group)
