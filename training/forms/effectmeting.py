"""The effect measure as a form: eight sentences, each from 1 to 5, nothing required."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.forms.agenda import KNOWN
from training.models.effectvragen import EFFECTVRAGEN

MARKS = (("1", _("1 helemaal niet")), ("2", "2"), ("3", "3"), ("4", "4"), ("5", _("5 helemaal")))
NOTHING = _("Beantwoord minstens één vraag.")


class EffectmetingForm(forms.Form):
    """What a participant says of her own work now."""

    def __init__(self, data: Any = None, *, answers: Mapping[str, int] | None = None) -> None:
        super().__init__(data, use_required_attribute=False)
        for vraag in EFFECTVRAGEN:
            self.fields[vraag.code] = forms.ChoiceField(
                label=str(vraag.text), choices=MARKS, required=False, widget=forms.RadioSelect,
                initial=str((answers or {}).get(vraag.code, "")), error_messages={"invalid_choice": KNOWN},
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Ask for one answer at least."""
        given = super().clean() or self.cleaned_data
        if not self.errors and not any(given.values()):
            raise forms.ValidationError(NOTHING)
        return given

    def answers(self) -> dict[str, int]:
        """Return the marks of a valid form by the code of the question; what was not answered is left out."""
        return {code: int(mark) for code, mark in self.cleaned_data.items() if mark}
