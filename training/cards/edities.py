"""Blocks of Mijn omgeving about trainings: the edities somebody is in, each with where she is."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from community.extension_points import Card
from community.models import User
from training.queries.edities import own_lines


def mijn_edities(user: User, now: datetime) -> Mapping[str, Any] | None:
    """Give the edities of this person that run; two queries for any number."""
    lines = own_lines(user, now)
    return {"lines": lines} if lines else None


CARDS: list[Card] = [Card("mijn-edities", 20, "LOPEND", "training/edities/cards/mijn.html", mijn_edities)]
