"""The questions of a step as a form, made from the protocol. Nothing is required while she writes."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from casussen.forms.instrumenten import LightForm
from casussen.instrumenten.schema import Schema, Section
from intervisie.protocol.steps import Stap

EMPTY = _("Vul minstens één vraag in voordat je inlevert.")


class StapForm(LightForm):
    """The questions of one step; `klaar` says that she hands in what she wrote."""

    klaar = forms.CharField(required=False, max_length=4, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, step: Stap, answers: Mapping[str, Any], version: int) -> None:
        section = Section(step.code, step.title, step.questions)
        super().__init__(data, schema=Schema("", (), (section,)), answers=answers, version=version)

    @property
    def hands_in(self) -> bool:
        """Whether she chose 'Inleveren' rather than saving for later."""
        return bool(self.cleaned_data.get("klaar"))

    def clean(self) -> dict[str, Any]:
        """Refuse to hand in nothing at all."""
        cleaned = super().clean()
        if cleaned.get("klaar") and not self.errors and not self.answers():
            self.add_error(None, EMPTY)
        return cleaned

    def answers(self) -> dict[str, Any]:
        """Return the answers by the code of the question; what was left open is left out."""
        found: dict[str, Any] = super().answers()
        return found
