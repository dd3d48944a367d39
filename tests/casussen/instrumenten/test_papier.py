"""The canvas on one sheet of A3, however much was written: what is too long goes on on the next page, whole."""

from typing import Any

import pytest

from casussen.instrumenten.papier import CORE, LAST_ROW, ROOM, ROWS, SMALL, fit_on_sheet, lines_of, share
from casussen.instrumenten.papier import _row_height as row_height

BOXES = {"K": 3, "A": 3, "B": 2, "C": 4, "D": 3, "E": 2, "F": 2}
SENTENCE = "De stuurgroep beslist over geld en peilen. "


def sections(length: int = 0, *, only: str = "", asked: str = "") -> list[dict[str, Any]]:
    """Return the nineteen boxes with a text of this length in each, or in those of one part only."""
    text = (SENTENCE * (length // len(SENTENCE) + 1))[:length].strip()
    return [
        {"code": part, "title": part, "boxes": [
            {"code": f"{part}{number}", "ask": "Wat?", "status": "Concept",
             "text": text if not only or part == only else "", "open": asked}
            for number in range(1, many + 1)
        ]}
        for part, many in BOXES.items()
    ]  # fmt: skip


@pytest.mark.parametrize(("length", "letter"), [(0, ""), (120, ""), (320, "klein")])
def test_a_usual_canvas_stands_on_the_sheet_whole(length: int, letter: str) -> None:
    given = sections(length)
    sheet = fit_on_sheet(given)
    assert (sheet.letter, sheet.sections, sheet.goes_on) == (letter, given, [])


@pytest.mark.parametrize("length", [900, 4000, 20_000])
@pytest.mark.parametrize("only", ["", "K", "C", "F"])
def test_too_much_is_cut_on_the_sheet_and_stands_whole_on_the_next_page(length: int, only: str) -> None:
    given = sections(length, only=only, asked="Wie zegt als eerste toe?")
    sheet = fit_on_sheet(given)
    drawn = {box["code"]: box for section in sheet.sections for box in section["boxes"]}
    whole = {box["code"]: box for section in given for box in section["boxes"]}
    cut = [code for code, box in drawn.items() if box.get("goes_on")]
    assert sheet.goes_on == [whole[code] for code in cut]
    assert all(box == whole[code] for code, box in drawn.items() if code not in cut)
    assert all(whole[code]["text"].startswith(drawn[code]["text"].removesuffix(" …")[:60]) for code in cut)
    rows = [[one for one in sheet.sections if ROWS.get(one["code"], LAST_ROW) == row] for row in range(3)]
    # The line that says where a text goes on is counted too.
    height = sum(row_height(row, SMALL) for row in rows)
    assert height <= ROOM


def test_who_needs_little_gets_it() -> None:
    assert share([10, 100, 40], 90) == [10, 40, 40]
    assert share([10, 20], 90) == [10, 20]
    assert share([], 90) == []


def test_words_are_counted_in_lines() -> None:
    assert lines_of("een twee\n\ndrie", 5) == ["een", "twee", "", "drie"]
    assert lines_of("x" * 12, 5) == ["xxxxx", "xxxxx", "xx"]
    assert CORE in ROWS
