"""Block of a day that was: the questions about it, and the way to what was answered."""

from collections.abc import Mapping
from typing import Any

from training.access.evaluaties import asked_of
from training.cards.blokken import DeelBlock, DeelView
from training.models.evaluatievragen import ASKED
from training.queries.edities import LATER, MISSED, NOW_ON
from training.queries.evaluaties import round_of


def evaluatie(view: DeelView) -> Mapping[str, Any] | None:
    """Give the round about this day; to who leads the results. One query, none for a part that is never asked about."""
    if view.line.kind not in ASKED or view.line.state in (LATER, NOW_ON):
        return None
    if view.line.state == MISSED:
        return None  # who was not there is not asked
    row = round_of(asked_of(view.editie), view.line.codes, view.user)
    if row is None or (view.deelnemer is None and not view.standing.leads):
        return None
    is_open = row.closes_at > view.now
    return {"asked": row, "is_open": is_open, "leads": view.standing.leads, "slug": view.editie.slug,
            "code": row.editiedeel.onderdeel.code.lower()}  # fmt: skip


BLOCKS = [DeelBlock("evaluatie", "training/evaluaties/_deel.html", evaluatie, is_on_top=True)]
