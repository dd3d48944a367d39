"""Blocks of Mijn omgeving; one file per subject."""

from community.extension_points import Card
from intervisie.cards import matchrondes, sessies, toerneeplanning, toernees

CARDS: list[Card] = [*matchrondes.CARDS, *sessies.CARDS, *toerneeplanning.CARDS, *toernees.CARDS]
