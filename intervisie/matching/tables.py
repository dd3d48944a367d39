"""From an instance to the arrays of the kernel, and back to groups of people."""

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any

from intervisie.matching import layout
from intervisie.matching.instance import Instance, InstanceError, Person
from intervisie.matching.kernel import put
from intervisie.matching.layout import Numbers, State, Tables
from intervisie.matching.scoring import Scorer

MODE_NUMBERS = {"fysiek": layout.FYSIEK, "online": layout.ONLINE, "beide": 2}
# So many people who suit somebody best are tried; more is slower and finds nothing better.
NEAR = 80
MOST_BITS = 60
# Where people are put whose place is not known, in kilometres: out of everybody's reach.
NOWHERE = 1e6


class Board:
    """The tables of one instance and the state of one division.

    `run` holds the functions, plain or compiled; `seen_tables` and `seen_state` are the same memory as it likes it.
    """

    def __init__(self, instance: Instance, run: Any, view: Callable[[Any], Any] | None = None) -> None:
        """Fill the tables. `view` turns one array into what `run` works with."""
        self.instance, self.run = instance, run
        self.ids = [person.id for person in instance.people]
        self.index = {id_: number for number, id_ in enumerate(self.ids)}
        self.num = numbers_of(instance)
        self.tables, self.state = bare_tables(instance, self.index), empty_state(self.num)
        look = view or (lambda values: values)
        self.seen_tables = Tables(*map(look, self.tables))
        self.seen_state = State(*map(look, self.state))
        for person in range(self.num.people):
            run.fill_row(self.num, self.seen_tables, person)
        self._adjust()
        self.dead_cores = self._fix_cores()
        run.fill_near(self.num, self.seen_tables, NEAR, look(array("d", bytes(8 * NEAR))))
        self._start_alone()

    def _adjust(self) -> None:
        """Put in what is known of single pairs: conflicts, shared collaborations, lines and earlier rounds."""
        t, n, scorer = self.tables, self.num.people, Scorer(self.instance)
        for first, second in self._apart():
            t.ok[first * n + second] = t.ok[second * n + first] = 0
        for pair, weight in scorer.met.items():
            known = [self.index[id_] for id_ in pair if id_ in self.index]
            if len(known) == 2:
                first, second = known
                t.pair[first * n + second] -= self.num.nieuw * weight
                t.pair[second * n + first] -= self.num.nieuw * weight

    def _apart(self) -> Iterable[tuple[int, int]]:
        groups: dict[str, list[int]] = defaultdict(list)
        for number, person in enumerate(self.instance.people):
            for collab in person.collabs:
                groups[collab].append(number)
            yield from ((number, self.index[other]) for other in person.avoid if other in self.index)
        for members in groups.values():
            yield from combinations(members, 2)
        for line in self.instance.lines:
            known = [self.index[id_] for id_ in line if id_ in self.index]
            if len(known) == 2:
                yield known[0], known[1]
        cores = [[self.index[member] for member in lock.members] for lock in self.instance.locks]
        for one, other in combinations(cores, 2):
            yield from ((first, second) for first in one for second in other)

    def _fix_cores(self) -> set[int]:
        """Fix the members of cores; return those whose core can be no group: they stay alone together."""
        t, n, dead = self.tables, self.num.people, set()
        for lock in self.instance.locks:
            members = [self.index[member] for member in lock.members]
            for member in members:
                t.fixed[member] = 1
            clash = any(not t.ok[first * n + second] for first, second in combinations(members, 2))
            if clash or len(members) > self.num.size_max:
                dead |= set(members)
        for member in dead:
            for other in range(n):
                t.ok[member * n + other] = t.ok[other * n + member] = 0
        return dead

    def _start_alone(self) -> None:
        """Put everybody in a group of one; members of a core together."""
        s, num = self.state, self.num
        for person in range(num.people):
            s.group[person], s.members[person * num.room], s.size[person] = person, person, 1
        for lock in self.instance.locks:
            members = [self.index[member] for member in lock.members if self.index[member] not in self.dead_cores]
            for member in members[1:]:
                put(num, self.tables, s, member, s.group[members[0]])

    def groups(self) -> list[list[int]]:
        """Return the members of every group that has any."""
        s, room = self.state, self.num.room
        return [[int(s.members[g * room + at]) for at in range(s.size[g])] for g in range(self.num.people) if s.size[g]]

    def clear(self) -> None:
        """Take everybody off the board."""
        for person in range(self.num.people):
            self.state.group[person] = -1

    def goals_of(self, members: Sequence[int]) -> float:
        """Return the sum of utilities of a group, or NO_GROUP when it breaks a rule other than size and pairs.

        For a board that is cleared: load a division afterwards.
        """
        self._place(0, list(members))
        found = float(self.run.goals_of(self.num, self.seen_tables, self.seen_state, 0))
        for member in members:
            self.state.group[member] = -1
        return found

    def load(self, groups: Iterable[Iterable[int]]) -> None:
        """Put people in these groups; who is in none of them is alone."""
        s, num = self.state, self.num
        for person in range(num.people):
            s.size[person] = 0
        left, g = set(range(num.people)), 0
        for members in groups:
            self._place(g, list(members))
            left -= set(members)
            g += 1
        for person in sorted(left):
            self._place(g, [person])
            g += 1

    def _place(self, g: int, members: list[int]) -> None:
        s, room = self.state, self.num.room
        for at, member in enumerate(members):
            s.group[member], s.place[member], s.members[g * room + at] = g, at, member
        s.size[g] = len(members)
        s.pairs[g] = sum(self.tables.pair[a * self.num.people + b] for a, b in combinations(members, 2))


def numbers_of(instance: Instance) -> Numbers:
    """Return the rules as the kernel reads them, with weights that add up to 1."""
    rules, weights = instance.rules, instance.weights
    whole = sum(weights.values()) or 1.0
    # Rounded, so that weights ten times as large give the same numbers to the last bit.
    share = {goal: round(weight / whole, 12) for goal, weight in weights.items()}
    span = max(rules.size_target - rules.size_min, rules.size_max - rules.size_target)
    people = len(instance.people)
    largest = max([min(rules.size_max, people), *(len(lock.members) for lock in instance.locks)])
    return Numbers(
        people, largest + 1, rules.size_min, rules.size_target, rules.size_max, max(1, rules.min_common_slots),
        float(span) or 0.5, rules.online_value, share["sector"], share["senioriteit"], share["thema"], share["nieuw"],
        share["wens"], share["reis"], share["tijd"], share["maat"], rules.fair_weight,
    )  # fmt: skip


def bare_tables(instance: Instance, index: Mapping[str, int]) -> Tables:
    """Return the tables with what is known of single people; the pairs are still empty."""
    people, n = instance.people, len(instance.people)
    themes = _bits("thema's", {theme for person in people for theme in person.themes})
    langs = _bits("talen", {lang for person in people for lang in person.langs})
    orgs, sectors = _numbered(person.org for person in people), _numbered(person.sector for person in people)
    wants = [sorted(index[other] for other in person.wants if other in index) for person in people]
    starts = array("q", [0])
    for person, wished in zip(people, wants, strict=True):
        starts.append(starts[-1] + max(len(wished), 1 if person.wants else 0))
    return Tables(
        x=array("d", [person.xy[0] if person.xy else NOWHERE for person in people]),
        y=array("d", [person.xy[1] if person.xy else NOWHERE for person in people]),
        # Without a place nothing is within reach, not even one's own.
        reach=array("d", [person.max_km * 10 if person.xy else -1.0 for person in people]),
        mode=array("q", [MODE_NUMBERS[person.mode] for person in people]),
        slots=array("q", [sum(1 << slot for slot in person.slots) for person in people]),
        langs=array("q", [_mask(person.langs, langs) for person in people]),
        org=array("q", [orgs[person.org] for person in people]),
        sector=array("q", [sectors[person.sector] for person in people]),
        seniority=array("q", [person.seniority for person in people]),
        themes=array("q", [_mask(person.themes, themes) for person in people]),
        theme_count=array("q", [len(person.themes) for person in people]),
        ok=array("b", bytes(n * n)),
        pair=array("f", bytes(4 * n * n)),
        km10=array("h", bytes(2 * n * n)),
        want_start=starts,
        wants=_flat_wants(people, wants),
        near_start=array("q", bytes(8 * (n + 1))),
        near=array("q", bytes(8 * max(1, n * min(NEAR, n)))),
        fixed=array("b", bytes(n)),
    )


def _flat_wants(people: Iterable[Person], wants: Iterable[list[int]]) -> "array[int]":
    """Return all wishes in a row; -1 stands for somebody who does not take part, a wish that cannot come true."""
    flat = array("q")
    for person, wished in zip(people, wants, strict=True):
        flat.extend(wished or ([-1] if person.wants else []))
    return flat or array("q", [-1])


def empty_state(num: Numbers) -> State:
    """Return room for a division."""
    n = max(1, num.people)

    def ints(size: int) -> "array[int]":
        return array("q", bytes(8 * size))

    def floats(size: int) -> "array[float]":
        return array("d", bytes(8 * size))

    return State(ints(n), ints(n), ints(n * num.room), ints(n), floats(n), floats(n), floats(n), array("q", [1]))


def _numbered(names: Iterable[str]) -> dict[str, int]:
    return {name: number for number, name in enumerate(sorted(set(names)))}


def _bits(what: str, names: set[str]) -> dict[str, int]:
    if len(names) > MOST_BITS:
        raise InstanceError([f"Er zijn te veel {what}: {len(names)}. Het mogen er {MOST_BITS} zijn."])
    return {name: 1 << number for number, name in enumerate(sorted(names))}


def _mask(names: Iterable[str], bits: Mapping[str, int]) -> int:
    return sum(bits[name] for name in names)
