"""Tables for a spreadsheet, written row by row: CSV, and XLSX without holding the table in memory.

Pure: no framework, no database, no clock. No cell is ever a formula: what a program would calculate gets an apostrophe
in front, as people type it themselves (SECURITY.md T42).
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from xml.sax.saxutils import escape

BOM = "\ufeff"
CHUNK = 500
WIDEST = 60
# Signs that begin a formula in some spreadsheet program, also full-width ones, and behind spaces or quotes.
FORMULA = re.compile(r"[\s\ufeff\u200b'\"]*[=+\-@\uff1d\uff0b\uff0d\uff20\u2212|%]")
# The same behind a comma or semicolon: a program that takes that for the end of a column would begin a cell there.
INNER = re.compile(r"[,;](?=[\s\ufeff\u200b'\"]*(?:[=+@\uff1d\uff0b\uff20]|[-\uff0d\u2212]\S))")
UNKEEPABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
BREAKS = re.compile(r"[\t\r\n\u2028\u2029]+")

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
CONTENT_TYPES = (
    XML + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>{sheets}</Types>'
)
SHEET_TYPE = (
    '<Override PartName="/xl/worksheets/sheet{number}.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
)
RELATIONS = XML + (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>'
)
RELATION = (
    '<Relationship Id="rId{number}"'
    ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"/>'
)
WORKBOOK = (
    XML + '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>{sheets}</sheets></workbook>'
)
SHEET = '<sheet name="{name}" sheetId="{number}" r:id="rId{number}"/>'
SHEET_HEAD = XML + '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{widths}<sheetData>'
SHEET_TAIL = "</sheetData></worksheet>"


def safe_cell(text: str) -> str:
    """Return text that no spreadsheet program reads as a formula, on one line and without control signs."""
    if text.isalnum():
        return text
    plain = INNER.sub(r"\g<0>'", BREAKS.sub(" ", UNKEEPABLE.sub("", text)).strip())
    return f"'{plain}" if FORMULA.match(plain) else plain


def csv_lines(rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """Return a CSV file in pieces of 500 rows: UTF-8 with a mark so that Excel reads it, columns by semicolons.

    The cells must be safe already. Each stands between quotes (SECURITY.md §4.1).
    """
    held = io.StringIO()
    held.write(BOM)
    writer = csv.writer(held, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    for count, row in enumerate(rows, start=1):
        writer.writerow(row)
        if count % CHUNK == 0:
            yield held.getvalue().encode()
            held.seek(0)
            held.truncate()
    yield held.getvalue().encode()


def xlsx_lines(rows: Iterable[Sequence[str]], *, name: str) -> Iterator[bytes]:
    """Return an XLSX file in pieces of 500 rows, with one sheet of text cells. The cells must be safe already.

    A zip that is written to a pipe needs no way back, so nothing is kept: not in memory, not on disk.
    """
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        _write_frame(packed, [name])
        with packed.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(SHEET_HEAD.format(widths="").encode())
            held: list[str] = []
            for count, row in enumerate(rows, start=1):
                held.append(_xml_row(row))
                if count % CHUNK == 0:
                    sheet.write("".join(held).encode())
                    held.clear()
                    yield pipe.take()
            sheet.write("".join([*held, SHEET_TAIL]).encode())
    yield pipe.take()


def xlsx_book(sheets: Sequence[tuple[str, Sequence[Sequence[str]]]]) -> bytes:
    """Return an XLSX file with several small sheets of text cells: a name and its rows each.

    The cells must be safe already. The names differ and are names as Excel allows them (at most 31 signs). Columns are
    as wide as what stands in them, within reason.
    """
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        _write_frame(packed, [name for name, _rows in sheets])
        for number, (_name, rows) in enumerate(sheets, start=1):
            content = "".join((SHEET_HEAD.format(widths=_widths(rows)), *map(_xml_row, rows), SHEET_TAIL))
            packed.writestr(_kept(f"xl/worksheets/sheet{number}.xml"), content)
    return held.getvalue()


def _write_frame(packed: zipfile.ZipFile, names: Sequence[str]) -> None:
    """Write what a workbook is beside its sheets."""
    numbered = list(enumerate(names, start=1))
    types = "".join(SHEET_TYPE.format(number=number) for number, _name in numbered)
    relations = [
        RELATION.format(number=number, kind="worksheet", target=f"worksheets/sheet{number}.xml")
        for number, _name in numbered
    ]
    sheets = "".join(SHEET.format(number=number, name=escape(name, {'"': "&quot;"})) for number, name in numbered)
    book = RELATION.format(number=1, kind="officeDocument", target="xl/workbook.xml")
    packed.writestr(_kept("[Content_Types].xml"), CONTENT_TYPES.format(sheets=types))
    packed.writestr(_kept("_rels/.rels"), RELATIONS.format(relations=book))
    packed.writestr(_kept("xl/workbook.xml"), WORKBOOK.format(sheets=sheets))
    packed.writestr(_kept("xl/_rels/workbook.xml.rels"), RELATIONS.format(relations="".join(relations)))


def _kept(name: str) -> zipfile.ZipInfo:
    """Return the place of a part in the file, without the moment: the same tables give the same bytes."""
    part = zipfile.ZipInfo(name)
    part.compress_type = zipfile.ZIP_DEFLATED
    return part


def _widths(rows: Sequence[Sequence[str]]) -> str:
    """Return how wide the columns are, in signs."""
    columned = [row for row in rows if len(row) > 1]  # a sentence by itself may run over the columns beside it
    count = max((len(row) for row in columned), default=0)
    if not count:
        return ""
    longest = [max(len(row[place]) if place < len(row) else 0 for row in columned) for place in range(count)]
    columns = "".join(
        f'<col min="{place}" max="{place}" width="{min(max(signs, 8), WIDEST) + 2}" customWidth="1"/>'
        for place, signs in enumerate(longest, start=1)
    )
    return f"<cols>{columns}</cols>"


def _xml_row(cells: Sequence[str]) -> str:
    shown = "".join(
        f'<c t="inlineStr"><is><t xml:space="preserve">{escape(cell)}</t></is></c>' if cell else "<c/>"
        for cell in cells
    )
    return f"<row>{shown}</row>"


class _Pipe(io.RawIOBase):
    """Where a zip is written to and taken from at once; it has no way back."""

    def __init__(self) -> None:
        super().__init__()
        self._held: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, piece: "bytes | bytearray | memoryview", /) -> int:  # type: ignore[override]  # narrower than Buffer
        self._held.append(bytes(piece))
        return len(piece)

    def take(self) -> bytes:
        """Return what was written since the last time."""
        taken = b"".join(self._held)
        self._held.clear()
        return taken
