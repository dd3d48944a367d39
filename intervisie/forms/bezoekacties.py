"""Actions after a visit: one of them, what came of it, and in which Kring the list is shown."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from community.forms.choices import RowField
from community.forms.dates import DayField
from community.forms.text import LinesField
from community.forms.versions import version_field
from community.models import Kring
from intervisie.models import Bezoeksactie

FURTHEST = timedelta(days=2 * 366)
LONGEST = 500


class ActieForm(forms.Form):
    """One action; `version` says which saved text somebody was looking at."""

    text = LinesField(
        label=_("Wat ga je doen?"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("In je eigen woorden. Toon je de lijst in een groep, noem dan geen namen."),
        error_messages={"required": _("Schrijf op wat je gaat doen.")},
    )  # fmt: skip
    due_date = DayField(label=_("Wanneer is het klaar?"))
    version = version_field()

    def __init__(self, data: Any = None, *, today: date, actie: Bezoeksactie | None = None) -> None:
        stored: dict[str, Any] = {"version": 0}
        if actie is not None:
            stored = {"text": actie.text, "due_date": actie.due_date, "version": actie.version}
        super().__init__(data, initial=stored, use_required_attribute=False)
        self.today, self.kept_date = today, actie.due_date if actie is not None else None

    def clean_due_date(self) -> date:
        """Return the day. Raises ValidationError when it lies behind us or too far away."""
        day: date = self.cleaned_data["due_date"]
        if day == self.kept_date:
            return day
        if day < self.today:
            raise ValidationError(_("Kies een dag vanaf vandaag."))
        if day > self.today + FURTHEST:
            raise ValidationError(_("Kies een dag binnen twee jaar."))
        return day


class UitkomstForm(forms.Form):
    """What came of an action that is done."""

    outcome = LinesField(
        label=_("Wat kwam ervan?"), max_length=LONGEST, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, use_required_attribute=False)


class LoslatenForm(forms.Form):
    """Why an action is let go."""

    reason = LinesField(
        label=_("Waarom laat je dit los?"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Schrijf kort waarom. Dat helpt als je later terugkijkt.")},
    )  # fmt: skip

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, use_required_attribute=False)


class KringForm(forms.Form):
    """In which Kring the list is shown."""

    kring = RowField(
        queryset=None, label=_("In welke groep?"), empty_label=_("Kies een groep"),
        error_messages={"required": _("Kies een groep.")},
    )  # fmt: skip

    def __init__(self, data: Any = None, *, kringen: Any, initial: Any = None) -> None:
        super().__init__(data, initial=initial, use_required_attribute=False)
        field: Any = self.fields["kring"]
        field.queryset, field.label_from_instance = kringen, _name_of


def _name_of(kring: Kring) -> str:
    return f"{kring.name} ({kring.get_kind_display()})"
