"""Block of the cockpit about toernees that go on, with how many wait for their days."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from community.extension_points import Card
from community.models import User
from intervisie.access.toernees import looked_after_toernees, may_look_after_toernees
from intervisie.queries.toerneeoverzicht import how_many


def toernees(user: User, now: datetime) -> Mapping[str, Any] | None:
    """Give how many toernees go on and wait for their days; one query, none for who does not plan."""
    if not may_look_after_toernees(user, now):
        return None
    going, waiting = how_many(looked_after_toernees(user, now))
    return {"going": going, "waiting": waiting} if going else None


CARDS: list[Card] = [Card("toernees-beheer", 36, "COORDINATIE", "intervisie/toerneeplanning/card.html", toernees)]
