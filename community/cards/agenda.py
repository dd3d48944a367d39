"""Blocks of Mijn omgeving about agenda."""

from community.extension_points import Card

CARDS: list[Card] = []
