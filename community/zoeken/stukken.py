"""A piece of a text around the words that were sought, in parts: what was sought and what stands around it.

Nothing here makes HTML: the template escapes each part.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from community.zoeken.vormen import plain
from community.zoeken.vraag import WORD

LENGTH = 220
BEFORE = 60
# A form this short counts at the beginning of a word only: 'rol' is not in 'controle'.
SHORT = 3


@dataclass(frozen=True)
class Stuk:
    """One part of a text."""

    text: str
    is_found: bool = False


def is_held(form: str, word: str) -> bool:
    """Whether a plain word is, or holds, a form that was sought."""
    if len(form) > SHORT:
        return form in word
    return word == form if len(form) < SHORT else word.startswith(form)


def marked(text: str, forms: Iterable[str]) -> tuple[Stuk, ...]:
    """Return all of a text, with the words that were sought as parts by themselves."""
    wanted = tuple(forms)
    return tuple(_parts(text, list(_found(text, wanted))))


def fragment(text: str, forms: Iterable[str]) -> tuple[Stuk, ...]:
    """Return a piece of a text around the first words that were sought; its beginning when they are not in it."""
    text = " ".join(text.split())
    wanted = tuple(forms)
    spans = list(_found(text, wanted))
    start = _start(text, spans[0][0]) if spans else 0
    end = _end(text, start + LENGTH)
    inside = [(first - start, last - start) for first, last in spans if first >= start and last <= end]
    parts = list(_parts(text[start:end], inside))
    return tuple([Stuk("… ")] * (start > 0) + parts + [Stuk(" …")] * (end < len(text)))


def _found(text: str, wanted: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    for match in WORD.finditer(text):
        word = plain(match[0])
        if any(is_held(form, word) for form in wanted):
            yield match.span()


def _parts(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[Stuk]:
    at = 0
    for first, last in spans:
        if first > at:
            yield Stuk(text[at:first])
        yield Stuk(text[first:last], is_found=True)
        at = last
    if at < len(text):
        yield Stuk(text[at:])


def _start(text: str, hit: int) -> int:
    """Return where to begin: a little before the word, at the beginning of a word."""
    if hit <= BEFORE:
        return 0
    space = text.find(" ", hit - BEFORE, hit)
    return space + 1 if space >= 0 else hit


def _end(text: str, near: int) -> int:
    """Return where to stop: at the end of a word."""
    if near >= len(text):
        return len(text)
    space = text.rfind(" ", max(0, near - BEFORE), near)
    return space if space > 0 else near
