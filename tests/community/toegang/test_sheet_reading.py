"""Whatever bytes somebody sends: rows of text, or one sentence; never another error."""

import random
from datetime import date

import pytest

from community.sheet_reading import MOST_COLUMNS, SheetError, SheetRow, read_sheet
from community.sheet_writing import csv_lines, xlsx_lines
from tests.community.toegang.lists import HEAD, JORIS, NOOR, csv_file, xlsx_file
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
