"""Blocks of Mijn omgeving about berichten."""

from community.extension_points import Card

CARDS: list[Card] = []
