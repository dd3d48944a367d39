"""Adds to the demo an editie that is open for application, with people in every state of asking to take part."""

from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.urls import reverse

from community.actions.slots import Aanbod
from community.confidential import confidential
from community.models import KringRol, Rol, User
from community.queries.gastlinks import token_of
from community.workdays import local_date
from tests.factories import LidmaatschapFactory
from tests.factories.inschrijvingen import an_inschrijving
from tests.factories.training import an_editie
from training.actions.intake import choose_intake, offer_intake
from training.actions.toelating import Besluit, decide_inschrijvingen
from training.actions.vakmanschap import save_scan, share_scan
from training.models import Deelnemer, Editie, Inschrijving, Scanmoment

WHO = ("starter", "trekker", "ex-lid", "partnercontact")


def enrich_inschrijvingen(people: dict[str, User], now: datetime) -> dict[str, list[str]]:
    """Add everything; return by person the addresses that no page leads her to. `people` goes by code of the demo."""
    begins = local_date(now) + timedelta(days=70)
    while begins.weekday() != 1:
        begins += timedelta(days=1)
    editie = an_editie(name="Leergang Rivier en ruimte", slug="rivier-en-ruimte", first_day=begins, capacity=6)
    LidmaatschapFactory(kring=editie.kring, user=people["trainer"], role=KringRol.TREKKER, by_rol=Rol.TRAINER)
    earlier = now - timedelta(days=1)
    rows = {code: an_inschrijving(editie, people[code], now=earlier) for code in WHO}
    others = User.objects.filter(is_active=True).exclude(pk__in=[user.pk for user in people.values()])
    more = [an_inschrijving(editie, user, now=earlier) for user in others.order_by("sort_key", "pk")[:5]]
    for besluit, chosen in (
        (Besluit.TOELATEN, [rows["ex-lid"], *more[:2]]),
        (Besluit.AANBIEDEN, [rows["partnercontact"]]),
        (Besluit.WACHTLIJST, [rows["trekker"]]),
    ):
        decide_inschrijvingen(actor=people["coordinator"], editie=editie, ids=[row.pk for row in chosen],
                              besluit=besluit, text="Tot gauw. Bel gerust als je een vraag hebt.", now=now)  # fmt: skip
    deelnemer = begin_training(editie, people["ex-lid"], people["trainer"], now)
    asked = Inschrijving.objects.select_related("gastlink").get(pk=rows["starter"].pk)
    ahead = urlencode({"besluit": "toelaten", "wie": [str(asked.pk), str(more[2].pk)]}, doseq=True)
    return {
        "anoniem": [reverse("gedeeld", kwargs={"token": token_of(asked.gastlink)})] if asked.gastlink else [],
        "coordinator": [
            f"{reverse('editie-besluit', args=[editie.slug])}?{ahead}",
            reverse("editie-deelnemer-stoppen", args=[editie.slug, deelnemer.pk]),
        ],
    }


def begin_training(editie: Editie, user: User, trainer: User, now: datetime) -> Deelnemer:
    """Let a participant choose a time of the trainer for her intake and share her self-scan; return her."""
    deelnemer = Deelnemer.objects.select_related("user", "editie__kring").get(editie=editie, user=user)
    day = now + timedelta(days=14)
    times = tuple((day + timedelta(hours=n), day + timedelta(hours=n + 1)) for n in range(4, 7))
    with confidential():
        slots = offer_intake(actor=trainer, editie=editie, aanbod=Aanbod(times), now=now)
        choose_intake(actor=user, deelnemer=deelnemer, slot_id=slots[0].pk, casus_code="", now=now)
        answers = {"competenties": {"1": 2, "2": 4}, "doelen": {"1": "De woorden van het canvas gebruiken."}}
        own = {"actor": user, "deelnemer": deelnemer, "moment": Scanmoment.INTAKE, "now": now}
        save_scan(version=1, answers=answers, **own)
        share_scan(is_shared=True, **own)
    return deelnemer
