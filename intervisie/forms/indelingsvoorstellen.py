"""What a coördinator sends about a proposal: where somebody goes, and the names and contactpersonen of the groups."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from community.forms.agenda import KNOWN
from intervisie.actions.overnemen import NAME_LENGTH, Groepkeuze

# As a group's number: in no group at all.
NOWHERE = "geen"
MOST_DIGITS = 4


class MoveForm(forms.Form):
    """To which group somebody goes: its number from 1, or none."""

    naar = forms.CharField(
        label=_("Naar welke groep?"), max_length=MOST_DIGITS,
        error_messages={"required": _("Kies een groep."), "max_length": KNOWN},
    )  # fmt: skip

    def clean_naar(self) -> int | None:
        """Return the place of the group from 0, or None for no group."""
        value: str = self.cleaned_data["naar"]
        if value == NOWHERE:
            return None
        if not (value.isascii() and value.isdecimal() and int(value) > 0):
            raise forms.ValidationError(KNOWN)
        return int(value) - 1


class AdoptForm(forms.Form):
    """Of each group a name and a contactpersoon."""

    def __init__(self, groups: Sequence[Mapping[str, Any]], names: Mapping[str, str], data: Any = None) -> None:
        """Offer the people of each group; what the proposal says stands ready."""
        super().__init__(data, use_required_attribute=False)
        self.groups = groups
        for number, row in enumerate(groups, 1):
            self.fields[f"naam_{number}"] = forms.CharField(
                label=_("Naam van groep %(number)s") % {"number": number}, max_length=NAME_LENGTH,
                initial=row["name"],
                error_messages={"required": _("Geef deze groep een naam."),
                                "max_length": _("Deze naam is te lang. Hooguit %(limit_value)d tekens.")},
            )  # fmt: skip
            self.fields[f"contact_{number}"] = forms.ChoiceField(
                label=_("Contactpersoon van groep %(number)s") % {"number": number},
                choices=[(id_, names[id_]) for id_ in row["members"]], initial=row["contact"],
                error_messages={"required": KNOWN, "invalid_choice": KNOWN},
            )  # fmt: skip

    def rows(self) -> list[tuple[BoundField, BoundField]]:
        """Return the fields of each group."""
        return [(self[f"naam_{number}"], self[f"contact_{number}"]) for number in range(1, len(self.groups) + 1)]

    def choices(self) -> dict[int, Groepkeuze]:
        """Return what was chosen, by the place of the group from 0."""
        given = self.cleaned_data
        return {
            number - 1: Groepkeuze(given[f"naam_{number}"], given[f"contact_{number}"])
            for number in range(1, len(self.groups) + 1)
        }
