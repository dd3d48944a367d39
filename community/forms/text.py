"""Fields for text of people, tidied before it is judged."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from community.text import tidy

UNKEEPABLE = _("Er staat een teken in dat we niet kunnen bewaren. Typ de tekst opnieuw.")
TOO_LONG = _("Maak deze tekst korter: hooguit %(limit_value)d tekens. Nu zijn het er %(show_value)d.")


class LineField(forms.CharField):
    """One line of text. Too long is said in words; the browser does not cut off what somebody pastes."""

    has_lines = False
    default_error_messages = {"max_length": TOO_LONG}  # noqa: RUF012 - Django's own name and shape

    def to_python(self, value: Any) -> str:
        """Tidy before the length is judged. Raises ValidationError for the sign NUL, which no keyboard gives."""
        text = super().to_python(value) or ""
        if "\x00" in text:
            raise ValidationError(UNKEEPABLE, code="nul")
        return tidy(text, lines=self.has_lines)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Leave out the length that a browser would cut at."""
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}


class LinesField(LineField):
    """Text of several lines; a line end counts as one sign, as in the database."""

    widget = forms.Textarea
    has_lines = True


class NameField(LineField):
    """A name of a person: it has at least one letter, and no signs that belong in an address or a formula."""

    def clean(self, value: Any) -> str:
        """Return the name. Raises ValidationError when nobody can be called so."""
        name = str(super().clean(value))
        if name and (not any(sign.isalpha() for sign in name) or any(sign in '<>@{}[]=|\\"/:;' for sign in name)):
            raise ValidationError(_("Schrijf de naam met letters, bijvoorbeeld: Noor van der Wal."), code="name")
        return name
