"""Block of the cockpit about rounds of intervisie that are closed and wait for groups."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from community.extension_points import Card
from community.models import User
from intervisie.access.matching import may_run_matching
from intervisie.queries.matchrondes import rondes_waiting


def rondes(user: User, now: datetime) -> Mapping[str, Any] | None:
    """Give the rounds that wait for groups, with how many registered; one query, none for who does not divide."""
    if not may_run_matching(user, now):
        return None
    waiting = rondes_waiting(now)
    return {"rondes": waiting} if waiting else None


CARDS: list[Card] = [Card("matchrondes", 35, "COORDINATIE", "intervisie/rondes/cards/rondes.html", rondes)]
