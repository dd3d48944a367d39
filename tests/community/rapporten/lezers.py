"""Reading a report back from its page and its files, as a program or a person does."""

import csv
import io
import re
from html.parser import HTMLParser
from typing import Any

import pypdf
from openpyxl import load_workbook

from community.models import Partnerschap
from tests.factories.partners import rapport_content

Rows = list[list[str]]


class _Tables(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[Rows] = []
        self._cell: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self._cell = []

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th") and self._cell is not None:
            self.tables[-1][-1].append(" ".join("".join(self._cell).split()))
            self._cell = None

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)


def tables_of_page(html: str) -> list[Rows]:
    """Return the tables of a page, head and rows."""
    reader = _Tables()
    reader.feed(html)
    return reader.tables


def parts_of_csv(content: bytes) -> list[Rows]:
    """Return the parts between empty lines."""
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
    parts: list[Rows] = [[]]
    for row in rows:
        if row:
            parts[-1].append(row)
        else:
            parts.append([])
    return parts


def sheets_of_xlsx(content: bytes) -> dict[str, Rows]:
    """Return the sheets by name, empty cells at the end of a row left out. No cell is anything but text."""
    book = load_workbook(io.BytesIO(content))
    found: dict[str, Rows] = {}
    for sheet in book.worksheets:
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "inlineStr"}
        cells = [
            [str(value) if value is not None else "" for value in row] for row in sheet.iter_rows(values_only=True)
        ]
        found[sheet.title] = [row[: max((at for at, one in enumerate(row, 1) if one), default=0)] for row in cells]
    return found


def squeezed(text: str) -> str:
    """Return text without what typesetting changes: white space and hyphens at the end of a line."""
    return re.sub(r"[\s\u00ad\u2010-]+", "", text)


def text_of_pdf(content: bytes) -> str:
    """Return all words of a pdf, without white space."""
    return squeezed("".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages))


def content_of(partnerschap: Partnerschap | None, quarters: int, **fields: Any) -> dict[str, Any]:
    """Return content over so many quarters up to the last one of 2026, with something in every column."""
    content = rapport_content(partnerschap)
    labels = [f"{2026 - back // 4}K{4 - back % 4}" for back in range(quarters)][::-1]
    shown: dict[str, Any] = {label: [13 + 5 * (at % 3), 17 + 5 * (at % 3)] for at, label in enumerate(labels)}
    content["kwartalen"] = labels
    content["bereik"] = {**shown, "totaal": [1013, 1017]}
    for row in content["activiteiten"]:
        row["mensen"] = {**shown, "totaal": [23, 27]}
        row["uren"] = dict.fromkeys(labels, 1240)
        row["uren_per_persoon"] = {label: [4, 6] for label in labels}
        row["aanwezigheid"] = {label: "VANAF_90" if at % 2 else None for at, label in enumerate(labels)}
    for at, row in enumerate(content["provincies"]):
        row["mensen"] = {label: [5, 12] if at % 2 else None for label in labels}
    return {**content, **fields}
