"""Finding lines of the log of changes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.forms.dates import DayField
from community.logboekwoorden import ACTIES


def action_choices() -> list[tuple[str, Any]]:
    """Return the actions by their words, after the choice of all."""
    words = sorted(ACTIES.items(), key=lambda choice: str(choice[1]).casefold())
    return [("", _("Alles")), *words]


class LogForm(forms.Form):
    """Filters of `/coordinatie/logboek/`."""

    wat = forms.ChoiceField(
        label=_("Wat"), choices=action_choices, required=False,
        error_messages={"invalid_choice": _("Kies iets uit de lijst.")},
    )  # fmt: skip
    persoon = forms.CharField(
        label=_("Naam of e-mailadres"), max_length=140, required=False,
        error_messages={"max_length": _("Vul hooguit 140 tekens in.")},
    )  # fmt: skip
    vanaf = DayField(label=_("Vanaf"), required=False)
    tot = DayField(label=_("Tot en met"), required=False)
