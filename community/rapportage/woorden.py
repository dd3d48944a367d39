"""How one figure of a frozen report is written: the same words on a page, in a file and on paper."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.models import BijdrageKind
from community.notation import date_short, number

# The one mark for every figure that is not shown: nobody can tell why.
HIDDEN = gettext_lazy("niet getoond")
NOTHING = "–"
BANDS = {
    "MINDER_DAN_HELFT": gettext_lazy("minder dan 50%"),
    "HELFT_TOT_DRIEKWART": gettext_lazy("50 tot 75%"),
    "DRIEKWART_OF_MEER": gettext_lazy("75% of meer"),
    "DRIEKWART_TOT_90": gettext_lazy("75 tot 90%"),
    "VANAF_90": gettext_lazy("90% of meer"),
}
KINDS = {str(kind.value): kind.label for kind in BijdrageKind}


def people(klasse: Sequence[int] | None) -> str:
    """Return '13–18' for a cell."""
    return str(HIDDEN) if klasse is None else f"{number(klasse[0])}–{number(klasse[1])}"


def people_in_words(klasse: Sequence[int] | None) -> str:
    """Return '13 tot 18' for a sentence; empty when it is not shown."""
    if klasse is None:
        return ""
    return _("%(lo)s tot %(hi)s") % {"lo": number(klasse[0]), "hi": number(klasse[1])}


def hours_each(band: Sequence[int] | None) -> str:
    """Return '4 tot 6' hours."""
    return people_in_words(band) or str(HIDDEN)


def about(amount: int | None) -> str:
    """Return '340', a rounded number."""
    return str(HIDDEN) if amount is None else number(amount)


def share(code: str | None) -> str:
    """Return '50 tot 75%'."""
    return str(BANDS.get(code or "", HIDDEN))


def kind_of(soort: str) -> str:
    """Return what a partner gave, in words."""
    return str(KINDS.get(soort, soort))


def amount(value: str | None, unit: str) -> str:
    """Return '€ 12.000,50', '40 uur' or '8'; a dash when it was said in words alone."""
    if value in (None, ""):
        return NOTHING
    exact = Decimal(str(value))
    if unit == "EURO":
        return f"€ {number(exact, None if exact == exact.to_integral_value() else 2)}"
    return count_of_hours(exact) if unit == "UUR" else number(exact)


def count_of_hours(hours: Decimal) -> str:
    """Return '40 uur'."""
    return f"{number(hours)} {_('uur')}"


def on_list(lines: int | None) -> str:
    """Return how many people the organisatie has on its own list; the end of a sentence."""
    if not lines:
        return _("de eigen lijst van regisseurs is nog leeg")
    if lines == 1:
        return _("op de eigen lijst staat er 1")
    return _("op de eigen lijst staan er %(lines)s") % {"lines": number(lines)}


def day(value: str | None) -> str:
    """Return '9 feb 2027'; a dash when there is none."""
    return date_short(date.fromisoformat(value)) if value else NOTHING


def text(value: object) -> str:
    """Return text on one line; a dash for what is empty."""
    return " ".join(str(value or "").split()) or NOTHING


def cell(row: Mapping[str, Any], name: str, key: str) -> Any:
    """Return one figure of a row by quarter; what is not there is not shown."""
    return (row.get(name) or {}).get(key)
