"""Block of the eindsessie: one's own presentation and guests, and what others show."""

from collections.abc import Mapping
from typing import Any

from community.confidential import confidential
from training.access.eindsessies import may_see_all_genodigden
from training.access.presentaties import visible_presentaties
from training.cards.blokken import DeelBlock, DeelView
from training.models import OnderdeelKind
from training.queries.delen import part_url
from training.queries.eindsessies import shown_in


def eindsessie(view: DeelView) -> Mapping[str, Any] | None:
    """Give the presentations of an editie to who is in it, herself first. Two queries, on this part alone."""
    if view.line.kind != OnderdeelKind.EINDSESSIE:
        return None
    with confidential():
        shown = shown_in(view.editie, visible_presentaties(view.user, view.editie, view.now))
    own = next((one for one in shown if one.deelnemer.user_id == view.user.pk), None)
    return {
        "advies_url": part_url("advies", getattr(view.deelnemer, "casus_code", None) or ""),
        "editie": view.editie, "own": own, "others": [one for one in shown if one is not own],
        "sees_all": view.standing.leads and may_see_all_genodigden(view.user, view.editie, view.now),
    }  # fmt: skip


BLOCKS = [DeelBlock("eindsessie", "training/eindsessies/_blok.html", eindsessie)]
