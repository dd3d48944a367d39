"""What a coördinator types about a toernee: making one by hand, replacing somebody, excusing her, blowing it off."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from community.forms.choices import KNOWN
from community.forms.dates import DayField
from community.forms.text import LineField, LinesField
from community.models import Samenwerking, User
from community.notation import date_plain
from intervisie.access.toernees import showable_samenwerkingen
from intervisie.forms.groepen import WieForm, one_called
from intervisie.models import FEWEST, MOST, Bezoek
from intervisie.queries.toerneevorming import NAME_LENGTH, Toerneeplan, bezwaren

ROWS = range(1, MOST + 1)
MOST_GUIDES = 8
LATE = "achter"
WORKDAYS = {"required": _("Vul een aantal werkdagen in."), "invalid": _("Vul een heel getal in."),
            "min_value": _("Kies minstens 1 werkdag."), "max_value": _("Kies hooguit 250 werkdagen.")}  # fmt: skip


def _workdays(label: Any, usual: int, hint: Any = "") -> forms.IntegerField:
    return forms.IntegerField(
        label=label, min_value=1, max_value=250, initial=usual, help_text=hint, error_messages=WORKDAYS,
        widget=forms.NumberInput(attrs={"class": "short"}),
    )  # fmt: skip


class LaterChoiceField(forms.ChoiceField):
    """A choice whose options are known once another field was read: the form judges it then."""

    def valid_value(self, value: str) -> bool:
        """Take every value for the moment."""
        return True


class ToerneeForm(forms.Form):
    """A toernee by hand: its name, four to six people each with a samenwerking, and when.

    Whose samenwerking is asked is known once the names are typed: who has one shows that, who has more chooses.
    """

    name = LineField(
        label=_("Naam"), max_length=NAME_LENGTH, help_text=_("Bijvoorbeeld: Toernee Rivierenland."),
        error_messages={"required": _("Geef de toernee een naam.")},
    )  # fmt: skip
    from_date = DayField(label=_("Bezoeken vanaf"))
    until_date = DayField(label=_("Bezoeken tot en met"))
    min_gap_days = _workdays(_("Minste werkdagen tussen twee bezoeken"), 10)
    ideal_gap_days = _workdays(_("Liefste werkdagen tussen twee bezoeken"), 20)
    max_span_days = _workdays(_("Meeste werkdagen van het eerste tot het laatste bezoek"), 110)
    uses_school_holidays = forms.BooleanField(label=_("Ook in schoolvakanties"), required=False)
    begeleiders = LinesField(
        label=_("Wie kan de toernee begeleiden?"), required=False, max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off", "spellcheck": "false"}),
        help_text=_("Naam of e-mailadres, ieder op een eigen regel. Leeg mag: dan gaat het zonder begeleider."),
    )  # fmt: skip

    def __init__(self, now: datetime, data: Any = None) -> None:
        super().__init__(data, use_required_attribute=False)
        self.now = now
        self.people: dict[int, User] = {}
        self.guides: list[User] = []
        for row in ROWS:
            label = say("Deelnemer {number}").format(number=row) + (say(" (contactpersoon)") if row == 1 else "")
            self.fields[f"wie_{row}"] = LineField(
                label=label, max_length=254, required=row <= FEWEST,
                help_text=say("Naam of e-mailadres van een lid.") if row == 1 else "",
                error_messages={"required": say("Vul een naam of e-mailadres in.")},
            )  # fmt: skip
            self.fields[f"toont_{row}"] = LaterChoiceField(
                label=say("Samenwerking van deelnemer {number}").format(number=row), required=False, choices=(),
            )  # fmt: skip

    @property
    def rows(self) -> list[tuple[Any, Any]]:
        """The fields of each person: who she is, and what she shows as far as there is something to choose."""
        return [
            (self[f"wie_{row}"], self[f"toont_{row}"] if self._choices_of(row) else None) for row in ROWS
        ]  # fmt: skip

    @property
    def rest(self) -> list[Any]:
        """The fields after the people."""
        names = ("from_date", "until_date", "min_gap_days", "ideal_gap_days", "max_span_days", "uses_school_holidays",
                 "begeleiders")  # fmt: skip
        return [self[name] for name in names]

    def clean(self) -> dict[str, Any]:
        """Look up who is meant, offer what each can show, and say near its field what speaks against the toernee."""
        given: dict[str, Any] = super().clean() or {}
        for row in ROWS:
            if typed := given.get(f"wie_{row}"):
                self._find(row, typed)
        self.guides = self._guides(given.get("begeleiders", ""))
        if not {"from_date", "until_date", "min_gap_days", "ideal_gap_days", "max_span_days"} <= given.keys():
            return given
        plan = self.plan()
        numbers = list(self.people)
        for against in bezwaren(plan, self.now):
            self._say(against.sentence, against.about, numbers[against.at] if against.at is not None else 0)
        return given

    def plan(self) -> Toerneeplan:
        """Return what was filled in."""
        given = self.cleaned_data
        names = ("min_gap_days", "ideal_gap_days", "max_span_days", "uses_school_holidays")
        return Toerneeplan(
            given.get("name", ""), [(user, self._shown(row)) for row, user in self.people.items()],
            given["from_date"], given["until_date"], self.guides, **{name: given[name] for name in names},
        )  # fmt: skip

    def _say(self, sentence: str, about: str, row: int) -> None:
        """Put a sentence at its field; once, where a field was found wrong before."""
        at = {"person": f"wie_{row}", "shown": f"toont_{row}"}.get(about, about)
        if about == "shown" and not self._choices_of(row):
            at = f"wie_{row}"
            name = self.people[row].naam
            sentence = say("{name} is nog geen regisseur van een samenwerking. Vraag eerst om er een in te schrijven.")
            sentence = sentence.format(name=name)
        if at not in self.fields:
            at = ""
        if not at or not self.has_error(at):
            self.add_error(at or None, sentence)

    def _find(self, row: int, typed: str) -> None:
        try:
            user = one_called(typed)
        except ValidationError as error:
            self.add_error(f"wie_{row}", error)
            return
        self.people[row] = user
        offered = list(showable_samenwerkingen(user, self.now).order_by("name", "pk"))
        field: Any = self.fields[f"toont_{row}"]
        field.label = say("Wat laat {name} zien?").format(name=user.naam)
        field.choices = [("", say("Kies een samenwerking")), *((str(one.pk), one.name) for one in offered)]
        field.offered = {str(one.pk): one for one in offered}
        if (chosen := self.cleaned_data.get(f"toont_{row}")) and chosen not in field.offered:
            self.add_error(f"toont_{row}", KNOWN)

    def _shown(self, row: int) -> Samenwerking | None:
        """Return what the person of this row shows: what was chosen, else the only one she has."""
        offered: dict[str, Samenwerking] = getattr(self.fields[f"toont_{row}"], "offered", {})
        chosen = offered.get(str(self.data.get(f"toont_{row}", "")))
        return chosen or (next(iter(offered.values())) if len(offered) == 1 else None)

    def _choices_of(self, row: int) -> bool:
        return bool(getattr(self.fields[f"toont_{row}"], "offered", {}))

    def _guides(self, typed: str) -> list[User]:
        lines = list(dict.fromkeys(line for line in (" ".join(row.split()) for row in typed.splitlines()) if line))
        if len(lines) > MOST_GUIDES:
            self.add_error("begeleiders", say("Noem hooguit {most} mensen.").format(most=MOST_GUIDES))
            return []
        found: dict[Any, User] = {}
        for line in lines:
            try:
                user = one_called(line)
                found[user.pk] = user
            except ValidationError as error:
                self.add_error("begeleiders", f"{line[:80]}: {error.messages[0]}")
        return list(found.values())


class VervangForm(WieForm):
    """Who comes in the place of a deelnemer, and what she shows; the choice is there once her name is typed."""

    toont = LaterChoiceField(label=_("Wat laat deze persoon zien?"), required=False, choices=())

    def __init__(self, now: datetime, data: Any = None, *, needs_shown: bool) -> None:
        super().__init__(data)
        self.now, self.needs_shown = now, needs_shown
        self.offered: dict[str, Samenwerking] = {}
        if not self.data.get("wie") or not needs_shown:
            self.fields["toont"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        """Offer what she can show, and ask which when there is more than one."""
        given: dict[str, Any] = super().clean() or {}
        user = given.get("wie")
        if user is None or not self.needs_shown:
            return given
        rows = showable_samenwerkingen(user, self.now).order_by("name", "pk")
        self.offered = {str(one.pk): one for one in rows}
        field: Any = self.fields["toont"]
        field.choices = [("", say("Kies een samenwerking")), *((pk, one.name) for pk, one in self.offered.items())]
        if not self.offered:
            words = say("{name} is nog geen regisseur van een samenwerking. Vraag eerst om er een in te schrijven.")
            self.add_error("wie", words.format(name=user.naam))
        elif given.get("toont") and given["toont"] not in self.offered:
            self.add_error("toont", KNOWN)
        elif self.shown is None:
            self.add_error("toont", say("Kies welke samenwerking {name} laat zien.").format(name=user.naam))
        return given

    @property
    def shown(self) -> Samenwerking | None:
        """What she shows: what was chosen, else the only one she has; None when nothing is asked."""
        chosen = self.offered.get(str(self.data.get("toont", "")))
        return chosen or (next(iter(self.offered.values())) if len(self.offered) == 1 else None)


class VrijstelForm(forms.Form):
    """What somebody is excused from: one visit, or what she should have done before today."""

    waarvan = forms.ChoiceField(
        label=_("Waarvan stel je vrij?"), widget=forms.RadioSelect,
        error_messages={"required": _("Kies waarvan je iemand vrijstelt."), "invalid_choice": KNOWN},
    )  # fmt: skip

    def __init__(self, visits: Sequence[Bezoek], data: Any = None) -> None:
        super().__init__(data, use_required_attribute=False)
        self.visits = {str(visit.pk): visit for visit in visits}
        words = say("Bezoek bij {host} op {day}")
        field: Any = self.fields["waarvan"]
        field.choices = [
            *((pk, words.format(host=one.host.user.naam, day=date_plain(one.date))) for pk, one in self.visits.items()),
            (LATE, say("Alles wat nu te laat is")),
        ]

    @property
    def visit(self) -> Bezoek | None:
        """The visit that was chosen; None for what is late."""
        return self.visits.get(self.cleaned_data["waarvan"])


class ToerneeAfblazenForm(forms.Form):
    """Why a toernee does not go on."""

    reason = LineField(
        label=_("Waarom gaat de toernee niet door?"), max_length=240,
        help_text=_("Iedereen in de toernee leest dit in de mail. Noem geen namen."),
        error_messages={"required": _("Schrijf in een zin waarom het niet doorgaat.")},
    )  # fmt: skip
