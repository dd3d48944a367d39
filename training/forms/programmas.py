"""Programmes in /beheer/: one part with its script, and the texts of competences."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.models import WagtailAdminModelForm

from training.actions.programmas import COPIED, OnderdeelAnswers
from training.models import Competentie, Draaiboekregel, Programmaonderdeel
from training.queries.programmas import concepts, doelen, instrumenten, parts_to_choose

SIGN = "|"
LINE = ("activity", "werkvorm", "material", "who")
LEVELS = 5
LONGEST = {
    field.name: field.max_length or 0 for field in Draaiboekregel._meta.concrete_fields if field.name in LINE
}  # fmt: skip


class DraaiboekField(forms.CharField):
    """A script as text: on each line minutes, what, werkvorm, material and who, with a bar between them."""

    def to_python(self, value: Any) -> Any:
        """Return the lines. Raises ValidationError that names the line that cannot be read."""
        text = super().to_python(value) or ""
        if "\x00" in text:
            raise ValidationError(_("Er staat een teken in dat we niet kunnen bewaren. Typ de tekst opnieuw."))
        return [_read(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]

    def prepare_value(self, value: Any) -> str:
        """Return the script as text; text that was typed stays as it is."""
        if not isinstance(value, list):
            return value or ""
        return "\n".join(_written(line) for line in value)


def _read(number: int, line: str) -> dict[str, Any]:
    cells = [cell.strip() for cell in line.split(SIGN)]
    minutes = cells[0]
    if not (minutes.isascii() and minutes.isdigit() and 1 <= int(minutes[:6]) <= 600):
        raise ValidationError(_("Regel %(number)s begint niet met minuten, van 1 tot en met 600.") % {"number": number})
    if len(cells) < 2 or not cells[1]:
        raise ValidationError(_("Regel %(number)s zegt niet wat jullie dan doen.") % {"number": number})
    if len(cells) > len(LINE) + 1:
        raise ValidationError(_("Regel %(number)s heeft te veel streepjes: het zijn er vier.") % {"number": number})
    row: dict[str, Any] = dict(zip(LINE, (*cells[1:], "", "", ""), strict=False)) | {"minutes": int(minutes)}
    for name in LINE:
        longest = LONGEST[name]
        if len(row[name]) > longest:
            raise ValidationError(
                _("Regel %(number)s is te lang: hooguit %(longest)s tekens in één vak.")
                % {"number": number, "longest": longest}
            )
    return row


def _written(line: dict[str, Any]) -> str:
    cells = [str(line["minutes"]), *(str(line[name]) for name in LINE)]
    return f" {SIGN} ".join(cells).rstrip(f" {SIGN}")


class OnderdeelForm(WagtailAdminModelForm):
    """One part of a concept."""

    opdracht_part = forms.ChoiceField(label=gettext_lazy("Onderdeel van de casus"), required=False)
    draaiboek = DraaiboekField(
        label=gettext_lazy("Draaiboek"), required=False, widget=forms.Textarea(attrs={"rows": 10}),
        help_text=gettext_lazy("Op elke regel: minuten | wat | werkvorm | materiaal | wie."),
    )  # fmt: skip
    ontwikkeldoelen: Any = forms.ModelMultipleChoiceField(
        None, label=gettext_lazy("Ontwikkeldoelen"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Kies minstens één ontwikkeldoel.")},
    )  # fmt: skip
    instrumenten: Any = forms.ModelMultipleChoiceField(
        None, label=gettext_lazy("Instrumenten"), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    version_seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)

    class Meta:
        model = Programmaonderdeel
        fields = ("versie", *COPIED, "ontwikkeldoelen", "instrumenten")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        row = self.instance
        self.fields["ontwikkeldoelen"].queryset, self.fields["instrumenten"].queryset = doelen(), instrumenten()
        known = dict(parts_to_choose())
        if row.opdracht_part:
            known.setdefault(row.opdracht_part, row.opdracht_part)
        self.fields["opdracht_part"].choices = [("", _("Geen")), *known.items()]
        self.fields["minutes"].help_text = _("Van 5 tot en met 1440.")
        if row.versie_id:  # a new row has its id from the start
            del self.fields["versie"]
            names = ("minutes", *LINE)
            self.initial["draaiboek"] = [
                {name: getattr(line, name) for name in names} for line in row.draaiboek.order_by("position")
            ]
            self.initial["version_seen"] = row.versie.version
        else:
            self.fields["versie"].queryset = concepts()

    def clean_minutes(self) -> int:
        """Return the minutes. Raises ValidationError for what no part takes."""
        minutes = int(self.cleaned_data["minutes"])
        if not 5 <= minutes <= 1440:
            raise ValidationError(_("Kies 5 tot en met 1440 minuten."))
        return minutes

    def clean_code(self) -> str:
        """Return the code in capitals. Raises ValidationError for signs that no address takes."""
        code = str(self.cleaned_data["code"]).strip().upper()
        if not (code.isascii() and code.isalnum()):
            raise ValidationError(_("Een code is een letter of cijfer, bijvoorbeeld A of 1."))
        return code

    def answers(self) -> OnderdeelAnswers:
        """Return what was filled in, for the action."""
        given = self.cleaned_data
        return OnderdeelAnswers(
            fields={name: given[name] for name in COPIED}, instrumenten=list(given["instrumenten"]),
            ontwikkeldoelen=list(given["ontwikkeldoelen"]), draaiboek=given["draaiboek"],
        )  # fmt: skip


class LevelsField(forms.CharField):
    """Five sentences, one on a line, from the first level to the last."""

    def to_python(self, value: Any) -> Any:
        """Return the sentences. Raises ValidationError when there are not five."""
        text = super().to_python(value) or ""
        if "\x00" in text:
            raise ValidationError(_("Er staat een teken in dat we niet kunnen bewaren. Typ de tekst opnieuw."))
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        if len(lines) != LEVELS:
            raise ValidationError(_("Schrijf vijf zinnen, elk op een eigen regel."))
        return lines

    def prepare_value(self, value: Any) -> str:
        """Return the sentences as text; text that was typed stays as it is."""
        return "\n".join(value) if isinstance(value, list) else value or ""


class CompetentieForm(WagtailAdminModelForm):
    """The words of a competence."""

    levels = LevelsField(
        label=gettext_lazy("Gedrag per niveau"), widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("Vijf zinnen, van niveau 1 tot en met 5, elk op een eigen regel."),
    )  # fmt: skip

    class Meta:
        model = Competentie
        fields = ("label", "explanation", "levels")
