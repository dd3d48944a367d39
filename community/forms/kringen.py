"""What people of a Kring agree on."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.forms.text import LinesField
from community.models import Afspraken

OLD_PAGE = _("Deze pagina is te oud. Open de pagina opnieuw.")


class AfsprakenForm(forms.Form):
    """New agreements. `number` says which version they were made from; 0 for the first."""

    text = LinesField(
        label=_("Afspraken"), max_length=4000, widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("Schrijf korte zinnen. Bijvoorbeeld: wat hier gezegd wordt, blijft hier."),
        error_messages={"required": _("Schrijf op wat jullie afspreken.")},
    )  # fmt: skip
    number = forms.IntegerField(
        widget=forms.HiddenInput, min_value=0, max_value=30_000,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), OLD_PAGE),
    )  # fmt: skip

    def __init__(self, newest: Afspraken | None, data: Any = None) -> None:
        stored = {"text": newest.text, "number": newest.number} if newest else {"number": 0}
        super().__init__(data, initial=stored, use_required_attribute=False)


class AkkoordForm(forms.Form):
    """Saying yes to the agreements that were shown; `number` says which."""

    number = forms.IntegerField(
        widget=forms.HiddenInput, min_value=1, max_value=30_000,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), OLD_PAGE),
    )  # fmt: skip
    akkoord = forms.BooleanField(
        label=_("Ik ga akkoord met deze afspraken"),
        error_messages={"required": _("Zet een vinkje als je akkoord gaat met de afspraken.")},
    )  # fmt: skip

    def __init__(self, newest: Afspraken | None, data: Any = None) -> None:
        super().__init__(data, initial={"number": newest.number if newest else 0}, use_required_attribute=False)
