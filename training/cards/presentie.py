"""Block of a day: for who leads the lists and the script, for who takes part her way in, or how she catches up."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from community.actions.presentie import is_open_for_presence
from community.models import BijeenkomstStatus
from training.cards.blokken import DeelBlock, DeelView
from training.models import OnderdeelKind
from training.queries.edities import MISSED


def dag(view: DeelView) -> Mapping[str, Any] | None:
    """Give the meetings of a day to who leads; to who takes part the door that is open now. No query."""
    if view.line.kind not in (OnderdeelKind.DAGDEEL, OnderdeelKind.EINDSESSIE):
        return None
    days = [(deel, deel.bijeenkomst) for deel in view.line.delen if deel.bijeenkomst]
    known = [(deel, meeting) for deel, meeting in days if meeting.status == BijeenkomstStatus.GEPLAND]
    if view.standing.leads:
        return {"leads": True, "days": known, "scripts": _scripts(view)}
    doors = [meeting for _deel, meeting in known if is_open_for_presence(meeting, view.now)]
    is_missed = view.line.kind == OnderdeelKind.DAGDEEL and view.line.state == MISSED
    if not doors and not is_missed:
        return None
    return {"leads": False, "doors": doors, "is_missed": is_missed}


def _scripts(view: DeelView) -> list[tuple[str, str]]:
    slug = view.editie.slug
    if view.line.kind == OnderdeelKind.EINDSESSIE:
        return [(deel.onderdeel.title, reverse("editie-eindsessie-draaiboek", args=[slug])) for deel in view.line.delen]
    return [(deel.onderdeel.title, reverse("editie-draaiboek", args=[slug, deel.onderdeel.code.lower()]))
            for deel in view.line.delen]  # fmt: skip


BLOCKS = [DeelBlock("dag", "training/delen/_dag.html", dag)]
