"""Reads an instance from JSON and says in Dutch what cannot be."""

import math
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from intervisie.toernee.instance import (
    HALVES,
    WEIGHTS,
    Facilitator,
    Instance,
    InstanceError,
    Lock,
    Person,
    Place,
    Rules,
    Tour,
    day_of,
)

SIZES = (4, 6)
# Farther than this, in kilometres, is no place; heavier is no weight; longer is no period.
FARTHEST, HEAVIEST, LONGEST = 3000.0, 1e6, 2000
MOST_RESERVE = 10


def read_instance(data: Mapping[str, Any]) -> Instance:
    """Return the instance in this JSON. Raises InstanceError with a sentence per problem."""
    try:
        weights = data.get("weights", {})
        instance = Instance(
            people=tuple(_person(row) for row in data["people"]),
            facilitators=tuple(_facilitator(row) for row in data["facilitators"]),
            tours=tuple(_tour(row) for row in data["tours"]),
            rules=_rules(data.get("rules", {})),
            weights={name: float(weights.get(name, usual)) for name, usual in WEIGHTS.items()},
            blocked=_slots(data.get("blocked_slots", ())),
            id=str(data.get("id", "")),
        )
    except (KeyError, IndexError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise InstanceError([f"De invoer is niet te lezen: {error!r}."]) from error
    problems = problems_of(instance)
    if problems:
        raise InstanceError(problems)
    return instance


def _whole(value: Any) -> int:
    """Return a whole number. Raises ValueError for a fraction, TypeError for what is no number."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"{value!r} is geen getal")
    if value != int(value):
        raise ValueError(f"{value!r} is geen heel getal")
    return int(value)


def _slots(rows: Iterable[Any]) -> frozenset[int]:
    if isinstance(rows, str | Mapping):
        raise TypeError(f"{rows!r} is geen rij dagdelen")
    return frozenset(_whole(row) for row in rows)


def _ids(rows: Iterable[Any]) -> tuple[str, ...]:
    if isinstance(rows, str | Mapping):
        raise TypeError(f"{rows!r} is geen rij")
    return tuple(_id(row) for row in rows)


def _id(row: Any) -> str:
    if row is None or isinstance(row, bool | float | list | dict):
        raise TypeError(f"{row!r} is geen naam")
    return str(row)


def _id_or_none(row: Any) -> str | None:
    return None if row is None else _id(row)


def _place(row: Any) -> Place | None:
    return None if row is None else (float(row[0]), float(row[1]))


def _person(row: Mapping[str, Any]) -> Person:
    return Person(
        id=_id(row["id"]),
        slots=_slots(row["slots"]),
        host_slots=_slots(row.get("host_slots", ())),
        rather_not=_slots(row.get("rather_not", ())),
        xy=_place(row.get("xy")),
        last_hosted_first=bool(row.get("last_hosted_first", False)),
    )


def _facilitator(row: Mapping[str, Any]) -> Facilitator:
    return Facilitator(
        id=_id(row["id"]),
        slots=_slots(row["slots"]),
        xy=_place(row.get("xy")),
        max_per_week=_whole(row.get("max_per_week", 5)),
        max_tours=_whole(row.get("max_tours", 1000)),
    )


def _tour(row: Mapping[str, Any]) -> Tour:
    return Tour(
        id=_id(row["id"]),
        members=_ids(row["members"]),
        facilitators=_ids(row.get("facilitators", ())),
        earliest=_whole(row.get("earliest", 0)),
        hosts=_ids(row.get("hosts", ())),
        locks=tuple(_lock(lock) for lock in row.get("locks", ())),
        facilitator=_id_or_none(row.get("facilitator")),
        excused=frozenset((_id(one["member"]), _id(one["host"])) for one in row.get("excused", ())),
        reserve=_whole(row.get("reserve", 0)),
        not_before=_whole(row.get("not_before", 0)),
    )


def _lock(row: Mapping[str, Any]) -> Lock:
    slot = row.get("slot")
    return Lock(
        _id_or_none(row.get("host")), None if slot is None else _whole(slot), bool(row.get("held", False))
    )  # fmt: skip


def _rules(row: Mapping[str, Any]) -> Rules:
    usual = Rules()
    return Rules(
        days=_whole(row.get("days", usual.days)),
        min_gap_days=_whole(row.get("min_gap_days", usual.min_gap_days)),
        max_span_days=_whole(row.get("max_span_days", usual.max_span_days)),
        ideal_gap_days=_whole(row.get("ideal_gap_days", usual.ideal_gap_days)),
        long_trip_km=float(row.get("long_trip_km", usual.long_trip_km)),
    )


def problems_of(instance: Instance) -> list[str]:
    """Return in sentences what contradicts itself in the input; empty when it can be used."""
    found = [*_of_rules(instance), *_of_people(instance), *_of_guides(instance)]
    seen: set[str] = set()
    for tour in instance.tours:
        if tour.id in seen:
            found.append(f"Toernee {tour.id} staat er twee keer in.")
        seen.add(tour.id)
        found += [*_of_members(tour, instance), *_of_guiding(tour, instance), *_of_locks(tour)]
    return found


def _of_rules(instance: Instance) -> Iterator[str]:
    rules = instance.rules
    if not 1 <= rules.days <= LONGEST:
        yield f"De periode is 1 tot {LONGEST} werkdagen lang."
    if not 0 <= rules.min_gap_days <= LONGEST or not 0 <= rules.max_span_days <= LONGEST:
        yield "De tijd tussen bezoeken en de looptijd zijn geen goed getal."
    if not 0 <= rules.ideal_gap_days <= LONGEST:
        yield "De gewenste tijd tussen bezoeken is geen goed getal."
    if not 0 <= rules.long_trip_km <= FARTHEST:
        yield "De afstand van een lange reis is geen goed getal."
    if any(not 0 <= weight <= HEAVIEST for weight in instance.weights.values()):
        yield "Een gewicht is nul of een positief getal, niet groter dan een miljoen."
    if any(not 0 <= slot < HALVES * LONGEST for slot in instance.blocked):
        yield "Een geblokkeerd dagdeel is niet bekend."


def _are_known(slots: Iterable[int]) -> bool:
    return all(0 <= slot < HALVES * LONGEST for slot in slots)


def _is_place(xy: Place | None) -> bool:
    return xy is None or all(math.isfinite(number) and abs(number) <= FARTHEST for number in xy)


def _of_people(instance: Instance) -> Iterator[str]:
    seen: set[str] = set()
    for person in instance.people:
        if person.id in seen:
            yield f"{person.id} staat er twee keer in."
        seen.add(person.id)
        if not _are_known(person.slots):
            yield f"Een dagdeel van {person.id} is niet bekend."
        if not person.host_slots <= person.slots:
            yield f"{person.id} ontvangt op een dagdeel waarop {person.id} zelf niet kan."
        if not person.rather_not <= person.slots:
            yield f"{person.id} wil liever niet op een dagdeel waarop {person.id} niet kan."
        if not _is_place(person.xy):
            yield f"De plaats van {person.id} is geen goed getal."


def _of_guides(instance: Instance) -> Iterator[str]:
    seen: set[str] = set()
    for one in instance.facilitators:
        if one.id in seen:
            yield f"Begeleider {one.id} staat er twee keer in."
        seen.add(one.id)
        if not _are_known(one.slots):
            yield f"Een dagdeel van begeleider {one.id} is niet bekend."
        if not _is_place(one.xy):
            yield f"De plaats van begeleider {one.id} is geen goed getal."
        if not 0 <= one.max_per_week <= LONGEST or not 0 <= one.max_tours <= LONGEST:
            yield f"Het aantal bezoeken of toernees van begeleider {one.id} is geen goed getal."


def _of_members(tour: Tour, instance: Instance) -> Iterator[str]:
    least = SIZES[0] - 1 if any(lock.is_held for lock in tour.locks) else SIZES[0]
    if not least <= len(tour.members) <= SIZES[1]:
        yield f"Toernee {tour.id} heeft {len(tour.members)} leden: een toernee heeft er vier, vijf of zes."
    if len(set(tour.members)) < len(tour.members):
        yield f"Toernee {tour.id} noemt iemand twee keer."
    named = {*tour.members, *tour.hosts, *(one for pair in tour.excused for one in pair)}
    for one in sorted(named - set(instance.people_by_id)):
        yield f"Toernee {tour.id} noemt {one}, maar die staat niet bij de mensen."
    if not 0 <= tour.not_before <= tour.earliest < HALVES * LONGEST:
        yield f"Het begin van toernee {tour.id} is niet bekend."
    if not 0 <= tour.reserve <= MOST_RESERVE:
        yield f"Toernee {tour.id} kan 0 tot {MOST_RESERVE} reservedata hebben."
    yield from _of_receiving(tour)


def _of_receiving(tour: Tour) -> Iterator[str]:
    held = {lock.host for lock in tour.locks if lock.is_held}
    if len(set(tour.hosts)) < len(tour.hosts) or not set(tour.hosts) <= {*tour.members, *held}:
        yield f"Bij toernee {tour.id} ontvangt iemand twee keer, of iemand die geen lid is."
    if len(tour.receiving) > SIZES[1]:
        yield f"Toernee {tour.id} heeft meer dan zes bezoeken."
    if any(member not in tour.members or host not in tour.receiving for member, host in tour.excused):
        yield f"Bij toernee {tour.id} is iemand vrijgesteld die geen lid is, of voor een bezoek dat er niet is."


def _of_guiding(tour: Tour, instance: Instance) -> Iterator[str]:
    if len(set(tour.facilitators)) < len(tour.facilitators):
        yield f"Toernee {tour.id} noemt een begeleider twee keer."
    for one in sorted({*tour.facilitators, *filter(None, (tour.facilitator,))} - set(instance.guides)):
        yield f"Toernee {tour.id} noemt begeleider {one}, maar die staat niet bij de begeleiders."
    if tour.facilitator is not None and tour.facilitators and tour.facilitator not in tour.facilitators:
        yield f"De vaste begeleider van toernee {tour.id} hoort niet bij de begeleiders van die toernee."


def _of_locks(tour: Tour) -> Iterator[str]:
    hosts = [lock.host for lock in tour.locks if lock.host is not None]
    slots = [lock.slot for lock in tour.locks if lock.slot is not None]
    if len(set(hosts)) < len(hosts) or len({day_of(slot) for slot in slots}) < len(slots):
        yield f"Bij toernee {tour.id} ligt een gastheer of een dag twee keer vast."
    if not set(hosts) <= set(tour.receiving):
        yield f"Bij toernee {tour.id} ligt een bezoek vast bij iemand die niet ontvangt."
    if not _are_known(slots) or len(slots) > len(tour.receiving):
        yield f"Bij toernee {tour.id} ligt een dagdeel vast dat niet bestaat, of er liggen te veel vast."
    if any(lock.is_held and (lock.host is None or lock.slot is None) for lock in tour.locks):
        yield f"Een gehouden bezoek van toernee {tour.id} heeft een gastheer en een dagdeel."
    held = sorted(lock.slot or 0 for lock in tour.locks if lock.is_held)
    free = sorted(lock.slot for lock in tour.locks if not lock.is_held and lock.slot is not None)
    if any(a == b for a, b in pairwise(held)) or (held and free and free[0] < held[-1]):
        yield f"Bij toernee {tour.id} ligt een bezoek vast vóór een bezoek dat al gehouden is."
