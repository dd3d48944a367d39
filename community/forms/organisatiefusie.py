"""Which organisatie another one goes on as."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from community.forms.choices import RowField
from community.models import Organisatie


class FusieForm(forms.Form):
    """The organisatie that stays."""

    into = RowField(
        label=_("Waarin gaat deze organisatie op?"), queryset=None, empty_label=_("Kies een organisatie"),
        error_messages={"required": _("Kies een organisatie.")},
    )  # fmt: skip

    def __init__(self, organisaties: QuerySet[Organisatie], data: Any = None) -> None:
        super().__init__(data, use_required_attribute=False)
        self.fields["into"].queryset = organisaties.order_by("search_text", "pk")  # type: ignore[attr-defined]  # a choice of rows
