"""What a host prepares: the kit of her visit, and which boxes of her own canvas she shows."""

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from community.forms.choices import KNOWN
from community.forms.text import LineField, LinesField
from community.forms.versions import version_field
from intervisie.queries.bezoekkits import EMPTY, sections_of

MOST_LINES = 30
LONGEST_LINE = 300
HOUR = r"(\d{1,2})[.:](\d{2})"
LINE = re.compile(rf"^{HOUR}(?:\s*(?:-|–|tot)\s*{HOUR})?\s*(?:uur|u\b)?[\s:,]+(\S.*)$", re.IGNORECASE)
DAY = 24 * 60


class KitForm(forms.Form):
    """The kit; nothing is required while writing. `version` says which saved text the host was looking at."""

    question = LinesField(
        label=_("Hoofdvraag"), max_length=1500, required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Wat wil je na het bezoek weten? Eén vraag werkt het best."),
    )  # fmt: skip
    position = LinesField(
        label=_("Waar staan wij?"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Hoe gaat het nu met je samenwerking? Wat lukt er, en waar loop je vast?"),
    )  # fmt: skip
    meet = LinesField(
        label=_("Wie ontmoeten we?"), max_length=3000, required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Eén per regel. Schrijf liever een rol dan een naam, zoals: de wethouder water."),
    )  # fmt: skip
    programme = LinesField(
        label=_("Programma"), max_length=6000, required=False, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Eén onderdeel per regel, met de tijd vooraan. Bijvoorbeeld: 9.30-10.15 Wandeling langs de kreek."),
    )  # fmt: skip
    place = LineField(
        label=_("Plaats"), max_length=200, required=False, help_text=_("Waar kom je samen? Straat, nummer en plaats."),
    )  # fmt: skip
    route = LinesField(
        label=_("Route"), max_length=1500, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Hoe kom je er? Welke bus, en waar parkeer je?"),
    )  # fmt: skip
    bring = LinesField(
        label=_("Neem mee"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Eén per regel, zoals: laarzen."),
    )  # fmt: skip
    version = version_field()

    def __init__(self, data: Any = None, *, content: Mapping[str, Any] = EMPTY, version: int = 0) -> None:
        super().__init__(data, initial={**_as_text(content), "version": version}, use_required_attribute=False)

    def clean_meet(self) -> list[str]:
        """Return whom the visitors meet."""
        return _lines(self.cleaned_data["meet"])

    def clean_bring(self) -> list[str]:
        """Return what the visitors bring."""
        return _lines(self.cleaned_data["bring"])

    def clean_programme(self) -> list[dict[str, Any]]:
        """Return the lines of the programme. Raises ValidationError that names the line."""
        return read_programme(_lines(self.cleaned_data["programme"]))

    @property
    def content(self) -> dict[str, Any]:
        """The content of the kit that a valid form holds."""
        return {name: self.cleaned_data[name] for name in EMPTY}


class VakkenForm(forms.Form):
    """Which filled boxes of one canvas the visitors see."""

    boxes = forms.MultipleChoiceField(
        label=_("Welke vakken laat je zien?"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kies minstens één vak."), "invalid_choice": KNOWN, "invalid_list": KNOWN},
    )  # fmt: skip
    version = version_field()

    def __init__(
        self, data: Any = None, *, boxes: Mapping[str, Mapping[str, str]], schema: Any, shown: Any = (),
        version: int = 0,
    ) -> None:  # fmt: skip
        super().__init__(data, initial={"boxes": list(shown), "version": version}, use_required_attribute=False)
        field: Any = self.fields["boxes"]
        field.choices = [
            (box.code, f"{box.code} {box.ask}") for section in sections_of(schema, boxes) for box in section.boxes
        ]


def read_programme(lines: list[str]) -> list[dict[str, Any]]:
    """Return time, minutes and words of each line. Without an end a line lasts until the next. Raises ValidationError.

    The last line without an end has 0 minutes: nobody said.
    """
    read = [_line(text, number) for number, text in enumerate(lines, 1)]
    for number, (before, after) in enumerate(pairwise(read), 2):
        if after[0] < before[0]:
            raise ValidationError(_now("Regel %d begint eerder dan de regel erboven.") % number, code="order")
    ends = [*(begin for begin, _end, _what in read[1:]), None][: len(read)]  # none without a line
    return [
        {"time": f"{begin // 60:02}:{begin % 60:02}", "minutes": (end or until or begin) - begin, "what": what}
        for (begin, end, what), until in zip(read, ends, strict=True)
    ]


def _line(text: str, number: int) -> tuple[int, int | None, str]:
    found = LINE.match(text)
    if found is None:
        words = _now("Regel %d begint niet met een tijd. Schrijf bijvoorbeeld: 9.30 Ontvangst.")
        raise ValidationError(words % number, code="time")
    begin, end = _minutes(found[1], found[2]), _minutes(found[3], found[4]) if found[3] else None
    if begin >= DAY or (end is not None and end > DAY):
        raise ValidationError(_now("Regel %d heeft een tijd die niet bestaat.") % number, code="time")
    if end is not None and end <= begin:
        raise ValidationError(_now("Regel %d eindigt voordat hij begint.") % number, code="order")
    return begin, end, found[5]


def _minutes(hour: str, minute: str) -> int:
    """Return minutes since midnight; more than a day for a time that is none."""
    hours, minutes = int(hour), int(minute)
    return hours * 60 + minutes if minutes < 60 else DAY + 1


def _lines(text: str) -> list[str]:
    """Return the lines that say something. Raises ValidationError for more or longer ones than fit on a phone."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if len(lines) > MOST_LINES:
        raise ValidationError(_now("Dit zijn te veel regels. Schrijf er hooguit %d.") % MOST_LINES, code="many")
    for number, line in enumerate(lines, 1):
        if len(line) > LONGEST_LINE:
            words = _now("Regel %(number)d is te lang. Gebruik hooguit %(most)d tekens.")
            raise ValidationError(words % {"number": number, "most": LONGEST_LINE}, code="long")
    return lines


def _as_text(content: Mapping[str, Any]) -> dict[str, str]:
    """Return what stands in a kit as the form shows it."""
    whole = {**EMPTY, **content}
    return {name: _text_of(name, value) for name, value in whole.items() if name in EMPTY}


def _text_of(name: str, value: Any) -> str:
    if name == "programme":
        return "\n".join(_text_of_line(line) for line in value)
    return "\n".join(value) if isinstance(value, list) else str(value)


def _text_of_line(line: Mapping[str, Any]) -> str:
    hours, minutes = (int(part) for part in str(line["time"]).split(":"))
    begin = f"{hours}.{minutes:02}"
    until = hours * 60 + minutes + int(line.get("minutes") or 0)
    return f"{begin}-{until // 60}.{until % 60:02} {line['what']}" if line.get("minutes") else f"{begin} {line['what']}"
