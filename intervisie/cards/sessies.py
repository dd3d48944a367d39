"""Block of Mijn omgeving about sessions that go on now, and those of the coming week."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from community.extension_points import Card
from community.models import User
from intervisie.queries.sessielinks import coming_sessies


def mijn_sessies(user: User, now: datetime) -> Mapping[str, Any] | None:
    """Give her sessions of now and soon; one query. Her actions and what she prepares stand among her duties."""
    rows = coming_sessies(user, now)
    return {"sessies": rows} if rows else None


CARDS: list[Card] = [Card("mijn-sessies", 25, "LOPEND", "intervisie/sessievoorbereiding/card.html", mijn_sessies)]
