"""Whom a participant invites to the eindsessie, and what the guest answers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.forms.agenda import KNOWN
from community.forms.text import LineField, NameField
from community.models.people import normalise_email
from training.models import Antwoord, GenodigdeKind


class GenodigdeForm(forms.Form):
    """One guest: as what, who, and whether she may read the presentation."""

    soort = forms.ChoiceField(
        label=_("Wie nodig je uit?"), choices=GenodigdeKind.choices, widget=forms.RadioSelect,
        initial=GenodigdeKind.OPDRACHTGEVER,
        error_messages={"required": _("Kies wie je uitnodigt."), "invalid_choice": KNOWN},
    )  # fmt: skip
    naam = NameField(label=_("Naam"), max_length=120, error_messages={"required": _("Vul een naam in.")})
    email = forms.EmailField(
        label=_("E-mailadres"), max_length=254, help_text=_("Hier komt de uitnodiging aan."),
        error_messages={
            "required": _("Vul een e-mailadres in."),
            "invalid": _("Schrijf het e-mailadres zo: naam@organisatie.nl."),
        },
    )  # fmt: skip
    ziet_presentatie = forms.BooleanField(
        label=_("Deze gast mag mijn presentatie lezen"), required=False,
        help_text=_("Alleen als je die deelt. De gast vraagt dan eerst een code aan per mail."),
    )  # fmt: skip

    def clean_email(self) -> str:
        """Return the address in lower case."""
        return normalise_email(self.cleaned_data["email"])


class AntwoordForm(forms.Form):
    """Whether a guest comes."""

    antwoord = forms.ChoiceField(
        label=_("Kom je?"), widget=forms.RadioSelect,
        choices=[(Antwoord.KOMT, _("Ik kom")), (Antwoord.KOMT_NIET, _("Ik kom niet"))],
        error_messages={"required": _("Kies of je komt."), "invalid_choice": KNOWN},
    )  # fmt: skip
    opmerking = LineField(
        label=_("Opmerking"), required=False, max_length=240,
        help_text=_("Bijvoorbeeld: ik kom later. Alleen wie je uitnodigde, leest dit."),
    )  # fmt: skip

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, use_required_attribute=False, **options)
