"""The code that a guest types."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from community.actions.gastlinks import DIGITS
from community.forms.text import LineField

TYPE_CODE = _("Typ de 6 cijfers uit de mail.")


class CodeForm(forms.Form):
    """Six digits, also typed with spaces between them."""

    code = LineField(
        label=_("Code uit de mail"), max_length=20,
        error_messages={"required": TYPE_CODE, "max_length": TYPE_CODE},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "class": "short"}),
    )  # fmt: skip

    def clean_code(self) -> str:
        """Return the digits. Raises ValidationError for anything else."""
        typed = "".join(self.cleaned_data["code"].split())
        if len(typed) != DIGITS or not (typed.isascii() and typed.isdigit()):
            raise ValidationError(TYPE_CODE)
        return typed
