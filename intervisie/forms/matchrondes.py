"""What a coördinator decides about a round of intervisie."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from community.forms.choices import KNOWN
from community.forms.dates import DayField
from community.forms.text import LineField
from community.forms.versions import version_field
from community.models import RHYTHMS, Provincie
from intervisie.actions.matchrondes import RondeAnswers
from intervisie.forms.toerneerondes import USUAL_FORM, beginning_of_toernees, toernee_goals, toernee_words
from intervisie.models import FEWEST, MOST, ErvaringWens, Form, Gewicht, Matchronde, RondeKind, RondeStatus
from intervisie.queries.matchrondes import CHOSEN_GOALS, USUAL_WEIGHTS

CHOOSE = {"required": _("Kies er één."), "invalid_choice": KNOWN}
# A year of intervisie with some room; farther away is a mistake in the year.
LONGEST, FURTHEST = timedelta(days=3 * 366), timedelta(days=2 * 366)
SMALLEST, LARGEST = 3, 12
# The question about each goal, and what it means.
GOALS = {
    "sector": (_("Verschillende sectoren in een groep"), _("Gemeente, provincie, waterschap en anderen bij elkaar.")),
    "thema": (_("Zelfde thema's"), _("Mensen die aan dezelfde opgaven werken.")),
    "nieuw": (_("Nieuwe gezichten"), _("Liever niet met wie je eerder in een groep zat.")),
    "wens": (_("Wensen van leden"), _("Met wie iemand graag in een groep komt.")),
    "reis": (_("Korte reis"), _("Telt alleen voor groepen op locatie.")),
    "tijd": (_("Ruime keus in dagdelen"), _("Meer dagdelen waarop iedereen in de groep kan.")),
    "maat": (_("Gewenste groepsgrootte"), _("Zo dicht mogelijk bij het aantal dat je hierboven koos.")),
}


def _number(label: Any, least: int, most: int, *, hint: Any = "") -> forms.IntegerField:
    """Return a question for a small number, with its bounds in the sentence for a wrong one."""
    wrong = _("Kies een heel getal van %(least)d tot en met %(most)d.") % {"least": least, "most": most}
    return forms.IntegerField(
        label=label, min_value=least, max_value=most, help_text=hint,
        widget=forms.NumberInput(attrs={"class": "short"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), wrong),
    )  # fmt: skip


class RondeForm(forms.Form):
    """A round: for whom, when, how large the groups are, and what counts when they are made."""

    name = LineField(
        label=_("Naam"), max_length=80, help_text=_("Bijvoorbeeld: Intervisie voorjaar 2027. Leden zien deze naam."),
        error_messages={"required": _("Geef de ronde een naam.")},
    )  # fmt: skip
    provincies = forms.MultipleChoiceField(
        label=_("Regio"), choices=Provincie.choices, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Kies je niets, dan is de ronde voor alle leden."),
        error_messages={"invalid_choice": KNOWN, "invalid_list": KNOWN},
    )  # fmt: skip
    form = forms.ChoiceField(label=_("Vorm"), choices=Form.choices, widget=forms.RadioSelect, error_messages=CHOOSE)
    closes_date = DayField(label=_("Aanmelden tot en met"), help_text=_("Daarna sluit de ronde vanzelf."))
    from_date = DayField(label=_("Groepen beginnen op"))
    until_date = DayField(label=_("Groepen lopen tot en met"))
    size_min = _number(_("Kleinste groep"), SMALLEST, LARGEST)
    size_target = _number(_("Gewenste groep"), SMALLEST, LARGEST)
    size_max = _number(_("Grootste groep"), SMALLEST, LARGEST)
    experience = forms.ChoiceField(
        label=_("Ervaring in een groep"), choices=ErvaringWens.choices, widget=forms.RadioSelect, error_messages=CHOOSE,
        help_text=_("Verschil in ervaring telt alleen mee als je daarvoor kiest."),
    )  # fmt: skip
    min_common_slots = _number(_("Gezamenlijke dagdelen"), 1, 10,
                               hint=_("Op zoveel dagdelen in de week moet iedereen in een groep kunnen."))  # fmt: skip
    rhythm_weeks = forms.TypedChoiceField(
        label=_("Hoe vaak komt een groep bij elkaar?"), choices=RHYTHMS, coerce=int, error_messages=CHOOSE
    )
    evaluate_after = _number(_("Evalueren na zoveel bijeenkomsten"), 1, 20)
    version = version_field()

    def __init__(
        self, today: date, data: Any = None, *, ronde: Matchronde | None = None, kind: str = RondeKind.INTERVISIE
    ) -> None:
        """`kind` is what a new round makes; of one that is there it stands."""
        self.kind = ronde.kind if ronde else kind
        start = stored(ronde) if ronde else BEGINNINGS[self.kind]()
        super().__init__(data, initial=start, use_required_attribute=False)
        self.today, self.ronde = today, ronde
        goals = toernee_goals() if self.is_toernee else GOALS
        self.goals = tuple(goals)
        for goal, (label, hint) in goals.items():
            self.fields[f"weegt_{goal}"] = forms.ChoiceField(
                label=label, help_text=hint, choices=Gewicht.choices, error_messages=CHOOSE
            )
        if self.is_toernee:
            self._suit_toernees()
        if ronde is not None and ronde.status != RondeStatus.CONCEPT:
            self.fields.pop("form", None)
            del self.fields["provincies"]

    @property
    def is_toernee(self) -> bool:
        """Whether toernees come of the round."""
        return self.kind == RondeKind.TOERNEE

    def _suit_toernees(self) -> None:
        """Ask what a round of toernees needs, in its words: always visits, four to six people, no rhythm."""
        for name in ("form", "experience", "rhythm_weeks", "evaluate_after"):
            del self.fields[name]
        for name, (label, hint) in toernee_words().items():
            self.fields[name].label, self.fields[name].help_text = label, hint
        for name in ("size_min", "size_target", "size_max"):
            hint = self.fields[name].help_text
            self.fields[name] = _number(self.fields[name].label, FEWEST, MOST, hint=hint)

    def clean_name(self) -> str:
        """Return the name. Raises ValidationError when nobody can read it."""
        name = str(self.cleaned_data["name"])
        if not any(sign.isalnum() for sign in name):
            raise ValidationError(_("Geef de ronde een naam met letters, bijvoorbeeld: Intervisie voorjaar 2027."))
        return name

    def clean(self) -> dict[str, Any]:
        """Judge days and sizes against each other, and whether anything counts at all."""
        given: dict[str, Any] = super().clean() or {}
        self._judge_days(given.get("closes_date"), given.get("from_date"), given.get("until_date"))
        self._judge_sizes(given.get("size_min"), given.get("size_target"), given.get("size_max"))
        weighed = [given.get(f"weegt_{goal}") for goal in self.goals]
        if all(one == Gewicht.NIET for one in weighed) and given.get("experience") != ErvaringWens.MIX:
            self.add_error(f"weegt_{self.goals[0]}", _("Kies ten minste één doel dat meetelt."))
        return given

    def _judge_days(self, closes: date | None, first: date | None, last: date | None) -> None:
        if closes and self._is_new("closes_date", closes):
            if closes < self.today:
                self.add_error("closes_date", _("Kies een dag vanaf vandaag."))
            elif closes > self.today + FURTHEST:
                self.add_error("closes_date", _("Kies een dag binnen twee jaar."))
        if closes and first and first <= closes:
            self.add_error("from_date", _("Kies een dag na de laatste dag om aan te melden."))
        if first and last and last <= first:
            self.add_error("until_date", _("Kies een dag na het begin van de groepen."))
        elif first and last and last - first > LONGEST:
            self.add_error("until_date", _("Kies een periode van ten hoogste drie jaar."))
        if first and first > self.today + FURTHEST:
            self.add_error("from_date", _("Kies een dag binnen twee jaar."))

    def _judge_sizes(self, least: int | None, target: int | None, most: int | None) -> None:
        if least and most and most < least:
            self.add_error("size_max", _("De grootste groep is kleiner dan de kleinste. Kies een hoger getal."))
        elif least and most and target and not least <= target <= most:
            self.add_error("size_target", _("Kies een getal van {least} tot en met {most}, zoals de groepen hierboven.")
                           .format(least=least, most=most))  # fmt: skip

    def _is_new(self, name: str, day: date) -> bool:
        return self.ronde is None or getattr(self.ronde, name) != day

    def answers(self) -> RondeAnswers:
        """Return what was filled in, for the action; what cannot be changed any more stays as it is."""
        given, ronde = self.cleaned_data, self.ronde
        names = ("name", "from_date", "until_date", "closes_date", "size_min", "size_target", "size_max",
                 "min_common_slots")  # fmt: skip
        usual = USUAL_FORM[self.kind]
        return RondeAnswers(
            provincies=list(given.get("provincies", ronde.provincies if ronde else ())),
            form=given.get("form", ronde.form if ronde else usual),
            weights={goal: given[f"weegt_{goal}"] for goal in self.goals},
            experience=given.get("experience", ErvaringWens.MIX),
            rhythm_weeks=given.get("rhythm_weeks", 8), evaluate_after=given.get("evaluate_after", 4), kind=self.kind,
            **{name: given[name] for name in names},
        )  # fmt: skip


class VersieForm(forms.Form):
    """A page that asks whether one is sure: nothing but which version of the round it was about."""

    version = version_field()

    def __init__(self, ronde: Matchronde, data: Any = None) -> None:
        super().__init__(data, initial={"version": ronde.version})


class AfblazenForm(forms.Form):
    """Why a round does not go on."""

    reason = LineField(
        label=_("Waarom gaat de ronde niet door?"), max_length=240,
        help_text=_("Iedereen die zich aanmeldde, leest dit in de mail. Noem geen namen."),
        error_messages={"required": _("Schrijf in een zin waarom het niet doorgaat.")},
    )  # fmt: skip


def stored(ronde: Matchronde) -> dict[str, Any]:
    """Return a round as the form shows it."""
    names = ("name", "provincies", "form", "experience", "from_date", "until_date", "closes_date", "size_min",
             "size_target", "size_max", "min_common_slots", "rhythm_weeks", "evaluate_after", "version")  # fmt: skip
    return {name: getattr(ronde, name) for name in names} | {
        f"weegt_{goal}": ronde.weights.get(goal, Gewicht.NORMAAL) for goal in USUAL_WEIGHTS
    }


def beginning() -> dict[str, Any]:
    """Return what the form begins with: the sizes and rhythm that groups of intervisie have as a rule."""
    return {
        "version": 0, "form": Form.BEIDE, "experience": ErvaringWens.MIX, "size_min": 5, "size_target": 6,
        "size_max": 8, "min_common_slots": 1, "rhythm_weeks": 8, "evaluate_after": 4,
    } | {f"weegt_{goal}": Gewicht.NORMAAL for goal in CHOSEN_GOALS}  # fmt: skip


BEGINNINGS = {RondeKind.INTERVISIE.value: beginning, RondeKind.TOERNEE.value: beginning_of_toernees}
