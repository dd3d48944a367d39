"""Inviting somebody, and what an invited person fills in."""

from typing import Any

from allauth.account.adapter import get_adapter
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.actions.toegang import Entry
from community.forms.text import LineField, NameField
from community.forms.toegang import LONGEST_EMAIL, NewPassword
from community.models import Kring, Organisatie, Uitnodiging, User
from community.oidc.token import Identity

KNOWN = gettext_lazy("Kies een van de mogelijkheden in de lijst.")
ELSEWHERE = "anders"
CHOICE_ERRORS = {"invalid_choice": KNOWN, "invalid_pk_value": KNOWN}


class KnownChoiceField(forms.ModelChoiceField):
    """A choice among rows; what is no id at all is told as every other choice that is not in the list."""

    def to_python(self, value: Any) -> Any:
        """Return the chosen row. Raises ValidationError for what is not in the list."""
        try:
            return super().to_python(value)
        except forms.ValidationError as error:
            raise forms.ValidationError(KNOWN, code="invalid_choice") from error


class InviteForm(forms.Form):
    """Whom a coördinator invites, and to which group."""

    email = forms.EmailField(
        label=gettext_lazy("E-mailadres"), max_length=LONGEST_EMAIL,
        error_messages={"required": gettext_lazy("Vul het e-mailadres in van wie je uitnodigt.")},
    )  # fmt: skip
    voornaam = NameField(
        label=gettext_lazy("Voornaam"), max_length=60, required=False,
        help_text=gettext_lazy("Voor de aanhef van de mail."),
    )  # fmt: skip
    organisatie = KnownChoiceField(
        label=gettext_lazy("Organisatie"), queryset=None, required=False, error_messages=CHOICE_ERRORS,
        empty_label=gettext_lazy("Kiest iemand zelf"),
    )  # fmt: skip
    kring = KnownChoiceField(
        label=gettext_lazy("Leergroep"), queryset=None, required=False, error_messages=CHOICE_ERRORS,
        empty_label=gettext_lazy("Geen leergroep"),
        help_text=gettext_lazy("Wie de uitnodiging gebruikt, doet meteen mee. Is de groep vol, dan op de wachtlijst."),
    )  # fmt: skip

    def __init__(self, organisaties: QuerySet[Organisatie], kringen: QuerySet[Kring], data: Any = None) -> None:
        super().__init__(data, use_required_attribute=False)
        self.fields["email"].widget.attrs["autocomplete"] = "off"
        self.fields["voornaam"].widget.attrs["autocomplete"] = "off"
        self.fields["organisatie"].queryset = organisaties  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["kring"].queryset = kringen  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["kring"].label_from_instance = lambda kring: kring.name  # type: ignore[attr-defined]  # idem


class WelcomeForm(forms.Form):
    """What an invited person fills in to become a member."""

    voornaam = NameField(
        label=gettext_lazy("Voornaam"), max_length=60,
        error_messages={"required": gettext_lazy("Vul je voornaam in.")},
    )  # fmt: skip
    tussenvoegsel = NameField(
        label=gettext_lazy("Tussenvoegsel"), max_length=20, required=False,
        help_text=gettext_lazy("Bijvoorbeeld: van der."), widget=forms.TextInput(attrs={"class": "short"}),
    )  # fmt: skip
    achternaam = NameField(
        label=gettext_lazy("Achternaam"), max_length=80,
        error_messages={"required": gettext_lazy("Vul je achternaam in.")},
    )  # fmt: skip
    organisatie = forms.ChoiceField(
        label=gettext_lazy("Organisatie"), required=True,
        error_messages={"required": gettext_lazy("Kies je organisatie, of dat ze er niet bij staat."),
                        "invalid_choice": KNOWN},
    )  # fmt: skip
    organisatie_text = LineField(
        label=gettext_lazy("Staat je organisatie er niet bij? Vul de naam in"), max_length=160, required=False,
        help_text=gettext_lazy("De coördinator voegt haar dan toe."),
    )  # fmt: skip
    password = NewPassword(
        label=gettext_lazy("Wachtwoord"), required=False,
        help_text=gettext_lazy("Minstens 12 tekens, bijvoorbeeld vier losse woorden. "
                               "Zonder wachtwoord log je in met een code per mail."),
    )  # fmt: skip

    def __init__(
        self, uitnodiging: Uitnodiging, organisaties: QuerySet[Organisatie], data: Any = None, *,
        identity: Identity | None = None,
    ) -> None:  # fmt: skip
        chosen = str(uitnodiging.organisatie_id or "")
        initial = {name: getattr(uitnodiging, name) for name in ("voornaam", "tussenvoegsel", "achternaam")}
        initial["organisatie"] = chosen
        if identity is not None:  # what she is called at her organisation; she may change it
            initial |= {name: told for name in ("voornaam", "achternaam") if (told := getattr(identity, name))}
        super().__init__(data, initial=initial, use_required_attribute=False)
        self.identity = identity
        if identity is not None:
            del self.fields["password"]
        self._email = uitnodiging.email
        self._organisaties = {str(row.pk): row for row in organisaties}
        self.fields["organisatie"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            ("", _("Kies je organisatie")),
            (ELSEWHERE, _("Mijn organisatie staat er niet bij")),
            *((key, row.name) for key, row in self._organisaties.items()),
        ]

    def clean(self) -> dict[str, Any]:
        """Judge the password with the name beside it. Raises ValidationError."""
        answers = super().clean() or {}
        if answers.get("organisatie") == ELSEWHERE and not answers.get("organisatie_text"):
            self.add_error("organisatie_text", _("Vul de naam van je organisatie in."))
        password = answers.get("password")
        if password:
            names = {name: answers.get(name, "") for name in ("voornaam", "achternaam")}
            person = User(email=self._email, **names)
            try:
                get_adapter().clean_password(password, user=person)
            except forms.ValidationError as error:
                self.add_error("password", error)
        return answers

    def entry(self) -> Entry:
        """Return the answers as the action takes them."""
        given = self.cleaned_data
        organisatie = self._organisaties.get(given["organisatie"])
        return Entry(
            voornaam=given["voornaam"], tussenvoegsel=given["tussenvoegsel"], achternaam=given["achternaam"],
            organisatie=organisatie, organisatie_text="" if organisatie else given["organisatie_text"],
            password=given.get("password", ""), identity=self.identity,
        )  # fmt: skip
