"""What a coördinator and a deelnemer type about planning: settings, another day by hand, why a visit is off."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from community.forms.choices import KNOWN
from community.forms.dates import DayField
from community.forms.text import LineField, LinesField
from community.forms.versions import version_field
from community.models import User
from community.queries.beschikbaarheid import Slot
from intervisie.actions.toerneeinstellingen import Instellingen
from intervisie.forms.groepen import one_called
from intervisie.forms.toernees import MOST_GUIDES
from intervisie.models import Toernee, ToerneeStatus
from intervisie.queries.toerneeplanpagina import Verschuiving

WORKDAYS = {"required": _("Vul een aantal werkdagen in."), "invalid": _("Vul een heel getal in."),
            "min_value": _("Kies minstens 1 werkdag."), "max_value": _("Kies hooguit 250 werkdagen.")}  # fmt: skip
HALVES = (("0", _("ochtend")), ("1", _("middag")))
GOING, ENDED, ALL = "", "voorbij", "alle"
STATES = ((GOING, _("Wat loopt of gepland wordt")), ("plannen", _("Dagen worden gezocht")), ("loopt", _("Loopt")),
          (ENDED, _("Voorbij")), (ALL, _("Alle")))  # fmt: skip


def _workdays(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, min_value=1, max_value=250, error_messages=WORKDAYS,
        widget=forms.NumberInput(attrs={"class": "short"}),
    )  # fmt: skip


class InstellingenForm(forms.Form):
    """When visits may be, and who could guide as long as nobody does."""

    from_date = DayField(label=_("Bezoeken vanaf"))
    until_date = DayField(label=_("Bezoeken tot en met"))
    min_gap_days = _workdays(_("Minste werkdagen tussen twee bezoeken"))
    ideal_gap_days = _workdays(_("Liefste werkdagen tussen twee bezoeken"))
    max_span_days = _workdays(_("Meeste werkdagen van het eerste tot het laatste bezoek"))
    uses_school_holidays = forms.BooleanField(label=_("Ook in schoolvakanties"), required=False)
    begeleiders = LinesField(
        label=_("Wie kan de toernee begeleiden?"), required=False, max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off", "spellcheck": "false"}),
        help_text=_("Naam of e-mailadres, ieder op een eigen regel. Leeg mag: dan gaat het zonder begeleider."),
    )  # fmt: skip
    version = version_field()

    def __init__(self, toernee: Toernee, guides: Sequence[User], data: Any = None) -> None:
        """Show the settings as they are; of a toernee that runs the begeleider stands."""
        names = ("from_date", "until_date", "min_gap_days", "ideal_gap_days", "max_span_days", "uses_school_holidays")
        initial = {name: getattr(toernee, name) for name in names}
        initial |= {"version": toernee.version, "begeleiders": "\n".join(user.email for user in guides)}
        super().__init__(data, initial=initial, use_required_attribute=False)
        self.guides: list[User] = []
        if toernee.status != ToerneeStatus.PLANNEN:
            del self.fields["begeleiders"]

    def clean(self) -> dict[str, Any]:
        """Look up who could guide."""
        given: dict[str, Any] = super().clean() or {}
        typed = given.get("begeleiders", "")
        lines = list(dict.fromkeys(" ".join(row.split()) for row in typed.splitlines() if row.split()))
        if len(lines) > MOST_GUIDES:
            self.add_error("begeleiders", say("Noem hooguit {most} mensen.").format(most=MOST_GUIDES))
            return given
        found: dict[Any, User] = {}
        for line in lines:
            try:
                user = one_called(line)
                found[user.pk] = user
            except ValidationError as error:
                self.add_error("begeleiders", f"{line[:80]}: {error.messages[0]}")
        self.guides = list(found.values())
        return given

    def settings(self) -> Instellingen:
        """Return what was filled in, for the action."""
        names = ("from_date", "until_date", "min_gap_days", "ideal_gap_days", "max_span_days", "uses_school_holidays")
        return Instellingen(**{name: self.cleaned_data[name] for name in names}, begeleiders=self.guides)


class VerschuifForm(forms.Form):
    """Another dagdeel for one visit: one of those offered, or any day."""

    naar = forms.ChoiceField(
        label=_("Kies een dagdeel"), required=False, widget=forms.RadioSelect, error_messages={"invalid_choice": KNOWN}
    )
    dag = DayField(label=_("Of een andere dag"), required=False)
    dagdeel = forms.ChoiceField(
        label=_("Dagdeel"), choices=HALVES, required=False, error_messages={"invalid_choice": KNOWN}
    )

    def __init__(self, fitting: Sequence[Verschuiving], breaking: Sequence[Verschuiving], data: Any = None) -> None:
        """Offer these dagdelen, with what each costs or breaks."""
        super().__init__(data, use_required_attribute=False)
        self.slots = {one.value: one.slot for one in (*fitting, *breaking)}
        field: Any = self.fields["naar"]
        field.choices = [
            *((one.value, f"{one.words} · {one.cost}") for one in fitting),
            *((one.value, f"{one.words} · {' '.join(one.breaks)}") for one in breaking),
        ]

    def clean(self) -> dict[str, Any]:
        """Ask for one of both. Raises ValidationError for neither."""
        given: dict[str, Any] = super().clean() or {}
        if not self.errors and not given.get("naar") and not given.get("dag"):
            raise ValidationError(_("Kies een dagdeel of vul een andere dag in."))
        return given

    @property
    def slot(self) -> Slot:
        """The dagdeel that was chosen; a day that was typed goes first."""
        day: date | None = self.cleaned_data.get("dag")
        if day is not None:
            return day, int(self.cleaned_data.get("dagdeel") or 0)
        return self.slots[self.cleaned_data["naar"]]


class VervalForm(forms.Form):
    """Why a visit does not go on."""

    reason = LineField(
        label=_("Waarom gaat het bezoek niet door?"), max_length=240,
        help_text=_("Wie erbij zou zijn, leest dit in de mail. Noem geen namen."),
        error_messages={"required": _("Schrijf in een zin waarom het bezoek niet doorgaat.")},
    )  # fmt: skip


class OverzichtForm(forms.Form):
    """By what the overview of toernees is narrowed."""

    q = forms.CharField(label=_("Naam"), required=False, max_length=120)
    stand = forms.ChoiceField(
        label=_("Stand"), choices=STATES, required=False, error_messages={"invalid_choice": KNOWN}
    )
    alarm = forms.BooleanField(label=_("Alleen waar iets moet gebeuren"), required=False)

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is set that leaves toernees out."""
        return bool(self.errors) or any(self.cleaned_data.values())
