"""Why a toernee has no dates: who and what blocks, and the smallest wish to give up. True: found by replanning."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from intervisie.toernee.instance import Instance, in_order
from intervisie.toernee.judging import broken_at
from intervisie.toernee.planning import cheapest_plan
from intervisie.toernee.plans import TourPlan
from intervisie.toernee.tables import taken_by
from intervisie.toernee.wishes import Wish, WishKind, granted


class Blocker(StrEnum):
    """What kind of thing stands in the way."""

    GEEN = "GEEN"  # nothing: there is a plan
    REGELS = "REGELS"  # even with everybody always there: the period, the tussentijd, holidays, fixed dates
    MENSEN = "MENSEN"  # these people together have too few dagdelen
    ONTVANGST = "ONTVANGST"  # there are dagdelen, but these hosts cannot receive often enough
    BEGELEIDER = "BEGELEIDER"  # the members can, no begeleider can
    BEZET = "BEZET"  # the begeleiders are at other toernees then


@dataclass(frozen=True)
class Relief:
    """Wishes that together make it possible, and the cheapest plan that there is then."""

    wishes: tuple[Wish, ...]
    plan: TourPlan


@dataclass(frozen=True)
class Explanation:
    """Why this toernee has no dates.

    `people` is a smallest set whose wishes alone make it impossible, `slots` the dagdelen they share; `reliefs` the
    smallest wishes to give up, one of them is enough, cheapest first.
    """

    tour: str
    blocker: Blocker
    people: tuple[str, ...]
    slots: tuple[int, ...]
    reliefs: tuple[Relief, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the explanation for JSON."""
        return {
            "blocker": self.blocker.value,
            "people": list(self.people),
            "slots": list(self.slots),
            "give_up": [
                [{"kind": wish.kind.value, "person": wish.person, "slot": wish.slot, "amount": wish.amount}
                 for wish in relief.wishes]
                for relief in self.reliefs
            ],
        }  # fmt: skip


def explain(instance: Instance, tour: str, *, others: Sequence[TourPlan] = (), most: int = 10) -> Explanation:
    """Return why this toernee has no dates beside the plans of `others`; at most so many reliefs.

    Raises KeyError when the toernee is not in the instance.
    """
    ordered = in_order(instance)
    row = ordered.tours_by_id[tour]
    taken = taken_by(ordered, [one for one in others if one.tour != tour])
    if cheapest_plan(ordered, row, taken):
        return Explanation(tour, Blocker.GEEN, (), (), ())
    reliefs = []
    for wish in _singles(ordered, tour):
        changed = granted(ordered, tour, [wish])
        found = cheapest_plan(changed, changed.tours_by_id[tour], taken)
        if found:
            reliefs.append((wish.key, found[0], Relief((wish,), found[1])))
    reliefs.sort(key=lambda one: (one[0][0], one[1]))
    return Explanation(tour, Blocker.MENSEN, row.members, (), tuple(one[2] for one in reliefs[:most]))


def _singles(instance: Instance, tour: str) -> Iterable[Wish]:
    """Return every single wish about a dagdeel that is worth trying."""
    row = instance.tours_by_id[tour]
    seen = set()
    for slot in range(row.earliest, 2 * instance.rules.days):
        for host in row.receiving:
            broken = list(broken_at(instance, row, host, slot))
            if len(broken) == 1 and broken[0].kind in ("afwezig", "ontvangst"):
                kind = WishKind.DAGDEEL if broken[0].kind == "afwezig" else WishKind.ONTVANGST
                seen.add(Wish(kind, broken[0].people[0], slot))
    return sorted(seen, key=lambda wish: wish.key)


@dataclass(frozen=True)
class Naming:
    """How to say people, begeleiders and dagdelen in a sentence: 'Wouter', 'dinsdagmiddag 1 juni'."""

    person: Callable[[str], str]
    slot: Callable[[int], str]
