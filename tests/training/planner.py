"""The forms of planning, filled in: from nothing to an editie that is known."""

from datetime import date
from typing import Any

from django.test import Client

from community.models import (
    Bericht,
    Locatie,
    User,
)
from tests.factories import UserFactory
from tests.factories.training import LocatieFactory, standard
from training.models import Editie

BASE = "/coordinatie/edities/"
NEW = {
    "name": "Voorjaar 2027", "provincie": "ZUID_HOLLAND", "regio": "MIDDEN", "from_date": "1 februari 2027",
    "until_date": "31 juli 2027", "version": "0",
}  # fmt: skip


def begin(planner: Client, **other: str) -> Editie:
    """Begin an editie by its form and return it."""
    answer = planner.post(f"{BASE}nieuw/", NEW | {"programmaversie": str(standard().pk)} | other)
    assert answer.status_code == 302, answer.content.decode()[:3000]
    return Editie.objects.get(slug=answer.url.split("/")[3])


def people_of(editie: Editie, trainers: list[User], locatie: Locatie | None, **other: str) -> dict[str, Any]:
    """Return what the form about people sends."""
    return {
        "trainers": [str(user.pk) for user in trainers], "locatie": str(locatie.pk) if locatie else "",
        "capacity": "18", "apply_until_date": "1 februari 2027", "decide_by_date": "5 februari 2027",
        "version": str(Editie.objects.get(pk=editie.pk).version),
    } | other  # fmt: skip


def proposal_of(planner: Client, editie: Editie) -> dict[str, Any]:
    """Return what the page of the days would send without touching anything."""
    form = planner.get(f"{BASE}{editie.slug}/data/").context["form"]
    sent = {}
    for field in form:
        value = field.value()
        if field.name.startswith("vast_"):
            if value:
                sent[field.name] = "on"
        else:
            sent[field.name] = f"{value}" if not isinstance(value, date) else value.strftime("%d-%m-%Y")
    return sent


def planned(planner: Client, *, name: str = "Voorjaar 2027") -> tuple[Editie, User]:
    """Return a concept with a trainer, a place and days."""
    editie, trainer = begin(planner, name=name), UserFactory(trainer=True)
    answer = planner.post(f"{BASE}{editie.slug}/mensen/", people_of(editie, [trainer], LocatieFactory()))
    assert answer.status_code == 302, answer.content.decode()
    answer = planner.post(f"{BASE}{editie.slug}/data/", proposal_of(planner, editie))
    assert answer.status_code == 302, answer.content.decode()
    return Editie.objects.get(pk=editie.pk), trainer


def explain(planner: Client, editie: Editie) -> None:
    """Give a reason for every warning."""
    form = planner.get(f"{BASE}{editie.slug}/afwijkingen/").context["form"]
    planner.post(f"{BASE}{editie.slug}/afwijkingen/", {field.name: "Het kan niet anders." for field in form})


def published(planner: Client) -> tuple[Editie, User]:
    """Return an editie that is known, with its trainer."""
    editie, trainer = planned(planner)
    explain(planner, editie)
    answer = planner.post(f"{BASE}{editie.slug}/publiceren/", {"rules": "Wat ik lees, blijft hier.",
                                                              "version": str(editie.version)})  # fmt: skip
    assert answer.status_code == 302, answer.content.decode()
    return Editie.objects.get(pk=editie.pk), trainer


def told(kind: str) -> set[str]:
    """Return who is owed this message."""
    return set(Bericht.objects.filter(kind=kind, status="GEPLAND").values_list("recipient__email", flat=True))
