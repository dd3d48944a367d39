"""What a proposal may tell: why somebody is in this group, the facts of a group, and which rules hold.

Nothing here names anybody, and nothing is derived from a private rule except the one tick 'Vaste regels'.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from community.notation import number
from intervisie.matching.instance import Instance, Person, km
from intervisie.matching.rulebook import LABELS, label_of
from intervisie.matching.scoring import Division, Group, Scorer

NUMBERS = ("Geen", "Eén", "Twee", "Drie", "Vier", "Vijf", "Zes", "Zeven", "Acht", "Negen", "Tien", "Elf", "Twaalf")
HAS_WISH = "Er zit iemand in die zij graag wilde."


@dataclass(frozen=True)
class GroupFacts:
    """Figures of a group for a card. `experience` counts people per level; `largest_km` is None without a place.

    `largest_km` is the longest way anybody has to the host; `slots` are the dagdelen that all members share.
    """

    people: int
    organisaties: int
    sectors: int
    experience: dict[int, int]
    slots: tuple[int, ...]
    largest_km: float | None
    quality: float

    @property
    def levels(self) -> int:
        """Return how many levels of experience there are."""
        return len(self.experience)


@dataclass(frozen=True)
class Tick:
    """A rule as it is shown, and whether this group keeps it."""

    label: str
    holds: bool


def words_of(amount: int) -> str:
    """Return a small number as a word with a capital, a larger one in figures."""
    return NUMBERS[amount] if amount < len(NUMBERS) else str(amount)


def why_here(instance: Instance, division: Division) -> dict[str, tuple[str, ...]]:
    """Return for everybody with a group, in Dutch sentences, what this group brings them."""
    scorer = Scorer(instance)
    return {
        member: tuple(_reasons(scorer, group, scorer.people[member]))
        for group in division.groups
        for member in group.members
        if member in scorer.people
    }


def _reasons(scorer: Scorer, group: Group, person: Person) -> list[str]:
    others = [scorer.people[one] for one in group.members if one != person.id and one in scorer.people]
    if not others:
        return []
    found = [
        _time(person, others),
        _travel(scorer, group, person),
        _theme(person, others),
        _new(scorer, person, others),
    ]
    found.append(_sectors(person, others))
    if any(other.seniority != person.seniority for other in others):
        different = sum(other.seniority != person.seniority for other in others)
        found.append(f"{words_of(different)} van de {len(others)} anderen {_verb(different)} een andere ervaring.")
    if person.wants & set(group.members):
        found.append(HAS_WISH)
    return [sentence for sentence in found if sentence]


def _verb(amount: int) -> str:
    return "heeft" if amount == 1 else "hebben"


def _time(person: Person, others: Sequence[Person]) -> str:
    common = len(person.slots.intersection(*(other.slots for other in others)))
    if not common:
        return ""
    return f"{words_of(common)} {'gezamenlijk dagdeel' if common == 1 else 'gezamenlijke dagdelen'}."


def _travel(scorer: Scorer, group: Group, person: Person) -> str:
    if group.mode == "online":
        return "De groep komt online bij elkaar."
    if group.host == person.id:
        return "De groep komt bij elkaar in de eigen omgeving."
    host = scorer.people.get(group.host or "")
    if host is None or host.xy is None or person.xy is None:
        return ""
    return f"De afstand is {number(round(km(host.xy, person.xy)))} km."


def _theme(person: Person, others: Sequence[Person]) -> str:
    """Return the theme that most of the others share."""
    shared = Counter(theme for other in others for theme in other.themes & person.themes)
    if not shared:
        return ""
    theme, times = min(shared.items(), key=lambda item: (-item[1], item[0]))
    return f"Deelt thema {theme} met {times} {'ander' if times == 1 else 'anderen'}."


def _new(scorer: Scorer, person: Person, others: Sequence[Person]) -> str:
    met = sum(frozenset((person.id, other.id)) in scorer.met for other in others)
    if not met:
        return "Ontmoette niemand van deze groep eerder." if scorer.instance.history else ""
    return f"Ontmoette {met} van de {len(others)} anderen eerder."


def _sectors(person: Person, others: Sequence[Person]) -> str:
    sectors = len({other.sector for other in others} - {person.sector})
    if not sectors:
        return ""
    return f"{words_of(sectors)} {'andere sector' if sectors == 1 else 'andere sectoren'}."


def counts_of(instance: Instance, group: Group, scorer: Scorer | None = None) -> GroupFacts:
    """Return the figures of one group. Give a `scorer` of the same instance when there are many groups."""
    scorer = scorer or Scorer(instance)
    people = [scorer.people[member] for member in group.members if member in scorer.people]
    host = scorer.people.get(group.host or "")
    known = [km(host.xy, one.xy) for one in people if host and host.xy and one.xy]
    values = [scorer.utility(parts) for parts in scorer.utilities(group).values()] if people else []
    return GroupFacts(
        people=len(people),
        organisaties=len({one.org for one in people}),
        sectors=len({one.sector for one in people}),
        experience=dict(sorted(Counter(one.seniority for one in people).items())),
        slots=tuple(sorted(frozenset.intersection(*(one.slots for one in people)))) if people else (),
        largest_km=max(known) if known else None,
        quality=100 * sum(values) / len(values) if values else 0.0,
    )


def ticks_of(instance: Instance, group: Group, scorer: Scorer | None = None) -> tuple[Tick, ...]:
    """Return every rule as it is shown and whether this group keeps it; private rules are one tick together."""
    scorer = scorer or Scorer(instance)
    broken = {label_of(one.kind) for one in scorer.violations_in(group)}
    members = set(group.members)
    if any(members & set(lock.members) and not set(lock.members) <= members for lock in instance.locks):
        broken.add(LABELS["vast"])
    # Everywhere the same ticks: leaving one out where there is no private rule would tell where there is one.
    return tuple(Tick(label, label not in broken) for label in dict.fromkeys(LABELS.values()))
