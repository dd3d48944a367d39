"""Blocks of Mijn omgeving about taken."""

from community.extension_points import Card

CARDS: list[Card] = []
