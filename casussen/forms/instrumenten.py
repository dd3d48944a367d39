"""Instruments as forms, made from their schema. Nothing is required: an instrument is filled in bit by bit."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from casussen.instrumenten import canvas
from casussen.instrumenten.logica import INVENTED, LONGEST_OPEN
from casussen.instrumenten.schema import Question, Schema, Section
from community.forms.agenda import KNOWN
from community.forms.text import LineField, LinesField
from community.forms.versions import version_field

STATUSES = ((canvas.LEEG, _("Leeg")), (canvas.CONCEPT, _("Concept")), (canvas.AFGESPROKEN, _("Afgesproken")))
WHOLE = _("Geef een heel getal van 0 tot en met 100.")
# What every form sends besides its questions.
ALONG = {"version", "csrfmiddlewaretoken", "eenmalig"}


class SchemaForm(forms.Form):
    """Questions of a schema with the version they were opened in; an answer to no question is refused."""

    version = version_field()

    def clean(self) -> dict[str, Any]:
        """Refuse what nobody can have typed: an answer under an invented name."""
        cleaned = super().clean() or {}
        invented = sorted(set(self.data) - set(self.fields) - ALONG)
        if invented:
            raise ValidationError(INVENTED.format(code=invented[0][:40]), code="invented")
        return cleaned


class CanvasForm(SchemaForm):
    """The nineteen boxes of one layer: text, status and open question."""

    def __init__(self, data: Any = None, *, schema: Schema, answers: Mapping[str, Any], version: int) -> None:
        initial: dict[str, Any] = {"version": version}
        for question in schema.questions():
            one = canvas.box(question.code, answers)
            initial |= {f"{question.code}_text": one.text, f"{question.code}_status": one.status}
            initial[f"{question.code}_open"] = one.open
        super().__init__(data, initial=initial)
        self.schema = schema
        for question in schema.questions():
            self.fields |= _box_fields(question)

    def sections(self) -> list[tuple[Section, list[tuple[Question, list[forms.BoundField]]]]]:
        """Return the sections with their boxes and the three fields of each, for the page."""
        return [
            (section, [(question, [self[f"{question.code}_{name}"] for name in ("text", "status", "open")])
                       for question in section.questions])
            for section in self.schema.sections
        ]  # fmt: skip

    def answers(self) -> dict[str, Any]:
        """Return the answers of a valid form by the code of the box; a box in which nothing stands is left out."""
        found = {}
        for question in self.schema.questions():
            text, status, asked = (self.cleaned_data[f"{question.code}_{name}"] for name in ("text", "status", "open"))
            if text or asked:
                found[question.code] = {"text": text, "status": status or canvas.LEEG, "open": asked}
        return found


def _box_fields(question: Question) -> dict[str, forms.Field]:
    """Return the fields of a box; their labels name the box, for who hears the page and for both versions."""
    text = LinesField(
        label=question.ask, help_text=question.help, max_length=question.longest, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    status = forms.ChoiceField(
        label=_("Status van %(code)s") % {"code": question.code}, choices=STATUSES, required=False,
        error_messages={"invalid_choice": _("Kies Leeg, Concept of Afgesproken.")},
    )  # fmt: skip
    asked = LineField(
        label=_("Open vraag bij %(code)s") % {"code": question.code}, max_length=LONGEST_OPEN, required=False
    )
    return {f"{question.code}_text": text, f"{question.code}_status": status, f"{question.code}_open": asked}


class LightForm(SchemaForm):
    """All questions of a light instrument on one page; with layers, each question once for each layer."""

    def __init__(self, data: Any = None, *, schema: Schema, answers: Mapping[str, Any], version: int) -> None:
        self.schema = schema
        self.layers = [(layer.code, layer.title) for layer in schema.layers] or [("", "")]
        initial: dict[str, Any] = {"version": version}
        for code, _title in self.layers:
            given = answers.get(code, {}) if code else answers
            initial |= {_name(code, question): given.get(question.code) for question in schema.questions()}
        super().__init__(data, initial=initial)
        for question in schema.questions():
            for code, title in self.layers:
                self.fields[_name(code, question)] = _light_field(question, title)

    def questions(self) -> list[tuple[Question, list[tuple[str, forms.BoundField]]]]:
        """Return each question with its fields, one for each layer, each with the title of its layer."""
        return [
            (question, [(title, self[_name(code, question)]) for code, title in self.layers])
            for question in self.schema.questions()
        ]

    def answers(self) -> dict[str, Any]:
        """Return the answers of a valid form, by layer when there are layers; what was left open is left out."""
        found = {}
        for code, _title in self.layers:
            given = {question.code: self.cleaned_data[_name(code, question)] for question in self.schema.questions()}
            found[code] = {name: value for name, value in given.items() if value not in ("", None)}
        return found if self.schema.layers else found[""]


def _name(layer: str, question: Question) -> str:
    return f"{layer or 'antwoord'}_{question.code}"


def _light_field(question: Question, layer: str) -> forms.Field:
    words: dict[str, Any] = {
        "label": layer or question.ask,
        "help_text": "" if layer else question.help,
        "required": False,
    }
    if question.kind == "scale":
        wrong = dict.fromkeys(("invalid", "min_value", "max_value"), WHOLE)
        words["label"] = f"{question.ask} {layer}".strip()
        widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "short"})
        return forms.IntegerField(min_value=0, max_value=100, widget=widget, error_messages=wrong, **words)
    if question.kind == "choice":
        choices = [(option.code, option.title) for option in question.options]
        return forms.ChoiceField(
            choices=choices, widget=forms.RadioSelect, error_messages={"invalid_choice": KNOWN}, **words
        )
    if question.kind == "line":
        return LineField(max_length=question.longest, **words)
    return LinesField(max_length=question.longest, widget=forms.Textarea(attrs={"rows": 4}), **words)


class AnswerForm(forms.Form):
    """One question with large choices, each a button."""

    version = version_field()

    def __init__(self, data: Any = None, *, question: Question) -> None:
        super().__init__(data)
        wrong = dict.fromkeys(("required", "invalid_choice"), _("Kies een van de twee antwoorden."))
        choices = [(option.code, option.title) for option in question.options]
        self.fields["antwoord"] = forms.ChoiceField(label=question.ask, choices=choices, error_messages=wrong)


class DeviationForm(forms.Form):
    """Another form than advised, with the reason."""

    version = version_field()
    choice = forms.ChoiceField(
        label=_("Welke vorm kies je?"), widget=forms.RadioSelect,
        error_messages={"required": _("Kies een vorm."), "invalid_choice": KNOWN},
    )  # fmt: skip
    reason = LinesField(
        label=_("Waarom kies je iets anders?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Twee of drie zinnen, zodat je het later kunt uitleggen."),
        error_messages={"required": _("Schrijf op waarom je iets anders kiest.")},
    )  # fmt: skip

    def __init__(self, data: Any = None, *, schema: Schema, initial: dict[str, Any], advised: str) -> None:
        super().__init__(data, initial=initial)
        field: Any = self.fields["choice"]
        forms_to_choose = schema.table["vormen"]
        field.choices = [
            (code, forms_to_choose[code]["title"]) for code in schema.in_order("vormen") if code != advised
        ]
