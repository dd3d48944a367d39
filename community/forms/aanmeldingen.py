"""The public form to join, and what a coördinator writes about a request."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from community.actions.aanmeldingen import Answers
from community.forms.text import LineField, LinesField, NameField
from community.forms.toegang import LONGEST_EMAIL
from community.forms.versions import version_field
from community.models import Aanmelding

REFUSAL = gettext_lazy(
    "Bedankt voor je aanmelding.\n\n"
    "De community is voor mensen die een samenwerking in het landelijk gebied leiden of begeleiden. "
    "Daarom kunnen we je nu geen lid maken.\n\n"
    "Onze openbare pagina's en bijeenkomsten zijn er ook voor jou."
)


class AanmeldingForm(forms.Form):
    """Five questions; one of them may stay empty."""

    naam = NameField(
        label=gettext_lazy("Naam"), max_length=140, error_messages={"required": gettext_lazy("Vul je naam in.")}
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mailadres"), max_length=LONGEST_EMAIL,
        help_text=gettext_lazy("Hier sturen we je antwoord naartoe."),
        error_messages={"required": gettext_lazy("Vul je e-mailadres in.")},
    )  # fmt: skip
    organisatie = LineField(
        label=gettext_lazy("Organisatie"), max_length=160,
        error_messages={"required": gettext_lazy("Vul in bij welke organisatie je werkt.")},
    )  # fmt: skip
    functie = LineField(label=gettext_lazy("Functie"), max_length=120, required=False)
    motivatie = LinesField(
        label=gettext_lazy("Waarom wil je meedoen?"), max_length=1500, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("Een paar zinnen is genoeg. Bijvoorbeeld: aan welke samenwerking werk je?"),
        error_messages={"required": gettext_lazy("Schrijf in een paar zinnen waarom je wilt meedoen.")},
    )  # fmt: skip

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, use_required_attribute=False)

    def answers(self) -> Answers:
        """Return the answers as the action takes them."""
        return Answers(**{name: self.cleaned_data[name] for name in self.fields})


class DeclineForm(forms.Form):
    """The words that go to who is refused."""

    text = LinesField(
        label=gettext_lazy("Tekst van de mail"), max_length=1000, initial=REFUSAL,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=gettext_lazy("De aanhef en de groet komen er vanzelf bij."),
        error_messages={"required": gettext_lazy("Schrijf een paar zinnen, zodat iemand weet waarom.")},
    )  # fmt: skip

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, use_required_attribute=False)


class NoteForm(forms.Form):
    """A note of the coördinatoren among themselves."""

    note = LinesField(
        label=gettext_lazy("Notitie"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Alleen coördinatoren zien dit."),
    )  # fmt: skip
    version = version_field(least=1)

    def __init__(self, aanmelding: Aanmelding, data: Any = None) -> None:
        initial = {"note": aanmelding.note, "version": aanmelding.version}
        super().__init__(data, initial=initial, use_required_attribute=False)
