"""Who reads along, in which role, and until when."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from casussen.access.delen import shareable_kringen
from casussen.models import MOST_HOURS, Casus, DelingRol
from casussen.onderdelen import open_parts
from community.forms.agenda import KNOWN, KringField
from community.forms.dates import DayField
from community.forms.text import LineField, LinesField, NameField
from community.models import User
from community.models.people import normalise_email

LAST_DAY = _("De laatste dag dat deze persoon meeleest. Leeg: tot je het intrekt.")
CHECKS = (
    ("namen", _("Er staan geen namen van personen in.")),
    ("bedragen", _("Er staan geen bedragen in die niet openbaar zijn.")),
    ("toon", _("Niemand wordt negatief beschreven.")),
    ("partners", _("Ik durf dit ook aan de partners te laten lezen.")),
)
OLD = _("Laad de pagina opnieuw en lees wat er nu staat.")


class ZoekForm(forms.Form):
    """A name to look for."""

    zoek = LineField(
        label=_("Naam"), max_length=100, required=False,
        help_text=_("Je vindt iedereen uit de ledengids en iedereen uit je groepen."),
    )  # fmt: skip


class ZichtForm(forms.Form):
    """What one person may do, and until when."""

    rol = forms.ChoiceField(
        label=_("Wat mag deze persoon?"), widget=forms.RadioSelect, initial=DelingRol.LEZER,
        choices=[
            (DelingRol.LEZER, _("Leest mee")),
            (DelingRol.MEDE_EIGENAAR, _("Mede-eigenaar: leest en schrijft mee")),
        ],
        error_messages={"required": _("Kies wat deze persoon mag."), "invalid_choice": KNOWN},
    )  # fmt: skip
    tot_en_met = DayField(label=_("Tot en met"), required=False, help_text=LAST_DAY)


class EindeForm(forms.Form):
    """Until when a group reads along."""

    tot_en_met = DayField(
        label=_("Tot en met"),
        required=False,
        help_text=_("De laatste dag dat de groep meeleest. Leeg: tot je het intrekt."),
    )


class KringDelenForm(forms.Form):
    """Which group reads along, and until when."""

    groep = KringField(
        label=_("Groep"), queryset=None, empty_label=_("Kies een groep"),
        help_text=_("Iedereen in de groep die akkoord is met de afspraken, leest mee."),
        error_messages={"required": _("Kies een groep."), "invalid_choice": KNOWN},
    )  # fmt: skip
    tot_en_met = EindeForm.base_fields["tot_en_met"]

    def __init__(self, user: User, casus: Casus, now: datetime, data: Any = None) -> None:
        super().__init__(data)
        field = self.fields["groep"]
        field.queryset = shareable_kringen(user, casus, now).order_by("name", "pk")  # type: ignore[attr-defined]  # a KringField


class GastForm(forms.Form):
    """Which parts a guest sees, and until when; the guest herself stands in NieuweGastForm."""

    onderdelen = forms.MultipleChoiceField(
        label=_("Wat ziet de gast?"), widget=forms.CheckboxSelectMultiple,
        help_text=_("Wat je niet aanvinkt, ziet de gast niet."),
        error_messages={"required": _("Kies minstens één onderdeel."), "invalid_choice": KNOWN, "invalid_list": KNOWN},
    )  # fmt: skip
    tot_en_met = DayField(
        label=_("Tot en met"), help_text=_("De laatste dag dat de link werkt. Daarna sluit hij vanzelf.")
    )

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["onderdelen"].choices = [(part.code, part.title) for part in open_parts()]  # type: ignore[attr-defined]  # a choice


class NieuweGastForm(GastForm):
    """A guest: her name and address, what she sees, and until when."""

    naam = NameField(label=_("Naam van de gast"), max_length=120, error_messages={"required": _("Vul een naam in.")})
    email = forms.EmailField(
        label=_("E-mailadres van de gast"), max_length=254,
        help_text=_("We mailen de link hierheen. Bij het openen vraagt de gast een code, die komt ook hier aan."),
        error_messages={
            "required": _("Vul een e-mailadres in."),
            "invalid": _("Schrijf het e-mailadres zo: naam@organisatie.nl."),
        },
    )  # fmt: skip
    field_order = ("naam", "email", "onderdelen", "tot_en_met")

    def clean_email(self) -> str:
        """Return the address in lower case."""
        return normalise_email(self.cleaned_data["email"])


class ControleForm(forms.Form):
    """The four checks, each ticked by hand, on the casus as it stood at `gezien`."""

    gezien = forms.CharField(
        widget=forms.HiddenInput, max_length=40, error_messages={"required": OLD, "max_length": OLD}
    )

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        for code, words in CHECKS:
            missing = {"required": _("Nog niet aangevinkt: %(words)s") % {"words": words}}
            self.fields[code] = forms.BooleanField(label=words, error_messages=missing)

    def clean_gezien(self) -> datetime:
        """Return the moment of the last change that she had before her. Raises ValidationError for anything else."""
        try:
            moment = datetime.fromisoformat(self.cleaned_data["gezien"])
        except ValueError as error:
            raise forms.ValidationError(OLD) from error
        if moment.tzinfo is None:
            raise forms.ValidationError(OLD)
        return moment


class NoodtoegangForm(forms.Form):
    """Which casus, why, and for how long."""

    casuscode = LineField(
        label=_("Code van de casus"), max_length=20, help_text=_("Zo een: c-7k3m9xqd. De eigenaar kan hem geven."),
        error_messages={"required": _("Vul de code van de casus in.")},
    )  # fmt: skip
    reden = LinesField(
        label=_("Reden"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("De eigenaar en het privacycontact lezen dit."),
        error_messages={"required": _("Schrijf waarom het nodig is.")},
    )  # fmt: skip
    uren = forms.ChoiceField(
        label=_("Hoe lang"), widget=forms.RadioSelect,
        choices=[(str(hours), _("%(hours)s uur") % {"hours": hours}) for hours in range(1, MOST_HOURS + 1)],
        initial="1", error_messages={"required": _("Kies een aantal uren."), "invalid_choice": KNOWN},
    )  # fmt: skip
