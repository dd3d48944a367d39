"""Writing an advice, sharing it with an opdrachtgever, and her answer to each recommendation."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from casussen import advies as paper
from casussen.advies import Recommendation, recommendations_of
from casussen.models import Adviesantwoord
from community.forms.agenda import KNOWN
from community.forms.dates import DayField
from community.forms.text import LineField, LinesField, NameField
from community.forms.versions import version_field
from community.models.people import normalise_email

LONGEST_REASON, LONGEST_MOMENT = 500, 80


def _text(code: str, label: Any, help_text: Any, rows: int) -> LinesField:
    return LinesField(
        label=label, help_text=help_text, required=False, max_length=paper.LONGEST[code],
        widget=forms.Textarea(attrs={"rows": rows}),
    )  # fmt: skip


class AdviesForm(forms.Form):
    """The advice in four parts, as its writers have it. Every part may wait."""

    version = version_field()
    aan_wie = LineField(
        label=_("Aan wie?"), required=False, max_length=paper.LONGEST["aan_wie"],
        help_text=_("Noem de rol, bijvoorbeeld: het dagelijks bestuur van het waterschap."),
    )  # fmt: skip
    kern = _text("kern", _("Kern"), _("Wat is er aan de hand, en wat stel je voor? In enkele zinnen."), 5)
    consequenties = _text(
        "consequenties", _("Wat betekent dit"), _("Wat levert het op, wat kost het, en wat als je niets doet?"), 5
    )
    bijdrage = _text("bijdrage", _("Wat ik van je vraag"), _("Wat moet de opdrachtgever zelf doen, en wanneer?"), 4)

    def __init__(self, data: Any = None, *, content: Mapping[str, Any], version: int) -> None:
        super().__init__(data, initial=self._first(content) | {"version": version}, use_required_attribute=False)
        for number in range(1, paper.MOST_RECOMMENDATIONS + 1):
            help_text = _("Eén ding dat de opdrachtgever kan overnemen.") if number == 1 else ""
            label = _("Aanbeveling %(number)d") % {"number": number}
            self.fields[f"aanbeveling_{number}"] = _text("aanbeveling", label, help_text, 2)
        advised = [f"aanbeveling_{number}" for number in range(1, paper.MOST_RECOMMENDATIONS + 1)]
        self.order_fields(["version", "aan_wie", "kern", *advised, "consequenties", "bijdrage"])

    @staticmethod
    def _first(content: Mapping[str, Any]) -> dict[str, Any]:
        plain = {name: content.get(name, "") for name in ("aan_wie", "kern", "consequenties", "bijdrage")}
        return plain | {f"aanbeveling_{one.id}": one.text for one in recommendations_of(content)}

    def content(self) -> dict[str, Any]:
        """Return what a valid form holds, as it is kept. A recommendation keeps the number of its place as id."""
        given = self.cleaned_data
        advised = [
            {"id": str(number), "text": text}
            for number in range(1, paper.MOST_RECOMMENDATIONS + 1)
            if (text := given[f"aanbeveling_{number}"])
        ]
        plain = {name: given[name] for name in ("aan_wie", "kern", "consequenties", "bijdrage")}
        return plain | {paper.AANBEVELINGEN: advised}

    def take_over(self, to: str, text: str) -> str:
        """Put a text of the casus below what is typed in a part; of recommendations in the first empty one.

        Returns the name of the field it came in; empty when every recommendation has text already.
        """
        name = to
        if to == paper.AANBEVELINGEN:
            places = [f"aanbeveling_{number}" for number in range(1, paper.MOST_RECOMMENDATIONS + 1)]
            name = next((place for place in places if not self[place].value()), "")
        if not name:
            return ""
        filled: Any = self.data.copy()  # type: ignore[attr-defined]  # the QueryDict of a bound form
        filled[name] = "\n".join(part for part in (str(self[name].value() or "").rstrip(), text) if part)
        self.data = filled
        return name


class DelenForm(forms.Form):
    """To whom the advice goes, and until when the link works; on the advice as it stood at `version`."""

    version = version_field()
    naam = NameField(
        label=_("Naam van de opdrachtgever"), max_length=120, error_messages={"required": _("Vul een naam in.")}
    )
    email = forms.EmailField(
        label=_("E-mailadres"), max_length=254, help_text=_("Hier komen de link en de code aan."),
        error_messages={
            "required": _("Vul een e-mailadres in."),
            "invalid": _("Schrijf het e-mailadres zo: naam@organisatie.nl."),
        },
    )  # fmt: skip
    tot_en_met = DayField(
        label=_("Tot en met"), help_text=_("De laatste dag dat de link werkt. Daarna sluit hij vanzelf.")
    )

    def clean_email(self) -> str:
        """Return the address in lower case."""
        return normalise_email(self.cleaned_data["email"])


class AntwoordForm(forms.Form):
    """A decision on each recommendation, with why and when. `row` is what was answered before."""

    version = version_field()
    versie = forms.CharField(
        widget=forms.HiddenInput, max_length=40,
        error_messages=dict.fromkeys(("required", "max_length"), _("Laad de pagina opnieuw en geef daarna antwoord.")),
    )  # fmt: skip

    def __init__(
        self, data: Any = None, *, recommendations: list[Recommendation], versie_id: Any, row: Adviesantwoord | None
    ) -> None:
        given = row.answers if row else {}
        initial: dict[str, Any] = {"versie": str(versie_id), "version": row.version if row else 0}
        super().__init__(data, initial=initial, use_required_attribute=False)
        self._recommendations = recommendations
        for one in recommendations:
            self._add(one, given.get(one.id, {}))

    def _add(self, one: Recommendation, given: Mapping[str, str]) -> None:
        self.fields[f"besluit_{one.id}"] = forms.ChoiceField(
            label=_("Neem je aanbeveling %(number)d over?") % {"number": one.number}, choices=paper.DECISIONS,
            widget=forms.RadioSelect, initial=given.get("besluit", ""),
            error_messages={
                "required": _("Kies een antwoord bij aanbeveling %(number)d.") % {"number": one.number},
                "invalid_choice": KNOWN,
            },
        )  # fmt: skip
        self.fields[f"waarom_{one.id}"] = LinesField(
            label=_("Waarom?"), required=False, max_length=LONGEST_REASON, initial=given.get("waarom", ""),
            widget=forms.Textarea(attrs={"rows": 2}), help_text=_("Nodig als je iets niet of later overneemt."),
        )  # fmt: skip
        self.fields[f"wanneer_{one.id}"] = LineField(
            label=_("Wanneer?"), required=False, max_length=LONGEST_MOMENT, initial=given.get("wanneer", ""),
            help_text=_("Bijvoorbeeld: vóór de zomer, of in de begroting van 2028."),
        )  # fmt: skip

    @property
    def rows(self) -> Iterator[tuple[Recommendation, list[Any]]]:
        """Each recommendation with its questions."""
        for one in self._recommendations:
            yield one, [self[f"{name}_{one.id}"] for name in ("besluit", "waarom", "wanneer")]

    def clean(self) -> dict[str, Any]:
        """Ask why of what is not taken over now, and when of what is taken over later."""
        given = super().clean() or self.cleaned_data
        for one in self._recommendations:
            decision = given.get(f"besluit_{one.id}")
            if decision in paper.NEEDS_REASON and not given.get(f"waarom_{one.id}"):
                self._ask(f"waarom_{one.id}", _("Schrijf waarom, bij aanbeveling %(number)d."), one)
            if decision in paper.NEEDS_MOMENT and not given.get(f"wanneer_{one.id}"):
                self._ask(f"wanneer_{one.id}", _("Schrijf wanneer, bij aanbeveling %(number)d."), one)
        return given

    def answers(self) -> dict[str, dict[str, str]]:
        """Return the answers of a valid form by the id of the recommendation."""
        given = self.cleaned_data
        names = ("besluit", "waarom", "wanneer")
        return {one.id: {name: given[f"{name}_{one.id}"] for name in names} for one in self._recommendations}

    def _ask(self, name: str, words: Any, one: Recommendation) -> None:
        if name not in self.errors:
            self.add_error(name, words % {"number": one.number})
