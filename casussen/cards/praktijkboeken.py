"""A block of Mijn omgeving: the praktijkboeken somebody is in."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from casussen.queries.praktijkboeken import running_praktijkboeken
from community.confidential import confidential
from community.extension_points import Card
from community.models import User


def mijn_praktijkboeken(user: User, now: datetime) -> Mapping[str, Any] | None:
    """Give name and number of casussen of each; one query, and nothing is opened."""
    with confidential():
        boeken = running_praktijkboeken(user, now)
    return {"boeken": boeken} if boeken else None


CARDS: list[Card] = [
    Card("mijn-praktijkboeken", 45, "LOPEND", "casussen/praktijkboeken/kaart.html", mijn_praktijkboeken),
]
