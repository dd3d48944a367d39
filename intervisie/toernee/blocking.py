"""Who and what blocks a toernee: a smallest set of people of whom the wishes alone make it impossible."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from itertools import combinations

from intervisie.toernee.instance import Instance, Tour, day_of
from intervisie.toernee.judging import present_at
from intervisie.toernee.listing import Listing
from intervisie.toernee.tables import Table, Taken


class Blocker(StrEnum):
    """What kind of thing stands in the way."""

    GEEN = "GEEN"  # nothing: there is a plan
    REGELS = "REGELS"  # even with everybody always there: the period, the tussentijd, holidays, dates that stay
    MENSEN = "MENSEN"  # these people together have too few dagdelen
    ONTVANGST = "ONTVANGST"  # there are dagdelen, but these hosts cannot receive often enough
    BEGELEIDER = "BEGELEIDER"  # the members can, no begeleider can
    BEZET = "BEZET"  # the begeleiders (or the members) are at other toernees then


class Blocking:
    """Looks whether dates exist when only some of the wishes count."""

    def __init__(self, instance: Instance, tour: Tour, taken: Taken) -> None:
        """Begin with the dagdelen that no rule forbids."""
        self.instance, self.tour, self.taken = instance, tour, taken
        self.table = Table(instance, tour)
        rules = instance.rules
        self.open = [
            slot for slot in range(tour.earliest, 2 * rules.days)
            if slot not in instance.blocked and slot > self.table.last_held
        ]  # fmt: skip

    def found(self) -> tuple[Blocker, tuple[str, ...], tuple[int, ...]]:
        """Return the kind, the people, and the dagdelen on which these people can."""
        members = self.tour.members
        if not self._is_possible((), ()):
            return Blocker.REGELS, (), ()
        for count in range(1, len(members) + 1):
            for people in combinations(members, count):
                if not self._is_possible(people, ()):
                    return Blocker.MENSEN, people, self.shared(people)
        hosts = self.table.hosts
        for count in range(1, len(hosts) + 1):
            for some in combinations(hosts, count):
                if not self._is_possible(members, some):
                    return Blocker.ONTVANGST, some, self._receiving(some)
        return self._of_guides()

    def _of_guides(self) -> tuple[Blocker, tuple[str, ...], tuple[int, ...]]:
        guides = tuple(one for one in self.tour.possible_facilitators if one is not None)
        alone = [one for one in guides if self._is_guided(one, Taken())]
        common = self.table.common_slots()
        if guides and not alone:
            able = {slot for slot in common for one in guides if slot in self.instance.guides[one].slots}
            return Blocker.BEGELEIDER, guides, tuple(sorted(able))
        sides: list[str | None] = [*alone] or [None]
        taken = set(common) - {slot for one in sides for slot in self.table.guided_slots(common, one, self.taken)}
        return Blocker.BEZET, tuple(alone), tuple(sorted(taken))

    def shared(self, people: Iterable[str]) -> tuple[int, ...]:
        """Return the dagdelen on which all these can."""
        rows = [self.instance.people_by_id[one].slots for one in people]
        return tuple(slot for slot in self.open if all(slot in row for row in rows))

    def _receiving(self, hosts: Sequence[str]) -> tuple[int, ...]:
        """Return the dagdelen on which everybody can and one of these receives."""
        found = [slot for slot in self.shared(self.tour.members)
                 if any(slot in self.instance.people_by_id[one].host_slots for one in hosts)]  # fmt: skip
        return tuple(found)

    def _is_guided(self, guide: str, taken: Taken) -> bool:
        lots = self.table.lots(self.table.guided_slots(self.table.common_slots(), guide, taken))
        cap = self.instance.guides[guide].max_per_week
        return Listing(self.table, lots, week_cap=cap).best() is not None

    def _is_possible(self, people: Sequence[str], receiving: Sequence[str]) -> bool:
        """Whether dates exist when only these people must come and only these hosts must be able to receive."""
        if not self.table.required and not receiving and not self.tour.excused:
            return self._is_chain([day_of(slot) for slot in self.shared(people)])

        def allowed(slot: int) -> list[tuple[int, float]]:
            if slot in held:
                return [(at, 0.0) for at, host in enumerate(self.table.hosts) if self.table.held.get(host) == slot]
            return [(at, 0.0) for at, host in enumerate(self.table.hosts) if self._may(host, slot, people, receiving)]

        held = set(self.table.held.values())
        lots = self.table.lots([*held, *self.open], allowed)
        return Listing(self.table, lots).best() is not None

    def _may(self, host: str, slot: int, people: Sequence[str], receiving: Sequence[str]) -> bool:
        rows = self.instance.people_by_id
        if host in receiving and slot not in rows[host].host_slots:
            return False
        present = [one for one in present_at(self.tour, host) if one in people]
        return self.table.is_free_to(host, slot) and all(slot in rows[one].slots for one in present)

    def _is_chain(self, days: Sequence[int]) -> bool:
        """Whether enough of these days keep the tussentijd and the looptijd; the soonest next one is the best."""
        rules = self.instance.rules
        for at, first in enumerate(days):
            last, count = first, 1
            for day in days[at + 1 :]:
                if count < self.table.count and day - last >= max(1, rules.min_gap_days):
                    last, count = day, count + 1
            if count == self.table.count and last - first <= rules.max_span_days:
                return True
        return False
