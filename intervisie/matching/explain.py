"""Why somebody is in no group, and the smallest thing that would change it.

Somebody fits nowhere when no group at all can be made around them, whoever else is free. Then each wish is widened in
turn: a dagdeel more, further travel, another form, a language; then the core is let go. Fixed rules (hierarchy,
'niet met', organisatie, samenwerking) are never named: they appear as 'vaste regels' only.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from community.notation import count
from intervisie.matching.instance import Instance, Person, km
from intervisie.matching.scoring import Division, Scorer

DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag")
PARTS = ("ochtend", "middag")
# So many sets of people are looked at before it is called possible: what exists is nearly always found at once.
MOST_LOOKS = 20_000
MOST_PLACES = 20


class Obstacle(StrEnum):
    """What keeps somebody out of every group."""

    NONE = "NONE"
    TIJD = "TIJD"
    REIS = "REIS"
    VORM = "VORM"
    TAAL = "TAAL"
    KERN = "KERN"
    VAST = "VAST"
    MEER = "MEER"
    TE_WEINIG = "TE_WEINIG"


@dataclass(frozen=True)
class Explanation:
    """Why a person is unplaced. `obstacle` NONE: they fit somewhere, but not beside the other groups."""

    person: str
    obstacle: Obstacle
    sentence: str


def explain_unplaced(instance: Instance, division: Division) -> tuple[Explanation, ...]:
    """Return for everybody in no group why, and the smallest change that makes a group possible."""
    reach = Reach(instance)
    return tuple(reach.explain(id_) for id_ in division.unplaced)


class Reach:
    """Finds out whether any group can be made around somebody."""

    def __init__(self, instance: Instance, most_looks: int = MOST_LOOKS) -> None:
        """Index the people; after so many looks at sets of people a group is thought possible."""
        self.most_looks = most_looks
        self.instance, self.scorer = instance, Scorer(instance)
        self.core_of = {member: lock.members for lock in instance.locks for member in lock.members}
        self.looks = 0
        self.are_conflicts_counted = True

    def explain(self, id_: str) -> Explanation:
        """Return why this person has no group."""
        person = self.scorer.people[id_]
        if len(self.instance.people) < self.instance.rules.size_min:
            number = count(self.instance.rules.size_min, "persoon", "mensen")
            return Explanation(id_, Obstacle.TE_WEINIG, f"Voor een groep zijn {number} nodig.")
        if self.fits(person):
            return Explanation(id_, Obstacle.NONE, "Past wel in een groep, maar niet naast de andere groepen.")
        for obstacle, wider, sentence in self._wider(person):
            if self.fits(wider):
                return Explanation(id_, obstacle, sentence)
        if self._fits_alone(person):
            # Not why: with a core of two that would tell who of them does not want to meet whom.
            return Explanation(id_, Obstacle.KERN, "Met deze vaste kern is geen groep mogelijk. Laat de kern los.")
        self.are_conflicts_counted = False
        would_fit = self.fits(person)
        self.are_conflicts_counted = True
        if would_fit:
            return Explanation(id_, Obstacle.VAST, "Door vaste regels is er met deze mensen geen groep mogelijk.")
        sentence = "Te weinig anderen passen in dagdeel, plaats, vorm en taal. Eén wens verruimen is niet genoeg."
        return Explanation(id_, Obstacle.MEER, sentence)

    def _wider(self, person: Person) -> Iterator[tuple[Obstacle, Person, str]]:
        """Yield the same person with one wish widened, the smallest change first."""
        if person.xy is None and person.mode != "online":
            places = dict.fromkeys(other.xy for other in self.instance.people if other.xy)
            sentence = "De plaats is niet bekend, daarom kan alleen online. Met een plaats is een groep mogelijk."
            yield from ((Obstacle.REIS, replace(person, xy=place), sentence) for place in list(places)[:MOST_PLACES])
        for slot in sorted(set(range(len(DAYS) * len(PARTS))) - person.slots):
            name = f"{DAYS[slot // 2]}{PARTS[slot % 2]}"
            sentence = f"Deelt te weinig dagdelen met anderen. Met {name} erbij is een groep mogelijk."
            yield Obstacle.TIJD, replace(person, slots=person.slots | {slot}), sentence
        far = self._far_enough(person)
        if far:
            sentence = f"Woont te ver van de anderen. Met {far} kilometer reisafstand is een groep mogelijk."
            yield Obstacle.REIS, replace(person, max_km=float(far)), sentence
        if person.mode != "beide":
            other = "online" if person.mode == "fysiek" else "op locatie"
            sentence = f"Vindt in deze vorm te weinig anderen. Als {other} ook mag, is een groep mogelijk."
            yield Obstacle.VORM, replace(person, mode="beide"), sentence
        spoken = Counter(lang for one in self.instance.people for lang in one.langs)
        for lang in sorted(spoken.keys() - person.langs, key=lambda lang: (-spoken[lang], lang)):
            sentence = f"Deelt geen taal met genoeg anderen. Met taal '{lang}' erbij is een groep mogelijk."
            yield Obstacle.TAAL, replace(person, langs=person.langs | {lang}), sentence

    def _far_enough(self, person: Person) -> int:
        """Return the smallest whole number of kilometres that makes a group possible; 0 when none does."""
        if person.mode == "online" or person.xy is None:
            return 0
        steps = sorted({int(km(person.xy, other.xy)) + 1 for other in self.instance.people if other.xy})
        steps = [step for step in steps if step > person.max_km]
        low, high = 0, len(steps)
        if not steps or not self.fits(replace(person, max_km=float(steps[-1]))):
            return 0
        while low < high:
            middle = (low + high) // 2
            if self.fits(replace(person, max_km=float(steps[middle]))):
                high = middle
            else:
                low = middle + 1
        return steps[low]

    def fits(self, person: Person) -> bool:
        """Whether any group can be made around this person (and the core they belong to)."""
        core = [self.scorer.people[id_] for id_ in self.core_of.get(person.id, ()) if id_ != person.id]
        members = [person, *core]
        if any(not self._may_meet(one, other) for at, one in enumerate(members) for other in members[at + 1 :]):
            return False
        taken = set(self.core_of.get(person.id, (person.id,)))
        others = [
            other
            for other in self.instance.people
            if other.id not in taken
            and not (core and other.id in self.core_of)
            and all(self._may_meet(one, other) for one in members)
        ]
        # Near people first: what exists is found at once.
        others.sort(key=lambda other: (km(person.xy, other.xy), other.id))
        self.looks = 0
        return self._grow(members, others)

    def _grow(self, members: list[Person], others: Sequence[Person]) -> bool:
        self.looks += 1
        rules = self.instance.rules
        common = frozenset.intersection(*(one.slots for one in members))
        if len(common) < max(1, rules.min_common_slots) or not frozenset.intersection(*(one.langs for one in members)):
            return False
        if rules.size_min <= len(members) <= rules.size_max and self._has_place(members) and self._has_whole(members):
            return True
        if len(members) >= rules.size_max or len(members) + len(others) < rules.size_min:
            return False
        for at, other in enumerate(others):
            rest = [one for one in others[at + 1 :] if self._may_meet(other, one)]
            if self._grow([*members, other], rest) or self.looks > self.most_looks:
                return True
        return False

    def _fits_alone(self, person: Person) -> bool:
        """Whether somebody in a core would have a group without that core."""
        core = self.core_of.pop(person.id, ())
        fits = bool(core) and self.fits(person)
        if core:
            self.core_of[person.id] = core
        return fits

    def _has_place(self, members: Sequence[Person]) -> bool:
        if all(one.mode != "fysiek" for one in members):
            return True
        is_possible = all(one.mode != "online" for one in members)
        return is_possible and any(
            all(km(host.xy, one.xy) <= one.max_km for one in members) for host in members
        )  # fmt: skip

    def _has_whole(self, members: Sequence[Person]) -> bool:
        ids = {one.id for one in members}
        return all(set(self.core_of.get(id_, ())) <= ids for id_ in ids)

    def _may_meet(self, one: Person, other: Person) -> bool:
        modes = {one.mode, other.mode}
        if modes == {"fysiek", "online"} or not one.langs & other.langs:
            return False
        if len(one.slots & other.slots) < max(1, self.instance.rules.min_common_slots):
            return False
        if "fysiek" in modes and km(one.xy, other.xy) > one.max_km + other.max_km:
            return False
        return not (self.are_conflicts_counted and self.scorer.pair_conflicts(one, other))
