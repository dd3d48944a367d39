"""Blocks of Mijn omgeving; one file per subject."""

from community.extension_points import Card

CARDS: list[Card] = []
