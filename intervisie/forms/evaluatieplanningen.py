"""Planning that others look back, and writing for oneself."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from community.forms.choices import KNOWN
from community.forms.dates import DayField
from community.forms.text import LineField, LinesField
from community.forms.versions import version_field
from intervisie.actions.evaluatieplanningen import FORM_OF_GROUPS, PlanningAnswers
from intervisie.models import Evaluatieplanning, EvaluatieplanningForm

FURTHEST = timedelta(days=3 * 366)
LONGEST_REFLECTION = 20_000
WEEKS = _("Schrijf het aantal weken in cijfers, van 1 tot en met 104. Laat het leeg voor één keer.")
STORED = ("reason", "form", "next_date", "repeat_weeks", "version")
Targets = Sequence[tuple[str, Sequence[tuple[str, str]]]]


class PlanningForm(forms.Form):
    """Why, how and when somebody looks back. `version` says which saved planning somebody was looking at."""

    reason = LineField(
        label=_("Aanleiding"), max_length=240, help_text=_("Bijvoorbeeld: de eerste evaluatie, een jaar na de start."),
        error_messages={"required": _("Schrijf waarom jullie terugkijken.")},
    )  # fmt: skip
    form = forms.ChoiceField(
        label=_("Vorm"), choices=EvaluatieplanningForm.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Kies hoe er wordt teruggekeken."), "invalid_choice": KNOWN},
    )  # fmt: skip
    next_date = DayField(
        label=_("Wanneer?"), help_text=_("Valt het in een weekend of op een feestdag, dan wordt het de werkdag erna.")
    )
    repeat_weeks = forms.IntegerField(
        label=_("Elke zoveel weken opnieuw"), required=False, min_value=1, max_value=104,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "short"}),
        help_text=_("Leeg betekent: één keer."),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), WEEKS),
    )  # fmt: skip
    version = version_field()

    def __init__(
        self, data: Any = None, *, today: date, planning: Evaluatieplanning | None = None, initial: Any = None
    ) -> None:  # fmt: skip
        stored = {name: getattr(planning, name) for name in STORED} if planning else {"version": 0} | (initial or {})
        super().__init__(data, initial=stored, use_required_attribute=False)
        self.today, self.planning = today, planning

    def clean_next_date(self) -> date:
        """Return the day. Raises ValidationError when it lies behind us or too far away."""
        day: date = self.cleaned_data["next_date"]
        if day < self.today:
            raise ValidationError(_("Kies een dag vanaf vandaag."))
        if day > self.today + FURTHEST:
            raise ValidationError(_("Kies een dag binnen drie jaar."))
        return day

    def clean_form(self) -> str:
        """Return the form. Raises ValidationError when a samenwerking would be asked questions."""
        form = str(self.cleaned_data["form"])
        if self.planning is not None and self.planning.samenwerking_id and form == EvaluatieplanningForm.VRAGEN:
            raise ValidationError(FORM_OF_GROUPS)
        return form

    def answers(self) -> PlanningAnswers:
        """Return what a valid form holds."""
        return PlanningAnswers(**{name: self.cleaned_data[name] for name in STORED if name != "version"})


class NieuwePlanningForm(PlanningForm):
    """A new planning: also who looks back."""

    target = forms.ChoiceField(
        label=_("Wie kijkt terug?"), error_messages={"required": _("Kies wie terugkijkt."), "invalid_choice": KNOWN}
    )
    field_order = ("target", "reason", "form", "next_date", "repeat_weeks")

    def __init__(self, data: Any = None, *, today: date, targets: Targets, initial: Any = None) -> None:
        super().__init__(data, today=today, initial=initial)
        self.fields["target"].choices = [("", _("Kies een groep of samenwerking")), *targets]  # type: ignore[attr-defined]  # a ChoiceField

    def clean(self) -> dict[str, Any]:
        """Refuse questions to a samenwerking: those are of groups."""
        given = super().clean() or {}
        is_samenwerking = str(given.get("target", "")).startswith("samenwerking:")
        if is_samenwerking and given.get("form") == EvaluatieplanningForm.VRAGEN:
            self.add_error("form", FORM_OF_GROUPS)
        return given


class ReflectieForm(forms.Form):
    """What somebody writes for herself."""

    text = LinesField(
        label=_("Wat neem je mee?"), max_length=LONGEST_REFLECTION, widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("Wat ging goed? Wat schuurde? Wat doe je volgende keer anders?"),
        error_messages={"required": _("Schrijf iets op, of sla deze keer over.")},
    )  # fmt: skip
    version = version_field()

    def __init__(self, data: Any = None, *, text: str = "", version: int = 0) -> None:
        super().__init__(data, initial={"text": text, "version": version}, use_required_attribute=False)
