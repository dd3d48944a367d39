"""A division that is changed as little as possible: people move one by one until every group keeps the rules again.

Each search here is a generator: it applies moves, yields while they stand, and takes them back when it is resumed.
`most` bounds how many people are away from their earlier group, so that searching with 0, 1, 2 .. finds the fewest.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from intervisie.matching.instance import Instance
from intervisie.matching.ledger import Ledger, Seen
from intervisie.matching.scoring import Division, worst_mean

Unit = tuple[int, ...]
NO_PLACE = -1
MAKES_ROOM = "Maakt plaats voor iemand die bijna nergens anders past."
FILLS = "Vult een groep aan die te klein was."
TOO_SMALL = "De eerdere groep werd te klein."
FITS_NO_MORE = "De eerdere groep past niet meer bij de regels."


class Mending:
    """Who is where, and where they were. People are numbers; who belongs to a core moves with that core, as a unit."""

    def __init__(self, instance: Instance, earlier: Division) -> None:
        """Put everybody who is still there in their earlier group; the others have no place yet."""
        self.ledger = ledger = Ledger(instance)
        people = range(len(ledger.ids))
        self.home = [NO_PLACE] * len(people)
        members: list[list[int]] = []
        for number, group in enumerate(earlier.groups):
            members.append([])
            for one in (ledger.index[id_] for id_ in group.members if id_ in ledger.index):
                if self.home[one] == NO_PLACE:
                    self.home[one] = number
                    members[number].append(one)
        self.where, self.earlier_count = list(self.home), len(members)
        self.groups: list[Seen] = [ledger.group(one) for one in members]
        self.why: dict[int, str] = {}
        self.spent, self.most, self.looks = 0, 0, 0
        self.unit_of: list[Unit] = [
            tuple(sorted(ledger.locks[ledger.lock_of[one]])) if ledger.lock_of[one] >= 0 else (one,) for one in people
        ]

    # --- the division as it stands ---------------------------------------------------------------------------------

    def quality(self) -> float:
        """Return what the whole is worth, like Q, as far as that can differ."""
        rules = self.ledger.rules
        real = [seen for seen in self.groups if seen.members]
        mean = sum(seen.goals for seen in real) / max(1, len(self.home))
        return (1 - rules.fair_weight) * mean + rules.fair_weight * worst_mean(
            [seen.mean for seen in real], rules.worst_share
        )

    def units_in(self, place: int) -> list[Unit]:
        """Return the members of a group as units, each once; of a core only who is in this group."""
        inside = self.groups[place].members
        return list(dict.fromkeys(tuple(one for one in self.unit_of[member] if one in inside) for member in inside))

    def unplaced(self) -> list[Unit]:
        """Return who has no place, as units."""
        return list(dict.fromkeys(self.unit_of[one] for one, place in enumerate(self.where) if place == NO_PLACE))

    def is_sound(self, place: int) -> bool:
        """Whether this group keeps all rules; a group without people does."""
        seen = self.groups[place]
        return not seen.members or self.ledger.is_group(seen)

    def put(self, unit: Unit, place: int, why: str) -> Callable[[], None]:
        """Move these people; return what takes it back. To NO_PLACE means out of their group."""
        self.looks -= 3
        before = [(one, self.where[one], self.why.get(one)) for one in unit]
        touched = {self.where[one] for one in unit} | {place}
        groups, spent = {at: self.groups[at] for at in touched if at != NO_PLACE}, self.spent
        for old in touched - {place, NO_PLACE}:
            self.groups[old] = self.ledger.group(one for one in self.groups[old].members if one not in unit)
        for one in unit:
            self.spent += self._is_away(one, place) - self._is_away(one, self.where[one])
            if self.where[one] != place and place != NO_PLACE:
                self.groups[place] = self.ledger.joined(self.groups[place], one)
            self.where[one] = place
            self.why[one] = why

        def take_back() -> None:
            self.spent = spent
            for at, seen in groups.items():
                self.groups[at] = seen
            for one, old, reason in before:
                self.where[one] = old
                if reason is None:
                    self.why.pop(one, None)
                else:
                    self.why[one] = reason

        return take_back

    def _is_away(self, one: int, place: int) -> bool:
        return self.home[one] not in (NO_PLACE, place) and place != NO_PLACE

    def fits(self, unit: Unit, seen: Seen, *, is_small_allowed: bool = False) -> bool:
        """Whether these people and that group together keep all rules, the least size left out if so asked."""
        self.looks -= 1
        ledger, size = self.ledger, len(seen.members) + len(unit)
        if size > ledger.rules.size_max or (size < ledger.rules.size_min and not is_small_allowed):
            return False
        for one in unit:
            if (seen.slots & ledger.slots[one]).bit_count() < ledger.least_common or not seen.langs & ledger.langs[one]:
                return False
            if not all(ledger.may_meet(one, other) for other in seen.members):
                return False
        self.looks -= 1
        if len(unit) == 1:
            return not seen.kinds - {"grootte"} and ledger.can_travel(seen, unit[0])
        for one in unit:
            seen = ledger.joined(seen, one)
        return not seen.kinds - {"grootte"}

    # --- searches --------------------------------------------------------------------------------------------------

    def seated(self, unit: Unit, why: str, barred: frozenset[int] = frozenset()) -> Iterator[None]:
        """Give these people a place: in a group as it is, or in that of a unit that moves on."""
        clashes = self._clashes(unit, barred)
        for place, seen, clash in clashes:
            if not clash and self.costs(unit, place) <= self.most - self.spent and self.fits(unit, seen):
                take_back = self.put(unit, place, why)
                yield
                take_back()
        for place, _, clash in clashes:
            for other in self.units_in(place):
                if clash <= set(other) and self._may_trade(unit, other, place):
                    yield from self._traded(unit, other, place, why, barred)

    def _clashes(self, unit: Unit, barred: frozenset[int]) -> list[tuple[int, Seen, frozenset[int]]]:
        """Return the groups where at most one unit may not meet these people, and who that is."""
        found = []
        for place, seen in enumerate(self.groups):
            if not seen.members or place in barred:
                continue
            self.looks -= 1
            clash = [other for other in seen.members if not all(self.ledger.may_meet(one, other) for one in unit)]
            if not clash or set(clash) <= set(self.unit_of[clash[0]]):
                found.append((place, seen, frozenset(clash)))
        return found

    def costs(self, unit: Unit, place: int) -> int:
        """Return how many more people would be away from home."""
        return sum(self._is_away(one, place) - self._is_away(one, self.where[one]) for one in unit)

    def _may_trade(self, unit: Unit, other: Unit, place: int) -> bool:
        """Whether there is something left to spend on moving the other on, and it is not one who just came."""
        going = sum(self.home[one] == place for one in other)
        return going > 0 and self.looks > 0 and self.costs(unit, place) + going <= self.most - self.spent

    def _traded(self, unit: Unit, other: Unit, place: int, why: str, barred: frozenset[int]) -> Iterator[None]:
        left = self.ledger.group(one for one in self.groups[place].members if one not in other)
        if not self.fits(unit, left):
            return
        put_out = self.put(other, NO_PLACE, MAKES_ROOM)
        put_in = self.put(unit, place, why)
        yield from self.seated(other, MAKES_ROOM, barred | {place})
        put_in()
        put_out()

    def cured(self, place: int, barred: frozenset[int] = frozenset()) -> Iterator[None]:
        """Make this group keep the rules again: people out, people in, or everybody elsewhere."""
        seen = self.groups[place]
        if self.is_sound(place):
            yield
        elif seen.kinds - {"grootte"} or len(seen.members) > self.ledger.rules.size_max:
            for unit in self.out_first(place):
                if self.looks <= 0:
                    return
                put_out = self.put(unit, NO_PLACE, FITS_NO_MORE)
                for _ in self.seated(unit, FITS_NO_MORE, barred | {place}):
                    yield from self.cured(place, barred)
                put_out()
        else:
            yield from self.filled(place, barred)
            yield from self.emptied(place, barred | {place})

    def out_first(self, place: int) -> list[Unit]:
        """Return the units of a group, first those without whom it would keep the rules."""
        members = self.groups[place].members
        units = self.units_in(place)
        kinds = {
            unit: self.ledger.group(one for one in members if one not in unit).kinds - {"grootte"} for unit in units
        }
        return sorted(units, key=lambda unit: (len(kinds[unit]), len(unit), unit))

    def filled(self, place: int, barred: frozenset[int]) -> Iterator[None]:
        """Add people to a group that is too small, from groups that can spare them or are filled in their turn."""
        for unit in self._who_could_come(place, barred):
            here = self.where[unit[0]]
            if self.looks <= 0:
                return
            if self.costs(unit, place) > self.most - self.spent:
                continue
            if not self.fits(unit, self.groups[place], is_small_allowed=True):
                continue
            take_back = self.put(unit, place, FILLS)
            if here == NO_PLACE or self.is_sound(here):
                yield from self.cured(place, barred)
            elif self.spent < self.most and not self.groups[here].kinds - {"grootte"}:
                for _ in self.filled(here, barred | {place}):
                    yield from self.cured(place, barred)
            take_back()

    def _who_could_come(self, place: int, barred: frozenset[int]) -> list[Unit]:
        """Return units that could join this group, who has no place first, then who came last."""
        first = self.groups[place].members
        near = [one for one, at in enumerate(self.where) if at != place and at not in barred]
        near = [one for one in near if not first or self.ledger.may_meet(one, first[0])]
        self.looks -= len(self.where) // 20
        near.sort(key=lambda one: (self.where[one] != NO_PLACE, one))
        return list(
            dict.fromkeys(self.unit_of[one] for one in near if len({self.where[i] for i in self.unit_of[one]}) == 1)
        )

    def emptied(self, place: int, barred: frozenset[int]) -> Iterator[None]:
        """Give everybody in a group a place elsewhere."""
        units = self.units_in(place)
        if not units:
            yield
            return
        put_out = self.put(units[0], NO_PLACE, TOO_SMALL)
        for _ in self.seated(units[0], TOO_SMALL, barred):
            yield from self.emptied(place, barred)
        put_out()

    def gathered(self, unit: Unit, why: str) -> Iterator[None]:
        """Bring a core together in one group and mend the groups its members leave."""
        touched = sorted({self.where[one] for one in unit} - {NO_PLACE})
        put_out = self.put(unit, NO_PLACE, why)
        for _ in self.seated(unit, why):
            yield from self.all_cured(touched)
        put_out()

    def all_cured(self, places: Sequence[int]) -> Iterator[None]:
        """Make these groups keep the rules again, one after another."""
        if not places:
            yield
            return
        for _ in self.cured(places[0]):
            yield from self.all_cured(places[1:])

    def founded(self, unit: Unit, why: str) -> Iterator[None]:
        """Begin a new group with these people."""
        fresh = range(self.earlier_count, len(self.groups))
        empty = next((at for at in fresh if not self.groups[at].members), len(self.groups))
        if empty == len(self.groups):
            self.groups.append(self.ledger.nobody)
        take_back = self.put(unit, empty, why)
        if not self.groups[empty].kinds - {"grootte"}:
            yield from self.filled(empty, frozenset())
        take_back()

    # --- choosing --------------------------------------------------------------------------------------------------

    def snapshot(self) -> tuple[list[Seen], list[int], dict[int, str], int]:
        """Return what stands, to come back to."""
        return list(self.groups), list(self.where), dict(self.why), self.spent

    def restore(self, kept: tuple[list[Seen], list[int], dict[int, str], int]) -> None:
        """Come back to what stood."""
        self.groups, self.where, self.why, self.spent = list(kept[0]), list(kept[1]), dict(kept[2]), kept[3]

    def best_of(self, ways: Iterable[None], most_ways: int) -> bool:
        """Look at so many ways, keep the one with the best quality; return whether there was any."""
        start, best, kept = self.snapshot(), float("-inf"), None
        for number, _ in enumerate(ways, 1):
            worth = self.quality()
            if worth > best:
                best, kept = worth, self.snapshot()
            if number >= most_ways:
                break
        self.restore(kept or start)
        return kept is not None
