"""Booking coaching, asking for it, what one takes from it, and whom one takes along."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from casussen.onderdelen import open_parts
from community.forms.agenda import KNOWN
from community.forms.text import LineField, LinesField, NameField
from community.forms.versions import version_field
from community.models import User
from community.models.people import normalise_email
from community.workdays import at_local, is_skipped
from training.actions.coachgasten import Gast
from training.actions.coaching import Boeking
from training.forms.gesprekken import TijdenForm

EMAIL = _("Schrijf het e-mailadres zo: naam@organisatie.nl.")
QUESTION: dict[str, Any] = {
    "label": _("Waar gaat het over?"), "max_length": 2000,
    "help_text": _("Een paar zinnen is genoeg. Alleen jij en je coach lezen dit."),
    "error_messages": {"required": _("Schrijf in een paar zinnen waar het over gaat.")},
}  # fmt: skip


class GastField(forms.EmailField):
    """The address of a colleague, in lower case."""

    def clean(self, value: Any) -> str:
        """Return the address. Raises ValidationError for what is none."""
        return normalise_email(super().clean(value) or "")


class VraagForm(forms.Form):
    """What it is about, and for whom it is when there is more than one coach."""

    coach = forms.ChoiceField(
        label=_("Aan wie vraag je het?"), widget=forms.RadioSelect,
        error_messages={"required": _("Kies een coach."), "invalid_choice": KNOWN},
    )  # fmt: skip
    question = LinesField(widget=forms.Textarea(attrs={"rows": 5}), **QUESTION)

    def __init__(self, coaches: Iterable[User], data: Any = None) -> None:
        super().__init__(data, use_required_attribute=False)
        self.coaches = {str(user.pk): user for user in coaches}
        self.fields["coach"].choices = [(pk, user.naam) for pk, user in self.coaches.items()]  # type: ignore[attr-defined]  # of a ChoiceField
        self.initial["coach"] = next(iter(self.coaches), "")

    def chosen_coach(self) -> User:
        """Return whom she asks."""
        return self.coaches[self.cleaned_data["coach"]]


class BoekForm(forms.Form):
    """Booking a time: what it is about, and perhaps a colleague."""

    question = LinesField(widget=forms.Textarea(attrs={"rows": 5}), **QUESTION)
    gast_naam = NameField(
        label=_("Neem je een collega mee?"), max_length=120, required=False,
        help_text=_("De naam van je collega. Leeg als je alleen komt."),
    )  # fmt: skip
    gast_email = GastField(
        label=_("E-mailadres van je collega"), max_length=254, required=False,
        help_text=_("Je collega krijgt een uitnodiging en ziet je praktijkboek niet."),
        error_messages={"invalid": EMAIL},
    )  # fmt: skip

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, use_required_attribute=False)

    def clean(self) -> dict[str, Any]:
        """Ask for both name and address, or for neither."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("gast_naam") and not given.get("gast_email") and "gast_email" not in self.errors:
            self.add_error("gast_email", _("Vul ook het e-mailadres van je collega in."))
        if given.get("gast_email") and not given.get("gast_naam") and "gast_naam" not in self.errors:
            self.add_error("gast_naam", _("Vul ook de naam van je collega in."))
        return given

    def boeking(self) -> Boeking:
        """Return what was filled in, for the action."""
        given = self.cleaned_data
        gast = Gast(given["gast_naam"], given["gast_email"]) if given["gast_email"] else None
        return Boeking(given["question"], gast)


class CoachgastForm(forms.Form):
    """A colleague to take along."""

    naam = NameField(label=_("Naam van je collega"), max_length=120, error_messages={"required": _("Vul een naam in.")})
    email = GastField(
        label=_("E-mailadres van je collega"), max_length=254,
        help_text=_("Je collega krijgt een uitnodiging en ziet je praktijkboek niet."),
        error_messages={"required": _("Vul een e-mailadres in."), "invalid": EMAIL},
    )  # fmt: skip
    functie = LineField(label=_("Functie"), max_length=120, required=False)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, use_required_attribute=False)

    def gast(self) -> Gast:
        """Return who is taken along, for the action."""
        given = self.cleaned_data
        return Gast(given["naam"], given["email"], given["functie"])


class DelenForm(forms.Form):
    """Which parts of the casus a guest reads."""

    onderdelen = forms.MultipleChoiceField(
        label=_("Wat ziet je collega?"), widget=forms.CheckboxSelectMultiple, required=False,
        help_text=_("Wat je niet aanvinkt, ziet je collega niet. Bij het openen vraagt de site dan om een code."),
        error_messages={"invalid_choice": KNOWN, "invalid_list": KNOWN},
    )  # fmt: skip

    def __init__(self, data: Any = None, *, parts: Iterable[str] = ()) -> None:
        super().__init__(data, initial={"onderdelen": list(parts)})
        self.fields["onderdelen"].choices = [(part.code, part.title) for part in open_parts()]  # type: ignore[attr-defined]  # a choice


class VerslagForm(forms.Form):
    """What a participant takes from a talk."""

    text = LinesField(
        label=_("Wat neem je mee uit dit gesprek?"), max_length=8000, required=False,
        widget=forms.Textarea(attrs={"rows": 8}), help_text=_("Alleen jij en je coach lezen dit."),
    )  # fmt: skip
    version = version_field()

    def __init__(self, data: Any = None, *, text: str = "", version: int = 1) -> None:
        super().__init__(data, initial={"text": text, "version": version})


class VoorstelForm(TijdenForm):
    """One moment that a coach proposes: a day, from when, and how long."""

    def __init__(self, now: datetime, data: Any = None) -> None:
        super().__init__(now, data)
        del self.fields["ends"]

    def clean(self) -> dict[str, Any]:
        """Work out the end from the length. What does not exist or was is told at its field."""
        given: dict[str, Any] = self.cleaned_data
        day, starts = given.get("date"), given.get("starts")
        if day and starts and is_skipped(day, starts):
            self.add_error("starts", _("Deze tijd bestaat niet: de klok gaat dan een uur vooruit. Kies een andere."))
        if not self.errors and day and starts:
            begin = at_local(day, starts)
            if begin <= self.now:
                self.add_error("starts", _("Deze tijd is al geweest. Kies een latere tijd."))
            given["times"] = ((begin, begin + timedelta(minutes=int(given["minutes"]))),)
        return given
