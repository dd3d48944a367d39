"""The changes that could give people without a group a place, in order of cost.

First nothing at all: dividing again. Then what only the coördinator
decides: the sizes, how many dagdelen a group shares. Then what the people left out would have to widen: a dagdeel,
the distance, the form, a language. Then letting go: a core, that colleagues or people of one samenwerking stay apart,
and last the private rules, which are never named and have no names: 'vaste regels'. Within one kind the smallest
change comes first.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from community.notation import count
from intervisie.matching.explain import DAYS, PARTS
from intervisie.matching.instance import Instance, Person, km

# Sizes are stretched by so much at most, and a group has at least three people.
MOST_SIZES, LEAST_SIZE = 2, 3
# So many distances are tried in a large pool, from the shortest to the longest.
MOST_DISTANCES = 12
Change = Callable[[Person], Person]


class Cause(StrEnum):
    """Which rule stands in the way; the order is that of the cost of giving in."""

    MENSEN = "MENSEN"
    OPNIEUW = "OPNIEUW"
    GROOTTE = "GROOTTE"
    SAMEN_TIJD = "SAMEN_TIJD"
    TIJD = "TIJD"
    REIS = "REIS"
    VORM = "VORM"
    TAAL = "TAAL"
    KERN = "KERN"
    ORGANISATIE = "ORGANISATIE"
    SAMENWERKING = "SAMENWERKING"
    VAST = "VAST"
    MEER = "MEER"


@dataclass(frozen=True)
class Option:
    """A change that can be tried: the instance after it, and how the sentence about it begins."""

    cause: Cause
    amount: int
    instance: Instance
    words: str

    @property
    def cost(self) -> tuple[int, int]:
        """Return what it costs: the smallest comes first."""
        return list(Cause).index(self.cause), self.amount


def options_for(instance: Instance, left: tuple[str, ...], *, is_exact: bool = True) -> Iterator[Option]:
    """Yield the changes that can be tried for these people, in order of cost; not every distance unless exact."""
    yield Option(Cause.OPNIEUW, 0, instance, "Met een nieuwe verdeling ")
    yield from _sizes(instance)
    yield from _shared_slots(instance)
    yield from _slots(instance, left)
    yield from _distances(instance, left, len(instance.people) ** 2 if is_exact else MOST_DISTANCES)
    yield from _forms(instance, left)
    yield from _languages(instance, left)
    yield from _cores(instance, left)
    yield from _loose(instance)


def widened(instance: Instance, left: tuple[str, ...], change: Change) -> Instance:
    """Return the instance in which these people changed."""
    return replace(instance, people=tuple(change(one) if one.id in left else one for one in instance.people))


def who(number: int) -> str:
    """Return so many people in words."""
    return count(number, "persoon", "mensen")


def gets(number: int) -> str:
    """Return the end of a sentence: so many people get a place."""
    return f"krijgt {who(number)} wel een plek" if number == 1 else f"krijgen {who(number)} wel een plek"


def _sizes(instance: Instance) -> Iterator[Option]:
    rules = instance.rules
    span = f"{rules.size_min} tot {rules.size_max}" if rules.size_min < rules.size_max else str(rules.size_min)
    opening = "" if divides(len(instance.people), rules.size_min, rules.size_max) else (
        f"{who(len(instance.people))} passen niet in groepen van {span}. "
    )  # fmt: skip
    for step in range(1, MOST_SIZES + 1):
        if rules.size_min - step >= LEAST_SIZE:
            smaller = replace(instance, rules=replace(rules, size_min=rules.size_min - step))
            words = f"{opening}Met groepen vanaf {rules.size_min - step} mensen "
            yield Option(Cause.GROOTTE, step, smaller, words)
        larger = replace(instance, rules=replace(rules, size_max=rules.size_max + step))
        words = f"{opening}Met groepen tot {rules.size_max + step} mensen "
        yield Option(Cause.GROOTTE, step, larger, words)


def divides(people: int, least: int, most: int) -> bool:
    """Whether so many people can be divided into groups of these sizes."""
    return -(-people // most) * least <= people


def _shared_slots(instance: Instance) -> Iterator[Option]:
    for shared in range(instance.rules.min_common_slots - 1, 0, -1):
        fewer = replace(instance, rules=replace(instance.rules, min_common_slots=shared))
        words = f"Als {count(shared, 'gezamenlijk dagdeel', 'gezamenlijke dagdelen')} genoeg is, "
        amount = instance.rules.min_common_slots - shared
        yield Option(Cause.SAMEN_TIJD, amount, fewer, words)


def _slots(instance: Instance, left: tuple[str, ...]) -> Iterator[Option]:
    lacking = {
        slot: sum(one.id in left and slot not in one.slots for one in instance.people)
        for slot in range(len(DAYS) * len(PARTS))
    }
    for slot, number in sorted(lacking.items(), key=lambda item: (item[1], item[0])):
        if number:
            wider = widened(instance, left, _with_slot(slot))
            words = f"Als {who(number)} ook op {DAYS[slot // 2]}{PARTS[slot % 2]} {_can(number)}, "
            yield Option(Cause.TIJD, number, wider, words)


def _with_slot(slot: int) -> Change:
    return lambda one: replace(one, slots=one.slots | {slot})


def _with_reach(far: float) -> Change:
    return lambda one: replace(one, max_km=max(one.max_km, far))


def _with_language(lang: str) -> Change:
    return lambda one: replace(one, langs=one.langs | {lang})


def _can(number: int) -> str:
    return "kan" if number == 1 else "kunnen"


def _distances(instance: Instance, left: tuple[str, ...], most: int) -> Iterator[Option]:
    out = [one for one in instance.people if one.id in left and one.mode != "online" and one.xy]
    steps = sorted({int(km(one.xy, other.xy)) + 1 for one in out for other in instance.people if other.xy})
    for far in [*steps[: -1 : max(1, len(steps) // most)], *steps[-1:]]:
        number = sum(one.max_km < far for one in out)
        if number:
            wider = widened(instance, left, _with_reach(float(far)))
            words = f"Als {who(number)} tot {far} kilometer {'reist' if number == 1 else 'reizen'}, "
            yield Option(Cause.REIS, far, wider, words)


def _forms(instance: Instance, left: tuple[str, ...]) -> Iterator[Option]:
    number = sum(one.id in left and one.mode != "beide" for one in instance.people)
    if number:
        wider = widened(instance, left, lambda one: replace(one, mode="beide"))
        words = f"Als voor {who(number)} zowel online als op locatie mag, "
        yield Option(Cause.VORM, number, wider, words)


def _languages(instance: Instance, left: tuple[str, ...]) -> Iterator[Option]:
    spoken = sorted({lang for one in instance.people for lang in one.langs})
    lacking = [(sum(one.id in left and lang not in one.langs for one in instance.people), lang) for lang in spoken]
    for number, lang in sorted(lacking):
        if number:
            wider = widened(instance, left, _with_language(lang))
            words = f"Met taal '{lang}' erbij voor {who(number)} "
            yield Option(Cause.TAAL, number, wider, words)


def _cores(instance: Instance, left: tuple[str, ...]) -> Iterator[Option]:
    touched = [lock for lock in instance.locks if set(lock.members) & set(left)]
    for lock in sorted(touched, key=lambda lock: (len(lock.members), lock.label)):
        loose = replace(instance, locks=tuple(other for other in instance.locks if other != lock))
        words = f"Laat vaste kern {lock.label} los. Dan "
        yield Option(Cause.KERN, 1, loose, words)
    if len(touched) > 1:
        loose = replace(instance, locks=tuple(other for other in instance.locks if other not in touched))
        words = f"Laat {len(touched)} vaste kernen los. Dan "
        yield Option(Cause.KERN, len(touched), loose, words)


def _loose(instance: Instance) -> Iterator[Option]:
    """Yield what lets go rules between two people, the private ones last."""
    people = instance.people
    apart = replace(instance, people=tuple(replace(one, org=f"{at}") for at, one in enumerate(people)))
    yield Option(Cause.ORGANISATIE, 1, apart, "Als collega's in één groep mogen, ")
    alone = replace(instance, people=tuple(replace(one, collabs=frozenset()) for one in people))
    yield Option(Cause.SAMENWERKING, 1, alone, "Als mensen van één samenwerking in één groep mogen, ")
    free = replace(instance, lines=frozenset(), people=tuple(replace(one, avoid=frozenset()) for one in people))
    yield Option(Cause.VAST, 1, free, "Alleen zonder vaste regels ")
