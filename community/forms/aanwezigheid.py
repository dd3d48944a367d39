"""Which attendance to download."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.forms.dates import DayField
from community.forms.uitnodigingen import CHOICE_ERRORS, KnownChoiceField
from community.models import Kring
from community.notation import date_plain
from community.queries.aanwezigheid import Keuze

# Further apart is no report but a copy of the register.
MOST_YEARS = 5
EARLIEST, LATEST = 2000, 2100


class AanwezigheidForm(forms.Form):
    """A period and a group; without anything filled in the present year until today, and all groups."""

    van = DayField(label=gettext_lazy("Van"), required=False)
    tot = DayField(label=gettext_lazy("Tot en met"), required=False)
    groep = KnownChoiceField(
        label=gettext_lazy("Leergroep"), queryset=None, required=False, empty_label=gettext_lazy("Alle bijeenkomsten"),
        error_messages=CHOICE_ERRORS,
    )  # fmt: skip

    def __init__(self, kringen: QuerySet[Kring], data: QueryDict, *, today: date) -> None:
        filled = data.copy()
        if not filled.get("van"):
            filled["van"] = date_plain(date(today.year, 1, 1))
        if not filled.get("tot"):
            filled["tot"] = date_plain(today)
        super().__init__(filled, use_required_attribute=False)
        self.fields["groep"].queryset = kringen  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["groep"].label_from_instance = lambda kring: kring.name  # type: ignore[attr-defined]  # idem

    def clean(self) -> dict[str, Any]:
        """Judge the period as a whole. Raises ValidationError."""
        given = super().clean() or {}
        first, last = given.get("van"), given.get("tot")
        if first and last and last < first:
            self.add_error("tot", _("Kies een laatste dag die niet voor de eerste ligt."))
        if first and last and last.year - first.year >= MOST_YEARS:
            self.add_error("tot", _("Kies een periode van hooguit vijf jaar."))
        for name, day in (("van", first), ("tot", last)):
            if day and not EARLIEST <= day.year <= LATEST:
                self.add_error(name, _("Kies een jaar van 2000 tot en met 2100."))
        return given

    def keuze(self) -> Keuze:
        """Return the choice."""
        return Keuze(self.cleaned_data["van"], self.cleaned_data["tot"], self.cleaned_data["groep"])
