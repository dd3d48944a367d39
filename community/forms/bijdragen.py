"""What a partner promised, and what came of it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.actions.bijdragen import BijdrageAnswers
from community.forms.bedragen import AmountField
from community.forms.choices import KNOWN
from community.forms.dates import DayField
from community.forms.text import LineField
from community.forms.versions import version_field
from community.models import COUNTED_BIJDRAGEN, Bijdrage, BijdrageKind

ANSWERS = ("kind", "description", "promised", "promised_date", "realised", "realised_date")


class BijdrageForm(forms.Form):
    """One bijdrage: what kind, how much was promised and by when, how much came and when."""

    kind = forms.ChoiceField(
        label=_("Soort"), choices=BijdrageKind.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Kies een soort."), "invalid_choice": KNOWN},
    )  # fmt: skip
    description = LineField(
        label=_("Omschrijving"), max_length=160, help_text=_("Bijvoorbeeld: trainer voor de ontwikkeldag."),
        error_messages={"required": _("Schrijf op wat jullie bijdragen.")},
    )  # fmt: skip
    promised = AmountField(
        label=_("Hoeveel is toegezegd?"), required=False,
        help_text=_("Bedrag in euro, aantal mensen of uren. Bij inhoud en een initiatief laat je dit leeg."),
    )  # fmt: skip
    promised_date = DayField(
        label=_("Uiterlijk op"), required=False, help_text=_("Een maand ervoor en op de dag zelf herinneren we jullie.")
    )
    realised = AmountField(label=_("Hoeveel is er gekomen?"), required=False)
    realised_date = DayField(label=_("Gekomen op"), required=False)
    version = version_field()

    def __init__(self, row: Bijdrage | None, data: Any = None) -> None:
        initial = {name: getattr(row, name) for name in (*ANSWERS, "version")} if row else {"version": 0}
        super().__init__(data, initial=initial, use_required_attribute=False)

    def answers(self) -> BijdrageAnswers:
        """Return what a valid form holds."""
        return BijdrageAnswers(**{name: self.cleaned_data[name] for name in ANSWERS})


class GerealiseerdForm(forms.Form):
    """How much came and on which day; of what is said in words only the day."""

    realised = AmountField(label=_("Hoeveel is er gekomen?"))
    realised_date = DayField(label=_("Gekomen op"), help_text=_("Vandaag of een eerdere dag."))
    version = version_field()

    def __init__(self, row: Bijdrage, today: Any, data: Any = None) -> None:
        initial = {"realised": row.realised if row.realised is not None else row.promised,
                   "realised_date": row.realised_date or today, "version": row.version}  # fmt: skip
        super().__init__(data, initial=initial, use_required_attribute=False)
        if row.kind not in COUNTED_BIJDRAGEN:
            del self.fields["realised"]
