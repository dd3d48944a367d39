"""The questions of an instrument as they are edited in /beheer/: one text in JSON, judged in words."""

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.models import WagtailAdminModelForm

from casussen.instrumenten.logica import judge_schema
from casussen.instrumenten.schema import SchemaError
from casussen.models import Instrumentversie

LONGEST = 200_000


class SchemaField(forms.CharField):
    """JSON as text. A mistake in it is said with the line on which it stands."""

    # An empty list or object is something: something that is no schema.
    empty_values = ("",)

    def to_python(self, value: Any) -> Any:
        """Return what the text describes. Raises ValidationError when it is no JSON."""
        text = super().to_python(value)
        if not text:
            return text
        if len(text) > LONGEST:
            raise ValidationError(_("Dit schema is te groot: hooguit 200.000 tekens."))
        if "\x00" in text or "\\u0000" in text:
            raise ValidationError(_("Er staat een teken in dat we niet kunnen bewaren. Typ de tekst opnieuw."))
        try:
            return json.loads(text, parse_constant=_no_number)
        except (ValueError, RecursionError) as error:
            line = getattr(error, "lineno", 1)
            raise ValidationError(
                _("Hier staat iets wat geen JSON is, op regel %(line)s. Kijk naar komma's, haken en aanhalingstekens.")
                % {"line": line}
            ) from error

    def prepare_value(self, value: Any) -> str:
        """Return the schema as text with a line for each thing; text that was typed stays as it is."""
        return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=1)


def _no_number(name: str) -> None:
    raise ValueError(name)


class DraftForm(WagtailAdminModelForm):
    """The draft of a version: source and schema. A register says in `judge` what is wrong with it."""

    def judge(self, schema: Any) -> object:
        """Read the schema. Raises SchemaError with every fault."""
        raise NotImplementedError

    def clean_schema(self) -> Any:
        """Say every fault of the schema. Raises ValidationError with one sentence for each."""
        schema = self.cleaned_data["schema"]
        try:
            self.judge(schema)
        except SchemaError as error:
            raise ValidationError(error.faults) from error
        return schema


class VersieForm(DraftForm):
    """The draft of a version: source and questions."""

    schema = SchemaField(
        label=gettext_lazy("Vragen (JSON)"),
        widget=forms.Textarea(attrs={"rows": 30, "spellcheck": "false"}),
        error_messages={"required": gettext_lazy("Zet hier het schema met de vragen.")},
        help_text=gettext_lazy("Elke fout wordt in woorden genoemd. Bekijk daarna het voorbeeld."),
    )

    class Meta:
        model = Instrumentversie
        fields = ("source", "schema")

    def judge(self, schema: Any) -> object:
        """Read the questions."""
        return judge_schema(schema)
