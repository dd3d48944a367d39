"""Adds to the toernee of the browser data what people answered in its steps: drafts, handed in, read by others."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse

from community.confidential import confidential
from community.models import User
from community.workdays import local_date
from intervisie.actions.stappen import excuse_step, finish_rows
from intervisie.models import Stapantwoord, Toernee, Toerneestap
from tests.factories.bezoeken import bezoeken_of

IMPRESSIONS = (
    {"eerste-indruk": "Iedereen wil, maar niemand tekent.", "vermoeden": "Het mandaat is niet geregeld."},
    {"eerste-indruk": "Een kade met veel geschiedenis.", "vragen": "Aan de boeren: wat gaf de doorslag?"},
    {"eerste-indruk": "Er zijn drie plannen.", "verwachting": "Dat niemand alle drie kent."},
)
KICKOFF = {"verwachting": "Leren hoe anderen stoppen met praten.", "nodig": "Dat het binnen deze kring blijft."}
LOOK_BACK = {"veranderd": "De boeren zitten nu aan tafel.", "stand": "deels", "hulp": "Denk mee over het vervolg."}


@transaction.atomic
def enrich_stappen(people: dict[str, User], now: datetime) -> dict[str, list[str]]:
    """Add everything; return by person the addresses that no page leads her to."""
    toernee = Toernee.objects.select_related("kring").get(kring__name="Toernee Lek")
    past, here, own = bezoeken_of(toernee)[:3]
    talk = toernee.stappen.filter(bezoek=here, step="BEZOEKERSGESPREK").order_by("deelnemer__position")
    for stap, answers in zip(talk, IMPRESSIONS, strict=False):
        _answer(toernee, stap, answers, now)
    for number, stap in enumerate(toernee.stappen.filter(step="KICKOFF").order_by("deelnemer__position")[:2]):
        _answer(toernee, stap, KICKOFF, now, is_handed_in=number == 0)
    # As if the first visit was half a year ago.
    back = toernee.stappen.get(bezoek=past, step="TERUGBLIK_6")
    today = local_date(now)
    Toerneestap.objects.filter(pk=back.pk).update(opens_date=today - timedelta(days=3), due_date=today)
    _answer(toernee, back, LOOK_BACK, now)
    spared = toernee.stappen.select_related("toernee__kring").filter(bezoek=past, step="VOORTGANG_10").first()
    if spared is not None:
        excuse_step(actor=people["coordinator"], stap=spared, now=now)
    pages = [
        reverse("bezoek-stappen", args=[here.code]),
        reverse("bezoek-stap", args=[here.code, "bezoekersgesprek"]),
        reverse("bezoek-stap", args=[own.code, "verkennend-gesprek"]),
        reverse("bezoek-stap", args=[past.code, "terugblik-6"]),
        reverse("toernee-stap", args=[toernee.code, "kickoff"]),
    ]
    return {"lid": pages, "coordinator": [reverse("toernee-stappen-beheer", args=[toernee.code])]}


def _answer(
    toernee: Toernee, stap: Toerneestap, answers: Mapping[str, Any], now: datetime, *, is_handed_in: bool = True
) -> None:  # fmt: skip
    with confidential():
        row = Stapantwoord(stap=stap, data_key_id=toernee.data_key_id, changed_at=now)
        row.answers, row.handed_in_at = dict(answers), now if is_handed_in else None
        row.save(force_insert=True)
    if is_handed_in:
        finish_rows([stap], now)
