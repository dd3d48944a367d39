"""Blocks of Mijn omgeving about people."""

from community.extension_points import Card

CARDS: list[Card] = []
