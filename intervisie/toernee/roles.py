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
MOST_LOOKS = 60_000


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
        self.visitors = [sorted(set(each) - {visit.host}) for visit, each in zip(visits, visitors, strict=True)]
        self.told = [seats_of(visit) for visit in visits]
        self.held: dict[tuple[str, str], int] = {}
        for seats in self.told[:done]:
            for one in seats.items():
                self.held[one] = self.held.get(one, 0) + 1
        self.least: tuple[int, int] = (10**9, 0)
        self.found: list[Visit] = []
        self.looks = 0

    def best(self) -> tuple[Visit, ...]:
        self._divide(self.done, (0, 0), [])
        return (*self.visits[: self.done], *self.found)

    def _ways(self, at: int) -> list[tuple[tuple[int, int], Visit]]:
        """Return the ways to divide the roles of one visit, cheapest first: (repeats, changes) and the visit."""
        visitors, found = self.visitors[at], []
        free = free_seats(len(visitors))
        for order in permutations(visitors):
            seats = dict(zip(order, free, strict=True))
            repeats = sum(self.held.get(one, 0) for one in seats.items())
            changes = sum(self.told[at].get(person) != role for person, role in seats.items())
            found.append(((repeats, changes), order))
        found.sort(key=lambda one: one[0])
        kinds: dict[tuple[tuple[str, str], ...], tuple[tuple[int, int], Visit]] = {}
        for price, order in found:
            key = tuple(sorted(zip(order, free, strict=True)))
            kinds.setdefault(key, (price, _put(self.visits[at], _roles_of(order))))
        return list(kinds.values())

    def _divide(self, at: int, spent: tuple[int, int], so_far: list[Visit]) -> None:
        if at == len(self.visits):
            if spent < self.least:
                self.least, self.found = spent, list(so_far)
            return
        for price, visit in self._ways(at):
            total = spent[0] + price[0], spent[1] + price[1]
            self.looks += 1
            if total >= self.least or (self.found and self.looks > MOST_LOOKS):
                return
            for one in seats_of(visit).items():
                self.held[one] = self.held.get(one, 0) + 1
            self._divide(at + 1, total, [*so_far, visit])
            for one in seats_of(visit).items():
                self.held[one] -= 1


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
