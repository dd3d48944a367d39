"""Every plan of one toernee with one begeleider that costs no more than so much: depth first, with a lower bound.

Complete: what is not listed costs more than the limit that is told. Plain Python, no clock.
"""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from intervisie.toernee.instance import day_of, week_of
from intervisie.toernee.plans import TourPlan, Visit
from intervisie.toernee.roles import with_roles
from intervisie.toernee.spans import Smallest, Union
from intervisie.toernee.tables import Lot, Table

# So little more than the limit is the same: sums of decimals in another order.
SAME = 1e-9
# A day that never comes.
NEVER = math.inf


@dataclass(frozen=True)
class Found:
    """A plan: what it costs (begeleider aside), its dagdelen and which number of host receives then."""

    cost: float
    slots: tuple[int, ...]
    order: int

    @property
    def days(self) -> tuple[int, ...]:
        """Return the working days."""
        return tuple(day_of(slot) for slot in self.slots)


class TooLongError(Exception):
    """More was looked at than was allowed."""


class Listing:
    """The plans over these lots (in order of time). `week_cap`: so many visits of this toernee in a week at most."""

    def __init__(
        self, table: Table, lots: Sequence[Lot], *, week_cap: int = 5, tolls: Mapping[int, float] | None = None,
        floor: float = 0.0,
    ) -> None:  # fmt: skip
        """Bound from behind what is still to come.

        `tolls` are what a visit on a working day costs more, `floor` is what any plan costs above its lots.
        """
        rules = table.instance.rules
        self.table, self.lots, self.week_cap, self.floor = table, lots, week_cap, floor
        self.gap, self.span = max(1, rules.min_gap_days), rules.max_span_days
        self.days = [lot.day for lot in lots]
        more = tolls or {}
        self.prices = [lot.price + more.get(lot.day, 0.0) for lot in lots]
        self.ideal, self.weight = rules.ideal_gap_days, table.instance.weights["gap"]
        slots = [lot.slot for lot in lots]
        self.starts = bisect_right(slots, table.required[0]) if table.required else len(lots)
        self.ranges = [self._followers(lot, slots) for lot in lots]
        self.togo: list[list[float]] = []
        self.ends: list[list[int]] = []
        self.soonest: list[list[float]] = []
        self._look_back()
        self._next: dict[tuple[int, int], list[tuple[float, int]]] = {}
        self.limit, self.looks, self.most_looks = math.inf, 0, 0

    def _followers(self, lot: Lot, slots: list[int]) -> tuple[int, int]:
        """Return from where to where in the lots the next visit may be: no date that stays is passed over."""
        later = [slot for slot in self.table.required if slot > lot.slot]
        most = bisect_right(slots, later[0]) if later else len(slots)
        if lot.is_held and later and later[0] <= self.table.last_held:
            return bisect_left(slots, later[0]), most
        return bisect_left(self.days, lot.day + self.gap), min(most, bisect_right(self.days, lot.day + self.span))

    def _look_back(self) -> None:
        """From the last visit back: the least that is still to pay, which hosts can still come, the soonest end."""
        table, lots = self.table, self.lots
        late, begin = table.instance.weights["late"], day_of(table.tour.earliest)
        last = table.required[-1] if table.required else -1
        self.togo.append([late * (lot.day - begin) if lot.slot >= last else math.inf for lot in lots])
        sets = [sum(1 << (1 << host) for host in range(table.count) if lot.hosts >> host & 1) for lot in lots]
        self.ends.append([one if lot.slot >= last else 0 for one, lot in zip(sets, lots, strict=True)])
        self.soonest.append([lot.day if lot.slot >= last else NEVER for lot in lots])
        without = [
            sum(1 << each for each in range(1 << table.count) if not each >> host & 1) for host in range(table.count)
        ]
        for _ in range(table.count - 1):
            self._look_further(without)

    def _look_further(self, without: list[int]) -> None:
        """Look one visit further back."""
        days, weight = self.days, self.weight
        values = [price + later for price, later in zip(self.prices, self.togo[-1], strict=True)]
        # |day - wished day| is a sum that falls up to the wished day and one that rises from there.
        falling = Smallest([value - weight * day for value, day in zip(values, days, strict=True)])
        rising = Smallest([value + weight * day for value, day in zip(values, days, strict=True)])
        ends, soonest = Union(self.ends[-1]), Smallest(self.soonest[-1])
        togo, sets, end = [math.inf] * len(days), [0] * len(days), [NEVER] * len(days)
        for at, (low, high) in enumerate(self.ranges):
            if low >= high:
                continue
            sets[at] = self._sets_with(at, ends.within(low, high), without)
            if sets[at]:
                end[at] = soonest.within(low, high)
                wished = days[at] + self.ideal
                middle = min(max(bisect_left(days, wished), low), high)
                before = falling.within(low, middle) + weight * wished if low < middle else math.inf
                after = rising.within(middle, high) - weight * wished if middle < high else math.inf
                togo[at] = min(before, after)
        self.togo.append(togo)
        self.ends.append(sets)
        self.soonest.append(end)

    def _sets_with(self, at: int, sets: int, without: list[int]) -> int:
        """Return the sets of hosts of what follows, each with a host of this lot who is not in it yet."""
        mine, found = self.lots[at].hosts, 0
        for host in range(self.table.count):
            if mine >> host & 1:
                found |= (sets & without[host]) << (1 << host)
        return found

    def _following(self, left: int, at: int) -> list[tuple[float, int]]:
        """Return what may follow a lot with so many visits left, and the least that the rest then costs, in order."""
        key = left, at
        if key not in self._next:
            togo, zero = self.togo[left - 1], self.lots[at].day + self.ideal
            found = [
                (self.weight * abs(self.days[one] - zero) + self.prices[one] + togo[one], one)
                for one in range(*self.ranges[at]) if togo[one] < math.inf
            ]  # fmt: skip
            self._next[key] = sorted(found)
        return self._next[key]

    def walk(self, limit: float, sink: Callable[[Found], float], most_looks: int = 10**9) -> None:
        """Give every plan that costs at most `limit` to `sink`, which answers with the limit from there on.

        Raises TooLongError when more than `most_looks` steps are needed.
        """
        self.limit, self.sink, self.looks, self.most_looks = limit - self.floor, sink, 0, most_looks
        table, left = self.table, self.table.count - 1
        begins = [(self.prices[at] + self.togo[left][at], at) for at in range(self.starts)]
        everything = (1 << len(table.orders)) - 1
        for least, at in sorted(begins):
            if least == math.inf or least + table.order_costs[0] > self.limit + SAME:
                break
            lot = self.lots[at]
            orders = everything & table.fits(0, lot.hosts) & table.ends(left + 1, self.ends[left][at])
            if orders:
                self._step(left, at, self.prices[at], lot.packed, orders, lot.day + self.span, (lot.slot,))

    def _step(
        self, left: int, at: int, spent: float, packed: int, orders: int, until: int, slots: tuple[int, ...]
    ) -> None:
        table = self.table
        self.looks += 1
        if self.looks > self.most_looks:
            raise TooLongError
        sure = spent + table.fair * table.top(packed) + table.order_costs[table.cheapest(orders)]
        place, togo, soonest, ends = (
            table.count - left,
            self.togo[left - 1],
            self.soonest[left - 1],
            self.ends[left - 1],
        )
        for value, one in self._following(left, at):
            if sure + value > self.limit + SAME:
                return
            lot = self.lots[one]
            if soonest[one] > until and not lot.is_held:
                continue
            more = orders & table.fits(place, lot.hosts) & table.ends(left, ends[one])
            if not more:
                continue
            if left == 1:
                self._end(spent + value, packed + lot.packed, more, (*slots, lot.slot))
            else:
                self._step(
                    left - 1, one, spent + value - togo[one], packed + lot.packed, more, until, (*slots, lot.slot)
                )

    def _end(self, spent: float, packed: int, orders: int, slots: tuple[int, ...]) -> None:
        table, order = self.table, self.table.cheapest(orders)
        cost = spent + table.fair * table.top(packed) + table.order_costs[order]
        if cost <= self.limit + SAME and self._keeps_weeks(slots):
            self.limit = self.sink(Found(cost + self.floor, slots, order)) - self.floor

    def _keeps_weeks(self, slots: tuple[int, ...]) -> bool:
        if self.gap >= 5:
            return True
        weeks = [week_of(slot) for slot in slots if slot > self.table.last_held]
        return all(weeks.count(week) <= self.week_cap for week in weeks)

    def best(self, limit: float = math.inf, most_looks: int = 10**9) -> Found | None:
        """Return the cheapest plan that costs at most `limit`, or None. Equals: the first in time.

        After so many steps the best so far, which is None then when there is none.
        """
        kept: list[Found] = []

        def keep(found: Found) -> float:
            if not kept or (round(found.cost, 9), found.slots, found.order) < (
                round(kept[0].cost, 9), kept[0].slots, kept[0].order
            ):  # fmt: skip
                kept[:] = [found]
            return kept[0].cost

        with suppress(TooLongError):
            self.walk(limit, keep, most_looks)
        return kept[0] if kept else None

    def cheapest(self, limit: float, most: int) -> tuple[list[Found], float]:
        """Return the cheapest plan per set of days, at most `most`, and the cost up to which nothing is left out."""
        by_days: dict[tuple[int, ...], Found] = {}
        kept_to = limit

        def keep(found: Found) -> float:
            nonlocal kept_to
            known = by_days.get(found.days)
            if known is None or (found.cost, found.slots) < (known.cost, known.slots):
                by_days[found.days] = found
            if len(by_days) >= 2 * most:
                ordered = sorted(by_days.values(), key=lambda one: (one.cost, one.slots))[:most]
                kept_to = ordered[-1].cost
                by_days.clear()
                by_days.update((one.days, one) for one in ordered)
            return kept_to

        self.walk(limit, keep)
        return sorted(by_days.values(), key=lambda one: (one.cost, one.slots)), kept_to


def made_of(table: Table, guide: str | None, found: Found) -> TourPlan:
    """Return the plan in names, with roles when every member receives once."""
    order = table.orders[found.order]
    visits = tuple(Visit(table.hosts[host], slot) for host, slot in zip(order, found.slots, strict=True))
    plan_ = TourPlan(table.tour.id, guide, visits)
    if set(table.hosts) == set(table.tour.members) and not table.tour.excused and not table.held:
        return with_roles(plan_, table.tour.members)
    return plan_
