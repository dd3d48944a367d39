"""The life of the fictional groups: rhythm and welcome, a hidden group with an invitation that waits, evaluations."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from community.actions.groepsleven import answer_evaluatie, close_evaluaties, open_evaluatie
from community.actions.groepsuitnodigingen import accept_uitnodiging, invite_to_leergroep
from community.actions.kringen import lock_kring
from community.actions.leergroepen import LeergroepAnswers, create_leergroep
from community.models import Evaluatie, Joining, Kring, Leergroep, LeergroepPhase, User
from community.queries.groepsleven import Answers

WELKOM = "Fijn dat je meedoet.\nStel je kort voor bij de berichten. Bij de eerste keer krijg je een maatje."
RHYTHMS = (("veenweide-en-water", 8), ("regisseurs-oost", 8), ("kavelruil-en-grond", 6))
COORDINATOR, TREKKER, INVITED, MEMBERS = 1, 8, 0, (25, 36)
# (group, days ago, who answers). In the first some still think; of the second the round is over.
RUNNING = ("veenweide-en-water", 3, (5, 17, 25))
OVER = ("regisseurs-oost", 30, (7, 1, 14, 24, 40))
TEXTS = ("Vaker het veld in.", "Twee vragen per keer is genoeg.", "", "Ik mis soms een waterschap aan tafel.", "")


def tell_groepsleven(people: Sequence[User], now: datetime) -> None:
    """Give groups their rhythm and welcome, begin the hidden one, and hold two evaluations."""
    for slug, weeks in RHYTHMS:
        began = now - timedelta(days=190)
        Leergroep.objects.filter(slug=slug).update(welcome_text=WELKOM)
        Kring.objects.filter(leergroep__slug=slug).update(rhythm_weeks=weeks, started_at=began)
    tell_hidden(people, now - timedelta(days=20))
    for slug, days, answering in (RUNNING, OVER):
        tell_evaluatie(slug, [people[number] for number in answering], now - timedelta(days=days))
    close_evaluaties(now - timedelta(days=5))


def tell_hidden(people: Sequence[User], now: datetime) -> None:
    """Begin a group that only its members know; one invitation still waits."""
    answers = LeergroepAnswers(
        name="Wisselende bestuurders", summary="Vertrouwelijk overleg over mandaat als het college wisselt.",
        description="We spreken elkaar kort na de verkiezingen.", opgaven=[], provincies=[], ervaring="SENIOR",
        joining=Joining.OP_UITNODIGING, capacity=6, phase=LeergroepPhase.ACTIEF, is_hidden=True, welcome_text=WELKOM,
    )  # fmt: skip
    coordinator, trekker = people[COORDINATOR], people[TREKKER]
    group = create_leergroep(actor=coordinator, answers=answers, trekkers=[trekker], afspraken="", now=now)
    for number in MEMBERS:
        asked = invite_to_leergroep(actor=trekker, leergroep=group, user=people[number], now=now)
        accept_uitnodiging(actor=people[number], uitnodiging=asked, now=now + timedelta(hours=number))
    invite_to_leergroep(actor=trekker, leergroep=group, user=people[INVITED], now=now + timedelta(days=16))


def tell_evaluatie(slug: str, answering: Sequence[User], now: datetime) -> None:
    """Ask the members of one group how it goes, and let these people answer."""
    with transaction.atomic():
        kring = lock_kring(Leergroep.objects.get(slug=slug).kring_id)
        row: Evaluatie | None = open_evaluatie(kring, now)
    if row is None:
        return
    for number, user in enumerate(answering, start=1):
        scores = Answers(3 + number % 3, 5 - number % 2, 2 + number % 4, TEXTS[number % len(TEXTS)])
        moment = now + timedelta(hours=5 * number)
        answer_evaluatie(actor=user, evaluatie=row, answers=scores, wants_on=number != 3, now=moment)
