"""Times as Dutch people write them."""

import re
from datetime import time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

WRITTEN = re.compile(r"(\d{1,2})(?:\s*[.:]\s*(\d{2}))?(?:\s*(?:uur|u))?", re.ASCII)
LONGEST = 20


class ClockField(forms.Field):
    """A time of day, typed as '13.30', '13:30', '13' or '13.30 uur'; shown again as '13.30'."""

    default_error_messages = {  # noqa: RUF012 - Django's own name and shape
        "required": _("Vul een tijd in. Schrijf hem zo: 13.30 of 13:30."),
        "time": _("Schrijf de tijd zo: 13.30 of 13:30."),
    }

    def to_python(self, value: Any) -> time | None:
        """Return the time. Raises ValidationError when it is no time of a day."""
        text = " ".join(str(value or "").lower().split())
        if not text:
            return None
        found = WRITTEN.fullmatch(text) if len(text) <= LONGEST else None
        if found is None or int(found[1]) > 23 or int(found[2] or 0) > 59:
            raise ValidationError(self.error_messages["time"], code="time")
        return time(int(found[1]), int(found[2] or 0))

    def prepare_value(self, value: Any) -> Any:
        """Show a time with a dot; what was typed stays as it was typed."""
        return f"{value.hour}.{value.minute:02}" if isinstance(value, time) else value

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Give the input the width of a time."""
        return {"class": "short", "autocomplete": "off"}
