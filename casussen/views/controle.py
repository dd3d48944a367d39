"""Showing text with the words marked that probably name somebody or something."""

import importlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

KINDS = {"PERSOON": "naam", "ORGANISATIE": "organisatie", "PLAATS": "plaats", "BEDRAG": "bedrag"}

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
    for mark in sorted(_marks(text), key=lambda found: found.start):
        if mark.start < at:
            continue
        if mark.start > at:
            pieces.append(Piece(text[at : mark.start]))
        pieces.append(Piece(text[mark.start : mark.end], KINDS.get(str(mark.kind).upper(), str(mark.kind).lower())))
        at = mark.end
    return [*pieces, Piece(text[at:])] if at < len(text) else pieces


def _marks(text: str) -> Iterable[Any]:
    find_marks = _finder()
    return find_marks(text) if find_marks else ()


def _finder() -> Callable[[str], Iterable[Any]] | None:
    """Return casussen.naamcontrole.marks; None where it is not installed."""
    try:
        module = importlib.import_module("casussen.naamcontrole")
    except ModuleNotFoundError:
        return None
    return getattr(module, "marks", None)
