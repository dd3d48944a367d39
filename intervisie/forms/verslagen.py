"""The letter of a visit and the reaction of its host."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.forms.text import LinesField
from community.forms.versions import version_field
from intervisie.queries.verslagen import ENTRIES, LISTS, letter_from

# Together about two pages: nobody reads more, and the host must be able to act on it.
LONGEST_OPENING, LONGEST_ENTRY, LONGEST_REACTION = 2000, 450, 4000
LABELS = {"strengths": _("Sterk punt %(number)d"), "questions": _("Vraag %(number)d"), "todos": _("Tip %(number)d")}


class BriefForm(forms.Form):
    """An opening, three strengths, three questions and three tips. Nothing is required while it is written."""

    opening = LinesField(
        label=_("Opening"), max_length=LONGEST_OPENING, required=False, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Bedank de gastheer en zeg wat jullie raakte. Noem geen namen van mensen die jullie spraken."),
    )  # fmt: skip
    version = version_field()

    def __init__(self, data: Any = None, *, answers: Mapping[str, str] | None = None, version: int = 0) -> None:
        super().__init__(data, initial={**(answers or {}), "version": version}, use_required_attribute=False)
        for name in LISTS:
            for at in range(1, ENTRIES + 1):
                self.fields[f"{name}_{at}"] = LinesField(
                    label=LABELS[name] % {"number": at}, max_length=LONGEST_ENTRY, required=False,
                    widget=forms.Textarea(attrs={"rows": 3}),
                )  # fmt: skip

    @property
    def letter(self) -> dict[str, Any]:
        """How the letter of a valid form is kept."""
        return letter_from(self.cleaned_data)


class ReactieForm(forms.Form):
    """What the host says to the letter."""

    text = LinesField(
        label=_("Je reactie"), max_length=LONGEST_REACTION, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Wat herken je? Wat klopt niet? Wat mist? De voorzitter beslist wat er in de brief verandert."),
        error_messages={"required": _("Schrijf je reactie. Heb je niets op te merken, schrijf dat dan op.")},
    )  # fmt: skip
    version = version_field()

    def __init__(self, data: Any = None, *, text: str = "", version: int = 0) -> None:
        super().__init__(data, initial={"text": text, "version": version}, use_required_attribute=False)


class VersieForm(forms.Form):
    """Which text somebody saw when she settles it."""

    version = version_field()
