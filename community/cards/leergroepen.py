"""Blocks of Mijn omgeving about leergroepen."""

from community.extension_points import Card

CARDS: list[Card] = []
