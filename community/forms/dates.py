"""Days as Dutch people write them."""

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from community.notation import MONTHS, MONTHS_SHORT, date_plain

WRITTEN = re.compile(r"(\d{1,2})(?:\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*|\s+([a-z]+)\.?\s+)(\d{4})", re.ASCII)
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
LONGEST = 40


class DayField(forms.Field):
    """A day, typed as '9 februari 2027', '9-2-2027' or '09-02-2027'; shown again as '9 februari 2027'."""

    default_error_messages = {  # noqa: RUF012 - Django's own name and shape
        "required": _("Vul een datum in. Schrijf hem zo: 9 februari 2027 of 09-02-2027."),
        "day": _("Schrijf de datum zo: 9 februari 2027 of 09-02-2027."),
    }

    def to_python(self, value: Any) -> date | None:
        """Return the day. Raises ValidationError when nobody can read a day in it, or it does not exist."""
        text = " ".join(str(value or "").lower().split())
        if not text:
            return None
        try:
            return read_day(text)
        except ValueError as error:
            raise ValidationError(self.error_messages["day"], code="day") from error

    def prepare_value(self, value: Any) -> Any:
        """Show a day in words; what was typed stays as it was typed."""
        return date_plain(value) if isinstance(value, date) else value

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Give the input the width of a date."""
        return {"class": "short", "autocomplete": "off"}


def read_day(text: str) -> date:
    """Return the day somebody typed in lower case. Raises ValueError when it is no day or does not exist."""
    if len(text) > LONGEST:
        raise ValueError("too long for a day")
    found = ISO.fullmatch(text)
    if found:
        return date(*(int(part) for part in found.groups()))
    found = WRITTEN.fullmatch(text)
    if not found:
        raise ValueError("no day")
    day, month, name, year = found.groups()
    return date(int(year), int(month) if month else _month(name), int(day))


def _month(name: str) -> int:
    """Return the number of a month by its name or its first letters. Raises ValueError for any other word."""
    for number, (full, short) in enumerate(zip(MONTHS, MONTHS_SHORT, strict=True), start=1):
        if name in {full, short, full[:3]}:
            return number
    raise ValueError("no month")
