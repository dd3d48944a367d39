"""What somebody writes before a session: her question, and what it is about."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.forms.text import LinesField
from community.forms.versions import version_field
from intervisie.models import Sessievoorbereiding
from intervisie.werkvorm.words import LONGEST_ANSWER


class VoorbereidingForm(forms.Form):
    """Her question; `version` says which saved text she was looking at."""

    question = LinesField(
        label=_("Wat is je vraag?"), max_length=LONGEST_ANSWER, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Eén vraag over jouw deel. Bijvoorbeeld: hoe krijg ik iedereen weer aan tafel?"),
        error_messages={"required": _("Schrijf je vraag op. Een eerste poging is genoeg.")},
    )  # fmt: skip
    background = LinesField(
        label=_("Waar gaat het over?"), max_length=LONGEST_ANSWER, required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Wat moeten anderen weten? Laat namen van mensen weg."),
    )  # fmt: skip
    version = version_field()

    def __init__(self, data: Any = None, *, row: Sessievoorbereiding | None = None) -> None:
        stored: dict[str, Any] = {"version": 0}
        if row is not None:
            stored = {"question": row.question, "background": row.background, "version": row.version}
        super().__init__(data, initial=stored, use_required_attribute=False)
