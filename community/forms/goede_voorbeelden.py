"""What an organisatie set up itself, as its contacts write it down."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.actions.goede_voorbeelden import VoorbeeldAnswers, version_of
from community.forms.choices import KNOWN
from community.forms.dates import DayField
from community.forms.text import LineField, LinesField
from community.forms.versions import version_field
from community.models import Initiatief, InitiatiefKind, Provincie

ANSWERS = ("title", "provincie", "kind", "summary", "from_date", "until_date")


class VoorbeeldForm(forms.Form):
    """Something that was set up: what, where, when, and what it is about."""

    title = LineField(label=_("Titel"), max_length=120, error_messages={"required": _("Geef het voorbeeld een titel.")})
    kind = forms.ChoiceField(
        label=_("Soort"), choices=[("", _("Kies een soort")), *InitiatiefKind.choices],
        error_messages={"required": _("Kies een soort."), "invalid_choice": KNOWN},
    )  # fmt: skip
    provincie = forms.ChoiceField(
        label=_("Provincie"), choices=[("", _("Kies een provincie")), *Provincie.choices],
        error_messages={"required": _("Kies een provincie."), "invalid_choice": KNOWN},
    )  # fmt: skip
    from_date = DayField(label=_("Vanaf"), required=False, help_text=_("Bijvoorbeeld 9 februari 2027 of 09-02-2027."))
    until_date = DayField(label=_("Tot en met"), required=False)
    summary = LinesField(
        label=_("Waar gaat het om?"), max_length=600, required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Alle leden lezen dit op de pagina van de provincie. Schrijf niets vertrouwelijks."),
    )  # fmt: skip
    version = version_field()

    def __init__(self, row: Initiatief | None, data: Any = None) -> None:
        initial = {name: getattr(row, name) for name in ANSWERS} if row else {}
        super().__init__(data, initial={**initial, "version": version_of(row) if row else 0},
                         use_required_attribute=False)  # fmt: skip

    def answers(self) -> VoorbeeldAnswers:
        """Return what a valid form holds."""
        return VoorbeeldAnswers(**{name: self.cleaned_data[name] for name in ANSWERS})
