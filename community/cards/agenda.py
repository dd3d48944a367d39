"""Blocks of Mijn omgeving about agenda: the first thing that comes."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from community.extension_points import Card
from community.models import User
from community.queries.agenda import next_item


def _next(user: User, now: datetime) -> Mapping[str, Any] | None:
    item = next_item(user, now)
    return {"item": item} if item else None


CARDS: list[Card] = [Card("eerstvolgende", 10, "EERSTVOLGENDE", "community/agenda/_eerstvolgende.html", _next)]
