"""Choosing whom to invite to a group, and answering an invitation."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _

from community.forms.text import LineField
from community.forms.toetredingen import CHOOSE
from community.models import User
from community.queries.groepsuitnodigingen import member_of_code, members_called

NOBODY_THERE = _("Dit e-mailadres is niet van een lid. Een coördinator kan diegene uitnodigen voor Regiekamer.")
NO_SUCH_NAME = _("We vinden niemand met deze naam in de ledengids. Vul het e-mailadres in.")
SEVERAL = _("Er zijn meer mensen met deze naam. Vul het e-mailadres in.")
NOT_LISTED = _("Deze persoon staat niet in de ledengids. Zoek opnieuw, of vul het e-mailadres in.")


class ZoekLidForm(forms.Form):
    """Words to find somebody in the ledengids."""

    q = LineField(
        label=_("Zoek in de ledengids"), max_length=100, required=False,
        help_text=_("Op naam, functie, organisatie of onderwerp."),
    )  # fmt: skip


class GroepsuitnodigingForm(forms.Form):
    """Whom to invite: typed as a name or an address, or `lid`, the code of somebody who was found."""

    persoon = LineField(
        label=_("Naam of e-mailadres van een lid"), max_length=254, required=False,
    )  # fmt: skip
    lid = forms.SlugField(
        max_length=40, required=False, widget=forms.HiddenInput, error_messages={"invalid": NOT_LISTED}
    )

    def __init__(self, user: User, now: datetime, data: Any = None) -> None:
        super().__init__(data, use_required_attribute=False)
        self.user, self.now = user, now
        self.person: User | None = None

    def clean(self) -> dict[str, Any]:
        """Find the person. Raises ValidationError when it is nobody, or more than one."""
        given = super().clean() or {}
        if self.errors:
            return given
        if code := given.get("lid"):
            self.person = member_of_code(self.user, code, self.now)
            if self.person is None:
                raise ValidationError(NOT_LISTED)
        elif typed := given.get("persoon"):
            self._find_typed(typed)
        else:
            self.add_error("persoon", _("Vul een naam of e-mailadres in."))
        return given

    def _find_typed(self, typed: str) -> None:
        found = members_called(self.user, typed, self.now)
        if len(found) == 1:
            self.person = found[0]
        elif found:
            self.add_error("persoon", SEVERAL)
        else:
            self.add_error("persoon", NOBODY_THERE if _is_address(typed) else NO_SUCH_NAME)


class AntwoordForm(forms.Form):
    """Yes or no to an invitation; each is a button."""

    antwoord = forms.ChoiceField(
        choices=[("ja", _("Ik doe mee")), ("nee", _("Nee, dank je"))],
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )  # fmt: skip

    @property
    def is_yes(self) -> bool:
        """Whether she wants to join."""
        return bool(self.cleaned_data["antwoord"] == "ja")


def _is_address(typed: str) -> bool:
    try:
        EmailValidator()(typed)
    except ValidationError:
        return False
    return True
