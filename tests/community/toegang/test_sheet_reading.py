"""Whatever bytes somebody sends: rows of text, or one sentence; never another error."""

import io
import random
from datetime import date

import openpyxl.xml
import pytest
from openpyxl import Workbook

from community.sheet_reading import MOST_COLUMNS, SheetError, SheetRow, read_sheet
from community.sheet_writing import csv_lines, xlsx_lines
from tests.community.toegang.lists import (
    BOOK,
    HEAD,
    JORIS,
    LAUGHS,
    NOOR,
    SHEET,
    STYLES,
    changed,
    crowded,
    csv_file,
    named,
    xlsx_file,
)
from tests.in_full import IS_FULL

ROUNDS = 3000 if IS_FULL else 150
SOURCES = {"csv": csv_file(HEAD, NOOR, JORIS, NOOR), "xlsx": xlsx_file(HEAD, NOOR, JORIS, NOOR)}


def damaged(content: bytes, chance: random.Random) -> bytes:
    """Return the file with some bytes changed, cut out, doubled, or its end missing."""
    changed = bytearray(content)
    for _ in range(chance.randint(1, 12)):
        place = chance.randrange(len(changed))
        match chance.randrange(4):
            case 0:
                changed[place] = chance.randrange(256)
            case 1:
                del changed[place : place + chance.randint(1, 40)]
            case 2:
                changed[place:place] = changed[place : place + chance.randint(1, 200)]
            case _:
                changed[place:place] = chance.randbytes(chance.randint(1, 8))
        changed = changed or bytearray(b"x")
    return bytes(changed[: chance.randint(1, len(changed))] if chance.random() < 0.1 else changed)


@pytest.mark.parametrize("source", SOURCES)
def test_a_damaged_file_is_read_or_refused(source: str) -> None:
    chance = random.Random(20270118)  # noqa: S311 - damage for a test
    refused = wrong = 0
    for _ in range(ROUNDS):
        try:
            rows = read_sheet(damaged(SOURCES[source], chance))
        except SheetError as error:
            refused += 1
            wrong += not error.message.endswith(".")
        else:
            assert all(isinstance(row, SheetRow) and len(row.cells) <= MOST_COLUMNS for row in rows)
    assert 0 < refused <= ROUNDS
    assert wrong == 0


@pytest.mark.parametrize("start", [b"", b"PK\x03\x04", b"PK\x05\x06", b"\xef\xbb\xbf", b"sep=;\n", b'"'])
def test_noise_is_read_or_refused(start: bytes) -> None:
    chance = random.Random(7)  # noqa: S311 - damage for a test
    wrong = 0
    for _ in range(ROUNDS // 5):
        content = start + chance.randbytes(chance.randint(0, 400))
        try:
            read_sheet(content)
        except SheetError as error:
            wrong += not error.message
    assert wrong == 0


def test_what_we_write_we_read() -> None:
    rows = [HEAD, NOOR, ('Zoë; "de"', "", "van 'Wal'", "x@y.example", "a, b")]
    for content in (b"".join(csv_lines(rows)), b"".join(xlsx_lines(rows, name="Lijst & meer"))):
        assert [row.cells[:5] for row in read_sheet(content)] == [tuple(row) for row in rows]


def test_the_numbers_are_those_of_the_spreadsheet() -> None:
    rows = [HEAD, (), ("", "", ""), NOOR, (), JORIS]
    assert [row.number for row in read_sheet(xlsx_file(*rows))] == [1, 4, 6]
    assert [row.number for row in read_sheet(csv_file(*rows))] == [1, 4, 6]


def test_numbers_and_days_in_a_workbook_are_text() -> None:

    (row,) = read_sheet(xlsx_file((1, 2.0, 2.5, True, date(2027, 2, 9), None, "=1+1")))
    assert row.cells[:5] == ("1", "2", "2.5", "True", "2027-02-09T00:00:00")


CROWDS = {
    "cells in a row": crowded(SHEET, b"</row>", b"<c/>"),
    "rows": crowded(SHEET, b"</sheetData>", b"<row/>"),
    "styles": crowded(STYLES, b"</cellXfs>", b'<xf numFmtId="0"/>'),
    "names": crowded(BOOK, b"<calcPr", b'<definedNames><definedName name="a">x</definedName></definedNames>', 400_000),
    "depth": crowded(SHEET, b"</sheetData>", b"<a>"),
}


@pytest.mark.parametrize("content", CROWDS.values(), ids=CROWDS.keys())
def test_a_small_file_with_a_million_pieces_is_refused_before_it_is_opened(
    content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def opened(*_given: object, **_named: object) -> None:
        raise AssertionError("opened")

    monkeypatch.setattr("community.sheet_reading.load_workbook", opened)
    assert len(content) < 200_000
    with pytest.raises(SheetError, match="Er staat te veel in dit Excel-bestand"):
        read_sheet(content)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("name", [SHEET, "xl/worksheets/sheet1.bin", "xl/worksheets/SHEET1.XML"])
def test_entities_are_refused_in_any_letters_and_under_any_name(encoding: str, name: str) -> None:
    laughs = LAUGHS.decode().replace('version="1.0"', f'version="1.0" encoding="{encoding}"').encode(encoding)
    with pytest.raises(SheetError, match="iets dat we niet openen"):
        read_sheet(named(changed(xlsx_file(HEAD, NOOR), SHEET, laughs), SHEET, name))


def test_the_reader_of_workbooks_refuses_entities_by_itself_too() -> None:
    assert openpyxl.xml.DEFUSEDXML is True


def test_a_sheet_that_is_hidden_is_not_the_list() -> None:
    book, held = Workbook(), io.BytesIO()
    book.active.sheet_state = "hidden"
    book.active.append(["Iets anders"])
    shown = book.create_sheet("Lijst")
    for row in (HEAD, NOOR):
        shown.append(list(row))
    book.save(held)
    assert [row.cells[:4] for row in read_sheet(held.getvalue())] == [HEAD[:4], NOOR[:4]]


def test_cells_that_were_merged_or_would_be_calculated_are_empty() -> None:
    book, held = Workbook(), io.BytesIO()
    for row in (HEAD, ('=CONCATENATE("No";"or")', *NOOR[1:]), JORIS):
        book.active.append(list(row))
    book.active.merge_cells("A3:C3")
    book.save(held)
    rows = read_sheet(held.getvalue())
    assert [row.cells[:3] for row in rows[1:]] == [("", "van der", "Wal"), ("Joris", "", "")]


def test_a_full_list_with_styles_on_thousands_of_empty_rows_is_read() -> None:
    book, held = Workbook(write_only=False), io.BytesIO()
    for row in (HEAD, *([*NOOR[:3], f"n{n}@v.example", "x"] for n in range(1000))):
        book.active.append(list(row))
    for number in range(1003, 8000):
        for column in range(1, 6):
            book.active.cell(number, column).number_format = "@"
    book.save(held)
    assert len(read_sheet(held.getvalue())) == 1001
