"""Methods as members read them: the list, one method with its steps and cards, and what suits a question."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from intervisie.models import Werkvormversie
from intervisie.queries.sessiekeuzes import newest_deckversie
from intervisie.werkvorm import words
from intervisie.werkvorm.advice import Advice, Offered, advise
from intervisie.werkvorm.cards import Kaart, read_deck
from intervisie.werkvorm.schema import read_werkvorm
from intervisie.werkvorm.steps import Werkvormschema
from intervisie.werkvorm.telling import WHOSE, Verteld, longest, shortest, told


@dataclass(frozen=True)
class Werkvormregel:
    """One method in a list."""

    code: str
    name: str
    summary: str
    schema: Werkvormschema
    shortest: int
    longest: int
    whose: str
    fits: tuple[str, ...]


@dataclass(frozen=True)
class Werkvormpagina:
    """One method in full: its line, its steps in words, where it comes from and its cards."""

    line: Werkvormregel
    steps: tuple[Verteld, ...]
    source: str
    cards: tuple[Kaart, ...]
    deck_source: str


@dataclass(frozen=True)
class Aanrader:
    """One method with what speaks for it and against it."""

    line: Werkvormregel
    advice: Advice


def werkvorm_lines(versies: QuerySet[Werkvormversie]) -> list[Werkvormregel]:
    """Return these methods in their order. One query."""
    rows = versies.select_related("werkvorm").order_by("werkvorm__position", "werkvorm__name")
    return [_line(row) for row in rows]


def narrowed(lines: Iterable[Werkvormregel], wanted: Mapping[str, Any]) -> list[Werkvormregel]:
    """Return the methods for this sort of question, that can be done in these minutes with so many people."""
    question, minutes, people = wanted.get("vraag"), wanted.get("minuten"), wanted.get("mensen")
    return [
        line for line in lines
        if (not question or question in line.schema.fits)
        and (not minutes or line.shortest <= minutes)
        and (not people or line.schema.fewest <= people <= line.schema.most)
    ]  # fmt: skip


def werkvorm_page(versie: Werkvormversie) -> Werkvormpagina:
    """Return a method with the newest published cards of its deck. One query where it has a deck."""
    line, deck = _line(versie), newest_deckversie(versie.werkvorm)
    cards = read_deck(deck.schema, None).cards if deck is not None else ()
    return Werkvormpagina(line, told(line.schema), versie.source, cards, deck.source if deck is not None else "")


def aanraders(lines: Iterable[Werkvormregel], asked: Mapping[str, Any]) -> tuple[list[Aanrader], list[Aanrader]]:
    """Return what suits with nothing against it, best first, and the others with what speaks against them."""
    by_code = {line.code: line for line in lines}
    offered = [Offered(line.code, line.name, line.schema) for line in by_code.values()]
    every = advise(offered, asked["vraag"], asked["minuten"], asked["groep"], asked["mensen"])
    found = [Aanrader(by_code[advice.code], advice) for advice in every]
    return [one for one in found if one.advice.suits], [one for one in found if not one.advice.suits]


def _line(versie: Werkvormversie) -> Werkvormregel:
    schema, werkvorm = read_werkvorm(versie.schema), versie.werkvorm
    return Werkvormregel(
        werkvorm.code, werkvorm.name, werkvorm.summary, schema, shortest(schema), longest(schema),
        WHOSE[schema.question], tuple(words.FITS[code] for code in schema.fits),
    )  # fmt: skip
