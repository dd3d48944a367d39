"""Deciding about applications: which are meant, and the words that go along, ready to be changed."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.forms.text import LinesField
from training.actions.toelating import Besluit
from training.models import Inschrijving

KNOWN = _("Kies een van de mogelijkheden.")
WORDS = {
    Besluit.TOELATEN: _("Toelaten"),
    Besluit.WACHTLIJST: _("Op de wachtlijst zetten"),
    Besluit.AANBIEDEN: _("Plek aanbieden"),
    Besluit.AFWIJZEN: _("Niet toelaten"),
}
# The subject of the mail that each decision brings, as in templates/berichten.
SUBJECTS = {
    Besluit.TOELATEN: _("Je doet mee aan {editie}. Dit zijn de data"),
    Besluit.WACHTLIJST: _("Je staat op de wachtlijst voor {editie}"),
    Besluit.AANBIEDEN: _("Er is een plek vrij in {editie}"),
    Besluit.AFWIJZEN: _("Over je aanmelding voor {editie}"),
}
TEXTS = {
    Besluit.TOELATEN: _(
        "Fijn dat je meedoet. Zet alle dagen meteen in je agenda: de training werkt alleen als je er steeds bij bent. "
        "Kun je een dag niet? Laat het ons dan nu weten."
    ),
    Besluit.WACHTLIJST: _(
        "Er waren meer aanmeldingen dan plaatsen. Je staat op de wachtlijst. Komt er een plek vrij, dan bieden we die "
        "aan wie het langst wacht. Je hoeft nu niets te doen."
    ),
    Besluit.AANBIEDEN: _("We houden deze plek voor je vast. Overleg gerust eerst met je opdrachtgever."),
    Besluit.AFWIJZEN: _(
        "Er waren meer aanmeldingen dan plaatsen en we zochten een groep met verschillende organisaties. Daarom "
        "hebben we nu geen plek voor je. Voor een volgende editie ben je welkom. Bel ons gerust als je wilt "
        "weten waarom."
    ),
}


class KeuzeForm(forms.Form):
    """Which applications are meant, and what is decided about them."""

    wie = forms.TypedMultipleChoiceField(
        coerce=str,
        error_messages={"required": _("Vink minstens één aanmelding aan."),
                        "invalid_choice": _("Een van deze aanmeldingen is er niet meer. Kies opnieuw.")},
    )  # fmt: skip
    besluit = forms.ChoiceField(
        choices=[(besluit.value, besluit.value) for besluit in Besluit],
        error_messages={"required": KNOWN, "invalid_choice": KNOWN},
    )

    def __init__(self, data: Any, *, rows: Iterable[Inschrijving]) -> None:
        super().__init__(data)
        self.fields["wie"].choices = [(str(row.pk), "") for row in rows]  # type: ignore[attr-defined]  # has choices

    @property
    def chosen(self) -> set[str]:
        """The ids of the applications that are meant."""
        return set(self.cleaned_data["wie"])

    @property
    def besluit_value(self) -> Besluit:
        """What is decided."""
        return Besluit(self.cleaned_data["besluit"])


class BesluitForm(forms.Form):
    """The words that go along in the mail."""

    tekst = LinesField(
        label=_("Wat je erbij schrijft"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Deze tekst staat in de mail, onder het besluit. Schrijf niets vertrouwelijks op."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, text: str = "") -> None:
        super().__init__(data, initial={"tekst": text}, use_required_attribute=False)
