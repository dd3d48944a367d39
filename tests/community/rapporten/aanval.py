"""The attack: looks for worlds that are far apart, and tells every group for which there are none.

Shares no code with community.onthulling: it solves everything at once, over people. A group that two worlds show to be
open is no success. For what stays close the exact programme decides; what it cannot decide in time is told as well.
"""

from dataclasses import dataclass

import numpy as np

from tests.community.rapporten import kennis
from tests.community.rapporten.anderen import GAP, Rest, fits, others_of
from tests.community.rapporten.bereik import Bereik, Wereld
from tests.community.rapporten.kennis import Groep, Limits, Verteld
from tests.community.rapporten.netwerk import Netwerk
from tests.community.rapporten.uitgave import Members, Uitgave, ticked
from tests.community.rapporten.werelden import Kolom, Programma, Row, Soort, flow, some

ROUNDS = 12
STALLED = 2


@dataclass(frozen=True)
class Gelukt:
    """A success of the attack: what is known about a group, by whom, and whether that is certain."""

    group: str
    least: int
    most: int
    told: Verteld
    is_proven: bool


class Aanval:
    """All that can be asked about the reports of one partner."""

    def __init__(self, net: Netwerk, said: Uitgave, rest: Rest | None = None) -> None:
        """Take what was published; the members in it are used only to choose what to try first, and what was told."""
        self._net, self._said, self._rest = net, said, rest or Rest()
        self._soorten, self._people = _kinds(net, said)
        known = {cell: self._known(cell) for cell in said.members}
        self.groups = kennis.groups(said, known, self._people)
        self._known_cells = known
        # Worlds by reader, and what telling alone gives away: what an attack by two together begins with.
        self.worlds: dict[Verteld, list[Wereld]] = {}
        self.told_anyway: set[int] = set()

    def successes(self, *, readers: tuple[Verteld, ...] = tuple(Verteld)) -> list[Gelukt]:
        """Return everything that one of the readers comes to know."""
        quick, found = self._model(is_exact=False), list[Gelukt]()
        everything = Bereik(self.groups)
        for told in readers:
            seen = everything if told is not Verteld.NEAR_ALL else Bereik(self.groups)
            limits = kennis.limits(self._said, told)
            quick.look(seen, limits, told)
            closed = seen.closed(told)
            if closed and told is Verteld.SMALL_AND_REST:
                beyond = self._beyond_telling(closed, quick)
                self.told_anyway, closed = set(closed) - set(beyond), beyond
            closed = quick.look_at(seen, limits, told, closed)
            if closed:
                found += self._model(is_exact=True).decide(seen, limits, told, closed)
            self.worlds[told] = seen.worlds
            everything.take(seen)
        return found

    def together(self, rest: Rest) -> list[Gelukt]:
        """Return what the same readers, and somebody who knows `rest`, come to know; call `successes` before."""
        everything = Bereik(self.groups)
        for told in self.worlds:
            seen = everything if told is not Verteld.NEAR_ALL else Bereik(self.groups)
            left_out = self.told_anyway if told is Verteld.SMALL_AND_REST else set()
            for world in self.worlds[told]:
                if set(seen.closed(told)) <= left_out:
                    break
                if fits(world.reached, rest):
                    seen.add(world.values)
            if not set(seen.closed(told)) <= left_out:
                return Aanval(self._net, self._said, rest).successes()
            everything.take(seen)
        return []

    def _beyond_telling(self, closed: list[int], model: "_Model") -> list[int]:
        """Leave out what the telling alone gives away."""
        seen, told, limits = Bereik(self.groups), Verteld.SMALL_AND_REST, kennis.pattern(self._said)
        model.look(seen, limits, told)
        still = model.look_at(seen, limits, told, [place for place in seen.closed(told) if place in closed])
        return [place for place in closed if place not in still]

    def _known(self, cell: str) -> frozenset[int]:
        """Return of whom the named ticks tell whether she is in a cell."""
        quarter = int(cell[1:].split(".")[0])
        if cell[0] in "RA":
            return self._said.named.get(quarter, frozenset()) & self._said.among[cell]
        if cell[0] == "P":
            return frozenset()
        until = range(quarter + 1)
        by_all: Members = frozenset(
            who for who in self._said.among[cell]
            if all(who in self._said.named.get(one, ()) for one in until if self._said.people[who].is_there(one))
        )  # fmt: skip
        return by_all | ticked(self._said, cell)

    def _model(self, *, is_exact: bool) -> "_Model":
        columns: list[Kolom] = []
        rows: list[Row] = []
        for soort in self._soorten:
            if is_exact:
                more = flow(soort, self._net.quarters, self._net.activities, len(columns))
            else:
                real = {tuple(one[0] for one in self._said.people[who].deeds) for who in self._people[soort.number]}
                more = some(soort, self._net.quarters, self._net.activities, len(columns), real)
            columns += more[0]
            rows += more[1]
        return _Model(self, columns, rows)

    def counts_for(self, group: Groep) -> np.ndarray:
        """Return per kind whether its people are asked about in a group."""
        if group.soort is not None:
            return np.array([float(soort.number == group.soort) for soort in self._soorten])
        known = self._known_cells[group.plus]
        return np.array([float(known.isdisjoint(self._people[soort.number])) for soort in self._soorten])

    @property
    def said(self) -> Uitgave:
        """What was published."""
        return self._said

    @property
    def rest(self) -> Rest:
        """What the reader knows beside it."""
        return self._rest

    @property
    def sizes(self) -> list[int]:
        """How many people there are of each kind."""
        return [soort.people for soort in self._soorten]

    @property
    def quarters(self) -> int:
        """How many quarters there are."""
        return self._net.quarters


class _Model:
    """The integer programme of one partner, with the rest of the network when she knows that."""

    def __init__(self, attack: Aanval, columns: list[Kolom], rows: list[Row]) -> None:
        self._attack, self._columns, self._rows = attack, columns, list(rows)
        self._provinces = [cell for cell in attack.said.shown if cell[0] == "P"]
        self._at = {cell: len(columns) + place for place, cell in enumerate(self._provinces)}
        self._soorten = np.array([column.soort for column in columns])
        self._by_cell: dict[str, list[tuple[int, float]]] = {}
        for place, column in enumerate(columns):
            for cell in column.cells:
                self._by_cell.setdefault(cell, []).append((place, 1.0))
        self._most = [float(attack.sizes[column.soort]) for column in columns]
        self._most += [float(len(attack.said.among[cell])) for cell in self._provinces]
        self._split()
        rest = attack.rest
        rows_of_others, most_of_others = others_of(rest, self._by_cell, rest.partner, len(self._most))
        self._rows += rows_of_others
        self._most += most_of_others
        self._matrix = np.array([self._row(group) for group in attack.groups])

    def look(self, seen: Bereik, limits: Limits, told: Verteld) -> None:
        """Take up worlds until every group is open, or nothing new comes."""
        programme, rng = self._programme(limits), np.random.default_rng(0)
        before: list[int] = []
        for turn in range(ROUNDS):
            closed = seen.closed(told)
            if not closed or (turn > STALLED and len(closed) == len(before)):
                return
            before = closed
            signs = rng.choice((-1.0, 1.0), len(closed)) if turn > 1 else np.full(len(closed), 1.0 - 2 * turn)
            world, _is_sure = programme.solve(signs @ self._matrix[closed], gap=GAP)
            if world is None:
                raise AssertionError(f"no world fits what was published to who knows {told}")
            self._add(seen, world)

    def look_at(self, seen: Bereik, limits: Limits, told: Verteld, closed: list[int]) -> list[int]:
        """Look at these groups one by one; return those that stay closed."""
        programme = self._programme(limits) if closed else None
        for place in closed:
            if programme is not None and place in seen.closed(told):
                self._both_ways(programme, seen, place, gap=GAP)
        return sorted(set(closed) & set(seen.closed(told)))

    def decide(self, seen: Bereik, limits: Limits, told: Verteld, closed: list[int]) -> list[Gelukt]:
        """Return of these groups those that stay closed when everything that could be is looked at."""
        programme, found = self._programme(limits), []
        for place in closed:
            if place not in seen.closed(told):
                continue
            is_proven = self._both_ways(programme, seen, place)
            if place in seen.closed(told):
                least, most = int(seen.least[place]), int(seen.most[place])
                found.append(Gelukt(seen.groups[place].name, least, most, told, is_proven))
        return found

    def _add(self, seen: Bereik, world: np.ndarray) -> None:
        reached = {
            cell: int(sum(world[place] for place, _weight in self._by_cell.get(cell, ())))
            for cell in self._by_cell
            if "." not in cell
        }
        seen.add(np.round(self._matrix @ world), reached)

    def _both_ways(self, programme: Programma, seen: Bereik, place: int, gap: float = 0) -> bool:
        is_proven = True
        for sign in (-1.0, 1.0):
            world, is_sure = programme.solve(sign * self._matrix[place], gap=gap)
            is_proven &= is_sure
            if world is not None:
                self._add(seen, world)
        return is_proven

    def _row(self, group: Groep) -> np.ndarray:
        row = np.zeros(len(self._most))
        counted = self._in(group.plus)
        counted = counted * self._in(group.both) if group.both else counted - self._in(group.minus)
        row[: len(counted)] = counted * self._attack.counts_for(group)[self._soorten]
        for cell, sign in ((group.plus, 1.0), (group.minus, -1.0)):
            if cell in self._at:
                row[self._at[cell]] += sign
        return row

    def _in(self, cell: str) -> np.ndarray:
        """Return per column whether its people are in a cell."""
        found = np.zeros(len(self._columns))
        found[[place for place, _weight in self._by_cell.get(cell, [])]] = 1
        return found

    def _split(self) -> None:
        """Provinces: everybody who was reached is in at least one, and nobody else is."""
        for quarter in self._attack.said.quarters:
            reached = self._by_cell.get(f"R{quarter}", [])
            parts = [self._at[cell] for cell in self._provinces if cell.startswith(f"P{quarter}.")]
            self._rows += [([*reached, (part, -1.0)], 0, np.inf) for part in parts]
            less = [(place, -weight) for place, weight in reached]
            self._rows.append(([*less, *((part, 1.0) for part in parts)], 0, np.inf))

    def _programme(self, limits: Limits) -> Programma:
        rows = list(self._rows)
        for cell, (least, most) in limits.items():
            columns = [(self._at[cell], 1.0)] if cell in self._at else self._by_cell.get(cell, [])
            if columns:
                rows.append((columns, least, most))
        return Programma(self._most, rows)


def _kinds(net: Netwerk, said: Uitgave) -> tuple[list[Soort], dict[int, list[int]]]:
    """Put people together who are alike to a reader."""
    alike: dict[tuple[int, int, tuple[int | None, ...]], list[int]] = {}
    for who, mens in enumerate(said.people):
        ticks = tuple(
            mens.acts(quarter) if who in said.named.get(quarter, ()) else None for quarter in range(net.quarters)
        )
        alike.setdefault((mens.first, mens.last, ticks), []).append(who)
    kinds = [Soort(number, len(people), *key) for number, (key, people) in enumerate(alike.items())]
    return kinds, dict(enumerate(alike.values()))
