"""Blocks of Mijn omgeving; one file per subject."""

from community.extension_points import Card
from intervisie.cards import matchrondes, toerneeplanning, toernees

CARDS: list[Card] = [*matchrondes.CARDS, *toerneeplanning.CARDS, *toernees.CARDS]
