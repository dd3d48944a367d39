"""Adds to the demo sessions that go on: one where insights are being written, and two that just began."""

from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse

from community.models import User
from intervisie.models import Sessie, Werkvorm
from tests.factories.sessies import a_sessie, moves_to, writes

QUESTION = "Hoe kunnen wij het waterschap eerder aan tafel krijgen?"
FOR_TREKKER, FOR_LID = ("live", "afsluiten", "beamer"), ("live", "verlaten")


@transaction.atomic
def enrich_sessies(people: dict[str, User], now: datetime) -> dict[str, list[str]]:
    """Add everything; return by person the addresses that no page leads her to.

    The first is for looking at; in the others tests press and write.
    """
    cast = [people[code] for code in ("trekker", "lid", "starter")]
    sessies = [begun(cast, now) for _ in range(3)]
    shown = moves_to(sessies[0], "vraag", now)
    for user in cast:
        writes(shown, user, "vraag", {"tekst": QUESTION}, now=now)
    return {
        "trekker": [reverse(f"sessie-{page}", args=[one.code]) for one in sessies for page in FOR_TREKKER],
        "lid": [reverse(f"sessie-{page}", args=[one.code]) for one in sessies for page in FOR_LID],
    }


def begun(cast: list[User], now: datetime) -> Sessie:
    """Return a session with cards that the first of these leads, with a guest."""
    werkvorm = Werkvorm.objects.get(code="ingangspunten")
    return a_sessie(*cast, werkvorm=werkvorm, guests=1, expected=4, now=now - timedelta(seconds=20))
