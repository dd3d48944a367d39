"""What a division starts from: people, rules, goals, fixed cores and who met before. Frozen values, JSON in and out.

The form is `cop-intervisie/1`. Ids are opaque text; a province and a name play no part and are not kept.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal

Mode = Literal["fysiek", "online", "beide"]
MODES: tuple[Mode, ...] = ("fysiek", "online", "beide")
GOALS = ("sector", "senioriteit", "thema", "nieuw", "wens", "reis", "tijd", "maat")
# A place on the map: kilometres east and north.
Place = tuple[float, float]
# Roads are longer than the crow flies.
DETOUR = 1.3
# Farther than this, in kilometres, is no place and no wish.
FARTHEST = 3000.0
HEAVIEST = 1e9


class InstanceError(ValueError):
    """The input cannot be read or contradicts itself. `problems` are Dutch sentences."""

    def __init__(self, problems: Sequence[str]) -> None:
        """Keep the sentences."""
        super().__init__(" ".join(problems))
        self.problems = tuple(problems)


@dataclass(frozen=True)
class Person:
    """Somebody who registered. `xy` in kilometres, `slots` dagdelen 0..9 (ma-ochtend .. vr-middag).

    Without a place (`xy` None) somebody can only meet online: nobody knows how far it is.
    """

    id: str
    org: str
    sector: str = ""
    xy: Place | None = (0.0, 0.0)
    max_km: float = 1000.0
    mode: Mode = "beide"
    langs: frozenset[str] = frozenset({"nl"})
    slots: frozenset[int] = frozenset({0})
    seniority: int = 1
    themes: frozenset[str] = frozenset()
    collabs: frozenset[str] = frozenset()
    wants: frozenset[str] = frozenset()
    avoid: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Rules:
    """Numbers of the rules. `fair_weight` is the weight of the worst `worst_share` of the groups."""

    size_min: int = 5
    size_target: int = 6
    size_max: int = 8
    min_common_slots: int = 1
    worst_share: float = 0.10
    fair_weight: float = 0.25
    online_value: float = 0.7


@dataclass(frozen=True)
class Lock:
    """People who stay together. Two locks never share a group."""

    label: str
    members: tuple[str, ...]


@dataclass(frozen=True)
class Round:
    """Groups of an earlier round; age 0 is the last one."""

    age: int
    groups: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Instance:
    """Everything a division depends on."""

    people: tuple[Person, ...]
    rules: Rules = Rules()
    weights: Mapping[str, float] = field(default_factory=lambda: dict.fromkeys(GOALS, 0.125))
    lines: frozenset[frozenset[str]] = frozenset()
    locks: tuple[Lock, ...] = ()
    history: tuple[Round, ...] = ()
    id: str = ""


def km(a: Place | None, b: Place | None) -> float:
    """Return the estimated distance by road in kilometres with one decimal; endless when a place is not known."""
    if a is None or b is None:
        return math.inf
    return round(DETOUR * math.hypot(a[0] - b[0], a[1] - b[1]), 1)


def in_order(instance: Instance) -> Instance:
    """Return the same instance with people and cores in an order of their own, so that no order given plays a part.

    People are ordered by what is known of them; ids decide between equals only, so that other ids change nothing.
    """
    people = sorted(instance.people, key=_content)
    place = {person.id: number for number, person in enumerate(people)}
    locks = (replace(lock, members=tuple(sorted(lock.members, key=place.__getitem__))) for lock in instance.locks)
    ordered = sorted(locks, key=lambda lock: [place[member] for member in lock.members])
    return replace(instance, people=tuple(people), locks=tuple(ordered))


def _content(person: Person) -> tuple[object, ...]:
    return (
        sorted(person.slots), person.mode, sorted(person.langs), person.xy or (), person.max_km, person.seniority,
        sorted(person.themes), person.sector, person.org, sorted(person.collabs), len(person.wants), len(person.avoid),
        person.id,
    )  # fmt: skip


def read_instance(data: Mapping[str, Any]) -> Instance:
    """Return the instance in this JSON. Raises InstanceError with a sentence per problem."""
    try:
        instance = Instance(
            people=tuple(_person(row) for row in data["people"]),
            rules=_rules(data["rules"]),
            weights={goal: float(data["weights"].get(goal, 0)) for goal in GOALS},
            lines=frozenset(frozenset(map(str, pair)) for pair in data.get("lines", ())),
            locks=tuple(Lock(str(row["label"]), tuple(map(str, row["members"]))) for row in data.get("locks", ())),
            history=tuple(_round(row) for row in data.get("history", ())),
            id=str(data.get("id", "")),
        )
    except (KeyError, IndexError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise InstanceError([f"De invoer is niet te lezen: {error!r}."]) from error
    problems = problems_of(instance)
    if problems:
        raise InstanceError(problems)
    return instance


def _person(row: Mapping[str, Any]) -> Person:
    return Person(
        id=str(row["id"]),
        org=str(row["org"]),
        sector=str(row["sector"]),
        xy=None if row.get("xy") is None else (float(row["xy"][0]), float(row["xy"][1])),
        max_km=float(row["max_km"]),
        mode=row["mode"],
        langs=frozenset(row["langs"]),
        slots=frozenset(int(slot) for slot in row["slots"]),
        seniority=int(row["seniority"]),
        themes=frozenset(row["themes"]),
        collabs=frozenset(row.get("collabs", ())),
        wants=frozenset(row.get("wants", ())),
        avoid=frozenset(row.get("avoid", ())),
    )


def _rules(row: Mapping[str, Any]) -> Rules:
    """Return the rules; what is not named keeps its usual number. Sizes are whole, shares are not."""
    usual = asdict(Rules())
    return Rules(**{key: type(usual[key])(value) for key, value in row.items() if key in usual})


def _round(row: Mapping[str, Any]) -> Round:
    return Round(int(row["age"]), tuple(tuple(map(str, group)) for group in row["groups"]))


def problems_of(instance: Instance) -> list[str]:
    """Return in sentences what contradicts itself in the input; empty when it can be used."""
    rules, found = instance.rules, []
    if not 1 <= rules.size_min <= rules.size_target <= rules.size_max:
        found.append("De groepsgrootte klopt niet: kleinste, gewenste en grootste moeten in volgorde staan.")
    if not 0 <= rules.fair_weight <= 1 or not 0 <= rules.worst_share <= 1:
        found.append("Het gewicht van de minste groepen ligt tussen 0 en 1.")
    if not 0 <= rules.online_value <= 1 or not 0 <= rules.min_common_slots <= 60:
        found.append("De waarde van online ligt tussen 0 en 1, het aantal gezamenlijke dagdelen tussen 0 en 60.")
    if any(not 0 <= weight <= HEAVIEST for weight in instance.weights.values()):
        found.append("Een gewicht is nul of een positief getal, niet groter dan een miljard.")
    if any(not 0 <= round_.age <= 1000 for round_ in instance.history):
        found.append("De leeftijd van een eerdere ronde is geen goed getal.")
    return found + _problems_of_people(instance.people) + _problems_of_locks(instance)


def _problems_of_people(people: Iterable[Person]) -> list[str]:
    found, seen = [], set()
    for person in people:
        if person.id in seen:
            found.append(f"{person.id} staat er twee keer in.")
        seen.add(person.id)
        if person.mode not in MODES:
            found.append(f"De vorm van {person.id} is niet bekend.")
        place = person.xy or (0.0, 0.0)
        if not all(abs(number) <= FARTHEST for number in place) or not 0 < person.max_km <= FARTHEST:
            found.append(f"De plaats of de reisafstand van {person.id} is geen goed getal.")
        if any(not 0 <= slot < 60 for slot in person.slots):
            found.append(f"Een dagdeel van {person.id} is niet bekend.")
        if not 0 <= person.seniority <= 1000:
            found.append(f"De ervaring van {person.id} is geen goed getal.")
    return found


def _problems_of_locks(instance: Instance) -> list[str]:
    known, found = {person.id for person in instance.people}, []
    taken: set[str] = set()
    for lock in instance.locks:
        if not set(lock.members) <= known:
            found.append(f"Vaste kern {lock.label} noemt iemand die niet meedoet.")
        if len(set(lock.members)) < len(lock.members):
            found.append(f"Vaste kern {lock.label} noemt iemand twee keer.")
        if set(lock.members) & taken:
            found.append(f"Iemand zit in twee vaste kernen: zie {lock.label}.")
        taken |= set(lock.members)
    return found
