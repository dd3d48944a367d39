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
# Signs that begin a formula in some spreadsheet program, also full-width ones, and behind spaces or quotes.
FORMULA = re.compile(r"[\s\ufeff\u200b'\"]*[=+\-@\uff1d\uff0b\uff0d\uff20\u2212|%]")
# The same behind a comma or semicolon: a program that takes that for the end of a column would begin a cell there.
INNER = re.compile(r"[,;](?=[\s\ufeff\u200b'\"]*(?:[=+@\uff1d\uff0b\uff20]|[-\uff0d\u2212]\S))")
UNKEEPABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
BREAKS = re.compile(r"[\t\r\n\u2028\u2029]+")

CONTENT_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
)
RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"'
    ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"/>'
    "</Relationships>"
)
WORKBOOK = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="{name}" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
SHEET_HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
)
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
        packed.writestr("[Content_Types].xml", CONTENT_TYPES)
        packed.writestr("_rels/.rels", RELATIONS.format(kind="officeDocument", target="xl/workbook.xml"))
        packed.writestr("xl/workbook.xml", WORKBOOK.format(name=escape(name)))
        packed.writestr(
            "xl/_rels/workbook.xml.rels", RELATIONS.format(kind="worksheet", target="worksheets/sheet1.xml")
        )
        with packed.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(SHEET_HEAD.encode())
            held: list[str] = []
            for count, row in enumerate(rows, start=1):
                held.append(_xml_row(row))
                if count % CHUNK == 0:
                    sheet.write("".join(held).encode())
                    held.clear()
                    yield pipe.take()
            sheet.write("".join([*held, SHEET_TAIL]).encode())
    yield pipe.take()


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
