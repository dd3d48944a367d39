"""Starting a group, judging it, choosing what comes after, mixing it again and merging it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from community.actions.groepsmix import NieuweGroep
from community.forms.choices import KNOWN
from community.forms.leergroepen import MEETINGS
from community.forms.text import LineField, LinesField
from community.forms.toetredingen import CHOOSE
from community.models import RHYTHMS, Leergroep, User, Vervolg
from community.models.groepsleven import JUDGEMENTS
from community.queries.groepsleven import Answers
from community.queries.leergroepen import name_is_taken

SCALE = [(1, _("1 - helemaal niet")), (2, "2"), (3, "3"), (4, "4"), (5, _("5 - helemaal wel"))]
MISSING = {"required": _("Kies een cijfer van 1 tot en met 5."), "invalid_choice": KNOWN}


class StartForm(forms.Form):
    """The rhythm in which a group begins."""

    rhythm_weeks = forms.TypedChoiceField(
        label=_("Ritme"), choices=RHYTHMS, coerce=int, widget=forms.RadioSelect, initial=8,
        error_messages={"invalid_choice": KNOWN, "required": _("Kies hoe vaak jullie bij elkaar komen.")},
    )  # fmt: skip
    evaluate_after = forms.IntegerField(
        label=_("Evalueren na dit aantal bijeenkomsten"), required=False, min_value=1, max_value=50, initial=5,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "short"}),
        help_text=_("Leeg betekent: niet evalueren."),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), MEETINGS),
    )  # fmt: skip


def scale_field(name: str) -> forms.TypedChoiceField:
    """Return the question that belongs to a judgement of Evaluatieantwoord."""
    label = str(JUDGEMENTS[name])
    return forms.TypedChoiceField(
        label=label[0].upper() + label[1:], choices=SCALE, coerce=int, widget=forms.RadioSelect, error_messages=MISSING
    )


class EvaluatieForm(forms.Form):
    """Three judgements, a few words, and whether she wants to go on."""

    leert = scale_field("leert")
    veilig = scale_field("veilig")
    tijd_waard = scale_field("tijd_waard")
    text = LinesField(
        label=_("Wat wil je nog zeggen?"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("De trekker leest dit zonder je naam. Noem zelf ook geen namen."),
    )  # fmt: skip
    door = forms.ChoiceField(
        label=_("Wil je door met deze groep?"), choices=[("ja", _("Ja, ik wil door")), ("nee", _("Nee, ik stop"))],
        widget=forms.RadioSelect, help_text=_("Alleen dit antwoord ziet de trekker met je naam."),
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )  # fmt: skip

    def answers(self) -> Answers:
        """Return what was filled in, for the action."""
        scores = {name: self.cleaned_data[name] for name in JUDGEMENTS}
        return Answers(**scores, text=self.cleaned_data.get("text", ""))

    @property
    def wants_on(self) -> bool:
        """Whether she wants to go on."""
        return bool(self.cleaned_data["door"] == "ja")


class VervolgForm(forms.Form):
    """What a group does after its evaluation."""

    vervolg = forms.ChoiceField(
        label=_("Hoe gaan jullie verder?"), choices=Vervolg.choices, widget=forms.RadioSelect,
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )  # fmt: skip


class SamenvoegenForm(forms.Form):
    """In which group this one goes up, and what becomes of its coming meetings and date polls."""

    doel: "forms.ModelChoiceField[Leergroep]" = forms.ModelChoiceField(
        label=_("Samenvoegen met"), queryset=None, to_field_name="slug",
        empty_label=_("Kies een groep"), error_messages={"required": _("Kies een groep."), "invalid_choice": KNOWN},
    )  # fmt: skip
    bijeenkomsten = forms.ChoiceField(
        label=_("Wat gebeurt er met de komende bijeenkomsten en datumprikkers?"),
        widget=forms.RadioSelect, initial="mee",
        choices=[("mee", _("Ze gaan mee naar de andere groep")), ("afzeggen", _("Ze gaan niet door"))],
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )  # fmt: skip

    def __init__(self, targets: QuerySet[Leergroep], data: Any = None) -> None:
        super().__init__(data, use_required_attribute=False)
        self.fields["doel"].queryset = targets  # type: ignore[attr-defined]  # a choice of rows
        self.fields["doel"].label_from_instance = lambda row: row.kring.name  # type: ignore[attr-defined]  # idem

    @property
    def keeps_meetings(self) -> bool:
        """Whether the meetings go along."""
        return bool(self.cleaned_data["bijeenkomsten"] == "mee")


class MixForm(forms.Form):
    """One or two new groups: their names, who leads each, and who goes where. Who stops is not asked."""

    naam_1 = LineField(label=_("Naam van de nieuwe groep"), max_length=120)
    naam_2 = LineField(
        label=_("Naam van een tweede groep"), max_length=120, required=False,
        help_text=_("Leeg betekent: één nieuwe groep."),
    )  # fmt: skip

    def __init__(
        self, people: Sequence[User], going_on: set[Any], known: QuerySet[Leergroep], data: Any = None
    ) -> None:
        """Offer these people a place; who said she wants on stands in the first group. `known` are names taken."""
        super().__init__(data, use_required_attribute=False)
        self.known = known
        self.people = {str(user.pk): user for user in people}
        who = [("", _("Kies iemand")), *((key, user.naam) for key, user in self.people.items())]
        for number, is_required in ((1, True), (2, False)):
            self.fields[f"trekker_{number}"] = forms.ChoiceField(
                label=_("Trekker van groep {nummer}").format(nummer=number), choices=who, required=is_required,
                error_messages={"required": _("Kies wie de groep trekt."), "invalid_choice": KNOWN},
            )  # fmt: skip
        places = [("", _("Stopt")), ("1", _("Groep 1")), ("2", _("Groep 2"))]
        for key, user in self.people.items():
            self.fields[f"lid_{key}"] = forms.ChoiceField(
                label=user.naam, choices=places, required=False, widget=forms.RadioSelect,
                initial="1" if user.pk in going_on else "", error_messages={"invalid_choice": KNOWN},
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Refuse names that are taken, and groups without people or without somebody who leads."""
        given = super().clean() or {}
        if self.errors:
            return given
        names = [given[f"naam_{number}"] for number in (1, 2) if given[f"naam_{number}"]]
        if len(names) == 2 and names[0].casefold() == names[1].casefold():
            raise ValidationError(_("Geef de twee groepen elk een eigen naam."))
        for number in (1, 2):
            self._check_group(number, given)
        return given

    def groepen(self) -> list[NieuweGroep]:
        """Return the groups to make, for the action."""
        given = self.cleaned_data
        return [
            NieuweGroep(given[f"naam_{number}"], self.people[given[f"trekker_{number}"]], self._members(number, given))
            for number in (1, 2)
            if given[f"naam_{number}"]
        ]

    def _check_group(self, number: int, given: dict[str, Any]) -> None:
        name, people = given[f"naam_{number}"], self._members(number, given)
        if not name:
            if people:
                self.add_error(f"naam_{number}", _("Er zitten mensen in deze groep. Geef hem een naam."))
            return
        if not any(sign.isalnum() for sign in name):
            self.add_error(f"naam_{number}", _("Geef de groep een naam met letters."))
        elif name_is_taken(name, None, self.known):
            self.add_error(f"naam_{number}", _("Er is al een leergroep met deze naam. Kies een andere."))
        leading = self.people.get(given[f"trekker_{number}"])
        if len(people) < 2:
            self.add_error(f"naam_{number}", _("Een groep heeft minstens twee mensen. Zet er meer mensen in."))
        elif leading not in people:
            self.add_error(f"trekker_{number}", _("Kies een trekker die zelf in deze groep zit."))

    def _members(self, number: int, given: dict[str, Any]) -> list[User]:
        return [user for key, user in self.people.items() if given.get(f"lid_{key}") == str(number)]
