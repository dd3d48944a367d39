"""What search finds of one's own groups of intervisie and toernees: by name and place, nothing of what is written."""

from datetime import datetime
from typing import Any

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.access.kringen import Visitor
from community.kennis_points import Vondsten, Zoekonderwerp
from community.models.fragments import Plain
from community.queries.zoeken import best_of, fitting, name_rank, vondsten
from community.zoeken.vraag import Zoekvraag
from intervisie.access.groepen import visible_groepen
from intervisie.access.toernees import visible_toernees


def find_groepen(user: Visitor, vraag: Zoekvraag, now: datetime, limit: int) -> Vondsten:
    """Search the groups this person is in, by name and place."""
    rows = visible_groepen(user, now).alias(plain_name=Plain(F("kring__name")), plain_place=Plain(F("place_name")))
    names = ["plain_name"] if vraag.is_guess else ["plain_name", "plain_place"]
    rows = rows.filter(fitting(vraag, names)).select_related("kring")
    best, count = best_of(rows, name_rank(vraag, "plain_name"), ["kring__name", "pk"], limit)
    return vondsten(best, count, _groep)


def find_toernees(user: Visitor, vraag: Zoekvraag, now: datetime, limit: int) -> Vondsten:
    """Search the toernees this person is in, by name."""
    rows = visible_toernees(user, now).alias(plain_name=Plain(F("kring__name"))).select_related("kring")
    rows = rows.filter(fitting(vraag, ["plain_name"]))
    best, count = best_of(rows, name_rank(vraag, "plain_name"), ["kring__name", "pk"], limit)
    return vondsten(best, count, lambda row: (row.kring.name, reverse("toernee", args=[row.code]), ""))


def _groep(row: Any) -> tuple[str, str, str]:
    return row.kring.name, reverse("intervisiegroep", args=[row.code]), row.place_name


ONDERWERPEN = (
    Zoekonderwerp("intervisiegroepen", _("Mijn intervisiegroepen"), 61, find_groepen),
    Zoekonderwerp("toernees", _("Mijn visitatietoernees"), 62, find_toernees),
)
