"""Adds to the demo what comes of a training: an answered advice, an eindsessie ahead, and one that was held."""

from datetime import datetime, timedelta

from django.urls import reverse

from casussen.actions.advies import answer_advies, open_gedeeld_advies
from casussen.models import Adviesdeling, Casus
from community.confidential import confidential
from community.models import Gastlink, KringRol, Rol, User
from community.queries.gastlinks import token_of
from community.workdays import local_date
from tests.factories import LidmaatschapFactory
from tests.factories.advies import a_shared_advies
from tests.factories.training import OFFSETS, a_deelnemer, an_editie
from training.actions.begeleiding import ontwikkelmap_of
from training.actions.effectmeting import make_effectrapport
from training.actions.eindsessies import answer_invitation, invite_guest
from training.actions.presentaties import save_presentatie, share_presentatie
from training.actions.vakmanschap import save_scan
from training.models import Antwoord, Deelnemer, Editie, Effectmeting, GenodigdeKind, Meetmoment, Scanmoment
from training.queries.eindsessies import eindsessie_of

SLIDES = {
    "slides": [
        {"title": "Het beekdal", "text": "Zes partijen, één beek."},
        {"title": "Wat we vragen", "text": "Stel samen een doel vast.\nMaak geld vrij voor de eerste stap."},
    ]
}


def enrich_eindsessie(people: dict[str, User], now: datetime) -> dict[str, list[str]]:
    """Add everything; return by person the addresses that no page leads her to. `people` goes by code of the demo."""
    with confidential():
        links = [*advice(people["lid"], now)]
        ahead = an_ending(people, "Leergang Heide en stuifzand", 10, now)
        links += guests(ahead[0], now)
        held = an_ending(people, "Leergang Klei en kwelder", -30, now)
        measured(held, people["trainer"], now)
    return {"anoniem": links}


def advice(owner: User, now: datetime) -> list[str]:
    """Share the advice of a casus with two opdrachtgevers, of whom one answered; return their links."""
    casus = Casus.objects.filter(owner=owner, remove_at__isnull=True).order_by("created_at")[0]
    last_day = local_date(now) + timedelta(days=40)
    found = []
    for name, code in (("Wil Opdracht", "wil"), ("Ans Bestuur", "ans")):
        deling = a_shared_advies(casus, name=name, email=f"{code}@provincie.example", now=now - timedelta(days=3),
                                 last_day=last_day)  # fmt: skip
        found.append(Adviesdeling.objects.select_related("gastlink", "versie").get(pk=deling.pk))
    answers = {
        "1": {"besluit": "JA", "waarom": "", "wanneer": "In mei"},
        "3": {"besluit": "NEE", "waarom": "Daar is nu geen geld voor.", "wanneer": ""},
    }
    open_gedeeld_advies(gastlink=found[0].gastlink, now=now)
    answer_advies(gastlink=found[0].gastlink, versie_id=str(found[0].versie_id), version=0, answers=answers, now=now)
    Gastlink.objects.filter(pk=found[0].gastlink_id).update(asks_code=False)
    return [reverse("gedeeld", args=[token_of(row.gastlink)]) for row in found]


def an_ending(people: dict[str, User], name: str, days: int, now: datetime) -> list[Deelnemer]:
    """Return who takes part in an editie whose eindsessie is so many days from now, the member of the demo first."""
    first_day = local_date(now) + timedelta(days=days - OFFSETS["E"])
    editie = an_editie(name=name, first_day=first_day)
    LidmaatschapFactory(kring=editie.kring, user=people["trainer"], role=KringRol.TREKKER, by_rol=Rol.TRAINER)
    casus = Casus.objects.filter(owner=people["lid"], remove_at__isnull=True).order_by("created_at")[0]
    others = User.objects.filter(is_active=True).exclude(pk__in=[user.pk for user in people.values()])
    found = [a_deelnemer(editie, people["lid"], casus=casus, ready_at=now - timedelta(days=150))]
    found += [a_deelnemer(editie, user) for user in others.order_by("-sort_key", "pk")[:5]]
    for deelnemer in found[:3]:
        save_presentatie(actor=deelnemer.user, deelnemer=deelnemer, version=1, content=SLIDES, now=now)
    for deelnemer in found[:2]:
        share_presentatie(actor=deelnemer.user, deelnemer=deelnemer, is_shared=True, now=now)
    return found


def guests(deelnemer: Deelnemer, now: datetime) -> list[str]:
    """Invite three guests with an answer each, and return the links of two."""
    assert eindsessie_of(deelnemer.editie) is not None
    rows = [
        invite_guest(actor=deelnemer.user, deelnemer=deelnemer, kind=kind, name=name, email=f"{code}@gemeente.example",
                     sees_presentatie=sees, now=now - timedelta(days=2))
        for kind, name, code, sees in (
            (GenodigdeKind.OPDRACHTGEVER, "Wil Opdracht", "wil", True),
            (GenodigdeKind.COLLEGA, "Bas Buur", "bas", True),
            (GenodigdeKind.COLLEGA, "Els Overkant", "els", False),
        )
    ]  # fmt: skip
    answer_invitation(gastlink=rows[0].gastlink, answer=Antwoord.KOMT, remark="Ik kom met de trein.", now=now)
    answer_invitation(gastlink=rows[1].gastlink, answer=Antwoord.KOMT_NIET, remark="", now=now)
    return [reverse("gedeeld", args=[token_of(row.gastlink)]) for row in rows[:2]]


def measured(people: list[Deelnemer], trainer: User, now: datetime) -> None:
    """Let all have answered at the intake and at the end, with a report; the first also scanned herself twice."""
    editie: Editie = people[0].editie
    for number, deelnemer in enumerate(people):
        key = ontwikkelmap_of(deelnemer=deelnemer, now=now).data_key_id
        for moment, mark in ((Meetmoment.INTAKE, 2 + number % 2), (Meetmoment.EIND, 3 + number % 3)):
            row = Effectmeting(deelnemer=deelnemer, moment=moment, data_key_id=key, saved_at=now)
            row.answers = {"doel": mark, "rol": mark, "gesprek": 3, "collegas": min(5, mark + 1)}
            row.save(force_insert=True)
    make_effectrapport(actor=trainer, editie=editie, moment=Meetmoment.EIND, now=now)
    for when, score in ((Scanmoment.INTAKE, 2), (Scanmoment.EIND, 4)):
        answers = {"competenties": {"1": score, "5": 3}, "doelen": {"1": "De woorden van het canvas gebruiken."}}
        save_scan(actor=people[0].user, deelnemer=people[0], moment=when, version=1, answers=answers, now=now)
