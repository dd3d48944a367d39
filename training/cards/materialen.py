"""Block of a part: its material, and where who leads adds to it."""

from collections.abc import Mapping
from typing import Any

from training.cards.blokken import DeelBlock, DeelView
from training.queries.materialen import of_part


def materialen(view: DeelView) -> Mapping[str, Any] | None:
    """Give what this person may open of this part; one query. Nothing for who takes part without any."""
    lines = of_part(view.user, view.editie, view.line.codes, view.now)
    if not lines and not view.standing.leads:
        return None
    return {"lines": lines, "may_add": view.standing.leads, "slug": view.editie.slug, "code": view.line.codes[0]}


BLOCKS = [DeelBlock("materialen", "training/materialen/_deel.html", materialen)]
