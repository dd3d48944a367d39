"""Reading dilemmas. Who only reads never sees the sensitive ones."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from casussen.models import Casus, Dilemma
from casussen.queries.onderdelen import one_or_more, rows_of

MIDDLE = 50


def dilemmas_of(casus: Casus, *, with_sensitive: bool) -> list[tuple[Dilemma, dict[str, Any]]]:
    """Return the dilemmas in order; `with_sensitive` for who writes in the casus alone. One query."""
    rows = rows_of(casus, Dilemma)
    shown = rows if with_sensitive else rows.filter(is_sensitive=False)
    return [(row, _values(row)) for row in shown]


def read_dilemmas(casus: Casus) -> dict[str, Any] | None:
    """Return the dilemmas that may be shown to others as values; None when there is none."""
    rows = dilemmas_of(casus, with_sensitive=False)
    return {"dilemmas": [values for _row, values in rows]} if rows else None


def line_of_dilemmas(figures: Mapping[str, Any], answers: Mapping[str, Any]) -> str:
    """Return how many dilemmas there are for everybody who reads: a sensitive one is not counted."""
    number = figures["dilemmas"]
    return one_or_more(number, _("dilemma"), _("dilemma's")) if number else _("Nog geen dilemma's")


def _values(row: Dilemma) -> dict[str, Any]:
    stand = row.stand
    position = stand.get("position", MIDDLE)
    return {
        "pole_a": row.pole_a, "pole_b": row.pole_b, "position": position,
        "nearest": row.pole_a if position < MIDDLE else row.pole_b if position > MIDDLE else "",
        "arguments_a": stand.get("arguments_a", ""), "arguments_b": stand.get("arguments_b", ""),
    }  # fmt: skip
