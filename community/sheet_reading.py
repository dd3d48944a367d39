"""Lists that somebody made in a spreadsheet: from the bytes of a CSV or XLSX file to rows of text.

Pure: no framework, no database, no clock. Whatever the file claims to be, its content decides; what is too large, too
deep or no list at all is refused in words before it is opened.
"""

import csv
import io
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

MOST_BYTES = 2 * 1024 * 1024
MOST_ROWS = 1000
# Columns further to the right, and empty rows beyond this number, belong to no list of people.
MOST_COLUMNS = 30
MOST_LINES = 20_000
# What an honest workbook of this size stays far below once it is unpacked (SECURITY.md T43).
MOST_UNPACKED = 30 * 1024 * 1024
MOST_MEMBERS = 300
# Cells, styles and names cost memory and time by the piece, however small their text packs: 30 KB can hold millions.
MOST_TAGS = 300_000
EMPTY = "Dit bestand is leeg. Kies een bestand met een lijst."
ZIP, OLD_EXCEL, PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF"
SEPARATORS = ";,\t"
UTF16 = (b"\xff\xfe", b"\xfe\xff")
# All that openpyxl and the readers below it raise on files that were made to break them.
UNREADABLE = (
    OSError, ValueError, TypeError, KeyError, IndexError, AttributeError, EOFError, OverflowError, MemoryError,
    AssertionError, RuntimeError, NotImplementedError, struct.error, zlib.error, zipfile.BadZipFile,
    # Broken XML: openpyxl reads with the standard library, and with lxml where that is installed.
    SyntaxError,
    InvalidFileException,
)  # fmt: skip


class SheetError(Exception):
    """The file cannot be read as a list; `message` says in Dutch what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True)
class SheetRow:
    """One row that is not empty, with the number that a spreadsheet shows beside it."""

    number: int
    cells: tuple[str, ...]


def read_sheet(content: bytes) -> list[SheetRow]:
    """Return the rows of a CSV (; or , or tab; UTF-8 or Windows) or of the first visible sheet of an XLSX, head first.

    Raises SheetError for what is too large, damaged, empty, of another kind, or has more than 1,000 people.
    """
    if len(content) > MOST_BYTES:
        raise SheetError("Dit bestand is te groot: hooguit 2 MB. Verdeel de lijst over meer bestanden.")
    if not content.strip():
        raise SheetError(EMPTY)
    lines = _workbook_lines(content) if content.startswith(ZIP) else _text_lines(content)
    rows: list[SheetRow] = []
    for number, cells in lines:
        if number > MOST_LINES:
            raise SheetError("Er staan heel veel lege regels in dit bestand. Verwijder die en probeer het opnieuw.")
        if any(cell.strip() for cell in cells):
            rows.append(SheetRow(number, tuple(cells)))
        if len(rows) > MOST_ROWS + 1:
            raise SheetError("Er staan te veel mensen in dit bestand: hooguit 1.000. Verdeel de lijst.")
    if not rows:
        raise SheetError(EMPTY)
    return rows


# --- text ------------------------------------------------------------------------------------------------------------


def _text_lines(content: bytes) -> Iterator[tuple[int, list[str]]]:
    text = _decoded(content)
    first, _, rest = text.partition("\n")
    offset = 0
    if first.strip().lower().startswith("sep="):
        # Excel's own way to say which sign stands between the columns.
        text, offset = rest, 1
    separator = max(SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        yield from ((number + offset, cells[:MOST_COLUMNS]) for number, cells in enumerate(reader, start=1))
    except csv.Error as error:
        raise SheetError(
            f"Regel {reader.line_num + offset} is niet te lezen: er staat een aanhalingsteken verkeerd. "
            "Sla het bestand opnieuw op als CSV."
        ) from error


def _decoded(content: bytes) -> str:
    """Return the text of a CSV file. Raises SheetError for what is no text."""
    if content.startswith(OLD_EXCEL):
        raise SheetError(
            "Dit is een oud of beveiligd Excel-bestand. Sla het op als .xlsx zonder wachtwoord of als CSV."
        )
    if content.startswith(PDF):
        raise SheetError("Dit is een pdf. Kies een CSV- of Excel-bestand (.xlsx).")
    if content.startswith(UTF16):
        raise SheetError("Dit bestand is in een andere tekenset opgeslagen. Sla het op als 'CSV UTF-8'.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = content.decode("cp1252")
        except UnicodeDecodeError as error:
            raise SheetError("De letters in dit bestand zijn niet te lezen. Sla het op als 'CSV UTF-8'.") from error
    if "\x00" in text:
        raise SheetError("Dit is geen tekstbestand. Kies een CSV- of Excel-bestand (.xlsx).")
    if text.lstrip()[:1] in ("<", "{"):
        raise SheetError("Dit is geen lijst. Kies een CSV- of Excel-bestand (.xlsx).")
    return text.replace("\r\n", "\n").replace("\r", "\n")


# --- workbooks -------------------------------------------------------------------------------------------------------


def _workbook_lines(content: bytes) -> Iterator[tuple[int, list[str]]]:
    _require_harmless(content)
    try:
        with warnings.catch_warnings():
            # openpyxl warns of what it leaves out: drawings, styles, checks of cells. None of it is text.
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        with_text = [sheet for sheet in book.worksheets if hasattr(sheet, "iter_rows")]
        # What is hidden is not what the person sees and means.
        sheet = next((sheet for sheet in with_text if sheet.sheet_state == "visible"), with_text[0])
        # A workbook may claim a million rows; what is really in it counts.
        sheet.reset_dimensions()
        for number, cells in enumerate(sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS), start=1):
            yield number, [_cell(value) for value in cells]
    except UNREADABLE as error:
        raise SheetError("Dit Excel-bestand is niet te lezen. Sla het opnieuw op als .xlsx of als CSV.") from error


def _require_harmless(content: bytes) -> None:
    """Raise SheetError for a zip that is no workbook, or that is meant to fill the memory when it is opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            members = packed.infolist()
            names = {member.filename for member in members}
            if "xl/workbook.xml" not in names or "[Content_Types].xml" not in names:
                raise SheetError("Dit is geen Excel-lijst. Kies een CSV- of Excel-bestand (.xlsx).")
            if len(members) > MOST_MEMBERS or len(names) != len(members) or _unpacked(members) > MOST_UNPACKED:
                raise SheetError("Dit Excel-bestand is te groot als het wordt uitgepakt. Sla de lijst op als CSV.")
            tags = sum(_tags(packed, member) for member in members)
            if tags > MOST_TAGS:
                raise SheetError("Er staat te veel in dit Excel-bestand: hooguit 1.000 mensen. Verdeel de lijst.")
    except UNREADABLE as error:
        raise SheetError("Dit Excel-bestand is beschadigd. Sla het opnieuw op als .xlsx of als CSV.") from error


def _unpacked(members: Iterable[zipfile.ZipInfo]) -> int:
    return sum(member.file_size for member in members)


def _tags(packed: zipfile.ZipFile, member: zipfile.ZipInfo) -> int:
    """Return how many tags a member has, whatever its name claims it is.

    Raises SheetError for XML that declares things of its own: entities are no part of any spreadsheet.
    """
    text = packed.read(member).replace(b"\x00", b"")  # letters of two bytes read like those of one
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        raise SheetError("In dit Excel-bestand staat iets dat we niet openen. Sla de lijst op als CSV.")
    return text.count(b"<")


def _cell(value: Any) -> str:
    """Return what a person sees in a cell, as far as a list of people needs it."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value)
