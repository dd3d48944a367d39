"""Material of trainings: what it is, for whom, and its file."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from community.actions.bestandsinhoud import Inhoud
from community.forms.choices import KNOWN, RowField
from community.forms.groepsberichten import CHOOSE_AGAIN, FilesField, FilesInput
from community.forms.text import LineField
from community.forms.versions import version_field
from training.actions.materialen import MateriaalAnswers
from training.models import Materiaal, MateriaalAudience, Programma

ONE = _("Kies één bestand.")
FILE_HELP = _("Een pdf, Office-bestand, afbeelding of tekst, tot 10 MB.")
CHOOSE = {"required": _("Kies er één."), "invalid_choice": KNOWN}


class OneFileInput(FilesInput):
    """The input for one file; more than one is refused in words by its field."""

    allow_multiple_selected = False


class FileField(FilesField):
    """One file; what is in it is judged, whatever the browser says it is."""

    widget = OneFileInput

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return the judged file, None without one. Raises ValidationError with a sentence why it cannot be kept."""
        found: list[Inhoud] = super().clean(data)
        if len(found) > 1 or (self.required and not found):
            raise ValidationError(ONE, code="required")
        return found[0] if found else None


class MateriaalForm(forms.Form):
    """What stands with a piece of material."""

    title = LineField(
        label=_("Titel"), max_length=120, help_text=_("Zonder namen en zonder iets uit een casus."),
        error_messages={"required": _("Geef het materiaal een titel.")},
    )  # fmt: skip
    code = forms.ChoiceField(label=_("Bij onderdeel"), required=False, error_messages={"invalid_choice": KNOWN})
    audience = forms.ChoiceField(
        label=_("Voor wie is het?"), choices=MateriaalAudience.choices, widget=forms.RadioSelect, error_messages=CHOOSE,
        initial=MateriaalAudience.DEELNEMERS,
    )  # fmt: skip
    licence = LineField(
        label=_("Licentie of bron"), max_length=200, required=False,
        help_text=_("Van wie is het en mag je het delen? Bijvoorbeeld: eigen werk, CC BY 4.0."),
    )  # fmt: skip
    version = version_field()

    def __init__(self, parts: Iterable[tuple[str, str]], data: Any = None, files: Any = None, *,
                 initial: dict[str, Any] | None = None) -> None:  # fmt: skip
        super().__init__(data, files, initial={"version": 1, **(initial or {})}, use_required_attribute=False)
        self.fields["code"].choices = [("", _("Bij de hele training")), *parts]  # type: ignore[attr-defined]  # a ChoiceField

    def answers(self) -> MateriaalAnswers:
        """Return what was filled in, for the action."""
        return MateriaalAnswers(**{name: self.cleaned_data[name] for name in ("title", "code", "audience", "licence")})


class NieuwForm(MateriaalForm):
    """New material: what it is, what it was made from, and its file when that is there already."""

    origin = RowField(label=_("Gemaakt van"), queryset=None, required=False,
                      empty_label=_("Niet van ander materiaal gemaakt"))  # fmt: skip
    bestand = FileField(
        label=_("Bestand"), required=False,
        help_text=_("Nog geen bestand? Laat het leeg. Deelnemers krijgen een bericht zodra het er is."),
    )  # fmt: skip

    def __init__(self, parts: Iterable[tuple[str, str]], origins: QuerySet[Materiaal], data: Any = None,
                 files: Any = None, *, initial: dict[str, Any] | None = None) -> None:  # fmt: skip
        super().__init__(parts, data, files, initial=initial)
        self.fields["origin"].queryset = origins  # type: ignore[attr-defined]  # a RowField

    def clean(self) -> dict[str, Any]:
        """Say that the file must be chosen again when something else is wrong: browsers do not keep it."""
        given = super().clean() or {}
        if self.errors and given.get("bestand") is not None:
            self.add_error("bestand", CHOOSE_AGAIN)
        return given


class BibliotheekForm(NieuwForm):
    """New material of a programme, for all of its edities."""

    programma = RowField(label=_("Programma"), queryset=None, empty_label=None,
                         error_messages={"required": _("Kies een programma.")})  # fmt: skip
    field_order = ("programma", "title")

    def __init__(self, programmas: Sequence[Programma] | QuerySet[Programma], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["programma"].queryset = programmas  # type: ignore[attr-defined]  # a RowField


class VersieForm(forms.Form):
    """A newer version of a file."""

    bestand = FileField(label=_("Bestand"), help_text=FILE_HELP)
    bericht = forms.BooleanField(
        label=_("Stuur er een bericht over"), required=False,
        help_text=_("Bij de eerste versie gaat er altijd een bericht uit."),
    )  # fmt: skip

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, use_required_attribute=False)
