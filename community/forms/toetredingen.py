"""Asking to join a leergroep, answering that, and giving members a role."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.forms.text import LinesField
from community.models import KringRol

OVERDRAGEN = "OVERDRAGEN"
CHOOSE = _("Kies een van de mogelijkheden.")


class MotivatieForm(forms.Form):
    """A few words to the trekker."""

    motivation = LinesField(
        label=_("Waarom wil je meedoen?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Eén of twee zinnen zijn genoeg. Alleen wie over je vraag beslist, leest dit."),
        error_messages={"required": _("Schrijf in een of twee zinnen waarom je mee wilt doen.")},
    )  # fmt: skip

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, use_required_attribute=False)


class BesluitForm(forms.Form):
    """Yes or no to somebody who asked to join; each is a button."""

    besluit = forms.ChoiceField(
        choices=[("toelaten", _("Toelaten")), ("afwijzen", _("Afwijzen"))],
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )  # fmt: skip

    @property
    def is_admitted(self) -> bool:
        """Whether the answer is yes."""
        return bool(self.cleaned_data["besluit"] == "toelaten")


class RolForm(forms.Form):
    """The role of a member; who leads herself may hand her own role over."""

    rol = forms.ChoiceField(
        label=_("Wat doet dit lid in de groep?"), widget=forms.RadioSelect,
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )  # fmt: skip

    def __init__(self, *, role: str, may_hand_over: bool, data: Any = None) -> None:
        super().__init__(data, initial={"rol": role}, use_required_attribute=False)
        choices = [(KringRol.LID.value, _("Gewoon lid")), (KringRol.TREKKER.value, _("Trekker van de groep"))]
        if may_hand_over:
            choices.append((OVERDRAGEN, _("Trekker in mijn plaats: ik word gewoon lid")))
        self.fields["rol"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField

    @property
    def role(self) -> KringRol:
        """The role that was chosen for the member."""
        return KringRol.LID if self.cleaned_data["rol"] == KringRol.LID else KringRol.TREKKER

    @property
    def is_hand_over(self) -> bool:
        """Whether the person who chose gives her own role away."""
        return bool(self.cleaned_data["rol"] == OVERDRAGEN)
