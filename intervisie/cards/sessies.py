"""Block of Mijn omgeving about sessions that go on now, and those of the coming week."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from community.access.kringen import standings_of
from community.extension_points import Card
from community.models import KringKind, User
from intervisie.queries.sessielinks import coming_sessies

KINDS = (KringKind.INTERVISIE, KringKind.TOERNEE)


def mijn_sessies(user: User, now: datetime) -> Mapping[str, Any] | None:
    """Give her sessions of now and soon; one query, none for who is in no group of intervisie and no toernee.

    Others find a session on the page of its meeting. Actions and what she prepares stand among her duties.
    """
    if not any(place.kind in KINDS for place in standings_of(user, now).values()):
        return None
    rows = coming_sessies(user, now)
    return {"sessies": rows} if rows else None


CARDS: list[Card] = [Card("mijn-sessies", 25, "LOPEND", "intervisie/sessies/card.html", mijn_sessies)]
