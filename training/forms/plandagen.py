"""The days of an editie, one row for each day of the programme, and the reasons and terms that go with them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.dagdelen import DAGDELEN
from community.forms.choices import KNOWN
from community.forms.dates import DayField
from community.forms.text import LineField
from community.forms.versions import version_field
from community.notation import clock_time
from training.actions.editiedagen import Termijn
from training.models import Editie, Editiedeel
from training.queries.plandata import chosen_for
from training.rhythm import Chosen
from training.rhythm.days import TrainingDay, name_of, opening

BEGINS = [(dagdeel.code, f"{dagdeel.name} ({clock_time(dagdeel.starts)} uur)") for dagdeel in DAGDELEN]


A_YEAR = timedelta(days=366)


@dataclass(frozen=True)
class DayRow:
    """One row of the form: a day of the programme, or (without one) the first day of the intake.

    `near` are the first and last day that can be meant: what lies further away is a mistake in the year.
    """

    code: str
    title: str
    day: TrainingDay | None
    is_over: bool
    near: tuple[date, date]


def rows_of(days: Iterable[TrainingDay], intake: str, over: Iterable[str], editie: Editie) -> list[DayRow]:
    """Return the rows of the form, the intake first; `over` are the codes that began already."""
    began, near = set(over), (editie.from_date - A_YEAR, editie.until_date + A_YEAR)
    rows = [DayRow(intake, str(_("Begin van de intake")), None, intake in began, near)] if intake else []
    for day in days:
        rows.append(DayRow(day.codes[0], opening(name_of(day.parts)), day, bool(began & set(day.codes)), near))
    return rows


class DagenForm(forms.Form):
    """Day, part of the day and whether it stands fixed, for each day of the programme."""

    version = version_field()

    def __init__(self, rows: Sequence[DayRow], data: Any = None, *, initial: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial=dict(initial or {}), use_required_attribute=False)
        self.rows = rows
        for row in rows:
            self._add(row)

    def _add(self, row: DayRow) -> None:
        code = row.code.lower()
        self.fields[f"dag_{code}"] = DayField(label=row.title, disabled=row.is_over)
        if row.day is not None:
            self.fields[f"begin_{code}"] = forms.ChoiceField(
                label=_("%(name)s begint in de") % {"name": row.title}, choices=BEGINS, disabled=row.is_over,
                error_messages={"required": _("Kies een dagdeel."), "invalid_choice": KNOWN},
            )  # fmt: skip
        self.fields[f"vast_{code}"] = forms.BooleanField(
            label=_("%(name)s staat vast") % {"name": row.title}, required=False, disabled=row.is_over
        )

    def clean(self) -> dict[str, Any]:
        """Say which days do not hold all their parts."""
        given = super().clean() or {}
        for row in self.rows:
            begin = given.get(f"begin_{row.code.lower()}")
            on = given.get(f"dag_{row.code.lower()}")
            if on and not row.near[0] <= on <= row.near[1]:
                self.add_error(f"dag_{row.code.lower()}", _("Deze dag valt ver buiten de periode. Kijk naar het jaar."))
            if row.day is not None and begin and on and chosen_for(row.day, on, begin) is None:
                self.add_error(f"begin_{row.code.lower()}", _("Dit past niet meer op die dag. Begin eerder."))
        return given

    def chosen(self) -> dict[str, Chosen]:
        """Return the day of each part."""
        found: dict[str, Chosen] = {}
        for row in self.rows:
            on = self.cleaned_data[f"dag_{row.code.lower()}"]
            if row.day is None:
                found[row.code] = Chosen(on)
            else:
                found |= chosen_for(row.day, on, self.cleaned_data[f"begin_{row.code.lower()}"]) or {}
        return found

    def fixed(self) -> set[str]:
        """Return the codes of the parts that stand fixed."""
        rows = (row for row in self.rows if self.cleaned_data.get(f"vast_{row.code.lower()}"))
        return {code for row in rows for code in (row.day.codes if row.day else (row.code,))}

    def blame(self, faults: Iterable[tuple[tuple[str, ...], str]]) -> None:
        """Show each fault at the row it is about, or above the form."""
        where = {code: row.code for row in self.rows for code in (row.day.codes if row.day else (row.code,))}
        for codes, sentence in faults:
            row = next((where[code] for code in reversed(codes) if code in where), None)
            field = f"dag_{row.lower()}" if row else None
            if field and sentence in self.errors.get(field, ()):
                continue
            self.add_error(field, sentence)

    def groups(self) -> list[dict[str, Any]]:
        """Return the rows with their fields, for the page."""
        found = []
        for row in self.rows:
            names = [f"{start}_{row.code.lower()}" for start in ("dag", "begin", "vast")]
            found.append({"row": row, "fields": [self[name] for name in names if name in self.fields]})
        return found


def initial_of(
    rows: Iterable[DayRow], chosen: Mapping[str, Chosen], fixed: Iterable[str], version: int
) -> dict[str, Any]:
    """Return these days as the form shows them."""
    locked = set(fixed)
    start: dict[str, Any] = {"version": version}
    for row in rows:
        code, choice = row.code.lower(), chosen.get(row.code)
        start[f"vast_{code}"] = row.code in locked
        if choice is not None:
            start[f"dag_{code}"] = choice.day
            start[f"begin_{code}"] = choice.dagdelen[0] if choice.dagdelen else ""
    return start


class TermijnenForm(forms.Form):
    """Between which days people work on the intake and each tussentijd."""

    version = version_field()

    def __init__(self, delen: Sequence[Editiedeel], version: int, data: Any = None) -> None:
        super().__init__(data, use_required_attribute=False)
        self.initial["version"] = version
        self.delen = delen
        for deel in delen:
            code, title = deel.onderdeel.code.lower(), deel.onderdeel.title
            self.fields[f"van_{code}"] = DayField(label=_("%(title)s: open vanaf") % {"title": title})
            self.fields[f"tot_{code}"] = DayField(label=_("%(title)s: klaar uiterlijk op") % {"title": title})
            self.initial[f"van_{code}"], self.initial[f"tot_{code}"] = deel.from_date, deel.until_date

    def terms(self) -> dict[str, Termijn]:
        """Return the terms by code."""
        given = self.cleaned_data
        codes = [deel.onderdeel.code for deel in self.delen]
        return {code: Termijn(given[f"van_{code.lower()}"], given[f"tot_{code.lower()}"]) for code in codes}

    def blame(self, faults: Iterable[tuple[tuple[str, ...], str]]) -> None:
        """Show each fault at the end of the term it is about."""
        for codes, sentence in faults:
            self.add_error(f"tot_{codes[0].lower()}", sentence)


class AfwijkingenForm(forms.Form):
    """Why a soft rule does not hold, one line for each. `sentences` are pairs of sentence and reason.

    A field is named after its sentence: a page that was opened before the days moved explains nothing else.
    """

    def __init__(self, sentences: Sequence[tuple[str, str]], data: Any = None) -> None:
        super().__init__(data, use_required_attribute=False)
        self.names = {sentence: name_for(sentence) for sentence, _reason in sentences}
        for sentence, reason in sentences:
            self.fields[self.names[sentence]] = LineField(
                label=sentence, max_length=300, required=False, initial=reason,
                help_text=_("Waarom kan het toch? Leeg betekent: nog niet besloten."),
            )  # fmt: skip

    def reasons(self) -> dict[str, str]:
        """Return the reason by sentence."""
        return {sentence: self.cleaned_data[name] for sentence, name in self.names.items()}


def name_for(sentence: str) -> str:
    """Return the name of the field with the reason for this sentence."""
    return f"reden_{sha256(sentence.encode()).hexdigest()[:12]}"
