"""The colours and drawings that a card may carry, on a screen and on paper. A card always has its word beside them."""

from collections.abc import Iterator
from typing import Any

from casussen.instrumenten.schema import SchemaError
from intervisie.werkvorm.cards import Deckschema, read_deck

# Each reads well on white, and white reads well on it.
COLORS = {
    "groen": "#1d5c3f", "blauw": "#0b4f8a", "oker": "#7a4b00", "paars": "#5b2a86", "rood": "#a8201a",
    "bruin": "#6b3f23", "petrol": "#0f5c66",
}  # fmt: skip
# Names of static/img/icons.svg.
ICONS = (
    "bell", "book", "calendar", "clock", "door", "eye", "flag", "group", "help", "home", "hourglass", "info", "link",
    "list", "lock", "mail", "people", "person", "phone", "pin", "reply", "route", "search", "settings", "share",
    "warning",
)  # fmt: skip


def judge_deck(data: Any, card_count: int | None) -> Deckschema:
    """Return a deck as it is kept: as `read_deck` does, with looks of ours. Raises SchemaError with every fault."""
    deck = read_deck(data, card_count)
    faults = list(_looks(deck))
    if faults:
        raise SchemaError(faults)
    return deck


def _looks(deck: Deckschema) -> Iterator[str]:
    for number, card in enumerate(deck.cards, start=1):
        if card.color and card.color not in COLORS:
            yield f"kaart {number}: 'color' is '{card.color}'. Kies een van deze: {', '.join(COLORS)}."
        if card.icon and card.icon not in ICONS:
            yield f"kaart {number}: 'icon' is '{card.icon}'. Kies een van deze: {', '.join(ICONS)}."
