"""How a person wants to hear of things."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.berichten.subjects import Subject


class VoorkeurenForm(forms.Form):
    """One choice for each subject; the empty one is what we advise."""

    def __init__(self, subjects: Iterable[Subject], chosen: Mapping[str, str], data: Any = None) -> None:
        super().__init__(data)
        self.chosen = {subject.code: chosen.get(subject.code, "") for subject in subjects}
        for subject in subjects:
            self.fields[subject.code] = forms.ChoiceField(
                label=str(subject.name),
                help_text=str(subject.sentence),
                choices=subject.choices,
                initial=self.chosen[subject.code],
                required=False,
                error_messages={"invalid_choice": _("Kies een van de mogelijkheden in de lijst.")},
            )

    def changes(self) -> dict[str, str]:
        """Return the subjects whose choice differs from what was stored, with the new one."""
        return {
            code: mode for code, mode in self.cleaned_data.items() if code in self.data and mode != self.chosen[code]
        }
