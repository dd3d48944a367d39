"""Publishes the reports of one partner quarter after quarter, as the product does."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from community.onthulling import Klasse, Raster, Vereniging, may_name, protect
from tests.community.rapporten.netwerk import Mens, Netwerk

LEAST = 5
Members = frozenset[int]
Protect = Callable[[Raster, list[str]], dict[str, Klasse | None]]


@dataclass
class Uitgave:
    """What was published of one group of people, with the truth behind it.

    `members` and `among`: per cell who is in it and who could have been, as places in `people`. `quiet`: quarters
    without a new report. `named`: per quarter the people who are named in its report.
    """

    people: list[Mens]
    shown: dict[str, Klasse | None] = field(default_factory=dict)
    members: dict[str, Members] = field(default_factory=dict)
    among: dict[str, Members] = field(default_factory=dict)
    unions: list[Vereniging] = field(default_factory=list)
    quiet: set[int] = field(default_factory=set)
    quarters: list[int] = field(default_factory=list)
    named: dict[int, Members] = field(default_factory=dict)

    def counts(self) -> dict[str, int]:
        """Return the true number of people per cell."""
        return {cell: len(those) for cell, those in self.members.items()}

    def populations(self) -> dict[str, int]:
        """Return of how many people each cell could have been."""
        return {cell: len(those) for cell, those in self.among.items()}

    def put(self, cell: str, among: Iterable[int], members: Iterable[int]) -> None:
        """Add a cell."""
        self.among[cell], self.members[cell] = frozenset(among), frozenset(members)


def publish(net: Netwerk, people: list[Mens], protect_with: Protect = protect, *, with_names: bool = False) -> Uitgave:
    """Return all reports about these people, one after the other."""
    said, waiting = Uitgave(people), list[int]()
    before: int | None = None
    for quarter in range(net.quarters):
        waiting.append(quarter)
        changed = {who for one in waiting for who, mens in enumerate(people) if mens.acts(one)}
        if len(changed) < LEAST:
            said.quiet.add(quarter)
            continue
        for one in waiting:
            _quarter(said, net, one)
        _totals(said, net, before, waiting)
        few = {
            cell for cell in said.members for one in said.quiet if cell.startswith((f"R{one}", f"A{one}.", f"P{one}."))
        }
        named, known = _known(said, quarter) if with_names else ({}, 0)
        raster = Raster(
            said.counts(), said.populations(), tuple(said.unions), dict(said.shown), frozenset(few), named, known
        )
        said.shown |= protect_with(raster, _order(said))
        said.quarters += waiting
        if with_names:
            _name(said, waiting)
        before, waiting = quarter, []
    return said


def _quarter(said: Uitgave, net: Netwerk, quarter: int) -> None:
    there = [who for who, mens in enumerate(said.people) if mens.is_there(quarter)]
    for letter, number, place in (("A", net.activities, 0), ("P", net.provinces, 1)):
        parts = tuple(f"{letter}{quarter}.{one}" for one in range(number))
        for one, part in enumerate(parts):
            said.put(part, there, (who for who in there if said.people[who].deeds[quarter][place] >> one & 1))
        said.unions.append(Vereniging(f"R{quarter}", parts))
    said.put(f"R{quarter}", there, (who for who in there if said.people[who].acts(quarter)))


def _totals(said: Uitgave, net: Netwerk, before: int | None, new: list[int]) -> None:
    now = new[-1]
    rows = [("", "R{}")] + [(f".{one}", f"A{{}}.{one}") for one in range(net.activities)]
    for ending, of_quarter in rows:
        parts = [] if before is None else [f"T{before}{ending}"]
        parts += [of_quarter.format(one) for one in new]
        cell = f"T{now}{ending}"
        said.put(cell, *(frozenset().union(*(table[part] for part in parts)) for table in (said.among, said.members)))
        said.unions.append(Vereniging(cell, tuple(parts)))
    said.unions.append(Vereniging(f"T{now}", tuple(f"T{now}.{one}" for one in range(net.activities))))


def _order(said: Uitgave) -> list[str]:
    """Return the new cells: what was reached, the totals, activities, provinces; the newest quarter first."""
    new = [cell for cell in reversed(list(said.members)) if cell not in said.shown]
    return sorted(new, key=lambda cell: ("." in cell, "RTAP".index(cell[0])))


def _name(said: Uitgave, new: list[int]) -> None:
    """Name who allows it, when with all that is known of the named the others stay unknown."""
    those = frozenset(who for who, mens in enumerate(said.people) if mens.is_open)
    wanted = {**said.named, **dict.fromkeys(new, those)}
    ticks = Uitgave(said.people, named=wanted)
    known = {cell: len(members & ticked(ticks, cell)) for cell, members in said.members.items()}
    unnamed = len(frozenset().union(*said.among.values()) - those)
    if may_name(said.shown, said.populations(), said.unions, known, unnamed):
        said.named = wanted


def _known(said: Uitgave, quarter: int) -> tuple[dict[str, tuple[int, int]], int]:
    """Return per cell how many a reader knows by name to be in it, at least and at most, and how many those are."""
    those = frozenset(who for who, mens in enumerate(said.people) if mens.is_open)
    ticks = Uitgave(said.people, named=dict.fromkeys(range(quarter + 1), those))
    found = {}
    for cell, members in said.members.items():
        if cell[0] == "P":
            found[cell] = (0, len(said.members[f"R{cell[1:].partition('.')[0]}"] & those))
        else:
            found[cell] = (len(members & ticked(ticks, cell)),) * 2
    return found, len(frozenset().union(*said.among.values()) & those)


def ticked(said: Uitgave, cell: str) -> Members:
    """Return of whom the named ticks tell that she is in a cell."""
    if cell[0] == "P":
        return frozenset()
    quarter, _dot, activity = cell[1:].partition(".")
    bits = 1 << int(activity) if activity else -1
    until = range(int(quarter) + 1) if cell[0] == "T" else (int(quarter),)
    return frozenset(who for one in until for who in said.named.get(one, ()) if said.people[who].acts(one) & bits)
