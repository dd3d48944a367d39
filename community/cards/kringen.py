"""Blocks of Mijn omgeving about kringen."""

from community.extension_points import Card

CARDS: list[Card] = []
