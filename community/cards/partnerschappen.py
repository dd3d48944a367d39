"""The block of Mijn omgeving for who is contact of a founding partner."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from community.access.partnerschappen import contact_organisatie_ids, own_partnerschappen
from community.extension_points import Card
from community.models import User
from community.queries.bijdragen import bijdragen_of_all, is_late
from community.queries.partnerschappen import in_order, runs_words
from community.queries.rapporten import rapporten_of
from community.workdays import local_date


def mijn_partner(user: User, now: datetime) -> Mapping[str, Any] | None:
    """Give until when her partnerschappen run, the newest report and what did not come yet; three queries, and none
    for who is contact of nothing."""
    if not contact_organisatie_ids(user, now):
        return None
    rows = list(in_order(own_partnerschappen(user, now)))
    if not rows:
        return None
    today = local_date(now)
    bijdragen = bijdragen_of_all(rows)
    newest = {rapport.partnerschap_id: rapport for rapport in reversed(rapporten_of(rows, user, now))
              if rapport.is_published}  # fmt: skip
    return {
        "partners": [
            {
                "row": row, "runs": runs_words(row, today), "rapport": newest.get(row.pk),
                "came": sum(1 for one in bijdragen[row.pk] if one.realised_date is not None),
                "amount": len(bijdragen[row.pk]), "late": sum(is_late(one, today) for one in bijdragen[row.pk]),
            }
            for row in rows
        ]
    }  # fmt: skip


CARDS: list[Card] = [
    Card("mijn-partner", 20, "LOPEND", "community/partnerschappen/_card.html", mijn_partner),
]
