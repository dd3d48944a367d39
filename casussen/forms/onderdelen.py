"""The rows of a casus as forms. Names are those of the model; what differs says so in `initial_of` and `values`."""

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from casussen.keuzes import SOORTEN_DOEL, SOORTEN_PARTIJ
from casussen.models import Belang, Betrokkenheid, Casus, Casusonderdeel, Moment, MomentKind, Partij
from casussen.partijen import LONGEST_NAME
from casussen.queries.onderdelen import rows_of
from community.forms.agenda import KNOWN
from community.forms.dates import DayField
from community.forms.text import LineField, LinesField
from community.forms.versions import version_field

LONG, SHORT = 2000, 200
POSITION = _("Vul een heel getal in van 0 tot en met 100.")
FEW_ROWS = {"rows": 3}


def lines(label: Any, help_text: Any = "", *, longest: int = LONG, **more: Any) -> LinesField:
    """Return a question of some lines that may stay empty."""
    words: dict[str, Any] = {"label": label, "help_text": help_text, "required": False, "max_length": longest}
    return LinesField(widget=forms.Textarea(attrs=FEW_ROWS), **words | more)


def choice(label: Any, choices: Iterable[Any], *, required: Any = "", **more: Any) -> forms.ChoiceField:
    """Return one choice; `required` is the sentence for who makes none, without it the choice is free."""
    free = () if required else (("", _("Nog niet gekozen")),)
    messages = {"invalid_choice": KNOWN, "required": required}
    return forms.ChoiceField(
        label=label, choices=(*free, *choices), required=bool(required), error_messages=messages, **more
    )


class OnderdeelForm(forms.Form):
    """A row of a casus: a new one, or one that is changed and then has the version it was opened in."""

    version = version_field()
    # Names of fields that choose another row of the same casus, with their model and the field with its words.
    links: ClassVar[dict[str, tuple[type[Casusonderdeel], str]]] = {}

    def __init__(self, data: Any = None, *, casus: Casus, row: Any = None) -> None:
        super().__init__(data, initial=self._first(row), use_required_attribute=False)
        self._linked: dict[str, dict[str, Casusonderdeel]] = {}
        for name, (model, words) in self.links.items():
            rows = {str(one.pk): one for one in rows_of(casus, model)}
            self._linked[name] = rows
            field: Any = self.fields[name]
            field.choices = [*field.choices, *((key, _short(getattr(one, words))) for key, one in rows.items())]
        if row is None:
            del self.fields["version"]

    def _first(self, row: Any) -> dict[str, Any]:
        return {} if row is None else self.initial_of(row) | {"version": row.version}

    def initial_of(self, row: Any) -> dict[str, Any]:
        """Return what a stored row has in the fields of this form."""
        plain = {name: getattr(row, name) for name in self.base_fields if name != "version" and name not in self.links}
        return plain | {name: str(getattr(row, f"{name}_id") or "") for name in self.links}

    def values(self) -> dict[str, Any]:
        """Return what a valid form changes, by the name of the field of the row."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return given | {name: rows.get(given[name]) for name, rows in self._linked.items() if name in given}


class PartijForm(OnderdeelForm):
    """A party on the map."""

    name = LineField(
        label=_("Naam"), max_length=LONGEST_NAME,
        help_text=_("De naam van de organisatie of groep, niet van een persoon."),
        error_messages={"required": _("Vul in hoe de partij heet.")},
    )  # fmt: skip
    kind = choice(_("Soort"), SOORTEN_PARTIJ)
    involvement = choice(
        _("Betrokkenheid"), Betrokkenheid.choices, widget=forms.Select,
        help_text=_("Een partner draagt zelf iets bij aan de samenwerking."),
    )  # fmt: skip
    contribution = lines(_("Bijdrage"), _("Wat brengt deze partij in: geld, grond, kennis, mensen of draagvlak?"))
    role = lines(_("Rol"), _("Wat doet deze partij in de samenwerking?"))
    interest = lines(_("Belang"), _("Wat staat er voor deze partij op het spel?"))
    responsibility = lines(_("Verantwoordelijkheid"), _("Waarvoor staat deze partij aan de lat?"))
    mandate = lines(_("Mandaat"), _("Wat mag de vertegenwoordiger zelf beslissen?"))
    contact = LineField(
        label=_("Contact"), max_length=SHORT, required=False, help_text=_("Gebruik een functie in plaats van een naam.")
    )


class BelangForm(OnderdeelForm):
    """What somebody has at stake."""

    links: ClassVar = {"partij": (Partij, "name")}
    text = lines(
        _("Wat staat er op het spel?"), _("Een belang is waarom iemand iets wil. Over een belang onderhandel je niet."),
        required=True, error_messages={"required": _("Schrijf wat er op het spel staat.")},
    )  # fmt: skip
    partij = choice(_("Van welke partij?"), ())


class DoelForm(OnderdeelForm):
    """A goal beside the common one of the format."""

    links: ClassVar = {"belang": (Belang, "text"), "partij": (Partij, "name")}
    SAMEN: ClassVar = "samen"
    text = lines(
        _("Doel"), _("Wat moet er bereikt zijn? Zo concreet als het nu kan."), required=True,
        error_messages={"required": _("Schrijf wat het doel is.")},
    )  # fmt: skip
    partij = choice(_("Van wie is dit doel?"), ((SAMEN, _("Alle partijen samen")),))
    belang = choice(_("Bij welk belang hoort het?"), ())
    kind = choice(_("Soort"), SOORTEN_DOEL)
    horizon = LineField(
        label=_("Horizon"), max_length=SHORT, required=False, help_text=_("Wanneer is het bereikt? Bijvoorbeeld: 2035.")
    )
    phasing = lines(_("Fasering"), _("Welke stappen of tussendoelen zijn er?"))

    def initial_of(self, row: Any) -> dict[str, Any]:
        """Show a goal of all parties as such."""
        return super().initial_of(row) | ({"partij": self.SAMEN} if row.is_common else {})

    def values(self) -> dict[str, Any]:
        """Keep whose goal it is in two fields: of all, or of one."""
        return super().values() | {"is_common": self.cleaned_data["partij"] == self.SAMEN}


class DilemmaForm(OnderdeelForm):
    """Two poles that both matter, and where one stands between them."""

    pole_a = LineField(
        label=_("De ene kant"), max_length=SHORT, help_text=_("Bijvoorbeeld: tempo maken."),
        error_messages={"required": _("Vul de ene kant van het dilemma in.")},
    )  # fmt: skip
    pole_b = LineField(
        label=_("De andere kant"), max_length=SHORT, help_text=_("Bijvoorbeeld: iedereen meenemen."),
        error_messages={"required": _("Vul de andere kant van het dilemma in.")},
    )  # fmt: skip
    position = forms.IntegerField(
        label=_("Waar sta je nu?"), min_value=0, max_value=100, initial=50, localize=False,
        help_text=_("0 is helemaal de ene kant, 100 helemaal de andere."),
        widget=forms.NumberInput(attrs={"class": "short", "data-schuif": ""}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), POSITION),
    )  # fmt: skip
    arguments_a = lines(_("Wat pleit voor de ene kant?"))
    arguments_b = lines(_("Wat pleit voor de andere kant?"))
    is_sensitive = forms.BooleanField(
        label=_("Dit dilemma is gevoelig"), required=False,
        help_text=_("Wie meeleest ziet het niet. Het gaat niet mee naar een gast of een praktijkboek."),
    )  # fmt: skip
    IN_STAND: ClassVar = ("position", "arguments_a", "arguments_b")

    def initial_of(self, row: Any) -> dict[str, Any]:
        """Take apart what is kept together."""
        stand = row.stand
        plain = {name: getattr(row, name) for name in ("pole_a", "pole_b", "is_sensitive")}
        return plain | {name: stand.get(name, "") for name in self.IN_STAND}

    def values(self) -> dict[str, Any]:
        """Keep position and arguments together."""
        given = super().values()
        stand = {name: given.pop(name) for name in self.IN_STAND}
        return given | {"stand": stand}


class MomentForm(OnderdeelForm):
    """A point on the timeline."""

    day = DayField(label=_("Datum"), help_text=_("Bijvoorbeeld 9 februari 2027 of 09-02-2027."))
    kind = choice(
        _("Soort"), MomentKind.choices, required=_("Kies wat voor moment het is."), widget=forms.RadioSelect,
        help_text=_("Bij een moment van de waarheid gaat de samenwerking verder of valt ze stil."),
    )  # fmt: skip
    text = lines(_("Wat gebeurt er?"), required=True, error_messages={"required": _("Schrijf wat er dan gebeurt.")})
    needs = lines(_("Wat is er dan nodig?"), _("Wie of wat heb je nodig om dit goed te laten gaan?"))

    def initial_of(self, row: Moment) -> dict[str, Any]:
        """Show the day in words."""
        return super().initial_of(row) | {"day": date.fromisoformat(row.day)}

    def values(self) -> dict[str, Any]:
        """Keep the day as text: it is sealed."""
        given = super().values()
        return given | {"day": given["day"].isoformat()}


def _short(words: str) -> str:
    """Return the first words of a row for a list to choose from."""
    first = " ".join(words.split())
    return first if len(first) <= 80 else f"{first[:79]}…"
