"""The advice as a part of a casus. It is shared by itself, so it goes to no guest of the casus and no praktijkboek."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from casussen.models import Advies, Adviesantwoord, Casus
from casussen.onderdelen import BELOW, Part
from casussen.queries.advies import advies_of, sections_of
from casussen.queries.onderdelen import count_of


def read_advies(casus: Casus) -> dict[str, Any] | None:
    """Return the advice as values; None when nothing is written."""
    row = advies_of(casus)
    sections = sections_of(row.content) if row else []
    return {"sections": sections} if sections else None


def line_of_advies(figures: Mapping[str, Any], answers: Mapping[str, Any]) -> str:
    """Return whether there is an advice, and how many answers came back."""
    if number := figures["advies_antwoorden"]:
        return _("1 antwoord van een opdrachtgever") if number == 1 else _("%(n)d antwoorden") % {"n": number}
    return _("Bezig") if figures["adviezen"] else _("Nog niet begonnen")


def _figures() -> dict[str, Any]:
    return {"adviezen": count_of(Advies), "advies_antwoorden": count_of(Adviesantwoord)}


PARTS = (
    Part(
        "advies", "Advies", "casus-advies", "casussen/advies/_lezen.html", read_advies, 58, "flag", BELOW,
        is_open=False, figures=_figures, line=line_of_advies, kept_in=((Advies, {}),),
    ),
)  # fmt: skip
