"""The definition of a good division: hard rules, the utility of a person in a group, and one number Q for the whole.

Written to be read, without speed tricks; the search has its own arithmetic and is checked against this.
Utility of a person: for each goal a number from 0 to 1, times its weight.
Q = 100 x [(1 - fair) x mean utility of all people (unplaced people count 0) + fair x mean of the worst groups].
Ranking: fewest broken hard rules, then fewest unplaced people, then the highest Q.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from intervisie.matching.instance import Instance, Person, km

GroupMode = Literal["fysiek", "online"]
# At this many common dagdelen a group has all the choice it needs.
ENOUGH_SLOTS = 3


@dataclass(frozen=True)
class Group:
    """Members by id, with form, dagdeel and the member at whose place they meet (None online)."""

    members: tuple[str, ...]
    mode: GroupMode
    slot: int
    host: str | None = None


@dataclass(frozen=True)
class Division:
    """Groups, and who is in none."""

    groups: tuple[Group, ...]
    unplaced: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the result in the form of `cop-intervisie/1`."""
        return {
            "groups": [
                {"members": list(group.members), "mode": group.mode, "slot": group.slot, "host": group.host}
                for group in self.groups
            ],
            "unplaced": list(self.unplaced),
        }


@dataclass(frozen=True)
class Violation:
    """A broken hard rule: which (`organisatie`, `tijd` ...) and between whom."""

    kind: str
    members: tuple[str, ...] = ()


@dataclass(frozen=True)
class Score:
    """What a division is worth. `components` are means over the people placed, 0 to 1."""

    violations: tuple[Violation, ...]
    unplaced: int
    quality: float
    worst: float
    components: Mapping[str, float]

    @property
    def rank(self) -> tuple[int, int, float]:
        """Return what divisions are ordered by: the smallest is the best."""
        return (len(self.violations), self.unplaced, -self.quality)


class Scorer:
    """Judges groups and divisions of one instance."""

    def __init__(self, instance: Instance) -> None:
        """Index people, locks and who met whom."""
        self.instance = instance
        self.people = {person.id: person for person in instance.people}
        self.lock_of = {member: lock.label for lock in instance.locks for member in lock.members}

    @cached_property
    def met(self) -> dict[frozenset[str], float]:
        """Return for people who were in one group how much that counts: 1 in the last round, half as much each age."""
        found: dict[frozenset[str], float] = {}
        for round_ in self.instance.history:
            weight = 0.5**round_.age
            for group in round_.groups:
                for number, first in enumerate(group):
                    for second in group[number + 1 :]:
                        pair = frozenset((first, second))
                        found[pair] = max(weight, found.get(pair, 0))
        return found

    def pair_conflicts(self, first: Person, second: Person) -> list[str]:
        """Return which hard rules keep these two apart."""
        found = []
        if first.org == second.org:
            found.append("organisatie")
        if first.collabs & second.collabs:
            found.append("samenwerking")
        if frozenset((first.id, second.id)) in self.instance.lines:
            found.append("hierarchie")
        if second.id in first.avoid or first.id in second.avoid:
            found.append("conflict")
        return found

    def settle(self, members: Sequence[str]) -> Group | None:
        """Return the group with the best form, place and dagdeel that its members allow; None when there is none."""
        people = [self.people[member] for member in members]
        common = frozenset.intersection(*(person.slots for person in people))
        choices: list[tuple[float, GroupMode, str | None]] = []
        if all(person.mode != "fysiek" for person in people):
            choices.append((sum(self._travel(person, None) for person in people), "online", None))
        if all(person.mode != "online" for person in people):
            for host in people:
                if all(km(host.xy, person.xy) <= person.max_km for person in people):
                    choices.append((sum(self._travel(person, host) for person in people), "fysiek", host.id))
        if not common or not choices:
            return None
        _, mode, host_id = max(choices, key=lambda choice: choice[0])
        return Group(tuple(members), mode, min(common), host_id)

    def _travel(self, person: Person, host: Person | None) -> float:
        if host is None:
            return 1.0 if person.mode == "online" else self.instance.rules.online_value
        return max(0.0, 1 - km(host.xy, person.xy) / person.max_km)

    def violations_in(self, group: Group) -> list[Violation]:
        """Return the hard rules that this group breaks."""
        rules, people = self.instance.rules, [self.people[member] for member in group.members]
        found = []
        if not rules.size_min <= len(people) <= rules.size_max:
            found.append(Violation("grootte", group.members))
        for number, first in enumerate(people):
            for second in people[number + 1 :]:
                found += [Violation(kind, (first.id, second.id)) for kind in self.pair_conflicts(first, second)]
        common = frozenset.intersection(*(person.slots for person in people))
        if len(common) < rules.min_common_slots or group.slot not in common:
            found.append(Violation("tijd", group.members))
        if not frozenset.intersection(*(person.langs for person in people)):
            found.append(Violation("taal", group.members))
        if len({self.lock_of[person.id] for person in people if person.id in self.lock_of}) > 1:
            found.append(Violation("vast", group.members))
        return found + self._place_violations(group, people)

    def _place_violations(self, group: Group, people: list[Person]) -> list[Violation]:
        refused = "fysiek" if group.mode == "online" else "online"
        found = [Violation("vorm", (person.id,)) for person in people if person.mode == refused]
        if group.mode == "fysiek":
            if group.host not in group.members:
                return [*found, Violation("reis", group.members)]
            host = self.people[group.host]
            found += [Violation("reis", (one.id,)) for one in people if km(host.xy, one.xy) > one.max_km]
        return found

    def utilities(self, group: Group) -> dict[str, dict[str, float]]:
        """Return per member, per goal, a number from 0 to 1."""
        rules, people = self.instance.rules, [self.people[member] for member in group.members]
        common = frozenset.intersection(*(person.slots for person in people))
        span = max(rules.size_target - rules.size_min, rules.size_max - rules.size_target)
        off = abs(len(people) - rules.size_target)
        host = self.people[group.host] if group.host else None
        shared = {
            "tijd": min(1.0, len(common) / ENOUGH_SLOTS),
            "maat": max(0.0, 1 - off / span) if span else float(off == 0),
        }
        return {
            person.id: {
                **shared,
                **self._towards_others(person, [other for other in people if other is not person]),
                "wens": 1.0 if not person.wants or person.wants & set(group.members) else 0.0,
                "reis": self._travel(person, host),
            }
            for person in people
        }

    def _towards_others(self, person: Person, others: list[Person]) -> dict[str, float]:
        number = max(1, len(others))
        met = sum(self.met.get(frozenset((person.id, other.id)), 0.0) for other in others)
        return {
            "sector": sum(other.sector != person.sector for other in others) / number,
            "senioriteit": sum(other.seniority != person.seniority for other in others) / number,
            "thema": sum(overlap(person, other) for other in others) / number,
            "nieuw": 1 - met / number,
        }

    def utility(self, parts: Mapping[str, float]) -> float:
        """Return the weighted sum of the goals of one person."""
        return sum(weight * parts[goal] for goal, weight in self.instance.weights.items())

    def score(self, division: Division) -> Score:
        """Return what this division is worth, every hard rule looked at again."""
        rules, means, total = self.instance.rules, [], 0.0
        components = dict.fromkeys(self.instance.weights, 0.0)
        violations = self._bookkeeping(division)
        placed = 0
        for group in division.groups:
            violations += self.violations_in(group)
            parts = self.utilities(group)
            values = [self.utility(one) for one in parts.values()]
            total += sum(values)
            placed += len(values)
            means.append(sum(values) / len(values))
            for goal in components:
                components[goal] += sum(one[goal] for one in parts.values())
        worst = worst_mean(means, rules.worst_share)
        mean = total / len(self.people) if self.people else 0.0
        quality = 100 * ((1 - rules.fair_weight) * mean + rules.fair_weight * worst)
        shares = {goal: value / max(1, placed) for goal, value in components.items()}
        return Score(tuple(violations), len(self.people) - placed, quality, 100 * worst, shares)

    def _bookkeeping(self, division: Division) -> list[Violation]:
        """Return who is in two places, forgotten or unknown, and which cores were split."""
        where: dict[str, int] = {}
        found = []
        for number, group in enumerate(division.groups):
            for member in group.members:
                if member in where:
                    found.append(Violation("dubbel", (member,)))
                where[member] = number
        named = [*where, *division.unplaced]
        found += [Violation("onbekend", (one,)) for one in named if one not in self.people]
        found += [Violation("tegenstrijdig", (one,)) for one in division.unplaced if one in where]
        found += [Violation("verzwegen", (one,)) for one in self.people if one not in set(named)]
        for lock in self.instance.locks:
            if len({where.get(member) for member in lock.members}) > 1:
                found.append(Violation("vast", lock.members))
        return found


def overlap(first: Person, second: Person) -> float:
    """Return how much of the smaller set of themes two people share; 0 when one of them named none."""
    least = min(len(first.themes), len(second.themes))
    return len(first.themes & second.themes) / least if least else 0.0


def worst_mean(means: Sequence[float], share: float) -> float:
    """Return the mean of this share of the groups, the worst ones, at least one; 0 without groups."""
    if not means:
        return 0.0
    worst = sorted(means)[: worst_count(len(means), share)]
    return sum(worst) / len(worst)


def worst_count(groups: int, share: float) -> int:
    """Return how many groups are called the worst."""
    return max(1, math.ceil(groups * share))
