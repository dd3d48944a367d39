"""How a person wants to hear of things."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.berichten.subjects import WEEK_OVERVIEW, Subject
from community.models import MailMode


class VoorkeurenForm(forms.Form):
    """One choice for each subject; the empty one is what we advise."""

    def __init__(self, subjects: Iterable[Subject], chosen: Mapping[str, str], data: Any = None) -> None:
        super().__init__(data)
        self.chosen = {subject.code: chosen.get(subject.code, "") for subject in subjects}
        for subject in subjects:
            self.fields[subject.code] = forms.ChoiceField(
                label=str(subject.name),
                help_text=" ".join(str(text) for text in (subject.sentence, _advice(subject)) if text),
                choices=_choices(subject),
                initial=self.chosen[subject.code],
                required=False,
                error_messages={"invalid_choice": _("Kies een van de mogelijkheden in de lijst.")},
            )

    def changes(self) -> dict[str, str]:
        """Return the subjects whose choice differs from what was stored, with the new one."""
        return {
            code: mode for code, mode in self.cleaned_data.items() if code in self.data and mode != self.chosen[code]
        }


def _advice(subject: Subject) -> str:
    """Return what 'Aanbevolen' means for this subject, as a sentence; empty where the words of the choice say it."""
    return f"{subject.advice}." if subject.code != WEEK_OVERVIEW else ""


def _choices(subject: Subject) -> list[tuple[str, Any]]:
    """Return the choices with words that fit a narrow screen: the advice itself stands above them."""
    if subject.code == WEEK_OVERVIEW:
        return [("", _("Aan")), (MailMode.GEEN.value, _("Uit"))]
    return [("", _("Aanbevolen")), *((mode.value, WORDS[mode]) for mode in subject.modes)]


WORDS = {
    MailMode.DIRECT: _("Direct"),
    MailMode.DAG: _("Dagoverzicht, om 8.30 uur"),
    MailMode.WEEK: _("Weekoverzicht, op dinsdag"),
    MailMode.GEEN: _("Uit"),
}
