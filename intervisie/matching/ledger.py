"""Plain arithmetic on a few groups at a time, for what happens around one person: moves, repair, explanations.

The search fills tables over all pairs first; that is too much work for one move among three thousand people. Here
everything is counted when it is asked for. People are numbers (their place in the instance), weights are as given.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from intervisie.matching.instance import Instance, km
from intervisie.matching.scoring import ENOUGH_SLOTS, GroupMode, Scorer

# A host, and how much of their reach the members keep together when they travel there; None when one cannot.
Host = tuple[int, float | None]


@dataclass(frozen=True)
class Seen:
    """What is known of a set of people: what they share, which kinds of rules they break, what it is worth.

    `goals` is the sum of the utilities; travel counts 0 where no form or place is possible.
    """

    members: tuple[int, ...]
    slots: int
    langs: int
    pairs: float
    hosts: tuple[Host, ...]
    locks: frozenset[int]
    kinds: frozenset[str]
    goals: float

    @property
    def mean(self) -> float:
        """Return the mean utility of the members."""
        return self.goals / len(self.members) if self.members else 0.0


class Ledger:
    """The people of an instance by number, and what any set of them is worth."""

    def __init__(self, instance: Instance) -> None:
        """Index everybody; this takes time in proportion to the number of people, not of pairs."""
        people = instance.people
        self.instance, self.rules, self.weights, self.people = instance, instance.rules, dict(instance.weights), people
        self.ids = [person.id for person in people]
        self.index = {id_: number for number, id_ in enumerate(self.ids)}
        self.slots = [sum(1 << slot for slot in person.slots) for person in people]
        langs = _bits(lang for person in people for lang in person.langs)
        themes = _bits(theme for person in people for theme in person.themes)
        self.langs = [sum(langs[lang] for lang in person.langs) for person in people]
        self.themes = [sum(themes[theme] for theme in person.themes) for person in people]
        self.wants = [frozenset(self.index[one] for one in person.wants if one in self.index) for person in people]
        self.lock_of = [-1] * len(people)
        self.locks = [frozenset(self.index[one] for one in lock.members) for lock in instance.locks]
        for number, lock in enumerate(self.locks):
            for member in lock:
                self.lock_of[member] = number
        self.least_common = max(1, self.rules.min_common_slots)
        span = max(self.rules.size_target - self.rules.size_min, self.rules.size_max - self.rules.size_target)
        self.span = span or 0.5
        self._index_pairs()
        self.nobody = Seen((), -1, -1, 0.0, (), frozenset(), frozenset(), 0.0)

    def _index_pairs(self) -> None:
        """Keep per person who is kept apart from them by a private rule, and whom they met."""
        self.apart: list[dict[int, str]] = [{} for _ in self.people]
        self.met: list[dict[int, float]] = [{} for _ in self.people]
        for a, person in enumerate(self.people):
            for b in (self.index[other] for other in person.avoid if other in self.index and other != person.id):
                self.apart[a][b] = self.apart[b][a] = "conflict"
        for line in self.instance.lines:
            known = [self.index[one] for one in line if one in self.index]
            for a, b in combinations(known, 2):
                self.apart[a][b] = self.apart[b][a] = "hierarchie"
        for pair, weight in Scorer(self.instance).met.items():
            known = [self.index[one] for one in pair if one in self.index]
            for a, b in combinations(known, 2):
                self.met[a][b] = self.met[b][a] = weight

    def kinds_between(self, a: int, b: int) -> set[str]:
        """Return which hard rules keep these two apart, their dagdelen and forms left out."""
        one, other, found = self.people[a], self.people[b], set()
        if one.org == other.org:
            found.add("organisatie")
        if one.collabs and not one.collabs.isdisjoint(other.collabs):
            found.add("samenwerking")
        if b in self.apart[a]:
            found.add(self.apart[a][b])
        return found

    def may_meet(self, a: int, b: int) -> bool:
        """Whether nothing between the two alone keeps them out of one group."""
        if (self.slots[a] & self.slots[b]).bit_count() < self.least_common or not self.langs[a] & self.langs[b]:
            return False
        if {self.people[a].mode, self.people[b].mode} == {"fysiek", "online"}:
            return False
        are_two_cores = self.lock_of[a] >= 0 and self.lock_of[b] >= 0 and self.lock_of[a] != self.lock_of[b]
        return not are_two_cores and not self.kinds_between(a, b)

    def between(self, a: int, b: int) -> float:
        """Return what each of these two brings the other, weighted."""
        one, other, weights = self.people[a], self.people[b], self.weights
        least = min(len(one.themes), len(other.themes))
        value = weights.get("nieuw", 0.0) * (1.0 - self.met[a].get(b, 0.0))
        if least:
            value += weights.get("thema", 0.0) * (self.themes[a] & self.themes[b]).bit_count() / least
        if one.sector != other.sector:
            value += weights.get("sector", 0.0)
        if one.seniority != other.seniority:
            value += weights.get("senioriteit", 0.0)
        return value

    def group(self, members: Iterable[int]) -> Seen:
        """Return what is known of these people as a group."""
        seen = self.nobody
        for member in members:
            seen = self.joined(seen, member)
        return seen

    def joined(self, seen: Seen, person: int) -> Seen:
        """Return the group with one more."""
        members = (*seen.members, person)
        pair_kinds: set[str] = set()
        pairs = seen.pairs
        for other in seen.members:
            pair_kinds |= self.kinds_between(person, other)
            pairs += self.between(person, other)
        slots, langs = seen.slots & self.slots[person], seen.langs & self.langs[person]
        hosts = self._hosts(seen, person)
        lock = self.lock_of[person]
        locks = seen.locks | {lock} if lock >= 0 else seen.locks
        travel, refused = self._travel(members, hosts)
        kept = (kind for kind in seen.kinds if kind in ("organisatie", "samenwerking", "conflict", "hierarchie"))
        kinds = frozenset((*kept, *pair_kinds, *self._shared_kinds(len(members), slots, langs, locks), *refused))
        goals = self._goals(members, pairs, slots.bit_count(), travel)
        return Seen(members, slots, langs, pairs, hosts, locks, kinds, goals)

    def can_travel(self, seen: Seen, person: int) -> bool:
        """Whether there would still be a form and a place with one more."""
        return not self._travel((*seen.members, person), self._hosts(seen, person))[1]

    def without(self, seen: Seen, person: int) -> Seen:
        """Return the group with one less."""
        return self.group(member for member in seen.members if member != person)

    def _shared_kinds(self, size: int, slots: int, langs: int, locks: frozenset[int]) -> list[str]:
        found = []
        if not self.rules.size_min <= size <= self.rules.size_max:
            found.append("grootte")
        if slots.bit_count() < self.least_common:
            found.append("tijd")
        if not langs:
            found.append("taal")
        if len(locks) > 1:
            found.append("vast")
        return found

    def _hosts(self, seen: Seen, person: int) -> tuple[Host, ...]:
        """Return every member as a host, with what is left of everybody's reach."""
        people, newcomer = self.people, self.people[person]
        own_total: float | None = None if newcomer.xy is None else 1.0
        found: list[Host] = []
        for host, total in seen.hosts:
            distance = km(people[host].xy, newcomer.xy)
            is_far = total is None or distance > newcomer.max_km
            found.append((host, None if is_far or total is None else total + 1.0 - distance / newcomer.max_km))
            if own_total is not None:
                reach = people[host].max_km
                own_total = None if distance > reach else own_total + 1.0 - distance / reach
        return (*found, (person, own_total))

    def _travel(self, members: Sequence[int], hosts: Sequence[Host]) -> tuple[float, tuple[str, ...]]:
        """Return what the best form and place is worth, and the kinds of rules broken when there is none."""
        modes = [self.people[member].mode for member in members]
        fysiek, online = modes.count("fysiek"), modes.count("online")
        best = -1.0
        if not fysiek:
            best = online + self.rules.online_value * (len(modes) - online)
        if not online:
            best = max([best, *(total for _, total in hosts if total is not None)])
        if best >= 0:
            return best, ()
        return 0.0, ("vorm",) if fysiek and online else ("reis",)

    def _goals(self, members: Sequence[int], pairs: float, common: int, travel: float) -> float:
        weights, size = self.weights, len(members)
        inside = set(members)
        happy = sum(not self.people[one].wants or not self.wants[one].isdisjoint(inside) for one in members)
        towards = 2.0 * pairs / (size - 1) if size > 1 else weights.get("nieuw", 0.0)
        fit = max(0.0, 1.0 - abs(size - self.rules.size_target) / self.span)
        shared = weights.get("tijd", 0.0) * min(1.0, common / ENOUGH_SLOTS) + weights.get("maat", 0.0) * fit
        return towards + size * shared + weights.get("wens", 0.0) * happy + weights.get("reis", 0.0) * travel

    def is_group(self, seen: Seen) -> bool:
        """Whether these people may be a group: no rule is broken and no core is split."""
        return not seen.kinds and all(self.locks[lock] <= set(seen.members) for lock in seen.locks)


def form_of(ledger: Ledger, seen: Seen) -> tuple[GroupMode, int | None]:
    """Return the best form and, on location, the number of the host; online where nothing is possible."""
    modes = [ledger.people[member].mode for member in seen.members]
    choices: list[tuple[float, GroupMode, int | None]] = []
    if "fysiek" not in modes:
        online = modes.count("online")
        choices.append((online + ledger.rules.online_value * (len(modes) - online), "online", None))
    if "online" not in modes:
        choices += [(total, "fysiek", host) for host, total in seen.hosts if total is not None]
    if not choices:
        return "online", None
    _, mode, host = max(choices, key=lambda choice: choice[0])
    return mode, host


def _bits(names: Iterable[str]) -> Mapping[str, int]:
    return {name: 1 << number for number, name in enumerate(sorted(set(names)))}
