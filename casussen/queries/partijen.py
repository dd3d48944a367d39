"""Reading the map of parties."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from casussen.keuzes import SOORTEN_PARTIJ
from casussen.models import Betrokkenheid, Casus, Partij
from casussen.partijen import new_parties
from casussen.queries.onderdelen import one_or_more, rows_of

INVOLVEMENTS = {code: str(words) for code, words in Betrokkenheid.choices}
KINDS = dict(SOORTEN_PARTIJ)


@dataclass(frozen=True)
class PartijLine:
    """One party with its values opened."""

    row: Partij
    values: dict[str, str]

    @property
    def lacks_contribution(self) -> bool:
        """Whether she is called a partner and brings nothing yet."""
        return lacks_contribution(self.values)


def lacks_contribution(values: Mapping[str, Any]) -> bool:
    """Whether a party is called a partner while it contributes nothing: who does not contribute is no partner."""
    return values["involvement_code"] == Betrokkenheid.PARTNER and not values["contribution"]


def partijen_of(casus: Casus) -> list[PartijLine]:
    """Return the parties in order. One query."""
    return [PartijLine(row, _values(row)) for row in rows_of(casus, Partij)]


def missing_parties(lines: list[PartijLine], answers: Mapping[str, Any]) -> list[str]:
    """Return the parties that the format names and the map does not have."""
    return new_parties(answers.get("partijen"), [line.values["name"] for line in lines])


def read_partijen(casus: Casus) -> dict[str, Any] | None:
    """Return the map of parties as values; None when it is empty."""
    lines = partijen_of(casus)
    return {"partijen": [line.values for line in lines]} if lines else None


def line_of_partijen(figures: Mapping[str, Any], answers: Mapping[str, Any]) -> str:
    """Return how many parties are on the map, or how many the format names."""
    if figures["partijen"]:
        return one_or_more(figures["partijen"], _("partij"), _("partijen"))
    named = len(new_parties(answers.get("partijen"), []))
    return _("%(number)d uit je format, nog niet op de kaart") % {"number": named} if named else _("Nog geen partijen")


def _values(row: Partij) -> dict[str, str]:
    return {
        "name": row.name, "kind": KINDS.get(row.kind, ""), "role": row.role, "involvement_code": row.involvement,
        "involvement": INVOLVEMENTS.get(row.involvement, ""), "contribution": row.contribution,
        "interest": row.interest, "responsibility": row.responsibility, "mandate": row.mandate,
        "contact": row.contact,
    }  # fmt: skip
