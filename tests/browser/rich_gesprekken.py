"""Adds to the demo an editie with teams and coaching: a division that waits, teams that are known, talks and guests."""

from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse

from casussen.models import Casus
from community.actions.slots import Aanbod
from community.confidential import confidential
from community.models import KringRol, Rol, User
from community.queries.gastlinks import token_of
from community.workdays import local_date
from tests.factories import LidmaatschapFactory
from tests.factories.training import a_deelnemer, an_editie
from training.actions.coachgasten import Gast
from training.actions.coaching import (
    Boeking,
    ask_coaching,
    book_coaching,
    cancel_coaching,
    offer_coaching,
    save_verslag,
)
from training.actions.teamindeling import propose_division
from training.actions.teams import make_team
from training.models import Coachgesprek, Deelnemer, Editie, Meegenomen


def enrich_gesprekken(people: dict[str, User], now: datetime) -> dict[str, list[str]]:
    """Add everything; return by person the addresses that no page leads her to. `people` goes by code of the demo."""
    waiting = an_editie_of("Leergang Stad en beek", "stad-en-beek", 10, people, now)
    propose_division(actor=people["coordinator"], editie=waiting[0], version=0, now=now)
    editie, group = an_editie_of("Leergang Heide en hof", "heide-en-hof", -20, people, now)
    teams = [group[:4], group[4:]]
    for number, members in enumerate(teams, 1):
        captain = str(members[0].user_id)
        make_team(editie=editie, number=number, members=[row.user for row in members], captain=captain,
                  trainers=[people["trainer"]], now=now - timedelta(days=18))  # fmt: skip
    late = User.objects.filter(is_active=True, roltoekenningen__isnull=True).exclude(deelnemers__editie=editie)
    a_deelnemer(editie, late.order_by("sort_key", "pk").first(), now=now - timedelta(days=1))
    with confidential():
        guest = coaching(editie, group, people["trainer"], now)
        address = reverse("gedeeld", kwargs={"token": token_of(guest.gastlink)})
        called_off = Coachgesprek.objects.get(deelnemer__editie=editie, cancelled_at__isnull=False)
    own = [reverse("editie-coaching", args=[row.slug]) for row in (waiting[0], editie)]
    # She has more talks than a walk opens.
    gone = reverse("editie-coachgesprek-verwijderen", args=[editie.slug, called_off.pk])
    return {"anoniem": [address], "trainer": own, "lid": [gone]}


def an_editie_of(
    name: str, slug: str, days: int, people: dict[str, User], now: datetime
) -> tuple[Editie, list[Deelnemer]]:  # fmt: skip
    """Return an editie whose first day is so many days from now, with a trainer and eight participants."""
    begins = local_date(now) + timedelta(days=days)
    while begins.weekday() != 1:
        begins += timedelta(days=1)
    editie = an_editie(name=name, slug=slug, first_day=begins)
    LidmaatschapFactory(kring=editie.kring, user=people["trainer"], role=KringRol.TREKKER, by_rol=Rol.TRAINER)
    others = User.objects.filter(is_active=True, roltoekenningen__isnull=True).exclude(pk=people["lid"].pk)
    users = [people["lid"], *others.order_by("sort_key", "pk")[:7]]
    return editie, [a_deelnemer(editie, user, now=now - timedelta(days=60)) for user in users]


def coaching(editie: Editie, group: list[Deelnemer], trainer: User, now: datetime) -> Meegenomen:
    """Let the member of the demo book a talk with a colleague and ask another; others booked and called off too."""
    day = now + timedelta(days=16)
    times = tuple((day + timedelta(hours=n), day + timedelta(hours=n + 1)) for n in range(5))
    slots = offer_coaching(actor=trainer, editie=editie, now=now,
                           aanbod=Aanbod(times, online_url="https://praat.example/coach"))  # fmt: skip
    own, other = group[0], group[1]
    with_casus = Casus.objects.filter(owner=own.user).earliest("created_at")
    Deelnemer.objects.filter(pk=own.pk).update(casus=with_casus.pk)
    gast = Gast("Bas Verhoeven", "bas.verhoeven@gemeente.example", "Planeconoom")
    mine = booked(own, slots[0], now, Boeking("Hoe houd ik de gemeente aan tafel?", gast))
    save_verslag(actor=own.user, gesprek=mine, version=mine.version, text="Eerst het mandaat op papier.", now=now)
    called_off = booked(own, slots[1], now, Boeking("Wie mag waarover beslissen?"))
    cancel_coaching(actor=own.user, gesprek=called_off, now=now)
    for row, slot in ((other, slots[1]), (group[2], slots[2])):
        booked(row, slot, now, Boeking("Mijn partner trekt zich terug."))
    for row in (own, group[3]):
        ask_coaching(actor=row.user, deelnemer=row, coach=trainer, question="Heb je een moment voor een dilemma?",
                     now=now)  # fmt: skip
    return Meegenomen.objects.select_related("gastlink").get(coachgesprek=mine)


def booked(deelnemer: Deelnemer, slot: Any, now: datetime, boeking: Boeking) -> Any:
    """Return a talk that this participant books."""
    return book_coaching(actor=deelnemer.user, deelnemer=deelnemer, slot_id=slot.pk, boeking=boeking, now=now)
