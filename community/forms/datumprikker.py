"""What somebody asks in a date poll, and what the others answer."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from community.access.datumprikker import askable_kringen
from community.actions.datumprikker import MOST_MOMENTS, Moment, Vraag, VraagError, require_sound
from community.forms.agenda import KNOWN, KringField
from community.forms.dates import DayField
from community.forms.text import LineField
from community.forms.times import ClockField
from community.forms.versions import OLD_PAGE, version_field
from community.models import Datumprikker, Keuze, Kring, Optie, User
from community.notation import date_plain, date_with_day, day_of, local, time_of_day, time_range
from community.workdays import at_local, is_skipped

DURATIONS = (
    ("30", _("Een half uur")), ("60", _("1 uur")), ("90", _("Anderhalf uur")), ("120", _("2 uur")),
    ("180", _("3 uur")), ("240", _("4 uur")), ("480", _("Een hele dag (8 uur)")),
)  # fmt: skip
FIRST_ROWS, MORE_ROWS = 5, 5
# Beyond what may be chosen, so that one too many is told in words instead of cut off.
MOST_ROWS = MOST_MOMENTS + 20
EARLIEST, LATEST = 2000, 2200


class VraagForm(forms.Form):
    """About what and for whom a date is sought, and until when people answer."""

    kring = KringField(
        label=_("Welke groep"), queryset=None, empty_label=_("Kies een groep"),
        error_messages={"required": _("Kies voor welke groep je een datum zoekt."), "invalid_choice": KNOWN},
    )  # fmt: skip
    title = LineField(
        label=_("Waar is de bijeenkomst voor?"), max_length=120,
        help_text=_("Dit wordt de titel van de bijeenkomst. In mails staat hij niet."),
        error_messages={"required": _("Schrijf waar de bijeenkomst voor is.")},
    )  # fmt: skip
    place_name = LineField(label=_("Plaats"), max_length=120, required=False, help_text=_("Gebouw of plaatsnaam."))
    duration = forms.ChoiceField(
        label=_("Hoe lang duurt het?"), choices=DURATIONS, initial="120",
        error_messages={"required": _("Kies hoe lang het duurt."), "invalid_choice": KNOWN},
    )  # fmt: skip
    last_day = DayField(
        label=_("Invullen tot en met"),
        help_text=_(
            "Uiterlijk een dag vóór de eerste datum. Wie niets invulde krijgt twee dagen eerder een herinnering."
        ),
    )
    version = version_field()

    def __init__(
        self, user: User, now: datetime, data: Any = None, *, prikker: Datumprikker | None = None, groep: str = ""
    ) -> None:
        """Show what this person may fill in: `prikker` is what she changes, `groep` the slug of where she came from."""
        kringen = askable_kringen(user, now).order_by("name", "id")
        initial = initial_of(prikker) if prikker else {"version": 0, "kring": _expected(kringen, groep)}
        super().__init__(data, initial=initial, use_required_attribute=False)
        self.prikker = prikker
        if prikker is None:
            self.fields["kring"].queryset = kringen  # type: ignore[attr-defined]  # of a choice
        else:
            del self.fields["kring"], self.fields["duration"]

    def clean_last_day(self) -> date:
        """Return the day. Raises ValidationError for one that no calendar of people reaches."""
        return within_reach(self.cleaned_data["last_day"])

    def vraag(self) -> Vraag:
        """Return what was filled in, for the action."""
        given = self.cleaned_data
        minutes = self.prikker.duration_minutes if self.prikker else int(given["duration"])
        return Vraag(title=given["title"], place_name=given["place_name"], duration_minutes=minutes,
                     answer_until=end_of(given["last_day"]))  # fmt: skip

    def chosen_kring(self) -> Kring:
        """Return the group this is for."""
        kring: Kring = self.prikker.kring if self.prikker else self.cleaned_data["kring"]
        return kring


class MomentForm(forms.Form):
    """One moment to choose; an empty row counts as none."""

    optie = forms.UUIDField(widget=forms.HiddenInput, required=False, error_messages={"invalid": OLD_PAGE})
    day = DayField(label=_("Datum"), required=False)
    starts = ClockField(label=_("Begin"), required=False)

    def clean_day(self) -> date | None:
        """Return the day. Raises ValidationError for one that no calendar of people reaches."""
        day = self.cleaned_data.get("day")
        return within_reach(day) if day else None

    def clean(self) -> dict[str, Any]:
        """Work out the moment. What is half filled in or does not exist is told at its field."""
        given: dict[str, Any] = super().clean() or {}
        day, starts = given.get("day"), given.get("starts")
        if day and not starts and "starts" not in self.errors:
            self.add_error("starts", _("Vul in hoe laat het begint."))
        if starts and not day and "day" not in self.errors:
            self.add_error("day", _("Vul een datum in. Schrijf hem zo: 9 februari 2027 of 09-02-2027."))
        if day and starts and is_skipped(day, starts):
            self.add_error("starts", _skipped(day, starts))
        if day and starts and not self.errors:
            given["moment"] = Moment(at_local(day, starts), given.get("optie"))
        return given


class MomentFormSet(forms.BaseFormSet[MomentForm]):
    """The moments of one date poll."""

    default_error_messages = {  # noqa: RUF012 - Django's own name and shape
        "missing_management_form": OLD_PAGE,
    }

    def moments(self) -> list[Moment]:
        """Return the moments that were filled in, in the order of the rows."""
        return [form.cleaned_data["moment"] for form in self.forms if "moment" in form.cleaned_data]


def moment_rows(data: Any = None, *, opties: Sequence[Optie] = ()) -> MomentFormSet:
    """Return the rows to fill in moments; a stored one keeps its row."""
    initial = [
        {"optie": row.pk, "day": local(row.starts_at).date(), "starts": local(row.starts_at).time()} for row in opties
    ]
    factory = forms.formset_factory(
        MomentForm, formset=MomentFormSet, extra=max(FIRST_ROWS - len(initial), 2), absolute_max=MOST_ROWS,
        max_num=MOST_ROWS,
    )  # fmt: skip
    made: MomentFormSet = factory(data, initial=initial, prefix="m", form_kwargs={"use_required_attribute": False})  # type: ignore[assignment]  # the class given above
    return made


def with_more_rows(data: Any) -> Any:
    """Return what was sent with a few empty rows more; nothing typed is lost."""
    fresh = data.copy()
    try:
        number = int(fresh.get("m-TOTAL_FORMS", ""))
    except ValueError:
        return fresh
    fresh["m-TOTAL_FORMS"] = str(min(max(number, 0) + MORE_ROWS, MOST_ROWS))
    return fresh


def refuse_unsound(form: VraagForm, rows: MomentFormSet, now: datetime) -> list[str]:
    """Say at its field what the action would refuse; return what is about the moments together."""
    try:
        require_sound(form.vraag(), rows.moments(), now)
    except VraagError as error:
        if error.field == "answer_until":
            form.add_error("last_day", error.message)
        elif error.field == "duration_minutes" and "duration" in form.fields:
            form.add_error("duration", error.message)
        else:
            return [error.message]
    return []


@dataclass(frozen=True)
class Question:
    """The question about one moment as a page draws it; drawing widgets one by one costs too much for thirty."""

    name: str
    label: str
    # Code and words of each answer, and the code that was chosen.
    answers: list[tuple[str, str]]
    value: str
    # What is wrong with the answer stands with the field.
    wrong: forms.BoundField | None = None

    @property
    def choices(self) -> list[tuple[str, str, str, bool]]:
        """Return id, value, words and whether it is chosen, of each answer."""
        return [
            (f"id_{self.name}_{number}", code, words, code == self.value)
            for number, (code, words) in enumerate(self.answers)
        ]


class AntwoordForm(forms.Form):
    """What one person says about each moment, on one screen."""

    note = LineField(
        label=_("Opmerking"), max_length=240, required=False,
        help_text=_("Bijvoorbeeld: ik kan alleen online. De groep leest dit."),
    )  # fmt: skip
    version = version_field()

    def __init__(self, opties: Sequence[Optie], data: Any = None, *, initial: dict[str, Any] | None = None) -> None:
        """Ask one question for each moment."""
        super().__init__(data, initial=initial, use_required_attribute=False)
        self.opties = {name_of(row): row for row in opties}
        for name, row in self.opties.items():
            self.fields[name] = forms.ChoiceField(
                label=when_of(row), required=False, widget=forms.RadioSelect, choices=Keuze.choices,
                error_messages={"invalid_choice": _("Kies: kan, liever niet of kan niet.")},
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Refuse a form without a single answer: who saved it would think she answered."""
        given: dict[str, Any] = super().clean() or {}
        if not self.errors and not any(given.get(name) for name in self.opties):
            raise ValidationError(_("Kies bij ten minste één datum. Er is nog niets opgeslagen."))
        return given

    @property
    def questions(self) -> list[Question]:
        """The question about each moment, the first one first."""
        chosen = self.data if self.is_bound else self.initial
        answers = [(code, str(words)) for code, words in Keuze.choices]
        return [
            Question(name, str(self.fields[name].label), answers, str(chosen.get(name) or ""),
                     self[name] if name in self.errors else None)
            for name in self.opties
        ]  # fmt: skip

    def answers(self) -> dict[uuid.UUID, str]:
        """Return what was chosen, by the id of the moment."""
        return {row.pk: value for name, row in self.opties.items() if (value := self.cleaned_data.get(name))}


def name_of(optie: Optie) -> str:
    """Return the name of the question about a moment."""
    return f"optie_{optie.pk.hex}"


def when_of(optie: Optie) -> str:
    """Return a moment as the question shows it: 'di 9 februari 2027, 13.30 tot 16.30 uur'."""
    return f"{date_with_day(optie.starts_at)}, {time_range(optie.starts_at, optie.ends_at)}"


def within_reach(day: date) -> date:
    """Return the day itself. Raises ValidationError when it lies centuries away, where clocks cannot be reckoned."""
    if not EARLIEST <= day.year <= LATEST:
        raise ValidationError(_("Kies een datum binnen twee jaar."), code="reach")
    return day


def end_of(day: date) -> datetime:
    """Return the last minute of a day, so that every page that shows it names this day."""
    return at_local(day, time(23, 59))


def initial_of(prikker: Datumprikker) -> dict[str, Any]:
    """Return a stored date poll as the form shows it."""
    return {
        "title": prikker.title,
        "place_name": prikker.place_name,
        "last_day": day_of(prikker.answer_until),
        "version": prikker.version,
    }


def _expected(kringen: QuerySet[Kring], groep: str) -> Kring | None:
    """Return the group this is for as far as one can tell: where she came from (a slug, or the id of any other Kring),
    or the only one she leads."""
    where = Q(pk=groep) if is_uuid(groep) else Q(leergroep__slug=groep)
    found = list(kringen.filter(where)[:1] if groep else kringen[:2])
    return found[0] if len(found) == 1 else None


def _skipped(day: date, clock: time) -> ValidationError:
    return ValidationError(
        _("Op %(day)s bestaat %(clock)s niet: de klok gaat dan een uur vooruit. Kies een andere tijd."),
        params={"day": date_plain(day), "clock": time_of_day(clock)},
    )


def is_uuid(text: str) -> bool:
    """Whether this text is an id."""
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True
