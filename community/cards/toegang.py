"""Blocks of Mijn omgeving about toegang."""

from community.extension_points import Card

CARDS: list[Card] = []
