"""When nothing fits: which wishes to give up, the smallest first.

Period, busy people and places, and locks get a price. The cheapest way through the chain of days then shows which of
them to give up; the dates that come free are planned with what is left of the request. Rules are no wishes: weekends,
feestdagen, the order and the tussentijd stay.
"""

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from community.notation import date_long, date_plain
from training.rhythm.costs import weeks_begun
from training.rhythm.days import (
    TrainingDay,
    best_run,
    in_words,
    intake_length,
    intake_lock,
    name_of,
    split,
    training_days,
)
from training.rhythm.kalender import MARGIN, workdays
from training.rhythm.values import (
    Lock,
    PartKind,
    PlanRequest,
    Proposal,
    Relaxation,
    Resource,
    ResourceKind,
    Wish,
    WishKind,
)

NEVER = 10**9
# What giving up asks of people, in an order of our own: a longer period is easily granted, a trainer's diary is not.
PRICE_OF_A_LATER_WEEK = 5
PRICE_OF_AN_EARLIER_WEEK = 6
PRICE_OF_A_PLACE = 20
PRICE_OF_A_LOCK = 30
PRICE_OF_A_TRAINER = 40
EACH_KIND = (
    frozenset({WishKind.PERIOD}),
    frozenset({WishKind.BUSY}),
    frozenset({WishKind.LOCK}),
    frozenset({WishKind.PERIOD, WishKind.LOCK}),
    frozenset({WishKind.BUSY, WishKind.LOCK}),
    frozenset(WishKind),
)


@dataclass(frozen=True)
class GivenUp:
    """What one day of the programme asks to give up on one date."""

    price: int = 0
    locks: tuple[Lock, ...] = ()
    resources: tuple[Resource, ...] = ()
    run: tuple[str, ...] = ()


def relaxations(request: PlanRequest, plan: Callable[[PlanRequest], Proposal | None]) -> tuple[Relaxation, ...]:
    """Return the ways out: the cheapest of each kind of wish and of them together, the smallest first."""
    found: dict[tuple[Wish, ...], Relaxation] = {}
    for kinds in EACH_KIND:
        way_out = _WayOut(request, kinds).find(plan)
        if way_out and not any(set(other) <= set(way_out.wishes) for other in found):
            found[way_out.wishes] = way_out
    return tuple(sorted(found.values(), key=lambda item: item.price))


class _WayOut:
    def __init__(self, request: PlanRequest, kinds: frozenset[WishKind]) -> None:
        self.request, self.kinds = request, kinds
        self.days = training_days(request)
        margin = MARGIN if WishKind.PERIOD in kinds else MARGIN * 0
        self.working = workdays(request.kalender, request.from_date - margin, request.until_date + margin)

    def find(self, plan: Callable[[PlanRequest], Proposal | None]) -> Relaxation | None:
        path = self._cheapest()
        if not path:
            return None
        price, indexes = path
        wishes, relaxed = self._relaxed(indexes)
        proposal = plan(relaxed)
        return Relaxation(tuple(wishes), price, proposal) if proposal else None

    def _cheapest(self) -> tuple[int, list[int]] | None:
        """Return the least price and the places of the dates among the working days; linear in the days."""
        reached: list[tuple[int, list[int]]] = []
        for number, day in enumerate(self.days):
            prices = [self._given_up(number, on).price for on in self.working]
            best: tuple[int, list[int]] = (0, []) if not number else (NEVER, [])
            follow: list[tuple[int, list[int]]] = []
            for index, price in enumerate(prices):
                before = index - day.gap - 1
                if number and before >= 0 and reached[before][0] < best[0]:
                    best = reached[before]
                follow.append((min(best[0] + price, NEVER), [*best[1], index]))
            reached = follow
        found = min(reached, key=lambda item: item[0], default=(NEVER, []))
        return found if found[0] < NEVER else None

    def _given_up(self, number: int, on: date) -> GivenUp:
        """Return what it takes to have this day of the programme on this date."""
        day = self.days[number]
        locks = tuple(lock for lock in self.request.locks if lock.code in day.codes and lock.day != on)
        locks += self._intake_locks(on) if number == 0 else ()
        free = replace(self.request, locks=tuple(lock for lock in self.request.locks if lock not in locks))
        run = best_run(free, day, on)
        if not run or (locks and WishKind.LOCK not in self.kinds) or (run[1] and WishKind.BUSY not in self.kinds):
            return GivenUp(NEVER)
        prices = {ResourceKind.PLACE: PRICE_OF_A_PLACE, ResourceKind.TRAINER: PRICE_OF_A_TRAINER}
        price = PRICE_OF_A_LOCK * len(locks) + sum(prices[resource.kind] for resource in run[1])
        return GivenUp(price + self._period_price(number, on), locks, tuple(run[1]), run[0])

    def _period_price(self, number: int, on: date) -> int:
        first = self._start(on) if number == 0 else on
        if first is None:
            return NEVER
        early, late = (self.request.from_date - first).days, (on - self.request.until_date).days
        return PRICE_OF_AN_EARLIER_WEEK * weeks_begun(max(early, 0)) + PRICE_OF_A_LATER_WEEK * weeks_begun(max(late, 0))

    def _start(self, first_day: date) -> date | None:
        """Return when the series must begin for this first day, intake and all; None when there is no time for it."""
        if all(part.kind is not PartKind.INTAKE for part in self.request.parts):
            return first_day
        lock = intake_lock(self.request)
        if lock and not self._intake_locks(first_day):
            return lock.day
        index = bisect_left(self.working, first_day) - intake_length(self.request)
        return self.working[index] if index >= 0 else None

    def _intake_locks(self, first_day: date) -> tuple[Lock, ...]:
        """Return the lock on the intake when this first day leaves it too little time."""
        lock = intake_lock(self.request)
        if not lock:
            return ()
        begin = bisect_left(self.working, lock.day)
        is_day = begin < len(self.working) and self.working[begin] == lock.day
        fits = is_day and bisect_left(self.working, first_day) - begin >= intake_length(self.request)
        return () if fits else (lock,)

    def _relaxed(self, indexes: list[int]) -> tuple[list[Wish], PlanRequest]:
        wishes: list[Wish] = []
        request = self.request
        dates = [self.working[index] for index in indexes]
        for number, on in enumerate(dates):
            given_up = self._given_up(number, on)
            day = self.days[number]
            wishes += [_lock_wish(request, lock) for lock in given_up.locks]
            wishes += [_busy_wish(resource, on, given_up.run) for resource in given_up.resources]
            request = _without(request, given_up, day, on)
        period, request = self._period(request, dates)
        return list(dict.fromkeys(period + wishes)), request

    def _period(self, request: PlanRequest, dates: list[date]) -> tuple[list[Wish], PlanRequest]:
        first = self._start(dates[0]) or dates[0]
        wishes = []
        if first < request.from_date:
            sentence = (
                f"Laat de periode eerder beginnen: op {date_long(first)}, niet op {date_plain(request.from_date)}."
            )
            wishes.append(Wish(WishKind.PERIOD, sentence))
        if dates[-1] > request.until_date:
            sentence = f"Laat de periode langer duren: tot en met {date_long(dates[-1])}."
            wishes.append(Wish(WishKind.PERIOD, sentence))
        first, last = min(first, request.from_date), max(dates[-1], request.until_date)
        return wishes, replace(request, from_date=first, until_date=last)


def _lock_wish(request: PlanRequest, lock: Lock) -> Wish:
    name = name_of([part for part in request.parts if part.code == lock.code])
    return Wish(WishKind.LOCK, f"Laat los dat {name} vaststaat op {date_long(lock.day)}.")


def _busy_wish(resource: Resource, on: date, run: tuple[str, ...]) -> Wish:
    when = f"{date_long(on)}, {in_words(run)}"
    if resource.kind is ResourceKind.PLACE:
        return Wish(WishKind.BUSY, f"Maak {resource.name} vrij op {when}, of kies een andere plek.")
    return Wish(WishKind.BUSY, f"Maak {resource.name} vrij op {when}, of kies een andere trainer.")


def _without(request: PlanRequest, given_up: GivenUp, day: TrainingDay, on: date) -> PlanRequest:
    """Return the request without these locks, and with these trainers and places free on this day."""
    taken = {(on, code) for codes in split(day, given_up.run).values() for code in codes}
    resources = tuple(
        replace(resource, busy=resource.busy - taken) if resource.name in {one.name for one in given_up.resources}
        else resource
        for resource in request.resources
    )  # fmt: skip
    return replace(
        request, resources=resources, locks=tuple(lock for lock in request.locks if lock not in given_up.locks)
    )
