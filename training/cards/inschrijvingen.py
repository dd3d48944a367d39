"""Block of the cockpit about applications: in which edities somebody waits for a decision."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from community.extension_points import Card
from community.models import User
from training.access.edities import may_plan_edities
from training.queries.inschrijvingen import edities_with_waiting


def aanmeldingen(user: User, now: datetime) -> Mapping[str, Any] | None:
    """Give the edities in which applications wait, with how many; one query, none for who does not decide."""
    if not may_plan_edities(user, now):
        return None
    edities = edities_with_waiting()
    return {"edities": edities} if edities else None


CARDS: list[Card] = [
    Card("aanmeldingen-trainingen", 30, "COORDINATIE", "training/inschrijvingen/cards/aanmeldingen.html", aanmeldingen)
]
