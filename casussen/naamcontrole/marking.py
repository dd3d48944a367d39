"""The check itself: one pass over the words, at each place the first rule that knows what stands there."""

from collections.abc import Callable, Mapping
from typing import Any

from casussen.naamcontrole import lists
from casussen.naamcontrole.amounts import NUMBERS, amount_at
from casussen.naamcontrole.mark import Kind, Mark
from casussen.naamcontrole.organisations import AGRARIAN, HEADS, holds_organisation, organisation_at
from casussen.naamcontrole.people import is_surname, person_at
from casussen.naamcontrole.places import looks_like_place, looks_plain, place_at
from casussen.naamcontrole.words import Words

# Five times the longest answer. What stands after it is not judged: no form takes it.
LONGEST = 20_000

POSSESSIVES = ("'s", "’s")

RULES: tuple[tuple[Kind, Callable[[Words, int], int]], ...] = (
    ("BEDRAG", amount_at),
    ("ORGANISATIE", organisation_at),
    ("PERSOON", person_at),
    ("PLAATS", place_at),
)
# Words in lower case that a rule begins at.
TRIGGERS = (
    HEADS | AGRARIAN | NUMBERS | lists.PREFIX_START | {"eur", "v", "honderdduizend", "tweehonderd", "tienduizend"}
)


def marks(text: str) -> list[Mark]:
    """Return the probable names and amounts in a Dutch text, in order and apart from each other.

    They are for a person to judge: a name can be missed and a plain word can be marked. Only the first LONGEST
    characters are looked at.
    """
    judged = text[:LONGEST]
    words = Words(judged)
    found: list[Mark] = []
    at = 0
    while at < words.count:
        kind, length = judge(words, at)
        if kind is None:
            at += 1
            continue
        start, end = words.starts[at], words.end(at + length - 1)
        if kind == "PERSOON" and judged.endswith(POSSESSIVES, start, end):
            end -= 2
        found.append(Mark(start=start, end=end, kind=kind, word=judged[start:end]))
        at += length
    return found


def judge(words: Words, at: int) -> tuple[Kind | None, int]:
    """Return what begins at piece `at`, and how many pieces it has."""
    if not is_candidate(words, at):
        return None, 0
    for kind, rule in RULES:
        if length := rule(words, at):
            return kind, length
    return by_capital(words, at)


def is_candidate(words: Words, at: int) -> bool:
    """Whether any rule could know what begins here: most words of a text are none."""
    text = words.texts[at]
    first = text[0]
    return first.isupper() or first.isdigit() or first in "€'’" or "@" in text or text.lower() in TRIGGERS


def by_capital(words: Words, at: int) -> tuple[Kind | None, int]:
    """Return what an unknown word with a capital inside a sentence probably is."""
    if holds_organisation(words.text(at)):
        return "ORGANISATIE", 1
    if not is_surname(words, at) or words.opens_sentence(at) or words.is_shouted(at):
        return None, 0
    if looks_plain(words, at):
        return None, 0
    length = 2 if is_surname(words, at + 1) else 1
    return ("PLAATS" if looks_like_place(words, at) else "PERSOON"), length


def marks_of(answers: Mapping[str, Any]) -> dict[str, list[Mark]]:
    """Return the marks by the code of the question; an answer that is no text (a choice) is left out."""
    found = {code: marks(answer) for code, answer in answers.items() if isinstance(answer, str)}
    return {code: here for code, here in found.items() if here}
