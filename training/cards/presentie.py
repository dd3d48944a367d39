"""Block of a day: for who leads the lists and the script, for who takes part her way in, or how she catches up."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from community.actions.presentie import is_open_for_presence
from community.models import Bijeenkomst, BijeenkomstStatus
from training.cards.blokken import DeelBlock, DeelView
from training.models import Editiedeel, OnderdeelKind
from training.queries.edities import MISSED

OF_DAYS = (OnderdeelKind.DAGDEEL, OnderdeelKind.EINDSESSIE)


def lijsten(view: DeelView) -> Mapping[str, Any] | None:
    """Give who leads the lists and the scripts of a day. No query."""
    if not view.standing.leads or view.line.kind not in OF_DAYS:
        return None
    return {"days": _meetings(view), "scripts": _scripts(view)}


def deur(view: DeelView) -> Mapping[str, Any] | None:
    """Give who takes part the door that is open now, or how she catches up with what she missed. No query."""
    if view.standing.leads or view.line.kind not in OF_DAYS:
        return None
    doors = [meeting for _deel, meeting in _meetings(view) if is_open_for_presence(meeting, view.now)]
    is_missed = view.line.kind == OnderdeelKind.DAGDEEL and view.line.state == MISSED
    return {"doors": doors, "is_missed": is_missed} if doors or is_missed else None


def _meetings(view: DeelView) -> list[tuple[Editiedeel, Bijeenkomst]]:
    days = [(deel, deel.bijeenkomst) for deel in view.line.delen if deel.bijeenkomst]
    return [(deel, meeting) for deel, meeting in days if meeting.status == BijeenkomstStatus.GEPLAND]


def _scripts(view: DeelView) -> list[tuple[str, str]]:
    slug = view.editie.slug
    if view.line.kind == OnderdeelKind.EINDSESSIE:
        return [(deel.onderdeel.title, reverse("editie-eindsessie-draaiboek", args=[slug])) for deel in view.line.delen]
    return [(deel.onderdeel.title, reverse("editie-draaiboek", args=[slug, deel.onderdeel.code.lower()]))
            for deel in view.line.delen]  # fmt: skip


BLOCKS = [
    DeelBlock("deur", "training/delen/_deur.html", deur, is_on_top=True),
    DeelBlock("lijsten", "training/delen/_lijsten.html", lijsten),
]
