"""Why a toernee has no dates, in Dutch sentences. Who calls names people and dagdelen; without that ids are said."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from intervisie.toernee.blocking import Blocker
from intervisie.toernee.explain import Explanation
from intervisie.toernee.instance import HALVES, WEEK
from intervisie.toernee.wishes import Wish, WishKind


def _slot(slot: int) -> str:
    day, half = divmod(slot, HALVES)
    return f"de {('ochtend', 'middag')[half]} van werkdag {day % WEEK + 1} in week {day // WEEK + 1}"


@dataclass(frozen=True)
class Naming:
    """How people, begeleiders and dagdelen are said: 'Wouter', 'dinsdagmiddag 1 juni'."""

    person: Callable[[str], str] = str
    slot: Callable[[int], str] = _slot


BLOCKS = {
    Blocker.GEEN: "Er zijn data te vinden.",
    Blocker.REGELS: "Ook als iedereen altijd kan, passen de bezoeken niet in de periode.",
    Blocker.MENSEN: "De bezoeken passen niet: {names} {can} samen op {count}.",
    Blocker.ONTVANGST: "Bezoek bij {names} lukt niet: als iedereen kan, is ontvangen daar te weinig mogelijk.",
    Blocker.BEGELEIDER: "De deelnemers vinden data, maar dan kan geen begeleider.",
    Blocker.BEZET: "De deelnemers vinden data, maar dan is er al een ander bezoek.",
}
GIVES_UP = {
    WishKind.ONTVANGST: "{name} ontvangt op {slot}",
    WishKind.DAGDEEL: "{name} kan op {slot}",
    WishKind.BEGELEIDER_DAGDEEL: "begeleider {name} kan op {slot}",
    WishKind.BEGELEIDER: "{name} begeleidt deze toernee",
    WishKind.MEER_IN_WEEK: "begeleider {name} doet {amount} bezoeken in een week",
    WishKind.MEER_TOERNEES: "begeleider {name} doet {amount} toernees",
    WishKind.TUSSENTIJD: "tussen twee bezoeken {amount} werkdagen genoeg zijn",
    WishKind.LOOPTIJD: "het laatste bezoek {amount} werkdagen na het eerste mag zijn",
    WishKind.BEGIN: "de toernee mag beginnen op {slot}",
    WishKind.PERIODE: "de periode {amount} werkdagen duurt",
}


def sentences(found: Explanation, naming: Naming | None = None) -> list[str]:
    """Return who and what blocks, and then what would help: one of these sentences is enough."""
    words = naming or Naming()
    names = _listed([words.person(one) for one in found.people])
    can = "kan" if len(found.people) == 1 else "kunnen"
    count = f"{len(found.slots)} {_dagdelen(len(found.slots))}, en die liggen te dicht op elkaar of te ver uiteen"
    count = count if found.slots else "geen enkel dagdeel"
    first = BLOCKS[found.blocker].format(names=names, can=can, count=count).replace(" kan samen ", " kan ")
    if found.blocker is Blocker.GEEN:
        return [first]
    ways = [f"Het lukt als {_listed([_wish(wish, words) for wish in relief.wishes])}." for relief in found.reliefs]
    return [first, *(ways or ["Eén wens opgeven helpt niet. Verruim de periode of vraag iedereen om meer dagdelen."])]


def _wish(wish: Wish, words: Naming) -> str:
    name = "" if wish.person is None else words.person(wish.person)
    slot = "" if wish.slot is None else words.slot(wish.slot)
    return GIVES_UP[wish.kind].format(name=name, slot=slot, amount=wish.amount)


def _listed(said: Sequence[str]) -> str:
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} en {said[-1]}" if said else ""


def _dagdelen(count: int) -> str:
    return "dagdeel" if count == 1 else "dagdelen"
