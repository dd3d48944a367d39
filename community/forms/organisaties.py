"""Where somebody works."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from community.forms.choices import RowField
from community.forms.dates import DayField
from community.models import Organisatie


class EmployerForm(forms.Form):
    """An organisatie and the first day there."""

    organisatie = RowField(
        label=_("Organisatie"), queryset=None, empty_label=_("Kies een organisatie"),
        error_messages={"required": _("Kies een organisatie.")},
    )  # fmt: skip
    from_date = DayField(label=_("Vanaf welke dag?"), help_text=_("Bijvoorbeeld 9 februari 2027 of 09-02-2027."))

    def __init__(self, organisaties: QuerySet[Organisatie], data: Any = None, initial: Any = None) -> None:
        super().__init__(data, initial=initial, use_required_attribute=False)
        self.fields["organisatie"].queryset = organisaties.order_by("name")  # type: ignore[attr-defined]  # a choice of rows
