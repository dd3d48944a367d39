"""What somebody writes down about a meeting: a decision, an action, the report."""

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from community.forms.dates import DayField
from community.forms.text import LineField, LinesField
from community.forms.versions import OLD_PAGE, version_field
from community.models import Actie, Agendapunt, Besluit, Verslag

LISTED = _("Kies een van de mogelijkheden in de lijst.")


class PickField(forms.ChoiceField):
    """A choice of something with a UUID, from a list that the page gave; its value is the UUID, or None."""

    def clean(self, value: Any) -> uuid.UUID | None:
        """Return the id. Raises ValidationError for what is not in the list."""
        chosen = super().clean(value)
        return uuid.UUID(chosen) if chosen else None


class BesluitForm(forms.Form):
    """A decision: what, when, at which point of the agenda."""

    text = LinesField(
        label=_("Besluit"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Schrijf op wat jullie hebben besloten.")},
    )  # fmt: skip
    decided_date = DayField(label=_("Besloten op"), help_text=_("Bijvoorbeeld 9 februari 2027 of 09-02-2027."))
    agendapunt = PickField(label=_("Bij welk punt"), required=False, error_messages={"invalid_choice": LISTED})
    version = version_field()

    def __init__(
        self, punten: list[Agendapunt], data: Any = None, *, besluit: Besluit | None = None, decided_date: Any = None
    ) -> None:
        """Show the stored decision, or a new one of this day; `punten` are the points to choose from."""
        initial = {"version": 0, "decided_date": decided_date}
        if besluit is not None:
            initial = {"text": besluit.text, "decided_date": besluit.decided_date,
                       "agendapunt": str(besluit.agendapunt_id or ""), "version": besluit.version}  # fmt: skip
        super().__init__(data, initial=initial, use_required_attribute=False)
        numbered = [(str(punt.pk), f"{punt.number}. {punt.title}") for punt in punten]
        self.fields["agendapunt"].choices = [("", _("Geen punt")), *numbered]  # type: ignore[attr-defined]  # a choice


class ActieForm(forms.Form):
    """An action: what, who, before which day."""

    text = LineField(
        label=_("Wat"), max_length=240, help_text=_("Eén zin die begint met wat iemand doet."),
        error_messages={"required": _("Schrijf op wat er moet gebeuren.")},
    )  # fmt: skip
    owner = PickField(
        label=_("Wie"), error_messages={"required": _("Kies wie de actie doet."), "invalid_choice": LISTED}
    )
    due_date = DayField(label=_("Uiterlijk"), help_text=_("Bijvoorbeeld 9 februari 2027 of 09-02-2027."))
    version = version_field()

    def __init__(self, names: dict[str, str], data: Any = None, *, actie: Actie | None = None) -> None:
        """Show the stored action, or a new one; `names` are the people to choose from, by id."""
        initial: dict[str, Any] = {"version": 0}
        if actie is not None:
            initial = {"text": actie.text, "owner": str(actie.owner_id or ""), "due_date": actie.due_date,
                       "version": actie.version}  # fmt: skip
        super().__init__(data, initial=initial, use_required_attribute=False)
        self.fields["owner"].choices = [("", _("Kies iemand")), *names.items()]  # type: ignore[attr-defined]  # a choice


class VervallenForm(forms.Form):
    """Why an action is dropped."""

    reason = LineField(
        label=_("Waarom vervalt de actie?"), max_length=240, help_text=_("Eén zin. De leden van de groep lezen dit."),
        error_messages={"required": _("Schrijf in één zin waarom de actie vervalt.")},
    )  # fmt: skip


class VerslagForm(forms.Form):
    """The report in plain text."""

    text = LinesField(
        label=_("Verslag"), max_length=20000, required=False, widget=forms.Textarea(attrs={"rows": 16}),
        help_text=_("Gewone tekst. De leden van de groep lezen dit zodra je het opslaat."),
    )  # fmt: skip
    version = version_field()

    def __init__(self, data: Any = None, *, verslag: Verslag | None = None) -> None:
        """Show the stored report, or an empty one."""
        initial = {"text": verslag.text, "version": verslag.version} if verslag else {"version": 0}
        super().__init__(data, initial=initial, use_required_attribute=False)


class ZoekForm(forms.Form):
    """Words to look for in decisions and actions."""

    q = LineField(label=_("Zoek in besluiten en acties"), max_length=100, required=False)

    def words(self) -> str:
        """Return what to look for; nothing when it cannot be looked for."""
        return self.cleaned_data["q"] if self.is_valid() else ""


def as_uuid(value: str) -> uuid.UUID | None:
    """Return the id somebody sent, None for an empty one. Raises ValidationError for anything else."""
    if not value:
        return None
    try:
        return uuid.UUID(value)
    except ValueError as error:
        raise ValidationError(OLD_PAGE, code="id") from error
