"""Who has which role at each visit.

By cyclic shift over the order of visits: with five members each is voorzitter, verslaglegger, veldwaarnemer and
bestuurslens exactly once; with four there is no bestuurslens, with six a second veldwaarnemer. When somebody was
replaced or excused the visits still to come are divided again, as near to that as can be.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import permutations

from intervisie.toernee.plans import TourPlan, Visit

# The order in which roles are given out; with fewer visitors the last ones fall away.
ROLES = ("chair", "reporter", "field", "board", "field2")
# A division of roles that is good enough is taken after so many looks.
MOST_LOOKS = 1_500


@dataclass(frozen=True)
class Roles:
    """The roles of one visit: who is voorzitter, verslaglegger, veldwaarnemers, bestuurslens."""

    chair: str | None
    reporter: str | None
    observers: tuple[str, ...]
    board: str | None


def rotate(hosts: Sequence[str]) -> tuple[Roles, ...]:
    """Return the roles per visit when these receive in this order and are all at every visit."""
    count, found = len(hosts), []
    for at in range(count):
        visitors = [hosts[(at + shift) % count] for shift in range(1, count)]
        found.append(_roles_of(visitors))
    return tuple(found)


def _roles_of(visitors: Sequence[str | None]) -> Roles:
    """Return the roles when visitors are named in the order of ROLES."""
    seats = [*visitors, *[None] * (len(ROLES) - len(visitors))]
    observers = tuple(one for one in (seats[2], *seats[4:]) if one is not None)
    return Roles(seats[0], seats[1], observers, seats[3])


def with_roles(plan: TourPlan, members: Sequence[str]) -> TourPlan:
    """Return the plan with the roles by cyclic shift. All members receive once; raises ValueError when not so."""
    if sorted(visit.host for visit in plan.visits) != sorted(members):
        raise ValueError("roles by shift ask that every member receives once")
    each = rotate([visit.host for visit in plan.visits])
    return replace(plan, visits=tuple(_put(visit, one) for visit, one in zip(plan.visits, each, strict=True)))


def _put(visit: Visit, roles: Roles) -> Visit:
    return replace(visit, chair=roles.chair, reporter=roles.reporter, observers=roles.observers, board=roles.board)


def seats_of(visit: Visit) -> dict[str, str]:
    """Return who holds which kind of role at a visit; veldwaarnemers are one kind."""
    named = {visit.chair: "chair", visit.reporter: "reporter", visit.board: "board"}
    named |= dict.fromkeys(visit.observers, "field")
    return {person: role for person, role in named.items() if person is not None}


def rotate_again(
    visits: Sequence[Visit],
    done: int,
    visitors: Sequence[Sequence[str]],
) -> tuple[Visit, ...]:
    """Return the visits with roles for those after the first `done`; what was held stays.

    `visitors` are those who come per visit (of the held ones too, not used). First: a role that somebody already had
    comes back as seldom as possible, then: as few people as possible have another role than they were told.
    """
    return _Rotation(visits, done, visitors).best()


class _Rotation:
    """Visit after visit every way to divide the roles, with a bound: what is spent never gets less."""

    def __init__(self, visits: Sequence[Visit], done: int, visitors: Sequence[Sequence[str]]) -> None:
        self.visits, self.done = tuple(visits), done
        self.told = [seats_of(visit) for visit in visits]
        self.held: dict[tuple[str, str], int] = {}
        for seats in self.told[:done]:
            self._hold(seats, 1)
        others = [sorted(set(each) - {visit.host}) for visit, each in zip(visits, visitors, strict=True)]
        # With two veldwaarnemers at a visit everybody is that twice.
        self.allowed = {"field": 2 if max(map(len, others), default=0) >= len(ROLES) else 1}
        self.orders = [_orders(each) for each in others]
        self.behind = [(0, 0)] * (len(visits) + 1)
        for at in range(len(visits) - 1, done - 1, -1):
            prices = [self._price(at, order) for order in self.orders[at]]
            least = min(price[0] for price in prices), min(price[1] for price in prices)
            self.behind[at] = self.behind[at + 1][0] + least[0], self.behind[at + 1][1] + least[1]
        self.least: tuple[int, int] = (10**9, 0)
        self.found: list[Visit] = []
        self.looks = 0

    def best(self) -> tuple[Visit, ...]:
        self._divide(self.done, (0, 0), [])
        return (*self.visits[: self.done], *self.found)

    def _hold(self, seats: Mapping[str, str], change: int) -> None:
        for one in seats.items():
            self.held[one] = self.held.get(one, 0) + change

    def _price(self, at: int, order: Sequence[tuple[str, str]]) -> tuple[int, int]:
        """Return how many have a role once more than is needed, and how many another one than they were told."""
        repeats = sum(max(0, self.held.get(one, 0) + 1 - self.allowed.get(one[1], 1)) for one in order)
        return repeats, sum(self.told[at].get(person) != role for person, role in order)

    def _divide(self, at: int, spent: tuple[int, int], so_far: list[Visit]) -> None:
        if at == len(self.visits):
            if spent < self.least:
                self.least, self.found = spent, list(so_far)
            return
        self.looks += 1
        for price, order in sorted((self._price(at, order), order) for order in self.orders[at]):
            total = spent[0] + price[0], spent[1] + price[1]
            ahead = self.behind[at + 1]
            if (total[0] + ahead[0], total[1] + ahead[1]) >= self.least or (self.found and self.looks > MOST_LOOKS):
                return
            self._hold(dict(order), 1)
            self._divide(at + 1, total, [*so_far, self._visit(at, order)])
            self._hold(dict(order), -1)

    def _visit(self, at: int, order: Sequence[tuple[str, str]]) -> Visit:
        told = self.visits[at]
        holders = {role: [one for one, part in order if part == role] for role in ("chair", "reporter", "board")}
        chair, reporter, board = (next(iter(each), None) for each in holders.values())
        observers = tuple(one for one, role in order if role == "field")
        observers = told.observers if set(observers) == set(told.observers) else observers
        return replace(told, chair=chair, reporter=reporter, observers=observers, board=board)


def _orders(visitors: Sequence[str]) -> list[tuple[tuple[str, str], ...]]:
    """Return every way to divide the roles among these visitors: pairs of person and kind of role."""
    seats = free_seats(len(visitors))
    return sorted({tuple(sorted(zip(order, seats, strict=True))) for order in permutations(visitors)})


def free_seats(visitors: int) -> tuple[str, ...]:
    """Return the kinds of role that so many visitors have between them."""
    return tuple("field" if role == "field2" else role for role in ROLES[:visitors])


def roles_per_member(plan: TourPlan) -> Mapping[str, tuple[str, ...]]:
    """Return per person her part per visit, in order of time: host, chair, reporter, field, board or nothing."""
    people = sorted({one for visit in plan.visits for one in (visit.host, *seats_of(visit))})
    return {
        one: tuple("host" if visit.host == one else seats_of(visit).get(one, "") for visit in plan.visits)
        for one in people
    }
