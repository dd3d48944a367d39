"""The block of Mijn omgeving for who counts in a report that is about to be frozen."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from community.access.rapportage import counting_partnerschap
from community.extension_points import Card
from community.kwartalen import kwartaal_of
from community.models import User
from community.rapportage.tijdvak import days_counted, freezes_on
from community.workdays import local_date


def before_freezing(user: User, now: datetime) -> Mapping[str, Any] | None:
    """Give which report is frozen when, in the working days before that; three queries then, none at other times."""
    today = local_date(now)
    kwartaal = kwartaal_of(today).previous
    day = freezes_on(kwartaal)
    if today >= day:
        return None
    partnerschap = counting_partnerschap(user, now)
    if partnerschap is None or days_counted(partnerschap, kwartaal) is None:
        return None
    return {"organisatie": partnerschap.organisatie, "kwartaal": kwartaal, "last_day": day - timedelta(days=1)}


CARDS: list[Card] = [
    Card("rapportage", 60, "LOPEND", "community/rapportage/_card.html", before_freezing),
]
