"""The version of a row that a form was opened with, and two beside each other when somebody else saved first."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BaseForm, BoundField
from django.utils.translation import gettext_lazy as _

from community.actions.errors import StaleSaveError

OLD_PAGE = _("Deze pagina is te oud. Kopieer je tekst, open de pagina opnieuw en plak hem terug.")
HIGHEST = 2_000_000_000


def version_field(*, least: int = 0) -> forms.IntegerField:
    """Return the hidden version of an editable row, with a sentence for a page that was opened long ago."""
    wrong = dict.fromkeys(("required", "invalid", "min_value", "max_value"), OLD_PAGE)
    return forms.IntegerField(widget=forms.HiddenInput, min_value=least, max_value=HIGHEST, error_messages=wrong)


@dataclass(frozen=True)
class BothVersions:
    """One question with both answers in words, for templates/components/both_versions.html."""

    label: str
    theirs: str
    mine: str

    @property
    def differs(self) -> bool:
        """Whether there is something to choose."""
        return self.theirs != self.mine


def both_versions(mine: BaseForm, theirs: BaseForm) -> list[BothVersions]:
    """Return the questions that were answered differently; `theirs` is the same form, filled from the stored row."""
    rows = [
        BothVersions(str(field.label), in_words(theirs[field.name]), in_words(field)) for field in mine.visible_fields()
    ]
    return [row for row in rows if row.differs]


def take_stored_version(form: BaseForm, error: StaleSaveError) -> None:
    """Let the next save of this filled-in form go on from what is stored now; nothing typed is lost."""
    fresh: Any = form.data.copy()  # type: ignore[attr-defined]  # the QueryDict of a bound form
    fresh[form.add_prefix("version")] = str(error.current.version)
    form.data = fresh


def in_words(field: BoundField) -> str:
    """Return the value of a field as a person reads it: the words of a choice, not its code."""
    value = field.value()
    choices = getattr(field.field, "choices", None)
    if choices is None:
        return "" if value is None else str(value).replace("\r\n", "\n")
    chosen = {str(one) for one in (value if isinstance(value, list | tuple) else [value])}
    return ", ".join(str(label) for key, label in choices if key != "" and str(key) in chosen)
