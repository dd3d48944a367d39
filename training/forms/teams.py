"""Planning a talk of a team."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.forms.agenda import KNOWN, BijeenkomstForm
from community.models import User
from training.models import Editiedeel, Team

OWN, TRAINERS = "EIGEN", "TRAINERS"
LEFT_OUT = ("is_confidential", "last_date", "capacity", "provincie")


class TeamgesprekForm(BijeenkomstForm):
    """A talk of a team in a tussentijd: as any meeting of a group, and with whom."""

    met = forms.ChoiceField(
        label=_("Met wie?"), widget=forms.RadioSelect,
        choices=[(OWN, _("Alleen met je team")), (TRAINERS, _("Met je team en de trainers"))],
        error_messages={"required": _("Kies met wie het gesprek is."), "invalid_choice": KNOWN},
    )  # fmt: skip
    field_order = ("met", "title", "description", "date", "dagdelen", "starts", "ends", "place_name", "address",
                   "online_url")  # fmt: skip

    def __init__(self, user: User, now: Any, data: Any = None, *, team: Team, deel: Editiedeel, met: str) -> None:
        super().__init__(user, now, data, kring=team.kring)
        for name in LEFT_OUT:
            del self.fields[name]
        self.initial["title"] = _("Teamgesprek bij %(part)s") % {"part": deel.onderdeel.title[:90]}
        self.initial["met"] = met if met in (OWN, TRAINERS) else ""

    @property
    def is_with_trainers(self) -> bool:
        """Whether the trainers are asked too."""
        return bool(self.cleaned_data["met"] == TRAINERS)

    def _opzet(self, given: dict[str, Any]) -> Any:
        # What is not asked here is as for an ordinary talk.
        return super()._opzet({"is_confidential": False, "capacity": None, "provincie": "", **given})
