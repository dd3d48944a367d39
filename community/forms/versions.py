"""Two versions of the same form beside each other, when somebody else saved first."""

from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm, BoundField

from community.actions.errors import StaleSaveError


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
