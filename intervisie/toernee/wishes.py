"""Wishes that can be given up: what each is, and the instance as it would be when they were."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from intervisie.toernee.instance import Instance, Tour


class WishKind(StrEnum):
    """What somebody would have to give up, cheapest to ask first."""

    ONTVANGST = "ONTVANGST"  # `person` receives on `slot`, when she can be there already
    DAGDEEL = "DAGDEEL"  # `person` can come on `slot`
    BEGELEIDER_DAGDEEL = "BEGELEIDER_DAGDEEL"  # begeleider `person` can come on `slot`
    BEGELEIDER = "BEGELEIDER"  # begeleider `person`, who was not among those named
    MEER_IN_WEEK = "MEER_IN_WEEK"  # begeleider `person` does `amount` visits a week
    MEER_TOERNEES = "MEER_TOERNEES"  # begeleider `person` guides `amount` toernees
    TUSSENTIJD = "TUSSENTIJD"  # at least `amount` working days between visits
    LOOPTIJD = "LOOPTIJD"  # at most `amount` working days from first to last
    BEGIN = "BEGIN"  # from `slot` on
    PERIODE = "PERIODE"  # a period of `amount` working days


RANK = {kind: number for number, kind in enumerate(WishKind)}


@dataclass(frozen=True)
class Wish:
    """One wish to give up; which fields are filled depends on the kind."""

    kind: WishKind
    person: str | None = None
    slot: int | None = None
    amount: int | None = None

    @property
    def key(self) -> tuple[int, int, int]:
        """Return what orders wishes, ids aside."""
        return RANK[self.kind], -1 if self.slot is None else self.slot, self.amount or 0

    def as_json(self) -> dict[str, Any]:
        """Return the wish for JSON."""
        return {"kind": self.kind.value, "person": self.person, "slot": self.slot, "amount": self.amount}


def granted(instance: Instance, tour: str, wishes: Iterable[Wish]) -> Instance:
    """Return the instance in which these wishes are given up for this toernee."""
    for wish in wishes:
        instance = _granted(instance, instance.tours_by_id[tour], wish)
    return instance


def _granted(instance: Instance, tour: Tour, wish: Wish) -> Instance:
    rules, kind, amount = instance.rules, wish.kind, wish.amount or 0
    if kind in (WishKind.TUSSENTIJD, WishKind.LOOPTIJD, WishKind.PERIODE):
        name = {"TUSSENTIJD": "min_gap_days", "LOOPTIJD": "max_span_days", "PERIODE": "days"}[kind.value]
        return replace(instance, rules=replace(rules, **{name: amount}))
    if kind is WishKind.BEGIN:
        return _with_tour(instance, replace(tour, earliest=wish.slot or 0))
    if kind is WishKind.BEGELEIDER:
        return _with_tour(
            instance, replace(tour, facilitators=(*tour.facilitators, wish.person or ""), facilitator=None)
        )
    if kind in (WishKind.DAGDEEL, WishKind.ONTVANGST):
        return _with_person(instance, wish)
    return _with_guide(instance, wish)


def _with_tour(instance: Instance, tour: Tour) -> Instance:
    return replace(instance, tours=tuple(tour if one.id == tour.id else one for one in instance.tours))


def _with_person(instance: Instance, wish: Wish) -> Instance:
    person = instance.people_by_id[wish.person or ""]
    extra = frozenset({wish.slot or 0})
    if wish.kind is WishKind.DAGDEEL:
        person = replace(person, slots=person.slots | extra)
    else:
        person = replace(person, host_slots=person.host_slots | extra)
    return replace(instance, people=tuple(person if one.id == person.id else one for one in instance.people))


def _with_guide(instance: Instance, wish: Wish) -> Instance:
    guide = instance.guides[wish.person or ""]
    if wish.kind is WishKind.BEGELEIDER_DAGDEEL:
        guide = replace(guide, slots=guide.slots | {wish.slot or 0})
    elif wish.kind is WishKind.MEER_IN_WEEK:
        guide = replace(guide, max_per_week=wish.amount or 0)
    else:
        guide = replace(guide, max_tours=wish.amount or 0)
    return replace(instance, facilitators=tuple(guide if one.id == guide.id else one for one in instance.facilitators))
