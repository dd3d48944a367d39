"""The steps of a protocol as they are edited in /beheer/, and the day of an example visit."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from casussen.forms.beheer import DraftForm, SchemaField
from community.forms.dates import DayField
from intervisie.models import Protocol, Protocolversie
from intervisie.protocol.schema import read_protocol

FURTHEST = timedelta(days=5 * 366)


class ProtocolForm(WagtailAdminModelForm):
    """The words of a protocol, and whether it is the usual one."""

    class Meta:
        model = Protocol
        fields = ("name", "summary", "is_usual")

    def _get_validation_exclusions(self) -> set[str]:
        """Leave it to the action that one protocol is usual: it takes that from the other one."""
        excluded: set[str] = super()._get_validation_exclusions()
        return excluded | {"is_usual"}


class VersieForm(DraftForm):
    """The draft of a version: source and steps."""

    schema = SchemaField(
        label=_("Stappen (JSON)"),
        widget=forms.Textarea(attrs={"rows": 30, "spellcheck": "false"}),
        error_messages={"required": _("Zet hier het protocol met de stappen.")},
        help_text=_("Elke fout wordt in woorden genoemd. Bekijk daarna hoe een toernee eruitziet."),
    )

    class Meta:
        model = Protocolversie
        fields = ("source", "schema")

    def judge(self, schema: Any) -> object:
        """Read the protocol."""
        return read_protocol(schema)


class VoorbeeldForm(forms.Form):
    """The day of an example visit."""

    dag = DayField(label=_("Dag van het bezoek"))

    def __init__(self, data: Any = None, *, today: date) -> None:
        super().__init__(data, use_required_attribute=False)
        self.today = today

    def clean_dag(self) -> date:
        """Return the day. Raises ValidationError when it lies too far away to count weeks from."""
        day: date = self.cleaned_data["dag"]
        if abs(day - self.today) > FURTHEST:
            raise ValidationError(_("Kies een dag binnen vijf jaar."))
        return day
