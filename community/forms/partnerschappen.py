"""What the coördinerend hart writes down about a partnerschap."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from community.actions.partnerschappen import BEFORE_START, Afspraken
from community.forms.choices import KNOWN, RowField
from community.forms.dates import DayField
from community.forms.text import LinesField
from community.forms.versions import version_field
from community.models import RUNNING, Organisatie, Partnerschap, PartnerschapStatus

STORED = ("status", "start_date", "end_date", "has_option", "note", "version")
EXAMPLE = _("Bijvoorbeeld 1 maart 2027 of 01-03-2027.")


class PartnerschapForm(forms.Form):
    """What is agreed with an organisatie. One that runs has no status to choose; its organisatie always stays."""

    organisatie = RowField(
        label=_("Organisatie"), queryset=None, empty_label=_("Kies een organisatie"),
        error_messages={"required": _("Kies een organisatie.")},
    )  # fmt: skip
    status = forms.ChoiceField(
        label=_("Hoe ver zijn jullie?"), widget=forms.RadioSelect, initial=PartnerschapStatus.VERKENNING,
        choices=[(status.value, status.label) for status in BEFORE_START],
        error_messages={"required": _("Kies hoe ver jullie zijn."), "invalid_choice": KNOWN},
    )  # fmt: skip
    start_date = DayField(label=_("Begint op"), required=False, help_text=EXAMPLE)
    end_date = DayField(label=_("Loopt tot"), required=False, help_text=_("De eerste dag die er niet meer bij hoort."))
    has_option = forms.BooleanField(label=_("Met een optie om te verlengen"), required=False, initial=True)
    note = LinesField(
        label=_("Notitie voor het coördinerend hart"), max_length=2000, required=False,
        help_text=_("De organisatie leest dit niet."), widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    version = version_field()

    def __init__(
        self, row: Partnerschap | None, organisaties: QuerySet[Organisatie], data: Any = None, *,
        initial: dict[str, Any] | None = None,
    ) -> None:  # fmt: skip
        stored = {name: getattr(row, name) for name in STORED} if row else {"version": 0, **(initial or {})}
        super().__init__(data, initial=stored, use_required_attribute=False)
        if row is not None:
            del self.fields["organisatie"]
        else:
            self.fields["organisatie"].queryset = organisaties.order_by("search_text", "pk")  # type: ignore[attr-defined]  # a choice of rows
        if row is not None and row.status in RUNNING:
            del self.fields["status"]
            for name in ("start_date", "end_date"):
                self.fields[name].required = True

    def afspraken(self) -> Afspraken:
        """Return what a valid form holds."""
        given = {name: self.cleaned_data[name] for name in ("start_date", "end_date", "has_option", "note")}
        return Afspraken(status=self.cleaned_data.get("status"), **given)


class StartForm(forms.Form):
    """From when until when it runs."""

    start_date = DayField(label=_("Begint op"), help_text=EXAMPLE)
    end_date = DayField(label=_("Loopt tot"), required=False, help_text=_("Laat leeg voor twee jaar na het begin."))
    has_option = forms.BooleanField(label=_("Met een optie om te verlengen"), required=False)
    version = version_field()

    def __init__(self, row: Partnerschap, data: Any = None) -> None:
        initial = {name: getattr(row, name) for name in STORED}
        super().__init__(data, initial=initial, use_required_attribute=False)


class ExtendForm(forms.Form):
    """Until when it runs now."""

    end_date = DayField(label=_("Loopt voortaan tot"), help_text=EXAMPLE)
    has_option = forms.BooleanField(label=_("Daarna opnieuw een optie om te verlengen"), required=False)
    version = version_field()

    def __init__(self, row: Partnerschap, data: Any = None) -> None:
        super().__init__(data, initial={"version": row.version}, use_required_attribute=False)


class EndForm(forms.Form):
    """From which day on there is no partnerschap any more."""

    ended_date = DayField(label=_("Eerste dag zonder partnerschap"), help_text=_("Vandaag of een eerdere dag."))
    version = version_field()

    def __init__(self, row: Partnerschap, today: Any, data: Any = None) -> None:
        super().__init__(data, initial={"version": row.version, "ended_date": today}, use_required_attribute=False)
