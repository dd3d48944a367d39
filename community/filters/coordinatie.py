"""Finding the leergroepen that ask attention."""

from django import forms
from django.utils.translation import gettext_lazy as _

LET_OP = {
    "WACHT": _("Iemand wacht op toegang"),
    "ZONDER_TREKKER": _("Geen trekker"),
    "STIL": _("Al 60 dagen stil"),
}


class LeergroepenForm(forms.Form):
    """One question: which kind of attention."""

    let_op = forms.ChoiceField(
        label=_("Let op"), choices=[("", _("Alle leergroepen")), *LET_OP.items()], required=False,
        error_messages={"invalid_choice": _("Kies een mogelijkheid uit de lijst.")},
    )  # fmt: skip
