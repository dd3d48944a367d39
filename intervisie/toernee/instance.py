"""What a planning starts from: people, begeleiders, toernees and rules. Frozen values; `reading` makes them of JSON.

The form is `cop-visitatie/1`. A slot is a dagdeel: working day x 2 + half (0 ochtend, 1 middag); five days a week,
counted from the first working day of the period. Ids are opaque text; names play no part.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

# A place on the map: kilometres east and north.
Place = tuple[float, float]
# Roads are longer than the crow flies.
DETOUR = 1.3
HALVES, WEEK = 2, 5
PARTS = ("gap", "rather_not", "rather_not_max", "long_trips", "first_again", "late", "facilitator_km")
WEIGHTS: Mapping[str, float] = {
    "gap": 1.0, "rather_not": 3.0, "rather_not_max": 6.0, "long_trips": 2.0, "first_again": 8.0, "late": 0.15,
    "facilitator_km": 0.02, "unscheduled": 10000.0,
}  # fmt: skip


class InstanceError(ValueError):
    """The input cannot be read or contradicts itself. `problems` are Dutch sentences."""

    def __init__(self, problems: Sequence[str]) -> None:
        """Keep the sentences."""
        super().__init__(" ".join(problems))
        self.problems = tuple(problems)


@dataclass(frozen=True)
class Person:
    """Somebody who visits and receives. `slots` kan, `rather_not` liever niet (within slots), `host_slots` ontvangt.

    Without a place (`xy` None) no trip of hers counts as long, nor a trip to her.
    """

    id: str
    slots: frozenset[int] = frozenset()
    host_slots: frozenset[int] = frozenset()
    rather_not: frozenset[int] = frozenset()
    xy: Place | None = None
    last_hosted_first: bool = False


@dataclass(frozen=True)
class Facilitator:
    """A begeleider: one visit a day, at most `max_per_week` visits in a week and `max_tours` toernees."""

    id: str
    slots: frozenset[int] = frozenset()
    xy: Place | None = None
    max_per_week: int = 5
    max_tours: int = 1000


@dataclass(frozen=True)
class Lock:
    """A visit that stays. Without a host the date stays; a host without a date says nothing, as all receive once.

    `is_held`: it took place. Then nobody asks who could come, whether the date was allowed or how long ago it was.
    """

    host: str | None = None
    slot: int | None = None
    is_held: bool = False


@dataclass(frozen=True)
class Tour:
    """A toernee: `members` are at every visit, `hosts` each receive once (all members when empty).

    No `facilitators`: no begeleider is needed. `facilitator` fixes one of them. `excused` are (member, host): that
    member need not be at that visit. `reserve` is how many reserve dates are wanted. Before `not_before` no visit can
    be, whatever else is given up: it is in the past.
    """

    id: str
    members: tuple[str, ...]
    facilitators: tuple[str, ...] = ()
    earliest: int = 0
    hosts: tuple[str, ...] = ()
    locks: tuple[Lock, ...] = ()
    facilitator: str | None = None
    excused: frozenset[tuple[str, str]] = frozenset()
    reserve: int = 0
    not_before: int = 0

    @property
    def receiving(self) -> tuple[str, ...]:
        """Return who receives a visit."""
        return self.hosts or self.members

    @property
    def possible_facilitators(self) -> tuple[str | None, ...]:
        """Return who may guide it: None alone when it needs nobody."""
        if self.facilitator is not None:
            return (self.facilitator,)
        return self.facilitators or (None,)


@dataclass(frozen=True)
class Rules:
    """Numbers of the rules, in working days and kilometres. `days` is the length of the period."""

    days: int = 200
    min_gap_days: int = 10
    max_span_days: int = 110
    ideal_gap_days: int = 20
    long_trip_km: float = 100.0


@dataclass(frozen=True)
class Instance:
    """Everything a planning depends on."""

    people: tuple[Person, ...]
    facilitators: tuple[Facilitator, ...]
    tours: tuple[Tour, ...]
    rules: Rules = Rules()
    weights: Mapping[str, float] = field(default_factory=lambda: dict(WEIGHTS))
    blocked: frozenset[int] = frozenset()
    id: str = ""

    @cached_property
    def people_by_id(self) -> Mapping[str, Person]:
        """Return the people by id."""
        return {person.id: person for person in self.people}

    @cached_property
    def guides(self) -> Mapping[str, Facilitator]:
        """Return the begeleiders by id."""
        return {one.id: one for one in self.facilitators}

    @cached_property
    def tours_by_id(self) -> Mapping[str, Tour]:
        """Return the toernees by id."""
        return {tour.id: tour for tour in self.tours}


def km(a: Place | None, b: Place | None) -> float:
    """Return the estimated distance by road in kilometres with one decimal; 0 when a place is not known."""
    if a is None or b is None:
        return 0.0
    return round(DETOUR * math.hypot(a[0] - b[0], a[1] - b[1]), 1)


def day_of(slot: int) -> int:
    """Return the working day of a dagdeel."""
    return slot // HALVES


def week_of(slot: int) -> int:
    """Return the week of a dagdeel."""
    return slot // (HALVES * WEEK)


def in_order(instance: Instance) -> Instance:
    """Return the same instance with everything in an order of its own, so that no order given plays a part.

    Everything is ordered by what is known of it; ids decide between equals only, so that other ids change nothing.
    """
    people = sorted(instance.people, key=lambda one: (_of_person(one), one.id))
    place = {person.id: number for number, person in enumerate(people)}
    guides = sorted(instance.facilitators, key=lambda one: (_of_guide(one), one.id))
    rank = {guide.id: number for number, guide in enumerate(guides)}
    tours = [
        replace(
            tour,
            members=tuple(sorted(tour.members, key=place.__getitem__)),
            hosts=tuple(sorted(tour.hosts, key=place.__getitem__)),
            facilitators=tuple(sorted(tour.facilitators, key=rank.__getitem__)),
        )
        for tour in instance.tours
    ]
    tours.sort(key=lambda tour: ([place[one] for one in tour.members], _of_tour(tour, place, rank), tour.id))
    return replace(instance, people=tuple(people), facilitators=tuple(guides), tours=tuple(tours))


def _of_person(one: Person) -> tuple[object, ...]:
    return sorted(one.slots), sorted(one.host_slots), sorted(one.rather_not), one.xy or (), one.last_hosted_first


def _of_guide(one: Facilitator) -> tuple[object, ...]:
    return sorted(one.slots), one.xy or (), one.max_per_week, one.max_tours


def _of_tour(tour: Tour, place: Mapping[str, int], rank: Mapping[str, int]) -> tuple[object, ...]:
    locks = sorted((-1 if lock.slot is None else lock.slot, place.get(lock.host or "", -1)) for lock in tour.locks)
    return (
        [rank[one] for one in tour.facilitators], tour.earliest, [place[one] for one in tour.hosts], locks,
        rank.get(tour.facilitator or "", -1), sorted((place[a], place[b]) for a, b in tour.excused), tour.reserve,
        tour.not_before,
    )  # fmt: skip
