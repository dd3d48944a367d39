"""Moving people between teams by hand, and choosing who is captain."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from community.forms.agenda import KNOWN
from community.forms.versions import OLD_PAGE
from training.queries.teamindeling import Division, Mensen, TeamPerson, TeamRow

NOWHERE = ""


class DivisionForm(forms.Form):
    """One choice of team for each person, and one of captain for each team. `version` is the stamp of what was seen."""

    version = forms.CharField(widget=forms.HiddenInput, max_length=200,
                              error_messages={"required": OLD_PAGE, "max_length": OLD_PAGE})  # fmt: skip

    def __init__(
        self, mensen: Mensen, division: Division, data: Any = None, *, unplaced: Sequence[TeamPerson] = ()
    ) -> None:
        super().__init__(data, initial={"version": division.stamp}, use_required_attribute=False)
        self.mensen, self.division = mensen, division
        last = max(division.teams, default=0)
        numbers = [(str(number), _("Team %(number)s") % {"number": number}) for number in sorted(division.teams)]
        choices = [*numbers, (str(last + 1), _("Nieuw team %(number)s") % {"number": last + 1})]
        for number, members in division.teams.items():
            for id_ in members:
                self._add_place(id_, choices, str(number))
            self._add_captain(number, members)
        for person in unplaced:
            self._add_place(person.id, [(NOWHERE, _("Nog geen team")), *choices], NOWHERE)

    def place_of(self, id_: str) -> BoundField:
        """Return the choice of a team for this person."""
        return self[f"plek_{id_}"]

    def captain_of(self, number: int) -> BoundField:
        """Return the choice of a captain for this team."""
        return self[f"captain_{number}"]

    def placing(self) -> dict[str, int]:
        """Return in which team each person is put; who stays without is left out."""
        given = self.cleaned_data
        names = ((id_, given.get(f"plek_{id_}", "")) for id_ in self.mensen.people)
        return {id_: int(value) for id_, value in names if value}

    def captains(self) -> dict[int, str]:
        """Return who is chosen as captain, by team."""
        return {number: self.cleaned_data[f"captain_{number}"] for number in self.division.teams}

    def _add_place(self, id_: str, choices: list[tuple[str, Any]], initial: str) -> None:
        name = self.mensen.name_of(id_)
        self.fields[f"plek_{id_}"] = forms.ChoiceField(
            label=_("Verplaats %(name)s") % {"name": name}, choices=choices, required=initial != NOWHERE,
            error_messages={"required": KNOWN, "invalid_choice": KNOWN},
        )  # fmt: skip
        self.initial[f"plek_{id_}"] = initial

    def _add_captain(self, number: int, members: Sequence[str]) -> None:
        """Offer the people of the team, who is put in it by this very form, and the trainers."""
        coming = [id_ for id_ in self.mensen.people if self.data.get(f"plek_{id_}") == str(number)]
        asked = self.data.get(f"captain_{number}", "")
        ids = [id_ for id_ in self.mensen.people if id_ in members or id_ in coming or id_ == asked]
        choices: list[Any] = [(NOWHERE, _("Kies een teamcaptain"))]
        choices += [(id_, self.mensen.name_of(id_)) for id_ in ids]
        choices += [(id_, _("%(name)s (trainer)") % {"name": user.naam}) for id_, user in self.mensen.trainers.items()]
        self.fields[f"captain_{number}"] = forms.ChoiceField(
            label=_("Teamcaptain van team %(number)s") % {"number": number}, choices=choices, required=False,
            error_messages={"invalid_choice": KNOWN},
        )  # fmt: skip
        self.initial[f"captain_{number}"] = self.division.captains.get(number, NOWHERE)


def drawn(form: DivisionForm, rows: Sequence[TeamRow]) -> list[dict[str, Any]]:
    """Return the teams with their choices, for the page."""
    return [
        {
            "row": row,
            "captain": form.captain_of(row.number),
            "people": [
                {"person": person, "field": form.place_of(person.id), "is_locked": person.id in form.division.locked,
                 "is_captain": person.id == row.captain}
                for person in row.people
            ],
        }
        for row in rows
    ]  # fmt: skip
