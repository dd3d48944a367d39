"""Putting one's result with a casus of one's own."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class CasusForm(forms.Form):
    """Which casus, and that she wants it."""

    casus = forms.ChoiceField(
        label=_("Bij welke casus?"), widget=forms.RadioSelect,
        error_messages={"required": _("Kies een casus."), "invalid_choice": _("Kies een casus uit de lijst.")},
    )  # fmt: skip
    akkoord = forms.BooleanField(
        label=_("Ja, zet mijn resultaat bij deze casus."),
        help_text=_("Alleen wie in je casus schrijft, ziet het. Je kunt het altijd weer verwijderen."),
        error_messages={"required": _("Vink aan dat je dit wilt.")},
    )  # fmt: skip

    def __init__(self, data: Any = None, *, casussen: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["casus"].choices = list(casussen)  # type: ignore[attr-defined]  # a choice
        if len(casussen) == 1:
            self.initial["casus"] = casussen[0][0]
