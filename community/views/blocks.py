"""The blocks that apps add to a page through extension_points.cards, ready to be placed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from community.extension_points import Card, cards
from community.models import User

# Nobody scrolls through a feed (blueprint §2): so many news items on the whole page, however many apps bring some.
MOST_NEWS = 5


@dataclass(frozen=True)
class Block:
    """One card with something to say: its template and what that needs. Place it with `{% place_block block %}`."""

    code: str
    template: str
    context: Mapping[str, Any]


def blocks_of(user: User, now: datetime, *places: str) -> dict[str, list[Block]]:
    """Return the blocks of these places in their order; cards without anything to say are left out."""
    found: dict[str, list[Block]] = {place: [] for place in places}
    for card in sorted(cards.all(), key=lambda each: (each.order, each.code)):
        if card.place in found and (context := card.build(user, now)) is not None:
            found[card.place].append(_block(card, context))
    return found


def newest_only(blocks: list[Block]) -> list[Block]:
    """Cut the `items` of news blocks so that together they show at most MOST_NEWS; empty blocks fall away."""
    left = MOST_NEWS
    kept = []
    for block in blocks:
        items = list(block.context.get("items", ()))[:left]
        left -= len(items)
        if items:
            kept.append(Block(block.code, block.template, {**block.context, "items": items}))
    return kept


def _block(card: Card, context: Mapping[str, Any]) -> Block:
    return Block(card.code, card.template, context)
