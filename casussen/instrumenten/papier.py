"""The canvas on one sheet of A3: how small its type must be, and which texts go on in full on the next page.

Heights are estimates in millimetres of what static/css/instrumenten.css prints, on the safe side.
"""

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

# What the sheet has for its three rows: the paper less margins, heading and source.
ROOM = 252.0
CORE = "K"
ROWS = {CORE: 0, "A": 1, "B": 1, "C": 1}
LAST_ROW = 2


@dataclass(frozen=True)
class Letter:
    """A size of type. `wide`: characters on a line of a box; the rest is height in millimetres."""

    name: str
    wide: int
    line: float
    box: float  # a box without its text
    least: float  # the smallest box
    part: float  # a part without its boxes


NORMAL = Letter("", wide=64, line=4.3, box=12.5, least=25, part=11)
SMALL = Letter("klein", wide=84, line=3.4, box=10.5, least=14, part=10)


@dataclass(frozen=True)
class Sheet:
    """What stands on the sheet, in which type, and the boxes that stand on the next page in full."""

    letter: str
    sections: list[dict[str, Any]]
    goes_on: list[dict[str, Any]] = field(default_factory=list)


def fit_on_sheet(sections: Sequence[Mapping[str, Any]]) -> Sheet:
    """Return these sections for one sheet: in normal type, else in small type, else with the longest texts cut off."""
    rows = [list(found) for _row, found in groupby(sections, lambda section: ROWS.get(section["code"], LAST_ROW))]
    for letter in (NORMAL, SMALL):
        if sum(_row_height(row, letter) for row in rows) <= ROOM:
            return Sheet(letter.name, [dict(section) for section in sections])
    room = share([_row_height(row, SMALL) for row in rows], ROOM)
    cut = [_cut(section, height) for row, height in zip(rows, room, strict=True) for section in row]
    gone = {box["code"] for section in cut for box in section["boxes"] if box.get("goes_on")}
    return Sheet(SMALL.name, cut, [box for section in sections for box in section["boxes"] if box["code"] in gone])


def share(needs: Sequence[float], room: float) -> list[float]:
    """Divide the room: who needs little gets it, the others get as much as each other."""
    given = [0.0] * len(needs)
    for place, at in enumerate(sorted(range(len(needs)), key=lambda at: needs[at])):
        given[at] = min(needs[at], room / (len(needs) - place))
        room -= given[at]
    return given


def lines_of(text: str, wide: int) -> list[str]:
    """Return a text in lines of at most so many characters."""
    return [line for part in text.splitlines() for line in textwrap.wrap(part, wide) or [""]]


def _box_height(box: Mapping[str, Any], letter: Letter) -> float:
    number = len(lines_of(box["text"], letter.wide)) + len(lines_of(box["open"], letter.wide - 14))
    return max(letter.least, letter.box + number * letter.line)


def _heights(section: Mapping[str, Any], letter: Letter) -> list[float]:
    return [_box_height(box, letter) for box in section["boxes"]]


def _row_height(row: Iterable[Mapping[str, Any]], letter: Letter) -> float:
    """Return the height of parts beside each other; in the core the boxes too stand beside each other."""
    return max(
        letter.part + (max if section["code"] == CORE else sum)(_heights(section, letter)) for section in row
    )  # fmt: skip


def _cut(section: Mapping[str, Any], height: float) -> dict[str, Any]:
    """Return a section with each text cut to the room its box has, and `goes_on` where something was left out."""
    inside, needs = height - SMALL.part, _heights(section, SMALL)
    room = [inside] * len(needs) if section["code"] == CORE else share(needs, inside)
    boxes = [
        dict(box) if need <= given else _short(box, given)
        for box, need, given in zip(section["boxes"], needs, room, strict=True)
    ]
    return dict(section) | {"boxes": boxes}


def _short(box: Mapping[str, Any], height: float) -> dict[str, Any]:
    # One line less: on it stands where the text goes on.
    most = max(1, int((height - SMALL.box) / SMALL.line) - 1)
    lines = lines_of(box["text"], SMALL.wide)
    text = box["text"] if len(lines) <= most else " ".join([*lines[:most], "…"])
    return dict(box) | {"text": text, "open": "", "goes_on": True}
