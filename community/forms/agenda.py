"""What a planner says about a meeting."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from community.actions.agenda import MOST_PLACES, Opzet, PlanningError, require_sound
from community.dagdelen import DAGDELEN, times_of
from community.forms.dates import DayField
from community.forms.text import LineField, LinesField
from community.forms.times import ClockField
from community.forms.versions import version_field
from community.models import (
    KIND_OF_MEETING,
    OF_A_GROUP,
    OF_THE_HEART,
    Audience,
    Bijeenkomst,
    Kring,
    KringKind,
    Provincie,
    User,
)
from community.notation import date_plain, day_of, local, time_of_day, time_range
from community.queries.agenda import plannable_kringen
from community.workdays import at_local, is_skipped

KNOWN = _("Kies een van de mogelijkheden in de lijst.")
PLACES = _("Schrijf het aantal in cijfers, van 1 tot en met 5.000. Laat het leeg als iedereen past.")
LINK = _("Plak de hele link, vanaf https://.")
SHORT = {"inputmode": "numeric", "class": "short"}


class KringField(forms.ModelChoiceField):
    """A choice of a group; what is no group at all is told in the same words as a group one may not choose."""

    def to_python(self, value: Any) -> Kring | None:
        """Return the group. Raises ValidationError for anything that is not in the list."""
        try:
            found: Kring | None = super().to_python(value)
        except ValidationError as error:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice") from error
        return found

    def label_from_instance(self, obj: Kring) -> str:
        """Return the name of the group; the model itself answers with its id, for log lines."""
        return obj.name


class BijeenkomstForm(forms.Form):
    """All there is to say about a meeting. `version` says which saved meeting somebody was looking at."""

    kind = forms.ChoiceField(
        label=_("Soort"), widget=forms.RadioSelect,
        choices=[(kind.value, kind.label) for kind in OF_THE_HEART],
        error_messages={"required": _("Kies wat voor bijeenkomst het is."), "invalid_choice": KNOWN},
    )  # fmt: skip
    audience = forms.ChoiceField(
        label=_("Voor wie"), widget=forms.RadioSelect, choices=Audience.choices,
        error_messages={"required": _("Kies voor wie de bijeenkomst is."), "invalid_choice": KNOWN},
    )  # fmt: skip
    kring = KringField(
        label=_("Welke groep"), queryset=None, required=False, empty_label=_("Geen groep"),
        help_text=_("Alleen nodig als de bijeenkomst voor één groep is."), error_messages={"invalid_choice": KNOWN},
    )  # fmt: skip
    title = LineField(
        label=_("Titel"), max_length=120, error_messages={"required": _("Geef de bijeenkomst een titel.")}
    )
    is_confidential = forms.BooleanField(
        label=_("De titel is vertrouwelijk"), required=False,
        help_text=_("In mails en in agenda's staat dan alleen: Bijeenkomst (vertrouwelijk)."),
    )  # fmt: skip
    description = LinesField(
        label=_("Waar gaat het over?"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 6})
    )
    date = DayField(label=_("Datum"), help_text=_("Bijvoorbeeld 9 februari 2027 of 09-02-2027."))
    dagdelen = forms.MultipleChoiceField(
        label=_("Dagdeel"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=[(row.code, f"{row.name.capitalize()}, {time_range(row.starts, row.ends)}")
                 for row in DAGDELEN],
        help_text=_("Kies een of meer dagdelen. Of vul hieronder zelf de tijden in."),
        error_messages={"invalid_choice": KNOWN, "invalid_list": KNOWN},
    )  # fmt: skip
    starts = ClockField(label=_("Begin"), required=False, help_text=_("Bijvoorbeeld 13.30."))
    ends = ClockField(label=_("Einde"), required=False, help_text=_("Bijvoorbeeld 16.30."))
    last_date = DayField(label=_("Laatste dag"), required=False, help_text=_("Alleen als het meer dan één dag duurt."))
    place_name = LineField(label=_("Plaats"), max_length=120, required=False, help_text=_("Gebouw of plaatsnaam."))
    address = LineField(label=_("Adres"), max_length=200, required=False, help_text=_("Straat, nummer en plaats."))
    provincie = forms.ChoiceField(
        label=_("Provincie"), required=False, choices=[("", _("Geen provincie")), *Provincie.choices],
        error_messages={"invalid_choice": KNOWN},
    )  # fmt: skip
    online_url = forms.URLField(
        label=_("Link om online mee te doen"), max_length=500, required=False, assume_scheme="https",
        widget=forms.TextInput(attrs={"inputmode": "url"}), help_text=_("Alleen wie meedoet ziet deze link."),
        error_messages={"invalid": LINK, "max_length": _("Deze link is te lang. Gebruik een kortere.")},
    )  # fmt: skip
    capacity = forms.IntegerField(
        label=_("Aantal plaatsen"), required=False, min_value=1, max_value=MOST_PLACES,
        widget=forms.TextInput(attrs=SHORT), help_text=_("Leeg betekent: iedereen past erbij."),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), PLACES),
    )  # fmt: skip
    version = version_field()

    def __init__(
        self, user: User, now: Any, data: Any = None, *, bijeenkomst: Bijeenkomst | None = None,
        kring: Kring | None = None,
    ) -> None:  # fmt: skip
        """Show what this person may fill in: `kring` is the group she plans for, `bijeenkomst` what she changes."""
        super().__init__(data, initial=initial_of(bijeenkomst), use_required_attribute=False)
        self.now = now
        self.for_kring, self.bijeenkomst = kring, bijeenkomst
        # Beside the longest length, which stays.
        self.fields["online_url"].validators.append(URLValidator(schemes=["http", "https"], message=LINK))
        if bijeenkomst is not None or kring is not None:
            del self.fields["audience"], self.fields["kring"]
            if self._is_of_a_group:
                del self.fields["kind"]
        else:
            self.fields["kring"].queryset = plannable_kringen(user, now)  # type: ignore[attr-defined]  # of a choice

    @property
    def _is_of_a_group(self) -> bool:
        return self.bijeenkomst.kind in OF_A_GROUP if self.bijeenkomst else self.for_kring is not None

    def clean(self) -> dict[str, Any]:
        """Work out begin and end. What is missing, does not exist or does not fit together is told at its field."""
        given: dict[str, Any] = super().clean() or {}
        starts, ends = self._times(given)
        day = given.get("date")
        last_day = given.get("last_date") or day
        for name, on, clock in (("starts", day, starts), ("ends", last_day, ends)):
            if on and clock and is_skipped(on, clock):
                self.add_error(name, _skipped(on, clock))
        if day and last_day and starts and ends and not self.errors:
            given["starts_at"], given["ends_at"] = (
                _moment(self.bijeenkomst, day, starts), _moment(self.bijeenkomst, last_day, ends)
            )  # fmt: skip
            if given["ends_at"] <= given["starts_at"]:
                name = "last_date" if last_day < day else "ends"
                self.add_error(name, _("Kies een einde dat later is dan het begin."))
        if given.get("audience") == Audience.KRING and not given.get("kring") and "kring" not in self.errors:
            self.add_error("kring", _("Kies de groep voor wie de bijeenkomst is."))
        if not self.errors:
            self._refuse_unsound(given)
        return given

    def opzet(self) -> Opzet:
        """Return what was filled in, for the action."""
        return self._opzet(self.cleaned_data)

    def chosen_kring(self) -> Kring | None:
        """Return the group this is for, when it is for a group only."""
        if self.for_kring is not None:
            return self.for_kring
        chosen: Kring | None = self.cleaned_data["kring"]
        return chosen if self.cleaned_data["audience"] == Audience.KRING else None

    def _refuse_unsound(self, given: dict[str, Any]) -> None:
        """Say at its field what the action would refuse, before anybody reckons with these days."""
        try:
            require_sound(self._opzet(given), self.now)
        except PlanningError as error:
            self.add_error(error.field, error.message)

    def _opzet(self, given: dict[str, Any]) -> Opzet:
        names = ("title", "description", "is_confidential", "place_name", "address", "provincie", "online_url",
                 "capacity", "starts_at", "ends_at")  # fmt: skip
        kind = self._kind_of_group() if self._is_of_a_group else given["kind"]
        audience = self.bijeenkomst.audience if self.bijeenkomst else given.get("audience", Audience.KRING)
        return Opzet(kind=kind, audience=audience, **{name: given[name] for name in names})

    def _kind_of_group(self) -> str:
        if self.bijeenkomst is not None or self.for_kring is None:
            return self.bijeenkomst.kind if self.bijeenkomst else ""
        return KIND_OF_MEETING[KringKind(self.for_kring.kind)]

    def _times(self, given: dict[str, Any]) -> tuple[time | None, time | None]:
        """Return begin and end: what was typed goes before what the chosen parts of the day say."""
        starts, ends = given.get("starts"), given.get("ends")
        if given.get("dagdelen"):
            first, last = times_of(given["dagdelen"])
            starts, ends = starts or first, ends or last
        if not starts and "starts" not in self.errors:
            self.add_error("starts", _("Kies een dagdeel, of vul in hoe laat het begint."))
        elif not ends and "ends" not in self.errors:
            self.add_error("ends", _("Vul in hoe laat het eindigt, of kies een dagdeel."))
        return starts, ends


class AfzeggenForm(forms.Form):
    """Why a meeting does not go on."""

    reason = LineField(
        label=_("Waarom gaat het niet door?"), max_length=240, help_text=_("Eén zin. De deelnemers lezen dit."),
        error_messages={"required": _("Schrijf in één zin waarom het niet doorgaat.")},
    )  # fmt: skip


def initial_of(bijeenkomst: Bijeenkomst | None) -> dict[str, Any]:
    """Return a stored meeting as the form shows it."""
    if bijeenkomst is None:
        return {"version": 0}
    starts, ends = local(bijeenkomst.starts_at), local(bijeenkomst.ends_at)
    names = ("kind", "title", "is_confidential", "description", "place_name", "address", "provincie", "online_url",
             "capacity", "version")  # fmt: skip
    return {
        "date": starts.date(),
        "starts": starts.time(),
        "ends": ends.time(),
        "last_date": None if day_of(starts) == day_of(ends) else ends.date(),
        **{name: getattr(bijeenkomst, name) for name in names},
    }


def _moment(stored: Bijeenkomst | None, day: date, clock: time) -> datetime:
    """Return the moment of a day and a time; what the form showed of a stored meeting stays as it is.

    In the night that the clock goes back an hour comes twice, and a stored moment may be the second.
    """
    shown = (stored.starts_at, stored.ends_at) if stored else ()
    wall = datetime.combine(day, clock)
    return next((moment for moment in shown if local(moment).replace(tzinfo=None) == wall), at_local(day, clock))


def _skipped(day: date, clock: time) -> ValidationError:
    return ValidationError(
        _("Op %(day)s bestaat %(clock)s niet: de klok gaat dan een uur vooruit. Kies een andere tijd."),
        params={"day": date_plain(day), "clock": time_of_day(clock)},
    )
