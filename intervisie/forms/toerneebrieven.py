"""A text that a toernee writes together."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.forms.text import LinesField
from community.forms.versions import version_field

# Of a letter on one A4 with the names below it; of what the visits have in common, a little more than two pages.
LONGEST = {"OPDRACHTGEVERS": 3500, "RODE_DRAAD": 8000}
HELP = {
    "OPDRACHTGEVERS": _("Hooguit één A4. Schrijf wat jullie samen zien, niet wat bij één bezoek gebeurde."),
    "RODE_DRAAD": _("Wat zien jullie bij meer bezoeken? Noem geen namen van mensen of organisaties."),
}


class ToerneebriefForm(forms.Form):
    """The text; `version` says which saved one somebody was looking at."""

    version = version_field()
    field_order = ("text",)

    def __init__(self, data: Any = None, *, kind: str, text: str = "", version: int = 0) -> None:
        field = LinesField(
            label=_("Tekst"), max_length=LONGEST[kind], widget=forms.Textarea(attrs={"rows": 18}), help_text=HELP[kind],
            error_messages={"required": _("Schrijf eerst iets op.")},
        )  # fmt: skip
        super().__init__(data, initial={"text": text, "version": version}, use_required_attribute=False)
        self.fields["text"] = field
        self.order_fields(self.field_order)


class AkkoordForm(forms.Form):
    """Which version somebody agrees to."""

    version = version_field()
