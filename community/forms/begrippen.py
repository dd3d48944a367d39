"""A term and a source as redacteuren fill them in, in /beheer/."""

from typing import Any, ClassVar

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from community.actions.begrippen import Begripwoorden
from community.forms.choices import RowField, RowsField
from community.forms.text import LineField, LinesField
from community.models import Begrip, Bron, BronLicentie
from community.queries.begrippen import mark_of, newest_of, others_than
from community.queries.bronnen import bronnen_by_title

FIRST_YEAR, LAST_YEAR = 1900, 2100
YEAR = _("Typ een jaar van vier cijfers, bijvoorbeeld 2021.")
WHICH = _("Schrijf erbij welke licentie het is, of wie toestemming gaf.")
NEEDS_NOTE = (BronLicentie.TOESTEMMING, BronLicentie.OPEN)


class BegripForm(WagtailAdminModelForm):
    """The term with its other words, and what it means. `gezien` marks what stood there when the form was opened."""

    term = LineField(label=_("Term"), max_length=80, error_messages={"required": _("Typ het begrip.")})
    definitie = LinesField(
        label=_("Wat het betekent"), max_length=400, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Schrijf één zin in eigen woorden."),
        error_messages={"required": _("Schrijf wat het begrip betekent.")},
    )  # fmt: skip
    voorbeeld = LinesField(
        label=_("Voorbeeld"), max_length=600, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    bron = RowField(
        label=_("Bron"), queryset=bronnen_by_title(),
        error_messages={"required": _("Kies de bron. Zet een nieuwe bron eerst in het register.")},
    )  # fmt: skip
    vindplaats = LineField(label=_("Plek in de bron"), max_length=200, required=False)
    namen = LinesField(
        label=_("Andere woorden"), required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=2000,
        help_text=_("Zet elk woord op een eigen regel. Zo'n woord leidt naar dit begrip. Meervouden hoeven niet."),
    )  # fmt: skip
    niet_hetzelfde_als = RowsField(label=_("Niet hetzelfde als"), queryset=others_than(None), required=False)
    gezien = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Begrip
        fields: ClassVar[list[str]] = ["term"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = self.instance
        if own._state.adding:
            return
        self.fields["niet_hetzelfde_als"].queryset = others_than(own)
        newest = newest_of(own)
        words = {name: getattr(newest, name) for name in ("definitie", "voorbeeld", "bron", "vindplaats")}
        self.initial |= {
            **(words if newest else {}), "gezien": mark_of(own),
            "namen": "\n".join(own.namen.order_by("naam").values_list("naam", flat=True)),
            "niet_hetzelfde_als": list(own.niet_hetzelfde_als.all()),
        }  # fmt: skip

    def words(self) -> Begripwoorden:
        """Return what was filled in."""
        given = self.cleaned_data
        names = tuple(dict.fromkeys(name for line in given["namen"].split("\n") if (name := line.strip())))
        same = {name: given[name] for name in ("term", "definitie", "voorbeeld", "bron", "vindplaats")}
        return Begripwoorden(namen=names, niet_hetzelfde_als=list(given["niet_hetzelfde_als"]), **same)

    def see_again(self) -> None:
        """Show what was typed once more, on top of what stands there now: pressing again puts this in its place."""
        form: Any = self
        form.data = form.data.copy()
        form.data[self.add_prefix("gezien")] = mark_of(self.instance)


class BronForm(WagtailAdminModelForm):
    """A source, and on what ground it is used."""

    titel = LineField(label=_("Titel"), max_length=200, error_messages={"required": _("Typ de titel.")})
    maker = LineField(label=_("Maker"), max_length=160, error_messages={"required": _("Typ wie het maakte.")})
    jaar = forms.IntegerField(
        label=_("Jaar"), required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": YEAR, "min_value": YEAR, "max_value": YEAR},
    )  # fmt: skip
    licentie_note = LineField(
        label=_("Toelichting op de grond"), max_length=200, required=False,
        help_text=_("Welke licentie is het, of wie gaf toestemming en wanneer?"),
    )  # fmt: skip
    url = forms.URLField(
        label=_("Adres"), max_length=300, required=False, assume_scheme="https", widget=forms.TextInput,
        validators=[URLValidator(schemes=["http", "https"])],
        error_messages={"invalid": _("Typ een volledig adres, bijvoorbeeld https://www.voorbeeld.nl/rapport.")},
    )  # fmt: skip

    class Meta:
        model = Bron
        fields: ClassVar[list[str]] = ["titel", "maker", "jaar", "licentie", "licentie_note", "url"]

    def clean(self) -> dict[str, Any]:
        """Ask which licence it is, or whose permission."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("licentie") in NEEDS_NOTE and not given.get("licentie_note"):
            self.add_error("licentie_note", WHICH)
        return given
