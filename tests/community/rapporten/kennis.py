"""What a reader holds: bounds per published cell, and the groups of which she would like to know how many they are.

A shown cell says 'from lo to hi'. A hidden one says: small, or nearly all, or hidden for another; so anything. Readers
who are told more: which hidden cells are small (under five), or which are nearly all; and that the others are not.
Hours per person and attendance do not narrow a count: any number of people can have any average.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from itertools import combinations

from tests.community.rapporten.uitgave import Uitgave

LEAST, LARGE, WIDE = 5, 10, 5
Limits = dict[str, tuple[int, int]]


class Verteld(Enum):
    """What a reader was told about hidden cells, from most to least."""

    SMALL_AND_REST = "which are small, and so which are not"
    SMALL = "which are small"
    NEAR_ALL = "which are nearly all"
    NOTHING = "nothing"


def limits(said: Uitgave, told: Verteld) -> Limits:
    """Return what this reader knows about each cell by itself."""
    return {cell: _limits_of(said, cell, told) for cell in said.shown}


def _limits_of(said: Uitgave, cell: str, told: Verteld) -> tuple[int, int]:
    count, people, klasse = len(said.members[cell]), len(said.among[cell]), said.shown[cell]
    if klasse is not None:
        return klasse.lo, klasse.hi
    if is_quiet(said, cell):
        return 0, min(people, LEAST - 1)
    is_small, is_near_all = count < LEAST, people - count < LEAST
    never_shown = people < 3 * LEAST
    if told in (Verteld.SMALL, Verteld.SMALL_AND_REST) and is_small and not never_shown:
        return 0, min(people, LEAST - 1)
    if told is Verteld.NEAR_ALL and is_near_all and not never_shown:
        return people - LEAST + 1, people
    if told is Verteld.SMALL_AND_REST and not never_shown:
        return LEAST, people
    return 0, people


def pattern(said: Uitgave) -> Limits:
    """Return what who knows of every cell whether it is small, and nothing that was published, knows."""
    found = limits(said, Verteld.SMALL_AND_REST)
    for cell, klasse in said.shown.items():
        if klasse is not None:
            found[cell] = (LEAST, len(said.among[cell]))
    return found


def is_quiet(said: Uitgave, cell: str) -> bool:
    """Whether the cell is of a quarter that gave no new report: so fewer than five people, as everybody knows."""
    return cell[0] in "RAP" and int(cell[1:].split(".")[0]) in said.quiet


@dataclass(frozen=True)
class Groep:
    """A group: who is in `plus` and not (or, with `both`, also) in `minus`. `people`: how many could be.

    `soort`: only people of this kind; then the question is whether one of them is known to be in it or not.
    """

    name: str
    people: int
    plus: str
    minus: str = ""
    both: str = ""
    soort: int | None = None
    is_waived: bool = False


def groups(said: Uitgave, known: Mapping[str, Iterable[int]], soorten: Mapping[int, list[int]]) -> list[Groep]:
    """Return all groups that are attacked: cells, differences, people in two activities, and single people.

    `known`: per cell of whom the names tell whether she is in it. `soorten`: who is of which kind.
    """
    left = {cell: len(among - set(known[cell])) for cell, among in said.among.items()}
    found = [Groep(cell, left[cell], cell, is_waived=is_quiet(said, cell)) for cell in said.shown]
    for union in said.unions:
        for part in union.parts if len(union.parts) > 1 else ():
            waived = is_quiet(said, union.whole) or any(is_quiet(said, other) for other in union.parts if other != part)
            found.append(Groep(f"{union.whole} zonder {part}", left[union.whole], union.whole, part, is_waived=waived))
        if union.whole[0] == "R":
            found += [
                Groep(f"{one} en {other}", left[one], one, both=other, is_waived=True)
                for one, other in combinations([part for part in union.parts if part[0] == "A"], 2)
            ]
    for number, people in soorten.items():
        found += [
            Groep(f"een mens in {cell}", len(people), cell, soort=number)
            for cell, among in said.among.items()
            if cell[0] != "P" and among >= set(people) and not set(people) & set(known[cell])
        ]
    return found


def is_open(group: Groep, least: int, most: int, told: Verteld) -> bool:
    """Whether 'from `least` to `most`' says too little about the group to be a success."""
    people = group.people
    if people == 0:
        return True
    if group.soort is not None:
        return least < people and most > 0
    if least == most or 0 < least <= most < LEAST or 0 < people - most <= people - least < LEAST:
        return people < LEAST and least < most
    if told is not Verteld.NOTHING or group.is_waived:
        return True
    return most - least >= WIDE or (least >= LARGE and people - most >= LARGE) or most - least == people
