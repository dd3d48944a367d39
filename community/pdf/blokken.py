"""From a fragment of a page of ours to plain blocks that a template can typeset: what a reader sees, nothing else.

The fragment is one that Django rendered and escaped. Its tags decide what is a heading, a list or a table; its words
stay words. Attributes, links and pictures are left out.
"""

from html.parser import HTMLParser
from typing import Any

Block = dict[str, Any]
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
PARTS = {"p", "li", "dt", "dd", "td", "th", "caption", "blockquote", "summary", "figcaption", *HEADINGS}
LISTS = ("ul", "ol", "dl", "table")
FRAMES = {*LISTS, "tr", "div", "section", "article", "details", "header", "footer", "thead", "tbody"}
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
        self._open: list[Block] = []  # lists, pairs and tables that are being read, the innermost last
        self._has_just_ended = False  # an element ended and nothing came after it yet

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin what a tag says."""
        hidden = any(name in ("hidden", "aria-hidden") and value != "false" for name, value in attrs)
        if self._skip or tag in SKIPPED or (hidden and tag not in EMPTY):
            self._skip += tag not in EMPTY
            return
        if tag == "br":
            self._words.append("\n")
        elif tag in PARTS or tag in FRAMES:
            self.end()
            self._begin(tag)
        elif self._has_just_ended:  # two pieces of a line that only their looks keep apart
            self._words.append(" ")
        self._has_just_ended = False

    def handle_endtag(self, tag: str) -> None:
        """End what a tag began."""
        if self._skip:
            self._skip -= tag not in EMPTY
            return
        if tag in PARTS or tag in FRAMES:
            self.end()
        if tag in LISTS and self._open:
            self._close()
        self._has_just_ended = True

    def handle_data(self, data: str) -> None:
        """Take words in; white space of the page is one space."""
        if not self._skip:
            before, after = (" " if data[:1].isspace() else ""), (" " if data[-1:].isspace() else "")
            self._words.append(before + " ".join(data.split()) + after)
            self._has_just_ended = False

    def end(self) -> None:
        """Put the words that were read where they belong."""
        text = "\n".join(" ".join(line.split()) for line in "".join(self._words).split("\n")).strip()
        part, self._part, self._words = self._part, "", []
        if text or part in ("td", "th", "dd"):
            self._put(part, text)

    def _begin(self, tag: str) -> None:
        """Begin a list, a row, a cell, or words."""
        if tag in LISTS:
            self._open.append({"ul": _list, "ol": _numbers, "dl": _pairs, "table": _table}[tag]())
        elif tag in PARTS:
            self._part = tag
        if tag == "li" and self._within("list"):
            self._open[-1]["items"].append([])
        is_first_cell = tag in ("td", "th") and self._within("table") and not self._open[-1]["rows"]
        if (tag == "tr" and self._within("table")) or is_first_cell:
            self._open[-1]["rows"].append([])

    def _within(self, kind: str) -> bool:
        return bool(self._open) and self._open[-1]["t"] == kind

    def _close(self) -> None:
        """End the innermost list, pairs or table; within an answer or a cell it becomes lines of that."""
        block = self._open.pop()
        if block["t"] == "table":
            _even(block)
        if not (block.get("items") or block.get("rows")):
            return
        found = _plain(block)
        if self._within("list") and self._open[-1]["items"]:
            self._open[-1]["items"][-1] += found
        elif self._open:
            for one in found:
                self._put("", _as_text(one))
        else:
            self.blocks += found

    def _put(self, part: str, text: str) -> None:
        """Put words where they belong: in the innermost list, pairs or table, else by themselves."""
        if self._within("list") and self._open[-1]["items"]:
            self._open[-1]["items"][-1].append(_words(part, text))
        elif self._within("qa"):
            self._put_in_pair(part, text)
        elif self._within("table"):
            self._put_in_table(part, text)
        elif text:
            self.blocks.append(_words(part, text))

    def _put_in_pair(self, part: str, text: str) -> None:
        items = self._open[-1]["items"]
        if part == "dt" or not items:
            items.append([text, ""])
        else:
            items[-1][1] = "\n".join(filter(None, (items[-1][1], text)))

    def _put_in_table(self, part: str, text: str) -> None:
        table = self._open[-1]
        if part == "caption" or not table["rows"]:
            table["caption"] = text
        elif part in ("td", "th") or not table["rows"][-1]:
            table["rows"][-1].append(text)
        else:
            table["rows"][-1][-1] = "\n".join(filter(None, (table["rows"][-1][-1], text)))


def _list() -> Block:
    return {"t": "list", "is_ordered": False, "items": []}


def _numbers() -> Block:
    return {"t": "list", "is_ordered": True, "items": []}


def _pairs() -> Block:
    return {"t": "qa", "items": []}


def _table() -> Block:
    return {"t": "table", "caption": "", "head": [], "rows": []}


def _words(part: str, text: str) -> Block:
    return {"t": "h" if part in HEADINGS else "p", "text": text}


def _plain(block: Block) -> list[Block]:
    """Return a list whose lines hold words only as a list; else what its lines hold, one after the other."""
    if block["t"] != "list":
        return [block]
    items: list[list[Block]] = [item for item in block["items"] if item]
    if all(one["t"] == "p" for item in items for one in item):
        return [{**block, "items": ["\n".join(one["text"] for one in item) for item in items]}] if items else []
    found: list[Block] = []
    for first, *rest in items:
        found += [{"t": "h", "text": first["text"]} if first["t"] == "p" and rest else first, *rest]
    return found


def _as_text(block: Block) -> str:
    """Return a block as lines, for within an answer or a cell."""
    if block["t"] in ("p", "h"):
        return str(block["text"])
    if block["t"] == "list":
        return "\n".join(f"• {item}" for item in block["items"])
    rows = block["items"] if block["t"] == "qa" else [block["head"], *block["rows"]]
    return "\n".join(": ".join(cell for cell in row if cell) for row in rows)


def _even(table: Block) -> None:
    """Take the first row as head and give every row as many cells."""
    rows = [row for row in table["rows"] if row]
    width = max((len(row) for row in rows), default=0)
    rows = [row + [""] * (width - len(row)) for row in rows]
    table["head"], table["rows"] = (rows[0], rows[1:]) if len(rows) > 1 else ([""] * width, rows)
