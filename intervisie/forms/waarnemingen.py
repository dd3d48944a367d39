"""One observation of a visit."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from casussen.instrumenten.schema import Schema
from community.forms.choices import KNOWN
from community.forms.text import LinesField
from community.forms.versions import version_field
from intervisie.models import WaarnemingKind
from intervisie.queries.waarnemingen import box_choices


class WaarnemingForm(forms.Form):
    """What was seen or heard, of which kind and about which box; `version` is that of the text she was looking at."""

    text = LinesField(
        label=_("Wat viel je op?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Gebruik geen namen van mensen. Eén waarneming per keer."),
        error_messages={"required": _("Schrijf op wat je zag of hoorde.")},
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=_("Wat is het?"), choices=WaarnemingKind.choices, initial=WaarnemingKind.GEZIEN,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wat voor waarneming het is."), "invalid_choice": KNOWN},
    )  # fmt: skip
    box = forms.ChoiceField(
        label=_("Waarover gaat het?"), required=False, error_messages={"invalid_choice": KNOWN},
        help_text=_("Kies een vak van het canvas, of het geheel."),
    )  # fmt: skip
    version = version_field()

    def __init__(self, data: Any = None, *, schema: Schema | None, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial={"version": 0} | (initial or {}), use_required_attribute=False)
        field: Any = self.fields["box"]
        field.choices = box_choices(schema)

    @property
    def words(self) -> dict[str, Any]:
        """What a valid form holds, for the action."""
        return {"text": self.cleaned_data["text"], "box": self.cleaned_data["box"],
                "kind": WaarnemingKind(self.cleaned_data["kind"])}  # fmt: skip
