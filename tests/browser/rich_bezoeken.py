"""Adds to the demo a toernee with visits: one was made, one is today, two are to come, each in its own state."""

from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse

from community.models import Profiel, User
from community.workdays import local_date, workday_on_or_after
from intervisie.actions.stappen import open_steps
from intervisie.models import Bezoek, WaarnemingKind
from tests.factories.bezoeken import bezoeken_of, plan_visits
from tests.factories.bezoekkits import a_kit, a_waarneming, hands_in, visitors_of
from tests.factories.toernees import a_toernee

SEEN = (
    ("De kade is af, de afspraken nog niet.", WaarnemingKind.GEZIEN, "A1"),
    ("Iedereen noemt een ander doel.", WaarnemingKind.GEHOORD, "K3"),
    ("Wie mag tekenen namens de boeren?", WaarnemingKind.VRAAG, "B1"),
    ("Er wordt goed naar elkaar geluisterd.", WaarnemingKind.WAARDERING, ""),
    ("Spreek af wanneer je stopt met praten.", WaarnemingKind.AANBEVELING, "E2"),
)
BOXES = {"K1": "Gemeente, waterschap en veertien boeren.", "K3": "Minder wateroverlast.", "A1": "Een brief uit 2024."}


@transaction.atomic
def enrich_bezoeken(people: dict[str, User], now: datetime) -> dict[str, list[str]]:
    """Add everything; return by person the addresses that no page leads her to."""
    lid, trekker, starter = (people[code] for code in ("lid", "trekker", "starter"))
    profielen = Profiel.objects.filter(in_ledengids=True, user__is_active=True)
    others = profielen.exclude(user__in=list(people.values())).select_related("user").order_by("user__sort_key", "pk")
    users = [row.user for row in others[10:13]]
    toernee = a_toernee(
        trekker, starter, lid, *users[:2], begeleider=users[2], name="Toernee Lek", actor=people["coordinator"],
        since=now - timedelta(days=90), from_date=local_date(now) - timedelta(days=60),
        until_date=local_date(now) + timedelta(days=200),
    )  # fmt: skip
    today = workday_on_or_after(local_date(now))
    plan_visits(toernee, first=today - timedelta(weeks=4), now=now - timedelta(days=80))
    open_steps(toernee, now - timedelta(days=80))
    past, here, own, later, _last = bezoeken_of(toernee)
    was_made(past, now)
    a_kit(here, question="Hoe houden we de boeren aan tafel?", boxes=BOXES, place="Kade 3, Gorinchem",
          route="Vanaf het station bus 4, halte Sluis.", meet=["De dijkgraaf", "Twee melkveehouders"],
          bring=["laarzen", "een verrekijker"], position="We praten veel en besluiten weinig.",
          now=now - timedelta(days=5))  # fmt: skip
    a_waarneming(here, lid, SEEN[0][0], kind=SEEN[0][1], box=SEEN[0][2], now=now)
    a_kit(own, question="Wie betaalt de overgang?", is_shared=False, boxes=BOXES, now=now - timedelta(days=3))
    a_kit(later, question="Hoe nemen we afscheid?", now=now - timedelta(days=2))
    return {"lid": [reverse("bezoek", args=[one.code]) for one in (here, past, own)]}


def was_made(visit: Bezoek, now: datetime) -> None:
    """Let this visit be over, with observations that all but one visitor handed in."""
    a_kit(visit, question="Waarom haakt het waterschap af?", boxes=BOXES, now=now - timedelta(days=40))
    for number, visitor in enumerate(visitors_of(visit)[:3]):
        for text, kind, box in SEEN[number : number + 2]:
            a_waarneming(visit, visitor, text, kind=kind, box=box, now=now - timedelta(days=28))
        hands_in(visit, visitor, now=now - timedelta(days=27))
