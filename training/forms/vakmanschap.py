"""The self-scan as a form: a level per competence and a text per development goal, nothing required."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.forms.agenda import KNOWN
from community.forms.text import LinesField
from community.forms.versions import version_field
from training.models import Competentie, Ontwikkeldoel


class ScanForm(forms.Form):
    """Eight competences and five goals, with the version they were opened in."""

    version = version_field()

    def __init__(
        self, data: Any = None, *, competenties: Iterable[Competentie], doelen: Iterable[Ontwikkeldoel],
        answers: Mapping[str, Any] | None = None, version: int = 1,
    ) -> None:  # fmt: skip
        super().__init__(data, initial={"version": version})
        known = answers or {}
        for row in competenties:
            name = f"c{row.number}"
            self.fields[name] = _level(row)
            self.initial[name] = known.get("competenties", {}).get(str(row.number), "")
        for doel in doelen:
            name = f"d{doel.number}"
            self.fields[name] = LinesField(
                label=doel.label, help_text=doel.explanation, required=False, max_length=1000,
                widget=forms.Textarea(attrs={"rows": 3}),
            )  # fmt: skip
            self.initial[name] = known.get("doelen", {}).get(str(doel.number), "")

    def levels(self) -> list[forms.BoundField]:
        """Return the questions about competences."""
        return [self[name] for name in self.fields if name.startswith("c")]

    def goals(self) -> list[forms.BoundField]:
        """Return the questions about development goals."""
        return [self[name] for name in self.fields if name.startswith("d")]

    def answers(self) -> dict[str, dict[str, Any]]:
        """Return what was filled in, by number, for the action."""
        given = self.cleaned_data
        return {
            "competenties": {name[1:]: int(given[name]) for name in given if name.startswith("c") and given[name]},
            "doelen": {name[1:]: given[name] for name in given if name.startswith("d") and given[name]},
        }


def _level(row: Competentie) -> forms.ChoiceField:
    levels = [(str(number), f"{number}. {sentence}") for number, sentence in enumerate(row.levels, 1)]
    return forms.ChoiceField(
        label=row.label, help_text=row.explanation, required=False, widget=forms.RadioSelect,
        choices=[*levels, ("", _("Weet ik nog niet"))],
        error_messages={"invalid_choice": KNOWN, "required": gettext_lazy("Kies een van de zinnen.")},
    )  # fmt: skip
