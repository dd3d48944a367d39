"""A deck of cards as data, kept in /beheer/: read into frozen values, or refused in words.

A deck is `{"rights_status", "rights_note", "cards": [{"code", "label", "core", "scene", "quote", "quote_source",
"color", "icon", "related": [codes]}]}`. `core` is what a card is about in a sentence, `scene` a situation to recognise.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from casussen.instrumenten.schema import SchemaError
from intervisie.werkvorm.judging import CODE
from intervisie.werkvorm.reading import known, objects_of, text_of, texts_of

# With what right the texts are used.
OWN_WORDS, PERMISSION, FREE, UNKNOWN = "EIGEN", "TOESTEMMING", "RECHTENVRIJ", "ONBEKEND"
RIGHTS = {
    OWN_WORDS: "Eigen woorden",
    PERMISSION: "Met toestemming",
    FREE: "Vrij van rechten",
    UNKNOWN: "Nog niet bekend",
}
CARD_NAMES = ("code", "label", "core", "scene", "quote", "quote_source", "color", "icon", "related")
# The name of a color or an icon of the house.
NAME = re.compile(r"[a-z][a-z0-9-]{0,29}")
MOST_CARDS = 60
LONGEST_LABEL, LONGEST_CORE, LONGEST_SCENE, LONGEST_SOURCE, LONGEST_NOTE = 60, 300, 1000, 300, 600


@dataclass(frozen=True)
class Kaart:
    """One card."""

    code: str
    label: str
    core: str
    scene: str
    quote: str = ""
    quote_source: str = ""
    color: str = ""
    icon: str = ""
    related: tuple[str, ...] = ()


@dataclass(frozen=True)
class Deckschema:
    """A whole deck at one version, with the right on its texts."""

    cards: tuple[Kaart, ...]
    rights_status: str
    rights_note: str

    def card(self, code: str) -> Kaart | None:
        """Return one card, None when this deck has none of this code."""
        return next((card for card in self.cards if card.code == code), None)


def read_deck(data: Any, card_count: int | None) -> Deckschema:
    """Return the deck that this JSON describes. Raises SchemaError with every fault; `card_count` None: any number."""
    faults: list[str] = []
    if not isinstance(data, dict):
        raise SchemaError(["Het deck is geen object. Begin met een accolade."])
    known(data, ("rights_status", "rights_note", "cards"), "deck", faults)
    cards = objects_of(data, "cards", "deck", faults, most=MOST_CARDS)
    deck = Deckschema(
        tuple(_card(item, f"kaart {number}", faults) for number, item in cards),
        text_of(data, "rights_status", "deck", faults, longest=LONGEST_LABEL),
        text_of(data, "rights_note", "deck", faults, longest=LONGEST_NOTE, may_be_empty=True),
    )
    faults += [*_number_of(deck.cards, card_count), *_rights(deck), *_codes(deck.cards)]
    if faults:
        raise SchemaError(list(dict.fromkeys(faults)))
    return deck


def why_not_published(deck: Deckschema) -> str:
    """Return why a deck cannot be published as it is, empty when it can."""
    if deck.rights_status == UNKNOWN:
        return "Zoek eerst uit of we deze teksten mogen gebruiken. Zet dat bij 'rights_status'."
    return ""


def _card(data: Mapping[str, Any], place: str, faults: list[str]) -> Kaart:
    known(data, CARD_NAMES, place, faults)
    card = Kaart(
        code=text_of(data, "code", place, faults, longest=40),
        label=text_of(data, "label", place, faults, longest=LONGEST_LABEL),
        core=text_of(data, "core", place, faults, longest=LONGEST_CORE),
        scene=text_of(data, "scene", place, faults, longest=LONGEST_SCENE, may_be_empty=True),
        quote=text_of(data, "quote", place, faults, longest=LONGEST_CORE, may_be_empty=True),
        quote_source=text_of(data, "quote_source", place, faults, longest=LONGEST_SOURCE, may_be_empty=True),
        color=text_of(data, "color", place, faults, longest=30, may_be_empty=True),
        icon=text_of(data, "icon", place, faults, longest=30, may_be_empty=True),
        related=texts_of(data, "related", place, faults, longest=40, most=MOST_CARDS),
    )
    if card.quote and not card.quote_source:
        faults.append(f"{place}: zet bij 'quote_source' van wie het citaat is.")
    if card.quote_source and not card.quote:
        faults.append(f"{place}: 'quote_source' noemt een bron, maar er is geen citaat.")
    for name, value in (("color", card.color), ("icon", card.icon)):
        if value and not NAME.fullmatch(value):
            faults.append(f"{place}: '{name}' moet een naam zijn van kleine letters, cijfers en streepjes.")
    return card


def _number_of(cards: Sequence[Kaart], card_count: int | None) -> Iterator[str]:
    if not cards:
        yield "Het deck heeft geen kaarten. Zet er minstens één kaart in."
    elif card_count is not None and len(cards) != card_count:
        yield f"Dit deck heeft {card_count} kaarten. Nu staan er {len(cards)}."


def _rights(deck: Deckschema) -> Iterator[str]:
    if deck.rights_status and deck.rights_status not in RIGHTS:
        yield f"'rights_status' is '{deck.rights_status[:40]}'. Kies een van deze: {', '.join(RIGHTS)}."
    if deck.rights_status in {PERMISSION, FREE} and not deck.rights_note:
        yield "Zet bij 'rights_note' waaruit blijkt dat we deze teksten mogen gebruiken."


def _codes(cards: Sequence[Kaart]) -> Iterator[str]:
    codes = [card.code for card in cards if card.code]
    folded = [code.casefold() for code in codes]
    for code in codes:
        if not CODE.fullmatch(code):
            yield f"De code '{code[:40]}' van een kaart kan niet. Gebruik letters, cijfers en streepjes."
        if folded.count(code.casefold()) > 1:
            yield f"De code '{code[:40]}' staat twee keer bij een kaart. Geef elke kaart een eigen code."
    for number, card in enumerate(cards, start=1):
        for code in card.related:
            if code and code not in codes:
                yield f"kaart {number}: 'related' noemt '{code[:40]}'. Die kaart is er niet."
            elif code and code == card.code:
                yield f"kaart {number}: 'related' noemt de kaart zelf. Haal dat weg."
