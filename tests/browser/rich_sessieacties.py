"""Adds to the demo what happens before and after sessions: questions written beforehand, and actions of all sorts."""

from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse

from community.confidential import confidential
from community.models import Bijeenkomst, BijeenkomstStatus, Kring, User
from community.workdays import local_date
from intervisie.actions.sessieacties import add_sessieactie, drop_sessieactie, finish_sessieactie
from intervisie.actions.sessievoorbereiding import bring_in, save_voorbereiding, share_voorbereiding

OPEN = ("Ik bel de dijkgraaf over het mandaat.", "Een avond met de boeren voorbereiden.")


@transaction.atomic
def enrich_sessieacties(people: dict[str, User], now: datetime) -> dict[str, list[str]]:
    """Add everything; return by person the addresses that no page leads her to."""
    lid, trekker = people["lid"], people["trekker"]
    group = Kring.objects.get(name="Intervisie Merwede")
    coming = Bijeenkomst.objects.filter(kring=group, starts_at__gt=now, status=BijeenkomstStatus.GEPLAND)
    meeting = coming.earliest("starts_at")
    with confidential():
        sessie = bring_in(actor=lid, bijeenkomst=meeting, now=now)
        for user, question in (lid, "Hoe krijg ik de gemeente weer aan tafel?"), (trekker, "Wie beslist hier?"):
            save_voorbereiding(actor=user, sessie=sessie, version=0, question=question,
                               background="De wethouder is weg en het plan ligt stil.", now=now)  # fmt: skip
        share_voorbereiding(actor=trekker, sessie=sessie, now=now)
        today = local_date(now)
        for number, text in enumerate(OPEN):
            add_sessieactie(actor=lid, text=text, due_date=today + timedelta(days=number * 9 - 2), now=now)
        done, dropped = (
            add_sessieactie(actor=lid, text=text, due_date=today, now=now)
            for text in ("De kaart met rollen ophangen.", "Een brief schrijven.")
        )
        finish_sessieactie(actor=lid, actie=done, outcome="Hij hangt. Iedereen keek.", now=now)
        drop_sessieactie(actor=lid, actie=dropped, reason="Een gesprek werkte beter.", now=now)
    page = reverse("sessie-voorbereiden", args=[sessie.code])
    return {"lid": [page], "trekker": [page, reverse("sessie-inbrengen", args=[meeting.code])]}
