"""Actions after a session: one of them."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from community.forms.dates import DayField
from community.forms.text import LinesField
from community.forms.versions import version_field
from intervisie.models import Sessieactie
from intervisie.werkvorm.words import LONGEST_ANSWER

FURTHEST = timedelta(days=2 * 366)


class SessieactieForm(forms.Form):
    """One action; `version` says which saved text she was looking at."""

    text = LinesField(
        label=_("Wat ga je doen?"), max_length=LONGEST_ANSWER, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Klein en concreet werkt het best: met wie, en wat je dan doet."),
        error_messages={"required": _("Schrijf op wat je gaat doen.")},
    )  # fmt: skip
    due_date = DayField(label=_("Wanneer doe je dat?"), help_text=_("Op die dag vragen we je hoe het ermee staat."))
    version = version_field()

    def __init__(self, data: Any = None, *, today: date, actie: Sessieactie | None = None) -> None:
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
    """What came of an action, or why it is let go."""

    outcome = LinesField(max_length=LONGEST_ANSWER, required=False, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, data: Any = None, *, label: str) -> None:
        super().__init__(data, use_required_attribute=False)
        self.fields["outcome"].label = label
