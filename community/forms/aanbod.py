"""The form to ask for what is offered, and the answer of a coördinator."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from community.actions.aanbod import Question
from community.forms.text import LineField, LinesField, NameField
from community.forms.toegang import LONGEST_EMAIL
from community.forms.versions import version_field
from community.models import Aanvraag, User


class AanvraagForm(forms.Form):
    """Four questions for a visitor; for a member two, as we know her name and address."""

    naam = NameField(
        label=gettext_lazy("Naam"), max_length=140, error_messages={"required": gettext_lazy("Vul je naam in.")}
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mailadres"), max_length=LONGEST_EMAIL,
        help_text=gettext_lazy("Hier sturen we een link naar ons antwoord naartoe."),
        error_messages={"required": gettext_lazy("Vul je e-mailadres in.")},
    )  # fmt: skip
    organisatie = LineField(label=gettext_lazy("Organisatie"), max_length=160, required=False)
    vraag = LinesField(
        label=gettext_lazy("Wat vraag je?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("Vertel kort om welke samenwerking het gaat en wat je nodig hebt. Noem geen namen."),
        error_messages={"required": gettext_lazy("Schrijf in een paar zinnen wat je vraagt.")},
    )  # fmt: skip

    def __init__(self, data: Any = None, *, member: User | None = None, organisatie: str = "") -> None:
        super().__init__(data, initial={"organisatie": organisatie}, use_required_attribute=False)
        if member is not None:
            del self.fields["naam"]
            del self.fields["email"]

    def question(self) -> Question:
        """Return the answers as the action takes them."""
        given = self.cleaned_data
        return Question(naam=given.get("naam", ""), email=given.get("email", ""), organisatie=given["organisatie"],
                        vraag=given["vraag"])  # fmt: skip


class AntwoordForm(forms.Form):
    """The answer to a request. It is sent once."""

    answer = LinesField(
        label=gettext_lazy("Antwoord"), max_length=3000, widget=forms.Textarea(attrs={"rows": 10}),
        help_text=gettext_lazy("Wie vroeg, leest dit op een eigen pagina. In de mail staat alleen een link."),
        error_messages={"required": gettext_lazy("Schrijf een antwoord.")},
    )  # fmt: skip
    version = version_field(least=1)

    def __init__(self, aanvraag: Aanvraag, data: Any = None) -> None:
        initial = {"answer": aanvraag.answer, "version": aanvraag.version}
        super().__init__(data, initial=initial, use_required_attribute=False)


class OppakForm(forms.Form):
    """Taking a request up: nothing to fill in but the version that was on the screen."""

    version = version_field(least=1)
