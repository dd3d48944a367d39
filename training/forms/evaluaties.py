"""The questions about a part of the training."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.forms.groepsleven import MISSING, SCALE
from community.forms.text import LinesField
from training.models.evaluatievragen import Vraag


class EvaluatieForm(forms.Form):
    """One field for each question: a mark from 1 to 5, or words."""

    def __init__(self, vragen: Iterable[Vraag], data: Any = None) -> None:
        super().__init__(data, use_required_attribute=False)
        for vraag in vragen:
            self.fields[vraag.code] = _words(vraag) if vraag.is_open else _mark(vraag)

    def answers(self) -> dict[str, int | str]:
        """Return what was filled in, by the code of the question; empty words are left out."""
        return {code: value for code, value in self.cleaned_data.items() if value != ""}


def _mark(vraag: Vraag) -> forms.Field:
    return forms.TypedChoiceField(
        label=str(vraag.text), choices=SCALE, coerce=int, widget=forms.RadioSelect, error_messages=MISSING
    )


def _words(vraag: Vraag) -> forms.Field:
    return LinesField(
        label=str(vraag.text), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Zonder je naam te lezen. Noem zelf ook geen namen, en niets uit een casus."),
    )  # fmt: skip
