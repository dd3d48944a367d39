"""Adds to the demo what methods have in between: a draft of a method and of a deck, one of another name that nobody is
offered, and answers for the advice that suit everything, something and nothing."""

from datetime import datetime
from urllib.parse import urlencode

from django.db import transaction
from django.urls import reverse

from community.models import User
from intervisie.actions import decks, werkvormen
from intervisie.models import Deckversie, Werkvormversie

ASKED = {"vraag": "VOORVAL", "minuten": "75", "mensen": "6", "groep": "BEKEND"}


@transaction.atomic
def enrich_werkvormen(people: dict[str, User], now: datetime) -> dict[str, list[str]]:
    """Add everything; return by person the addresses that no page leads her to."""
    keeper = people["beheerder"]
    row = Werkvormversie.objects.select_related("werkvorm__deck").get(werkvorm__code="incident", number=1)
    changed = row.schema | {"rules": [*row.schema["rules"], "Zet je telefoon weg."]}
    draft = werkvormen.copy_versie(actor=keeper, versie=row, now=now)
    werkvormen.change_versie(actor=keeper, versie=draft, schema=changed, source=row.source, now=now)
    werkvormen.copy_werkvorm(actor=keeper, versie=row, name="Incident aan de keukentafel", now=now)
    cards = Deckversie.objects.select_related("deck").get(deck__code="ingangspunten", number=1)
    other = cards.schema | {"rights_status": "ONBEKEND", "rights_note": "Nog na te vragen."}
    deck = decks.copy_versie(actor=keeper, versie=cards, now=now)
    decks.change_versie(actor=keeper, versie=deck, schema=other, source=cards.source, now=now)
    choose, found = reverse("werkvorm-kiezen"), reverse("werkvormen")
    return {
        "lid": [
            f"{choose}?{urlencode(ASKED)}",
            f"{choose}?{urlencode(ASKED | {'minuten': '5'})}",
            f"{choose}?{urlencode(ASKED | {'groep': '', 'mensen': '200'})}",
            f"{found}?{urlencode({'vraag': 'KEUZE'})}",
            f"{found}?{urlencode({'mensen': '2'})}",
            f"{found}?{urlencode({'minuten': 'twaalf'})}",
            *(reverse("werkvorm", args=[code]) for code in ("ingangspunten", "troika", "dilemmalijn")),
        ]
    }
