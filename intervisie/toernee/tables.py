"""What one toernee can do, in numbers: who may receive on which dagdeel, who would rather not, every order of hosts.

The cost of a plan falls apart: dates (tussentijd, liever niet, laat), the order of hosts (lange reizen, wie begint) and
the begeleider (her kilometres, whatever the order). Only 'kan ontvangen' ties dates to the order; bits make it cheap.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, permutations

from intervisie.toernee.instance import Instance, Tour, day_of, km, week_of
from intervisie.toernee.judging import broken_at, held_slots, long_pairs
from intervisie.toernee.plans import TourPlan

# Numbers of 'liever niet' per member are packed in one whole number, so many bits each.
BITS = 3


@dataclass(frozen=True)
class Taken:
    """What other toernees use already: days and number of visits per week of begeleiders, days of people."""

    guide_days: Mapping[str, frozenset[int]] = field(default_factory=dict)
    guide_weeks: Mapping[str, Mapping[int, int]] = field(default_factory=dict)
    guide_tours: Mapping[str, int] = field(default_factory=dict)
    person_days: Mapping[str, frozenset[int]] = field(default_factory=dict)


def taken_by(instance: Instance, others: Iterable[TourPlan]) -> Taken:
    """Return what these plans use."""
    days: dict[str, set[int]] = {}
    weeks: dict[str, dict[int, int]] = {}
    tours: dict[str, int] = {}
    people: dict[str, set[int]] = {}
    for plan in others:
        visited = {day_of(slot) for slot in plan.slots}
        for one in instance.tours_by_id[plan.tour].members:
            people.setdefault(one, set()).update(visited)
        if plan.facilitator is not None:
            days.setdefault(plan.facilitator, set()).update(visited)
            tours[plan.facilitator] = tours.get(plan.facilitator, 0) + 1
            for slot in plan.slots:
                per_week = weeks.setdefault(plan.facilitator, {})
                per_week[week_of(slot)] = per_week.get(week_of(slot), 0) + 1
    frozen = {one: frozenset(each) for one, each in days.items()}
    return Taken(frozen, weeks, tours, {one: frozenset(each) for one, each in people.items()})


@dataclass(frozen=True)
class Lot:
    """A dagdeel with the hosts (as bits) who may receive then, who would rather not (packed), and what it costs."""

    slot: int
    day: int
    hosts: int
    packed: int
    price: float
    is_held: bool = False


Allowed = Callable[[int], Iterable[tuple[int, float]]]


class Table:
    """A toernee in numbers. Hosts and members are numbered in the order in which the toernee names them."""

    def __init__(self, instance: Instance, tour: Tour) -> None:
        """Order all ways to follow each other up as hosts, cheapest first; see which dagdelen stand."""
        self.instance, self.tour = instance, tour
        self.hosts = tour.receiving
        self.count = len(self.hosts)
        self.fair, self.unwilling = instance.weights["rather_not_max"], instance.weights["rather_not"]
        self.held = held_slots(tour)
        self.required = sorted(lock.slot for lock in tour.locks if lock.slot is not None)
        self.last_held = max(self.held.values(), default=-1)
        self.host_at = {lock.slot: lock.host for lock in tour.locks if lock.slot is not None}
        self.slot_of = {lock.host: lock.slot for lock in tour.locks if lock.host is not None and lock.slot is not None}
        self.order_costs, self.orders = self._orders()
        self._at: list[list[int]] = self._places()
        self._fits: dict[tuple[int, int], int] = {}
        self._last = self._endings()
        self._ends: dict[tuple[int, int], int] = {}
        self._tops: dict[int, int] = {}

    def _orders(self) -> tuple[list[float], list[tuple[int, ...]]]:
        weights, people = self.instance.weights, self.instance.people_by_id
        far = [
            [weights["long_trips"] * long_pairs(self.instance, self.tour, a, b) for b in self.hosts] for a in self.hosts
        ]
        first = [weights["first_again"] * people[one].last_hosted_first for one in self.hosts]
        priced = sorted(
            (first[order[0]] + sum(far[a][b] for a, b in pairwise(order)), order)
            for order in permutations(range(self.count))
        )
        return [price for price, _ in priced], [order for _, order in priced]

    def _places(self) -> list[list[int]]:
        """Return per place and host the orders, as bits, in which that host has that place."""
        found = [[0] * self.count for _ in range(self.count)]
        for number, order in enumerate(self.orders):
            for place, host in enumerate(order):
                found[place][host] |= 1 << number
        return found

    def fits(self, place: int, hosts: int) -> int:
        """Return the orders, as bits, in which one of these hosts (bits) has this place."""
        key = place, hosts
        if key not in self._fits:
            bits = 0
            for host in range(self.count):
                if hosts >> host & 1:
                    bits |= self._at[place][host]
            self._fits[key] = bits
        return self._fits[key]

    def ends(self, left: int, sets: int) -> int:
        """Return the orders whose last `left` hosts together are one of these sets of hosts (bits of bits)."""
        key = left, sets
        if key not in self._ends:
            bits = 0
            for hosts, orders in self._last[left].items():
                if sets >> hosts & 1:
                    bits |= orders
            self._ends[key] = bits
        return self._ends[key]

    def _endings(self) -> list[dict[int, int]]:
        """Return per number of hosts, and per set of so many, the orders that end with these."""
        found: list[dict[int, int]] = [{} for _ in range(self.count + 1)]
        for number, order in enumerate(self.orders):
            hosts = 0
            for left, host in enumerate(reversed(order), start=1):
                hosts |= 1 << host
                found[left][hosts] = found[left].get(hosts, 0) | 1 << number
        return found

    def top(self, packed: int) -> int:
        """Return the largest of the packed numbers."""
        if packed not in self._tops:
            rest, most = packed, 0
            while rest:
                most = max(most, rest & 7)
                rest >>= BITS
            self._tops[packed] = most
        return self._tops[packed]

    def cheapest(self, orders: int) -> int:
        """Return the number of the cheapest of these orders (bits, not none)."""
        return (orders & -orders).bit_length() - 1

    def allowed(self, slot: int) -> list[tuple[int, float]]:
        """Return which hosts may receive on this dagdeel, everything but the begeleider counted, at no extra price."""
        if self.held and slot <= self.last_held:
            return [(at, 0.0) for at, host in enumerate(self.hosts) if self.held.get(host) == slot]
        return [
            (at, 0.0) for at, host in enumerate(self.hosts)
            if self.is_free_to(host, slot) and not any(broken_at(self.instance, self.tour, host, slot))
        ]  # fmt: skip

    def is_free_to(self, host: str, slot: int) -> bool:
        """Whether no lock gives this dagdeel to another host, or this host another dagdeel."""
        return self.host_at.get(slot) in (None, host) and self.slot_of.get(host, slot) == slot

    def most_cost(self) -> float:
        """Return more than any plan costs, the begeleider aside: one thing that weighs more goes before all cost."""
        weights, rules, visits = self.instance.weights, self.instance.rules, self.count
        days = max(rules.days, *(day_of(slot) for slot in (0, *self.held.values()))) + rules.ideal_gap_days
        people = len(self.tour.members)
        return 1.0 + (
            days * (visits * weights["gap"] + weights["late"])
            + visits * (people * (self.unwilling + weights["long_trips"]) + self.fair) + weights["first_again"]
        )  # fmt: skip

    def priced_lots(self, slots: Iterable[int], allowed: Allowed) -> tuple[list[Lot], float]:
        """Return the lots when hosts have prices, less the lowest price of each host; and the sum of those."""
        prices = {slot: list(allowed(slot)) for slot in slots}
        lowest: dict[int, float] = {}
        for at, price in (one for row in prices.values() for one in row):
            lowest[at] = min(price, lowest.get(at, math.inf))
        lots = self.lots(prices, lambda slot: [(at, price - lowest[at]) for at, price in prices[slot]])
        return lots, sum(lowest.values())

    def lots(self, slots: Iterable[int], allowed: Allowed | None = None) -> list[Lot]:
        """Return the dagdelen where somebody may receive, in order of time; a slot comes once per price of hosts."""
        found = []
        for slot in sorted(slots):
            kinds: dict[tuple[float, int], int] = {}
            for at, price in (allowed or self.allowed)(slot):
                packed, count = self._unwilling(slot, self.hosts[at])
                key = price + self.unwilling * count, packed
                kinds[key] = kinds.get(key, 0) | 1 << at
            is_held = slot in self.held.values()
            found += [Lot(slot, day_of(slot), hosts, packed, price, is_held)
                      for (price, packed), hosts in sorted(kinds.items())]  # fmt: skip
        return found

    def _unwilling(self, slot: int, host: str) -> tuple[int, int]:
        """Return who would rather not be at this visit, packed, and how many they are."""
        people, packed, count = self.instance.people_by_id, 0, 0
        for at, one in enumerate(self.tour.members):
            if slot in people[one].rather_not and (one, host) not in self.tour.excused:
                packed, count = packed + (1 << BITS * at), count + 1
        return packed, count

    def common_slots(self) -> list[int]:
        """Return every dagdeel on which somebody may receive, the begeleider aside."""
        period = range(2 * self.instance.rules.days)
        return [slot for slot in sorted({*period, *self.held.values()}) if any(self.allowed(slot))]

    def guide_price(self, guide: str | None) -> float:
        """Return what the kilometres of this begeleider cost: the same whatever the order."""
        if guide is None:
            return 0.0
        xy, people = self.instance.guides[guide].xy, self.instance.people_by_id
        return self.instance.weights["facilitator_km"] * sum(km(xy, people[host].xy) for host in self.hosts)

    def guided_slots(self, slots: Sequence[int], guide: str | None, taken: Taken) -> list[int]:
        """Return which of these dagdelen are left with this begeleider beside what is taken. Held ones stay."""
        person_days = set().union(*(taken.person_days.get(one, frozenset()) for one in self.tour.members))
        held = set(self.held.values())
        if guide is None:
            return [slot for slot in slots if slot in held or day_of(slot) not in person_days]
        one = self.instance.guides[guide]
        if taken.guide_tours.get(guide, 0) >= one.max_tours:
            return []
        days, weeks = taken.guide_days.get(guide, frozenset()), taken.guide_weeks.get(guide, {})
        return [
            slot for slot in slots
            if slot in held or (slot in one.slots and day_of(slot) not in days and day_of(slot) not in person_days
                                and weeks.get(week_of(slot), 0) < one.max_per_week)
        ]  # fmt: skip
