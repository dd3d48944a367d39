"""Phases, products and files of a casus as forms."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from casussen.format import FASEN
from casussen.forms.onderdelen import OnderdeelForm, choice, lines
from casussen.models import Casus, Casusbestand, FaseStatus, ProductStatus
from community.forms.dates import DayField
from community.forms.groepsberichten import FilesField

DAY = _("Bijvoorbeeld 9 februari 2027 of 09-02-2027.")


class HuidigeFaseForm(forms.Form):
    """The current phase: the answer of the format. `was` is what stood there when the page was opened."""

    was = forms.CharField(widget=forms.HiddenInput, required=False, max_length=1)
    fase = choice(_("In welke fase is het gebiedsproces nu?"), FASEN, required=_("Kies een fase."))
    reason = lines(_("Waarom ga je terug?"), _("Alleen nodig als je naar een eerdere fase gaat."), longest=1000)

    def __init__(self, data: Any = None, *, current: str = "") -> None:
        super().__init__(data, initial={"was": current, "fase": current}, use_required_attribute=False)


class FaseForm(OnderdeelForm):
    """How one phase stands."""

    status = choice(_("Status"), FaseStatus.choices)
    begins = DayField(label=_("Begonnen op"), required=False, help_text=DAY)
    ends = DayField(label=_("Klaar op"), required=False, help_text=DAY)
    reason = lines(_("Waarom terug naar deze fase?"), longest=1000)
    KEPT: ClassVar = (("status", "status"), ("begins", "from"), ("ends", "until"), ("reason", "reason"))

    def __init__(self, data: Any = None, *, casus: Casus, row: Any = None) -> None:
        super().__init__(data, casus=casus, row=row)
        if row is None or not row.stand.get("reason"):
            del self.fields["reason"]

    def initial_of(self, row: Any) -> dict[str, Any]:
        """Take apart what is kept together."""
        stand = row.stand
        found = {name: stand.get(key, "") for name, key in self.KEPT}
        return found | {name: date.fromisoformat(found[name]) for name in ("begins", "ends") if found[name]}

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the beginning."""
        given = super().clean() or self.cleaned_data
        begins, ends = given.get("begins"), given.get("ends")
        if begins and ends and ends < begins:
            self.add_error("ends", ValidationError(_("Deze dag ligt vóór het begin. Kies een latere dag.")))
        return given

    def values(self) -> dict[str, Any]:
        """Keep it together; days as text."""
        given = super().values()
        days = {name: given[name].isoformat() if given[name] else "" for name in ("begins", "ends")}
        return {"stand": {key: {**given, **days}.get(name, "") for name, key in self.KEPT}}


class ProductForm(OnderdeelForm):
    """A product of a phase."""

    links: ClassVar = {"bestand": (Casusbestand, "name")}
    status = choice(_("Status"), ProductStatus.choices)
    note = lines(_("Toelichting"), _("Waar staat het, of wat is er nog nodig?"))
    bestand = choice(_("Document"), (), help_text=_("Kies uit de documenten bij deze casus."))


class BestandForm(forms.Form):
    """Files to keep with the casus."""

    bestanden = FilesField(
        label=_("Bestanden"), help_text=_("Hooguit vijf tegelijk, elk tot 10 MB: pdf, Office, afbeelding of tekst.")
    )

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, use_required_attribute=False)

    def clean_bestanden(self) -> Any:
        """Refuse an empty choice."""
        found = self.cleaned_data["bestanden"]
        if not found:
            raise ValidationError(_("Kies een bestand."))
        return found
