"""Coming in to a session as a guest, inviting one, and leaving an address for one's result."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from community.forms.text import LineField, NameField
from community.models.people import normalise_email
from community.text import tidy_name
from intervisie.actions.sessiemensen import LONGEST_NAME
from intervisie.queries.sessiecode import LENGTH, plain_code

TYPE_CODE = _("Typ de 6 letters en cijfers van de code.")
TYPE_NAME = _("Typ je voornaam, met hooguit 40 tekens.")
# Longer than any code with spaces; what is longer was never a code.
LONGEST_TYPED = 40


class VoornaamField(LineField):
    """A first name: at least one letter, and no signs that belong in an address or a formula."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            label=_("Je voornaam"), max_length=LONGEST_NAME, help_text=_("De anderen in de sessie zien deze naam."),
            error_messages={"required": TYPE_NAME, "max_length": TYPE_NAME},
            widget=forms.TextInput(attrs={"autocomplete": "given-name"}), **options,
        )  # fmt: skip

    def clean(self, value: Any) -> str:
        """Return the name. Raises ValidationError when nobody can be called so."""
        name = tidy_name(str(super().clean(value)))
        if not any(sign.isalpha() for sign in name) or re.search(r'[<>@{}\[\]=|\\"/:;]', name):
            raise ValidationError(_("Schrijf je voornaam met letters, bijvoorbeeld: Noor."), code="name")
        return name


class MeedoenForm(forms.Form):
    """The code and a first name. Who has an account comes in as herself and is asked no name."""

    code = LineField(
        label=_("Code van de sessie"), max_length=LONGEST_TYPED,
        help_text=_("De begeleider laat de code zien: 6 letters en cijfers."),
        error_messages={"required": TYPE_CODE, "max_length": TYPE_CODE},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false",
                                      "class": "short"}),
    )  # fmt: skip
    voornaam = VoornaamField()

    def __init__(self, data: Any = None, *, is_member: bool = False, **options: Any) -> None:
        super().__init__(data, **options)
        if is_member:
            del self.fields["voornaam"]

    def clean_code(self) -> str:
        """Return the code without spaces. Raises ValidationError for what can be no code."""
        code = plain_code(self.cleaned_data["code"])
        if len(code) != LENGTH:
            raise ValidationError(TYPE_CODE)
        return code


class GastinForm(forms.Form):
    """The first name of a guest who was invited by mail."""

    voornaam = VoornaamField()


class AddressField(forms.EmailField):
    """An address, in small letters."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            max_length=254,
            error_messages={
                "required": _("Vul een e-mailadres in."),
                "invalid": _("Schrijf het e-mailadres zo: naam@organisatie.nl."),
                "max_length": _("Dit e-mailadres is te lang."),
            },
            **options,
        )

    def clean(self, value: Any) -> str:
        """Return the address in small letters. Raises ValidationError when it is none."""
        return normalise_email(super().clean(value))


class GenodigdeForm(forms.Form):
    """Whom to mail how to take part."""

    naam = NameField(label=_("Naam van de gast"), max_length=120, error_messages={"required": _("Vul een naam in.")})
    email = AddressField(label=_("E-mailadres van de gast"))


class AdresForm(forms.Form):
    """Where to mail a guest her result."""

    email = AddressField(
        label=_("Je e-mailadres"),
        help_text=_("We mailen je een link. Bij het openen vraag je een code, die komt ook hier aan."),
    )
