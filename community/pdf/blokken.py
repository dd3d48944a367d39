"""From a fragment of a page of ours to plain blocks that a template can typeset: what a reader sees, nothing else.

The fragment is one that Django rendered and escaped. Its tags decide what is a heading, a list or a table; its words
stay words. Attributes, links and pictures are left out.
"""

from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

Block = dict[str, Any]
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
PARTS = {"p", "li", "dt", "dd", "td", "th", "caption", "blockquote", "summary", "figcaption", *HEADINGS}
FRAMES = {"ul", "ol", "dl", "table", "tr", "div", "section", "article", "details", "header", "footer", "thead", "tbody"}
SKIPPED = {"svg", "script", "style", "template", "button", "form", "nav", "noscript", "title"}
EMPTY = {"br", "hr", "img", "input", "wbr", "source", "meta", "link", "use", "path"}


def blocks_of_html(fragment: str) -> list[Block]:
    """Return the blocks of a fragment: `h` with text, `p` with text, `qa` with pairs, `list` with items and
    `is_ordered`, `table` with caption, head and rows."""
    reader = _Reader()
    reader.feed(fragment)
    reader.close()
    reader.end()
    return reader.blocks


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._words: list[str] = []
        self._part = ""
        self._skip = 0
        self._open: list[Block] = []  # lists and tables that are being read, the innermost last

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin what a tag says."""
        hidden = any(name in ("hidden", "aria-hidden") and value != "false" for name, value in attrs)
        if self._skip or tag in SKIPPED or (hidden and tag not in EMPTY):
            self._skip += tag not in EMPTY
            return
        if tag == "br":
            self._words.append("\n")
        elif tag in PARTS:
            self.end()
            self._part = tag
            self._cell(tag)
        elif tag in FRAMES:
            self.end()
            self._frame(tag)

    def handle_endtag(self, tag: str) -> None:
        """End what a tag began."""
        if self._skip:
            self._skip -= tag not in EMPTY
            return
        if tag in PARTS or tag in FRAMES:
            self.end()
        if tag in ("ul", "ol", "dl", "table") and self._open:
            self._close()

    def handle_data(self, data: str) -> None:
        """Take words in; white space of the page is one space."""
        if not self._skip:
            before, after = (" " if data[:1].isspace() else ""), (" " if data[-1:].isspace() else "")
            self._words.append(before + " ".join(data.split()) + after)

    def end(self) -> None:
        """Put the words that were read where they belong."""
        text = "\n".join(" ".join(line.split()) for line in "".join(self._words).split("\n")).strip()
        part, self._part, self._words = self._part, "", []
        if text:
            _PLACES.get(part, _paragraph)(self, text)
        elif part in ("td", "th", "dd"):
            _PLACES[part](self, "")

    def _frame(self, tag: str) -> None:
        kinds: dict[str, Callable[[], Block]] = {
            "ul": lambda: {"t": "list", "is_ordered": False, "items": []},
            "ol": lambda: {"t": "list", "is_ordered": True, "items": []},
            "dl": lambda: {"t": "qa", "items": []},
            "table": lambda: {"t": "table", "caption": "", "head": [], "rows": []},
        }
        if tag in kinds:
            self._open.append(kinds[tag]())
        elif tag == "tr" and self._within("table"):
            self._open[-1]["rows"].append([])

    def _cell(self, tag: str) -> None:
        """A cell outside a row begins one."""
        if tag in ("td", "th") and self._within("table") and not self._open[-1]["rows"]:
            self._open[-1]["rows"].append([])

    def _within(self, kind: str) -> bool:
        return bool(self._open) and self._open[-1]["t"] == kind

    def _close(self) -> None:
        block = self._open.pop()
        if block["t"] == "table":
            _even(block)
        if block.get("items") or block.get("rows"):
            self.blocks.append(block)

    # --- where words go

    def add_item(self, text: str) -> None:
        """A line of a list; words in a paragraph within it belong to it too."""
        if self._within("list"):
            self._open[-1]["items"].append(text)
        else:
            self.add_paragraph(text)

    def add_question(self, text: str) -> None:
        """The question of a pair."""
        if self._within("qa"):
            self._open[-1]["items"].append([text, ""])
        else:
            self.add_paragraph(text)

    def add_answer(self, text: str) -> None:
        """The answer of a pair; a second one stands below the first."""
        if self._within("qa") and self._open[-1]["items"]:
            pair = self._open[-1]["items"][-1]
            pair[1] = "\n".join(filter(None, (pair[1], text)))
        elif text:
            self.add_paragraph(text)

    def add_cell(self, text: str) -> None:
        """A cell of a table."""
        if self._within("table") and self._open[-1]["rows"]:
            self._open[-1]["rows"][-1].append(text)
        elif text:
            self.add_paragraph(text)

    def add_caption(self, text: str) -> None:
        """What a table shows."""
        if self._within("table"):
            self._open[-1]["caption"] = text
        else:
            self.add_paragraph(text)

    def add_heading(self, text: str) -> None:
        """A heading; one within a list or table is words like others."""
        if self._open:
            self.add_paragraph(text)
        else:
            self.blocks.append({"t": "h", "text": text})

    def add_paragraph(self, text: str) -> None:
        """Words by themselves; within a list, a table or an answer they belong to that."""
        if not self._open:
            self.blocks.append({"t": "p", "text": text})
        elif self._within("list"):
            self._open[-1]["items"].append(text)
        elif self._within("qa"):
            self.add_answer(text) if self._open[-1]["items"] else self.add_question(text)
        else:
            self.add_cell(text)


def _even(table: Block) -> None:
    """Take the first row as head and give every row as many cells."""
    rows = [row for row in table["rows"] if row]
    width = max((len(row) for row in rows), default=0)
    rows = [row + [""] * (width - len(row)) for row in rows]
    table["head"], table["rows"] = (rows[0], rows[1:]) if len(rows) > 1 else ([""] * width, rows)


def _paragraph(reader: _Reader, text: str) -> None:
    reader.add_paragraph(text)


_PLACES: dict[str, Callable[[_Reader, str], None]] = {
    "li": _Reader.add_item, "dt": _Reader.add_question, "dd": _Reader.add_answer, "td": _Reader.add_cell,
    "th": _Reader.add_cell, "caption": _Reader.add_caption, **dict.fromkeys(HEADINGS, _Reader.add_heading),
}  # fmt: skip
