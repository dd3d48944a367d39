"""The casusformat as a form. Nothing is required while writing: what is missing is said when it is handed in."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from casussen.format import BLOCKS, QUESTIONS, Block, Question
from community.forms.agenda import KNOWN
from community.forms.text import LineField, LinesField
from community.forms.versions import version_field


class BeginForm(forms.Form):
    """The first five lines of a casus."""

    werktitel = LineField(
        label=_("Werktitel"), max_length=100, help_text=_("Een korte naam zonder namen van personen."),
        error_messages={"required": _("Geef je casus een werktitel.")},
    )  # fmt: skip
    schuurpunt = LinesField(
        label=_("Waar schuurt het?"), max_length=4000, required=False,
        help_text=_("Vijf regels zijn genoeg. Schrijf over situaties, niet over personen."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )  # fmt: skip


class FormatForm(forms.Form):
    """All fourteen questions, with the version they were opened in."""

    version = version_field()

    def __init__(self, data: Any = None, *, answers: Mapping[str, Any] | None = None, version: int = 1) -> None:
        super().__init__(data, initial={**(answers or {}), "version": version})
        for question in QUESTIONS:
            self.fields[question.code] = _field(question)

    def blocks(self) -> list[tuple[Block, list[tuple[Question, forms.BoundField]]]]:
        """Return the blocks with their questions and fields, for the page."""
        return [(block, [(question, self[question.code]) for question in block.questions]) for block in BLOCKS]

    def answers(self) -> dict[str, Any]:
        """Return the answers of a valid form by the code of the question."""
        return {question.code: self.cleaned_data[question.code] for question in QUESTIONS}


def _field(question: Question) -> forms.Field:
    words: dict[str, Any] = {"label": question.label, "help_text": question.help, "required": False}
    known = {"invalid_choice": KNOWN, "invalid_list": KNOWN}
    if question.kind == "choice":
        choices = (("", _("Kies")), *question.options)
        return forms.ChoiceField(choices=choices, error_messages=known, **words)
    if question.kind == "choices":
        widget = forms.CheckboxSelectMultiple()
        return forms.MultipleChoiceField(choices=question.options, widget=widget, error_messages=known, **words)
    if question.kind == "line":
        return LineField(max_length=question.longest, **words)
    return LinesField(max_length=question.longest, widget=forms.Textarea(attrs={"rows": 4}), **words)
