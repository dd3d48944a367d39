"""What a participant wants to learn, and what a trainer notes about her."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.forms.text import LineField, LinesField
from community.forms.versions import version_field


class LeerdoelenForm(forms.Form):
    """The learning goals of a participant; `version` says which saved text she was looking at."""

    text = LinesField(
        label=_("Wat wil je leren?"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Twee of drie doelen zijn genoeg. Je trainers lezen dit."),
    )  # fmt: skip
    version = version_field()

    def __init__(self, data: Any = None, *, text: str = "", version: int = 1) -> None:
        super().__init__(data, initial={"text": text, "version": version})


class NotitieForm(forms.Form):
    """A trainer's own note about a participant."""

    text = LinesField(
        label=_("Je notitie"), max_length=8000, required=False, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Alleen jij leest dit."),
    )  # fmt: skip
    version = version_field()

    def __init__(self, data: Any = None, *, text: str = "", version: int = 1) -> None:
        super().__init__(data, initial={"text": text, "version": version})


class RedenForm(forms.Form):
    """Why a talk is called off; who booked it reads this."""

    reason = LineField(
        label=_("Waarom gaat het niet door?"), max_length=240, required=False,
        help_text=_("Eén zin. De ander leest dit op de site."),
    )  # fmt: skip
