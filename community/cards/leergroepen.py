"""Blocks of Mijn omgeving about leergroepen: the groups somebody is in, and what was written in them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from community.extension_points import Card
from community.models import User
from community.queries.groepsberichten import news_of
from community.queries.mijn_leergroepen import running_groups


def mijn_leergroepen(user: User, now: datetime) -> Mapping[str, Any] | None:
    """Give the running groups of this person; two queries for any number."""
    groups = running_groups(user, now)
    return {"groups": groups} if groups else None


def nieuw_in_groepen(user: User, now: datetime) -> Mapping[str, Any] | None:
    """Give the latest sign of life of at most five conversations; one query."""
    items = news_of(user, now)
    return {"items": items} if items else None


CARDS: list[Card] = [
    Card("mijn-leergroepen", 40, "LOPEND", "community/leergroepen/cards/mijn.html", mijn_leergroepen),
    Card("nieuw-in-groepen", 40, "NIEUW", "community/leergroepen/cards/nieuw.html", nieuw_in_groepen),
]
