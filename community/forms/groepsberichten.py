"""What members of a group write to each other."""

import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from community.forms.text import LinesField
from community.models import Groepsbericht

EMPTY = _("Schrijf eerst een bericht.")
OLD_PAGE = _("Deze pagina is te oud. Kopieer je tekst, open de pagina opnieuw en plak hem terug.")


class GroepsberichtForm(forms.Form):
    """One message in plain text."""

    text = LinesField(
        label=_("Je bericht"), max_length=5000, widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": EMPTY},
    )  # fmt: skip

    def __init__(self, data: Any = None, *, label: str = "", initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial, use_required_attribute=False)
        if label:
            self.fields["text"].label = label

    def clean_text(self) -> str:
        """Return the text. Raises ValidationError when it has only signs that nobody sees."""
        text = str(self.cleaned_data["text"])
        if all(unicodedata.category(sign)[0] in "ZC" for sign in text):
            raise ValidationError(EMPTY, code="required")
        return text


class BewerkForm(GroepsberichtForm):
    """One's own message again. `version` says which saved text somebody was looking at."""

    version = forms.IntegerField(
        widget=forms.HiddenInput, min_value=1, max_value=2_000_000_000,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), OLD_PAGE),
    )  # fmt: skip

    def __init__(self, bericht: Groepsbericht, data: Any = None) -> None:
        super().__init__(data, initial={"text": bericht.text, "version": bericht.version})
