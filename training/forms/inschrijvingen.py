"""Applying for an editie, deciding about it, the answer of an opdrachtgever, and stopping."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.forms.text import LineField, LinesField, NameField
from training.actions.inschrijvingen import Aanvraag

ADDRESS = _("Schrijf het e-mailadres zo: naam@organisatie.nl.")
KNOWN = _("Kies een van de mogelijkheden.")
CASUS_NEEDED = _("Kruis dit aan. In de training werk je aan een eigen casus; zonder casus kun je niet meedoen.")
INVOLVED_NEEDED = _("Kruis dit aan. Je oefent in je eigen samenwerking; zonder eigen rol daarin kun je niet meedoen.")


class OpdrachtgeverForm(forms.Form):
    """Who must agree that somebody takes part."""

    opdrachtgever_name = NameField(
        label=_("Naam van je opdrachtgever"), max_length=120,
        help_text=_("Wie je de tijd geeft om mee te doen, bijvoorbeeld je leidinggevende of programmamanager."),
        error_messages={"required": _("Vul de naam van je opdrachtgever in.")},
    )  # fmt: skip
    opdrachtgever_email = forms.EmailField(
        label=_("E-mailadres van je opdrachtgever"), max_length=254,
        help_text=_("We mailen alleen de vraag of die akkoord is. Een account is niet nodig."),
        error_messages={"required": _("Vul het e-mailadres van je opdrachtgever in."), "invalid": ADDRESS,
                        "max_length": ADDRESS},
    )  # fmt: skip

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial, use_required_attribute=False)


class AanmeldForm(OpdrachtgeverForm):
    """All that is asked of who applies."""

    brings_casus = forms.BooleanField(
        label=_("Ik breng een casus in"), error_messages={"required": CASUS_NEEDED},
        help_text=_("Je hoeft de casus nu nog niet op te schrijven."),
    )  # fmt: skip
    is_involved = forms.BooleanField(
        label=_("Ik ben zelf betrokken bij die samenwerking"), error_messages={"required": INVOLVED_NEEDED},
        help_text=_("Je werkt er nu aan mee, in welke rol dan ook."),
    )  # fmt: skip
    samenwerking = LineField(
        label=_("Om welke samenwerking gaat het?"), max_length=120,
        help_text=_("De naam waaronder de samenwerking bekend is. Schrijf geen namen van personen op."),
        error_messages={"required": _("Vul de naam in waaronder de samenwerking bekend is.")},
    )  # fmt: skip
    motivation = LinesField(
        label=_("Waarom wil je meedoen?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Een paar zinnen zijn genoeg. De coördinator en de trainers lezen dit."),
        error_messages={"required": _("Schrijf in een paar zinnen waarom je mee wilt doen.")},
    )  # fmt: skip
    field_order = ("brings_casus", "is_involved", "samenwerking", "motivation", "opdrachtgever_name",
                   "opdrachtgever_email")  # fmt: skip

    def aanvraag(self) -> Aanvraag:
        """Return what was filled in."""
        return Aanvraag(**self.cleaned_data)


class PlekForm(forms.Form):
    """Yes or no to a place that was offered; each is a button."""

    antwoord = forms.ChoiceField(
        choices=[("ja", _("Ja")), ("nee", _("Nee"))], error_messages={"required": KNOWN, "invalid_choice": KNOWN}
    )

    @property
    def is_taken(self) -> bool:
        """Whether she takes the place."""
        return bool(self.cleaned_data["antwoord"] == "ja")


class InstemmingForm(forms.Form):
    """What an opdrachtgever says."""

    antwoord = forms.ChoiceField(
        label=_("Ben je akkoord?"), widget=forms.RadioSelect,
        choices=[("akkoord", _("Ja, ik ben akkoord")), ("niet", _("Nee, ik ben niet akkoord"))],
        error_messages={"required": _("Kies ja of nee."), "invalid_choice": KNOWN},
    )  # fmt: skip
    opmerking = LinesField(
        label=_("Opmerking"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Wie je dit vroeg en de coördinator lezen dit."),
    )  # fmt: skip

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, use_required_attribute=False)

    @property
    def is_agreed(self) -> bool:
        """Whether she agrees."""
        return bool(self.cleaned_data["antwoord"] == "akkoord")


class StopForm(forms.Form):
    """Why somebody stops. Herself she need not say it; a coördinator says it for another."""

    reden = LineField(label=_("Waarom?"), max_length=240)

    def __init__(self, data: Any = None, *, asks_reason: bool) -> None:
        super().__init__(data, use_required_attribute=False)
        field = self.fields["reden"]
        field.required = asks_reason
        field.error_messages["required"] = _("Schrijf in een paar woorden waarom deze deelnemer stopt.")
        readers = _("Alleen de coördinator en de trainers lezen dit.")
        hers = _("De deelnemer, de coördinator en de trainers kunnen dit lezen.")
        field.help_text = hers if asks_reason else readers
