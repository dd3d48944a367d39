"""Amounts as Dutch people write them: '12.500' and '12.500,50'."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from community.notation import number

LONGEST = 30
# Thousands may be told apart by a dot or a space; behind the comma stand the cents.
WRITTEN = re.compile(r"(\d{1,3}(?:[. ]\d{3})+|\d+)(?:,(\d+)|,-)?", re.ASCII)
DOTTED = re.compile(r"\d+\.\d{1,2}", re.ASCII)
MOST_DIGITS = 9
MOST_DECIMALS = 2


class AmountField(forms.Field):
    """An amount of zero or more, typed as '12500', '12.500', '€ 12.500,50' or '7,5'; shown again as '12.500,50'."""

    default_error_messages = {  # noqa: RUF012 - Django's own name and shape
        "required": _("Vul een getal in."),
        "amount": _("Schrijf het getal zo: 1.250 of 1.250,50."),
        "dot": _("Schrijf een komma voor de cijfers achter de komma: 1,25."),
        "negative": _("Vul een getal in dat niet onder nul ligt."),
        "decimals": _("Schrijf hooguit twee cijfers achter de komma."),
        "large": _("Dit getal is te groot. Vul hooguit 10.000.000 in."),
    }

    def to_python(self, value: Any) -> Decimal | None:
        """Return the amount. Raises ValidationError when nobody can read an amount in it."""
        text = " ".join(str(value or "").replace("\u20ac", " ").replace("\u00a0", " ").split())
        if not text:
            return None
        if text[0] in "-\u2212\u2013" and WRITTEN.fullmatch(text[1:].strip()):
            raise self._wrong("negative")
        if len(text) > LONGEST:
            raise self._wrong("amount")
        if DOTTED.fullmatch(text):
            raise self._wrong("dot")
        found = WRITTEN.fullmatch(text)
        if not found:
            raise self._wrong("amount")
        whole, part = re.sub(r"[. ]", "", found[1]).lstrip("0") or "0", found[2] or ""
        if len(part) > MOST_DECIMALS:
            raise self._wrong("decimals")
        if len(whole) > MOST_DIGITS:
            raise self._wrong("large")
        return Decimal(f"{whole}.{part or '0'}")

    def prepare_value(self, value: Any) -> Any:
        """Show a stored amount in Dutch; what was typed stays as it was typed."""
        return number(value) if isinstance(value, Decimal) else value

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Give the input the width of a number, and a keyboard with digits and a comma."""
        return {"class": "short", "inputmode": "decimal", "autocomplete": "off"}

    def _wrong(self, code: str) -> ValidationError:
        return ValidationError(self.error_messages[code], code=code)
