"""The cheapest dates that keep every hard rule, exactly: the days of a programme form a chain.

For each weekday that the series may have, the cost to go is computed from the last day back (everything but the length
of the series, which depends on the first and the last day). Then the first days are tried, the most promising one
first, each by going forward; whatever cannot become cheaper than the best is left. Long gaps are only looked at when
nothing cheap is found, which keeps the chain short.
"""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, timedelta

from training.rhythm.costs import Dated, costs_of, day_points, gap_points, is_overridden, length_points
from training.rhythm.days import (
    TrainingDay,
    free_run,
    intake_length,
    intake_lock,
    problems_of,
    split,
    training_days,
)
from training.rhythm.kalender import workdays
from training.rhythm.relaxing import relaxations
from training.rhythm.values import (
    NothingFits,
    PartKind,
    Placed,
    PlanRequest,
    Proposal,
    SoftRule,
)

NEVER = 10**9
WEEKDAYS = 5
# The first search allows dates of this many points; each next one four times as many.
FIRST_BUDGET = 8


@dataclass(frozen=True)
class Node:
    """A date that one day of the programme may have: its place among the working days, and what it costs itself."""

    index: int
    on: date
    points: int
    weekday_points: int


def propose(request: PlanRequest) -> Proposal | NothingFits:
    """Return the cheapest dates for every part, the earliest among equals, or what to give up when nothing fits.

    Same request, same answer. Raises ValueError for a lock on a part that has no day of its own.
    """
    check_locks(request)
    problems = problems_of(request)
    if problems:
        return NothingFits(" ".join(problems))
    proposal = cheapest(request)
    if proposal:
        return proposal
    found = relaxations(request, cheapest)
    ending = "" if found else " Ook zonder deze wensen past de reeks niet."
    return NothingFits(f"Er zijn geen data die aan alle vaste regels voldoen.{ending}", found)


def check_locks(request: PlanRequest) -> None:
    """Raise ValueError for a lock on a tussentijd or on a part that is not in the programme."""
    kinds = {part.code: part.kind for part in request.parts}
    for lock in request.locks:
        if kinds.get(lock.code, PartKind.TUSSENTIJD) is PartKind.TUSSENTIJD:
            raise ValueError(f"no day to lock for part {lock.code}")


def cheapest(request: PlanRequest) -> Proposal | None:
    """Return the cheapest dates that keep every hard rule, or None when there are none."""
    chain = Chain(request)
    if not all(chain.layers) or not chain.reaches():
        return None
    budget = FIRST_BUDGET
    while True:
        found = chain.search(budget)
        if found:
            return placed_on(request, chain.days, found)
        budget = budget * 4 if budget < NEVER else NEVER


class Chain:
    """The candidate dates per day of the programme, and the search for the cheapest way through them."""

    def __init__(self, request: PlanRequest) -> None:
        """Find for each day of the programme the dates on which everybody is free."""
        self.request = request
        self.days = training_days(request)
        self.working = workdays(request.kalender, request.from_date, request.until_date)
        self.layers = [self._nodes(day) for day in self.days]
        if self.layers[0]:
            self.layers[0] = [node for node in self.layers[0] if node.index >= intake_room(request, self.working)]

    def _nodes(self, day: TrainingDay) -> list[Node]:
        locks = {lock.day for lock in self.request.locks if lock.code in day.codes}
        is_off = is_overridden(self.request, SoftRule.WEEKDAY, day.codes)
        weekday_points = 0 if is_off else self.request.weights.weekday
        return [
            Node(index, on, day_points(self.request, day, on), weekday_points)
            for index, on in enumerate(self.working)
            if locks <= {on} and free_run(self.request, day, on) is not None
        ]

    def reaches(self) -> bool:
        """Whether any dates keep the hard rules: taking the earliest each time gets as far as anything can."""
        earliest = -1
        for day, layer in zip(self.days, self.layers, strict=True):
            least = earliest + day.gap + 1 if earliest >= 0 else 0
            earliest = next((node.index for node in layer if node.index >= least), -1)
            if earliest < 0:
                return False
        return True

    def search(self, budget: int) -> list[date] | None:
        """Return the cheapest dates of at most `budget` points, or None when there are none so cheap."""
        edges = [self._edges(number, budget) for number in range(1, len(self.layers))]
        firsts = []
        for weekday in range(WEEKDAYS):
            to_go = self._to_go(edges, weekday)
            firsts += [(cost, start, weekday, to_go) for start, cost in enumerate(to_go[0]) if cost <= budget]
        best, found = min(budget + 1, NEVER), None
        for cost, start, weekday, to_go in sorted(firsts, key=lambda item: item[:3]):
            if cost >= best:
                break
            path = self._forward(edges, to_go, weekday, start, best)
            if path:
                best, found = path
        return found

    def _edges(self, number: int, budget: int) -> list[list[tuple[int, int]]]:
        """Return for each node of the layer before which nodes may follow it, with the points of the gap."""
        day, before, after = self.days[number], self.layers[number - 1], self.layers[number]
        codes = [day.tussentijd] if day.tussentijd else list(day.codes)
        is_off = is_overridden(self.request, SoftRule.GAP, codes)
        indexes = [node.index for node in after]
        found = []
        for node in before:
            follow = []
            for position in range(bisect_left(indexes, node.index + day.gap + 1), len(after)):
                days = (after[position].on - node.on).days
                points = 0 if is_off else gap_points(self.request.weights, days)
                if points <= budget:
                    follow.append((position, points))
                elif days > self.request.weights.gap_days[1]:
                    break
            found.append(follow)
        return found

    def _own(self, number: int, weekday: int) -> list[int]:
        return [
            node.points + (0 if node.on.weekday() == weekday else node.weekday_points) for node in self.layers[number]
        ]

    def _to_go(self, edges: list[list[list[tuple[int, int]]]], weekday: int) -> list[list[int]]:
        """Return per node the least that it and all that follows cost, the length of the series left out."""
        last = len(self.layers) - 1
        to_go = [self._own(last, weekday)]
        for number in range(last - 1, -1, -1):
            after = to_go[0]
            own = self._own(number, weekday)
            to_go.insert(
                0,
                [
                    cost + min([points + after[position] for position, points in follow], default=NEVER)
                    for cost, follow in zip(own, edges[number], strict=True)
                ],
            )
        return to_go

    def _forward(
        self, edges: list[list[list[tuple[int, int]]]], to_go: list[list[int]], weekday: int, start: int, best: int
    ) -> tuple[int, list[date]] | None:
        """Return the cheapest dates from this first one on, when they cost less than `best`."""
        reached: dict[int, tuple[int, list[date]]] = {start: (0, [self.layers[0][start].on])}
        for number, layer_edges in enumerate(edges):
            own = self._own(number, weekday)
            follow: dict[int, tuple[int, list[date]]] = {}
            for position, (cost, path) in reached.items():
                for after, points in layer_edges[position]:
                    spent = cost + own[position] + points
                    if spent + to_go[number + 1][after] < best and spent < follow.get(after, (NEVER,))[0]:
                        follow[after] = (spent, [*path, self.layers[number + 1][after].on])
            reached = follow
        ends = [
            (cost + to_go[-1][position] + self._length(path[0], path[-1]), path)
            for position, (cost, path) in reached.items()
        ]
        return min([end for end in ends if end[0] < best], default=None)

    def _length(self, first: date, last: date) -> int:
        codes = [code for day in self.days for code in day.codes]
        if is_overridden(self.request, SoftRule.LENGTH, codes):
            return 0
        return length_points(self.request.weights, first, last)


def intake_room(request: PlanRequest, working: list[date]) -> int:
    """Return the place among the working days before which the first day may not be: the intake comes first."""
    if all(part.kind is not PartKind.INTAKE for part in request.parts):
        return 0
    start = intake_lock(request)
    begin = bisect_left(working, start.day) if start else 0
    if start and (begin == len(working) or working[begin] != start.day):
        return len(working)
    return begin + intake_length(request)


def placed_on(request: PlanRequest, days: tuple[TrainingDay, ...], dates: list[date]) -> Proposal:
    """Return the proposal with these dates: intake and tussentijden fill the time around them."""
    on = {}
    for day, chosen in zip(days, dates, strict=True):
        run = free_run(request, day, chosen) or ()
        on.update({code: (chosen, dagdelen) for code, dagdelen in split(day, run).items()})
    placed = []
    for number, part in enumerate(request.parts):
        if part.code in on:
            placed.append(Placed(part.code, part.kind, on[part.code][0], on[part.code][0], on[part.code][1]))
        elif part.kind is PartKind.INTAKE:
            placed.append(_intake(request, part.code, dates[0]))
        else:
            earlier = [on[other.code][0] for other in request.parts[:number] if other.code in on]
            later = [on[other.code][0] for other in request.parts[number:] if other.code in on]
            first = earlier[-1] + timedelta(days=1) if earlier else request.from_date
            last = later[0] - timedelta(days=1) if later else request.until_date
            placed.append(Placed(part.code, part.kind, first, last))
    dated = [Dated(day, chosen) for day, chosen in zip(days, dates, strict=True)]
    return Proposal(tuple(placed), costs_of(request, dated))


def _intake(request: PlanRequest, code: str, first_day: date) -> Placed:
    lock, rules = intake_lock(request), request.rules
    working = workdays(request.kalender, request.from_date, first_day)[:-1]
    begin = working.index(lock.day) if lock else len(working) - intake_length(request)
    return Placed(code, PartKind.INTAKE, working[begin], working[begin + rules.intake_workdays - 1])
