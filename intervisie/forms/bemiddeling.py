"""Asking for bemiddeling, the choice aid, and choosing who mediates."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from community.forms.choices import KNOWN, RowField
from community.forms.dates import DayField
from community.forms.text import LineField, LinesField
from community.forms.versions import version_field
from community.models import User
from community.queries.toetredingen import people_called
from intervisie.actions.bemiddeling import VraagAnswers
from intervisie.models import Bemiddelingsvraag, Stijl
from intervisie.stijlen import QUESTIONS

FURTHEST = timedelta(days=366)
LONGEST = 8000
STORED = ("samenwerking", "style", "wanted_by", "text", "version")


class VraagForm(forms.Form):
    """What somebody asks; `version` says which saved request she was looking at."""

    samenwerking = RowField(
        queryset=None, required=False, label=_("Om welke samenwerking gaat het?"),
        empty_label=_("Geen, of dat zeg ik liever niet"),
        help_text=_("Het coördinerend hart ziet dit, om iemand te kiezen die er niet bij hoort."),
    )  # fmt: skip
    style = forms.ChoiceField(
        label=_("Welke stijl?"), choices=Stijl.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Kies een stijl, of kies dat je het nog niet weet."), "invalid_choice": KNOWN},
    )  # fmt: skip
    wanted_by = DayField(label=_("Liefst voor"), required=False, help_text=_("Leeg betekent: er is geen haast."))
    text = LinesField(
        label=_("Waar gaat het over?"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("Wat speelt er, tussen wie, en wat heb je al geprobeerd? Noem geen namen van anderen."),
        error_messages={"required": _("Schrijf in een paar zinnen waar het over gaat.")},
    )  # fmt: skip
    version = version_field()

    def __init__(
        self, data: Any = None, *, samenwerkingen: Any, today: date, vraag: Bemiddelingsvraag | None = None,
        initial: Any = None,
    ) -> None:  # fmt: skip
        stored = {name: getattr(vraag, name) for name in STORED} if vraag else {"version": 0} | (initial or {})
        super().__init__(data, initial=stored, use_required_attribute=False)
        self.fields["samenwerking"].queryset = samenwerkingen  # type: ignore[attr-defined]  # a ModelChoiceField
        self.today, self.vraag = today, vraag

    def clean_wanted_by(self) -> date | None:
        """Return the day. Raises ValidationError when it lies behind us or too far away."""
        day: date | None = self.cleaned_data["wanted_by"]
        if day is None or (self.vraag is not None and day == self.vraag.wanted_by):
            return day
        if day < self.today:
            raise ValidationError(_("Kies een dag vanaf vandaag."))
        if day > self.today + FURTHEST:
            raise ValidationError(_("Kies een dag binnen een jaar."))
        return day

    def answers(self) -> VraagAnswers:
        """Return what a valid form holds."""
        given = self.cleaned_data
        return VraagAnswers(
            style=given["style"], text=given["text"], samenwerking=given["samenwerking"], wanted_by=given["wanted_by"]
        )


class KeuzeForm(forms.Form):
    """The questions of the choice aid. Nothing is required and nothing is stored."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, use_required_attribute=False)
        for question in QUESTIONS:
            self.fields[question.code] = forms.ChoiceField(
                label=question.ask, required=False, widget=forms.RadioSelect,
                choices=[(answer.code, answer.words) for answer in question.answers],
                error_messages={"invalid_choice": KNOWN},
            )  # fmt: skip


class BemiddelaarForm(forms.Form):
    """Who is asked to mediate."""

    wie = LineField(
        label=_("Naam of e-mailadres"), max_length=254, help_text=_("Van een lid van de community."),
        error_messages={"required": _("Vul een naam of e-mailadres in.")},
    )  # fmt: skip

    def __init__(self, data: Any = None, *, initial: Any = None) -> None:
        super().__init__(data, initial=initial, use_required_attribute=False)

    def clean_wie(self) -> User:
        """Return the one member who is meant."""
        found: Sequence[User] = people_called(self.cleaned_data["wie"])
        if not found:
            raise ValidationError(_("We vinden niemand met deze naam of dit e-mailadres. Controleer wat je typte."))
        if len(found) > 1:
            raise ValidationError(_("Er zijn meer mensen met deze naam. Vul het e-mailadres in."))
        return found[0]
