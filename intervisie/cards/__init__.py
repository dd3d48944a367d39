"""Blocks of Mijn omgeving; one file per subject."""

from community.extension_points import Card
from intervisie.cards import matchrondes, toernees

CARDS: list[Card] = [*matchrondes.CARDS, *toernees.CARDS]
