"""Showing text with the words marked that probably name somebody or something."""

from collections.abc import Iterable
from dataclasses import dataclass

from casussen.models import Casus
from casussen.naamcontrole import Kind, marks
from casussen.queries.delen import text_of

KIND_NAMES: dict[Kind, str] = {"PERSOON": "naam", "ORGANISATIE": "organisatie", "PLAATS": "plaats", "BEDRAG": "bedrag"}

FEWEST_WORDS = 2


@dataclass(frozen=True)
class Piece:
    """A piece of text; `kind` says in a word what it probably is, empty for all other text."""

    text: str
    kind: str = ""


@dataclass(frozen=True)
class Marked:
    """A casus as the check before sharing shows it: by part the texts in pieces, and how many pieces are marked."""

    texts: list[tuple[str, list[list[Piece]]]]
    number: int

    @property
    def places(self) -> list[tuple[str, list[list[Piece]]]]:
        """Only the texts in which something is marked."""
        found = [(title, [row for row in rows if any(piece.kind for piece in row)]) for title, rows in self.texts]
        return [(title, rows) for title, rows in found if rows]


def marked_casus(casus: Casus) -> Marked:
    """Return what stands in a casus with the words marked that probably name somebody or something."""
    return marked_texts(text_of(casus))


def marked_texts(given: Iterable[tuple[str, Iterable[str]]]) -> Marked:
    """Return texts below their titles with the words marked that probably name somebody or something."""
    read = [(title, [worth_reading(text) for text in texts]) for title, texts in given]
    texts = [(title, [pieces for pieces in rows if pieces]) for title, rows in read if any(rows)]
    return Marked(texts, sum(1 for _title, rows in texts for pieces in rows for piece in pieces if piece.kind))


def worth_reading(text: str) -> list[Piece]:
    """Return a text in pieces; nothing for a loose word without a mark, such as the status of a product."""
    pieces = marked(text)
    is_marked = any(piece.kind for piece in pieces)
    return pieces if is_marked or len(text.split()) >= FEWEST_WORDS else []


def marked(text: str) -> list[Piece]:
    """Return a text in pieces, with what probably is a name as a piece of its own."""
    pieces, at = [], 0
    for mark in sorted(marks(text), key=lambda found: found.start):
        if mark.start < at:
            continue
        if mark.start > at:
            pieces.append(Piece(text[at : mark.start]))
        pieces.append(Piece(text[mark.start : mark.end], KIND_NAMES[mark.kind]))
        at = mark.end
    return [*pieces, Piece(text[at:])] if at < len(text) else pieces
