"""Blocks of Mijn omgeving; one file per subject."""

from community.extension_points import Card
from training.cards import edities, inschrijvingen

CARDS: list[Card] = [*edities.CARDS, *inschrijvingen.CARDS]
