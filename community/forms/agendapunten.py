"""The points of an agenda on one form: each with its own fields, and buttons that move, add and remove one.

Moving, adding and removing changes only the page; nothing is stored before somebody chooses to save.
"""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.actions.agendapunten import MOST_POINTS, Punt
from community.forms.text import LineField, LinesField
from community.forms.vergadering import LISTED, PickField, as_uuid
from community.forms.versions import OLD_PAGE, BothVersions
from community.models import LONGEST_POINT, Agendapunt

FIELDS = ("id", "title", "minutes", "bringer", "note")
MINUTES = gettext_lazy("Schrijf de minuten in cijfers, van 1 tot en met 480. Laat het leeg als je het nog niet weet.")
BLANK = dict.fromkeys(FIELDS, "")
# What a button does with the row it stands in.
UP, DOWN, AWAY, MORE = "omhoog", "omlaag", "weg", "erbij"


class PuntForm(forms.Form):
    """One point of the agenda."""

    id = LineField(widget=forms.HiddenInput, required=False)
    title = LineField(
        label=gettext_lazy("Onderwerp"),
        max_length=120,
        error_messages={"required": gettext_lazy("Schrijf op waar het punt over gaat.")},
    )
    minutes = forms.IntegerField(
        label=gettext_lazy("Minuten"), required=False, min_value=1, max_value=LONGEST_POINT,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "short"}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), MINUTES),
    )  # fmt: skip
    bringer = PickField(
        label=gettext_lazy("Wie brengt het in?"), required=False, error_messages={"invalid_choice": LISTED}
    )
    note = LinesField(
        label=gettext_lazy("Toelichting"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, names: Mapping[str, str], data: Any = None, *, prefix: str, initial: Any = None) -> None:
        super().__init__(data, prefix=prefix, initial=initial, use_required_attribute=False)
        self.fields["bringer"].choices = [("", _("Niemand")), *names.items()]  # type: ignore[attr-defined]  # a choice

    @property
    def place(self) -> str:
        """Which row this is, counted from 0."""
        return str(self.prefix).rpartition("-")[2]

    @property
    def omhoog(self) -> str:
        """What its button 'Omhoog' sends."""
        return f"{UP}-{self.place}"

    @property
    def omlaag(self) -> str:
        """What its button 'Omlaag' sends."""
        return f"{DOWN}-{self.place}"

    @property
    def weg(self) -> str:
        """What its button 'Weghalen' sends."""
        return f"{AWAY}-{self.place}"

    def clean_id(self) -> uuid.UUID | None:
        """Return the id of a stored point."""
        return as_uuid(self.cleaned_data["id"])


class VersionForm(forms.Form):
    """Which saved agenda somebody was looking at."""

    version = forms.IntegerField(
        min_value=0, max_value=2_000_000_000,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), OLD_PAGE),
    )  # fmt: skip


@dataclass
class Agendalijst:
    """The form of all points: a form for each row, and the version they were made from."""

    rows: list[PuntForm]
    version: int
    errors: list[str]

    @property
    def punten(self) -> list[Punt]:
        """Return the points as filled in. Only of a list without errors."""
        return [
            Punt(row.cleaned_data["id"], row.cleaned_data["title"], row.cleaned_data["minutes"],
                 row.cleaned_data["bringer"], row.cleaned_data["note"])
            for row in self.rows
        ]  # fmt: skip

    @property
    def minutes(self) -> list[int | None]:
        """Return the minutes of the rows that say anything, as far as they can be read."""
        texts = [str(row["minutes"].value() or "") for row in self.rows if any(row[name].value() for name in FIELDS)]
        return [int(text) if text.isascii() and text.isdigit() and len(text) < 4 else None for text in texts]


def stored_list(stored: Sequence[Agendapunt], names: Mapping[str, str], version: int) -> Agendalijst:
    """Return the form with what is stored, and one empty row when there is nothing yet."""
    return _unjudged([_values(punt) for punt in stored] or [BLANK], names, version)


def moved_list(data: Mapping[str, str], names: Mapping[str, str], version: int, button: str) -> Agendalijst:
    """Return the form after one of its buttons: a row up, down or away, or one more. Nothing is judged yet."""
    rows = _typed(data)
    doing, _dot, number = button.partition("-")
    place = int(number) if number.isascii() and number.isdigit() and len(number) < 3 else -1
    if doing == MORE and len(rows) < MOST_POINTS:
        rows.append(BLANK)
    elif 0 <= place < len(rows):
        row = rows.pop(place)
        if doing in (UP, DOWN):
            rows.insert(max(0, place - 1) if doing == UP else place + 1, row)
        elif doing != AWAY:
            rows.insert(place, row)
    return _unjudged(rows or [BLANK], names, version)


def judged_list(data: Mapping[str, str], names: Mapping[str, str], version: int) -> Agendalijst:
    """Return the form with what was sent, judged; rows without any text are left out."""
    rows = [row for row in _typed(data) if any(row[name].strip() for name in FIELDS[1:])]
    sent = {f"punt-{number}-{name}": value for number, row in enumerate(rows) for name, value in row.items()}
    forms_ = [PuntForm(names, sent, prefix=f"punt-{number}") for number in range(len(rows))]
    judged = VersionForm(data)
    errors = [str(each) for form in forms_ if not form.is_valid() for each in form.errors.get("id", [])]
    errors += [str(each) for each in judged.errors.get("version", [])]
    if any(not form.is_valid() for form in forms_):
        errors.append(_("Kijk de agenda na. Bij een of meer punten klopt iets niet."))
    return Agendalijst(forms_, judged.cleaned_data.get("version", version), errors)


def is_button(data: Mapping[str, str]) -> str:
    """Return the button that was used, empty for saving."""
    return data.get("doe", "")


def both_agendas(mine: Sequence[Punt], theirs: Iterable[Agendapunt], names: Mapping[str, str]) -> list[BothVersions]:
    """Return the stored agenda and the typed one point by point."""
    ours = [_line(punt.title, punt.minutes, names.get(str(punt.bringer_id), ""), punt.note) for punt in mine]
    other = [_line(row.title, row.minutes, row.bringer.naam if row.bringer else "", row.note) for row in theirs]
    count = max(len(ours), len(other))
    lines = [
        BothVersions(_("Punt {number}").format(number=at + 1), _at(other, at), _at(ours, at)) for at in range(count)
    ]
    return [line for line in lines if line.differs]


def _line(title: str, minutes: int | None, name: str, note: str) -> str:
    about = [title, _("{minutes} minuten").format(minutes=minutes) if minutes else "", name, note]
    return ", ".join(part for part in about if part)


def _at(lines: Sequence[str], place: int) -> str:
    return lines[place] if place < len(lines) else ""


def _values(punt: Agendapunt) -> dict[str, str]:
    return {
        "id": str(punt.pk), "title": punt.title, "minutes": str(punt.minutes or ""),
        "bringer": str(punt.bringer_id or ""), "note": punt.note,
    }  # fmt: skip


def _typed(data: Mapping[str, str]) -> list[dict[str, str]]:
    """Return the rows of a sent form in their order; no more than one above the most, so that too many is told."""
    rows: list[dict[str, str]] = []
    while f"punt-{len(rows)}-title" in data and len(rows) <= MOST_POINTS:
        rows.append({name: data.get(f"punt-{len(rows)}-{name}", "") for name in FIELDS})
    return rows


def _unjudged(rows: Sequence[Mapping[str, str]], names: Mapping[str, str], version: int) -> Agendalijst:
    made = [PuntForm(names, prefix=f"punt-{number}", initial=dict(row)) for number, row in enumerate(rows)]
    return Agendalijst(made, version, [])
