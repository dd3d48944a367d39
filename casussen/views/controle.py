"""Showing text with the words marked that probably name somebody or something."""

from dataclasses import dataclass

from casussen.naamcontrole import Kind, marks

KIND_NAMES: dict[Kind, str] = {"PERSOON": "naam", "ORGANISATIE": "organisatie", "PLAATS": "plaats", "BEDRAG": "bedrag"}

FEWEST_WORDS = 2


@dataclass(frozen=True)
class Piece:
    """A piece of text; `kind` says in a word what it probably is, empty for all other text."""

    text: str
    kind: str = ""


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
