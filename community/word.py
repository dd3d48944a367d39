"""A Word file of plain headings, paragraphs and numbered lists. Pure: no Django; nothing is written to disk.

What people wrote is text: it cannot become markup, a field or a link. The file names nobody but its title says what
kind of document it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, Literal

MIMETYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# Word keeps a moment in the file; one fixed moment says nothing about who worked when.
NO_MOMENT = datetime(2000, 1, 1, tzinfo=UTC)
FONT, SIZE, MARGIN_CM = "Calibri", 10.5, 2.3


@dataclass(frozen=True)
class WordBlock:
    """One piece of a document: a heading, a paragraph, or one numbered point."""

    kind: Literal["heading", "text", "point"]
    text: str


def document_of(*, title: str, lines: Sequence[str], blocks: Sequence[WordBlock]) -> bytes:
    """Return an A4 document in Dutch: its title, lines below it, and the blocks in order."""
    from docx import Document  # noqa: PLC0415 - 60 ms and lxml, only for who asks for Word
    from docx.shared import Cm, Pt  # noqa: PLC0415 - beside the other

    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(MARGIN_CM)
    style: Any = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(SIZE)
    style.paragraph_format.space_after = Pt(4)
    _speak_dutch(style)
    document.add_heading(_kept(title), level=1)
    for line in lines:
        document.add_paragraph(_kept(line))
    for block in blocks:
        if block.kind == "heading":
            document.add_heading(_kept(block.text), level=2)
        else:
            document.add_paragraph(_kept(block.text), style="List Number" if block.kind == "point" else None)
    about = document.core_properties
    about.title, about.author, about.last_modified_by, about.comments = _kept(title), "", "", ""
    about.language, about.created, about.modified = "nl-NL", NO_MOMENT, NO_MOMENT
    kept = BytesIO()
    document.save(kept)
    return kept.getvalue()


def _kept(text: str) -> str:
    """Leave out the signs that XML has no place for."""
    return "".join(sign for sign in text if sign in "\n\t" or (sign >= " " and sign not in "\ufffe\uffff"))


def _speak_dutch(style: Any) -> None:
    """Tell Word and screen readers that the text is Dutch."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 - as above
    from docx.oxml.ns import qn  # noqa: PLC0415 - as above

    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), "nl-NL")
    style.element.get_or_add_rPr().append(spoken)
