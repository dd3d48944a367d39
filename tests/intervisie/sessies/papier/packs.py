"""Packs of paper for tests: typeset, and read back."""

import io
import re
from collections.abc import Iterator
from typing import Any

import pypdf

from community.pdf import typeset
from intervisie.models import Deckversie, Werkvormversie
from intervisie.queries.printpakket import Pakket, Printkeuze, pack_of

A4 = (595, 842)


def loaded(code: str) -> tuple[Werkvormversie, Deckversie | None]:
    """Return the version of a method that every network begins with, and that of its deck."""
    versie = Werkvormversie.objects.select_related("werkvorm__deck").get(werkvorm__code=code)
    deck = Deckversie.objects.select_related("deck").filter(deck=versie.werkvorm.deck_id).first()
    return versie, deck


def pack(code: str, people: int, groups: int = 1, **looks: bool) -> Pakket:
    """Return the pack of such a method."""
    return pack_of(*loaded(code), Printkeuze(people, groups, **looks))


def read(pakket: Pakket) -> pypdf.PdfReader:
    """Return the typeset pack."""
    return pypdf.PdfReader(io.BytesIO(typeset("printpakket", pakket.data)))


def texts(reader: pypdf.PdfReader) -> list[str]:
    """Return the words of each page in one line, hyphens at the ends of lines taken out."""
    return [" ".join(page.extract_text().split()) for page in reader.pages]


def places(page: Any, words: str) -> list[tuple[float, float]]:
    """Return where on a page (from the left, from below) these words begin."""
    found: list[tuple[float, float]] = []

    def look(text: str, page: list[float], own: list[float], _font: Any, _size: Any) -> None:
        if words in text:
            x, y = own[4], own[5]
            found.append((x * page[0] + y * page[2] + page[4], x * page[1] + y * page[3] + page[5]))

    page.extract_text(visitor_text=look)
    return found


def colors(reader: pypdf.PdfReader) -> set[tuple[float, ...]]:
    """Return every colour that is set on any page, as its numbers."""
    return {numbers for page in reader.pages for numbers in _set_on(page)}


def _set_on(page: Any) -> Iterator[tuple[float, ...]]:
    content = page.get_contents().get_data().decode("latin-1")
    for numbers, _operator in re.findall(r"((?:[-\d.]+ )+)(rg|RG|sc|SC|scn|SCN|g|G|k|K)\b", content):
        yield tuple(float(number) for number in numbers.split())
