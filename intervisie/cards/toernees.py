"""Block of Mijn omgeving about the running toernees of a person, with the day of the next visit."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from community.extension_points import Card
from community.models import User
from intervisie.access.toernees import GOING_ON, visible_toernees
from intervisie.queries.toernees import own_toernee_lines


def mijn_toernees(user: User, now: datetime) -> Mapping[str, Any] | None:
    """Give the running toernees of this person; one query, none for who is in no toernee."""
    rows = own_toernee_lines(visible_toernees(user, now).filter(status__in=GOING_ON), now)
    return {"toernees": rows} if rows else None


CARDS: list[Card] = [Card("mijn-toernees", 30, "LOPEND", "intervisie/toernees/cards/mijn.html", mijn_toernees)]
