"""What search finds of trainings: the edities a person may know of, by their name and that of their programme."""

from datetime import datetime

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.access.kringen import Visitor
from community.kennis_points import Vondsten, Zoekonderwerp
from community.models.fragments import Plain
from community.queries.zoeken import best_of, fitting, name_rank, vondsten
from community.zoeken.vraag import Zoekvraag
from training.access.edities import visible_edities


def find_edities(user: Visitor, vraag: Zoekvraag, now: datetime, limit: int) -> Vondsten:
    """Search edities."""
    rows = visible_edities(user, now).select_related("programmaversie__programma")
    rows = rows.alias(plain_name=Plain(F("name")), plain_programma=Plain(F("programmaversie__programma__name")))
    names = ["plain_name"] if vraag.is_guess else ["plain_name", "plain_programma"]
    best, count = best_of(
        rows.filter(fitting(vraag, names)), name_rank(vraag, "plain_name"), ["name", "pk"], limit
    )  # fmt: skip
    return vondsten(
        best, count, lambda row: (row.name, reverse("editie", args=[row.slug]), row.programmaversie.programma.name)
    )  # fmt: skip


ONDERWERPEN = (Zoekonderwerp("trainingen", _("Trainingen"), 45, find_edities),)
