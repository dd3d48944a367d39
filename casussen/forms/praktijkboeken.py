"""Planning a praktijkboek, and handing in a casus."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from casussen.actions.praktijkboeken import PraktijkboekAnswers
from casussen.models import Praktijkboek
from casussen.queries.opnamen import parts_to_bring
from community.forms.choices import KNOWN
from community.forms.dates import DayField
from community.forms.leergroepen import one_person
from community.forms.text import LineField, LinesField
from community.forms.versions import version_field
from community.models import KringKind, KringRol, User
from community.workdays import workday_on_or_after

RULES = (
    "1. Ik lees de casussen alleen om ervan te leren.\n"
    "2. Wat ik lees, blijft in deze groep.\n"
    "3. Ik maak geen kopieën voor anderen.\n"
    "4. Op de einddatum wordt het praktijkboek vernietigd. Een afdruk gooi ik dan weg."
)
# How long a praktijkboek may run and stay: what is kept longer is forgotten rather than used.
LONGEST = timedelta(days=3 * 366)
READABLE_AFTER = timedelta(days=366)
# Proposals (blueprint §14): hand in within four weeks, closed after half a year, gone three months later.
HAND_IN, CLOSES, DESTROYS = timedelta(weeks=4), timedelta(weeks=26), timedelta(weeks=39)
ROLES = ((KringRol.LID, _("Deelnemer")), (KringRol.TREKKER, _("Begeleider")))
CHECKS = (
    ("namen", _("Er staan geen namen van personen in.")),
    ("bedragen", _("Er staan geen bedragen in die niet openbaar zijn.")),
    ("toon", _("Ik beschrijf niemand negatief.")),
    ("durf", _("Ik durf dit aan de partners te laten zien.")),
)


class PraktijkboekForm(forms.Form):
    """Name and dates of a praktijkboek. `today` is the day on which they are judged."""

    name = LineField(
        label=_("Naam"), max_length=120, help_text=_("Iedereen in het praktijkboek ziet deze naam, ook in de mail."),
        error_messages={"required": _("Geef het praktijkboek een naam.")},
    )  # fmt: skip
    hand_in_date = DayField(
        label=_("Inleveren vóór"), required=False,
        help_text=_("Deelnemers krijgen hiervoor een taak en een herinnering. Leeg betekent: geen herinnering."),
    )  # fmt: skip
    closes_date = DayField(label=_("Sluit op"), help_text=_("Vanaf deze dag kan iedereen alleen nog lezen."))
    destroys_date = DayField(
        label=_("Wordt vernietigd op"), help_text=_("Op deze dag verdwijnt de inhoud, voor altijd.")
    )
    version = version_field()

    def __init__(self, today: date, data: Any = None, *, boek: Praktijkboek | None = None) -> None:
        super().__init__(data, initial=stored(boek) if boek else proposal(today), use_required_attribute=False)
        self.today, self.boek = today, boek
        # The praktijkboek of an editie is called after it.
        self.fields["name"].disabled = boek is not None and boek.kring.kind != KringKind.PRAKTIJKBOEK

    def clean_name(self) -> str:
        """Return the name. Raises ValidationError when nobody can read it."""
        name = str(self.cleaned_data["name"])
        if not any(sign.isalnum() for sign in name):
            raise ValidationError(_("Geef het praktijkboek een naam met letters, bijvoorbeeld: Najaar 2027."))
        return name

    def clean(self) -> dict[str, Any]:
        """Judge the dates against each other and against today."""
        given = super().clean() or {}
        hand_in, closes, destroys = (given.get(name) for name in ("hand_in_date", "closes_date", "destroys_date"))
        if closes and hand_in and hand_in > closes:
            self.add_error("hand_in_date", _("Deze datum ligt na het sluiten. Kies een eerdere dag."))
        if closes and not self._is_stored("closes_date", closes):
            self._judge_closes(closes)
        if destroys and not self._is_stored("destroys_date", destroys) and destroys <= self.today:
            self.add_error("destroys_date", _("Deze dag is al begonnen of voorbij. Kies een latere dag."))
        if closes and destroys and destroys <= closes:
            self.add_error("destroys_date", _("Kies een dag na het sluiten."))
        elif closes and destroys and destroys > closes + READABLE_AFTER:
            self.add_error("destroys_date", _("Kies een dag binnen een jaar na het sluiten."))
        return given

    def answers(self) -> PraktijkboekAnswers:
        """Return what was filled in, for the action."""
        names = ("name", "hand_in_date", "closes_date", "destroys_date")
        return PraktijkboekAnswers(**{name: self.cleaned_data[name] for name in names})

    def _judge_closes(self, closes: date) -> None:
        if closes <= self.today:
            self.add_error("closes_date", _("Deze dag is al begonnen of voorbij. Kies een latere dag."))
        elif closes > self.today + LONGEST:
            self.add_error("closes_date", _("Kies een dag binnen drie jaar."))

    def _is_stored(self, name: str, day: date) -> bool:
        """Whether this date stood there already: what was right once is not asked again."""
        return self.boek is not None and getattr(self.boek, name) == day


class NieuwPraktijkboekForm(PraktijkboekForm):
    """A new praktijkboek: also its rules."""

    rules = LinesField(
        label=_("Afspraken"), max_length=4000, initial=RULES, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Wie meeleest, geeft hier eerst akkoord op."),
        error_messages={"required": _("Schrijf op wat je met de lezers afspreekt.")},
    )  # fmt: skip

    def __init__(self, today: date, data: Any = None) -> None:
        super().__init__(today, data)
        self.initial["rules"] = RULES


class PersoonForm(forms.Form):
    """Who comes in, and as what."""

    persoon = LineField(
        label=_("Naam of e-mailadres van een lid"), max_length=254,
        error_messages={"required": _("Vul een naam of e-mailadres in.")},
    )  # fmt: skip
    rol = forms.ChoiceField(
        label=_("Rol"), choices=ROLES, initial=KringRol.LID, widget=forms.RadioSelect,
        error_messages={"required": _("Kies een rol."), "invalid_choice": KNOWN},
    )  # fmt: skip

    def clean_persoon(self) -> User:
        """Return the member. Raises ValidationError when it is nobody, or more than one."""
        return one_person(str(self.cleaned_data["persoon"]))


class RolForm(forms.Form):
    """What somebody is in a praktijkboek."""

    rol = forms.ChoiceField(
        label=_("Rol"), choices=ROLES, widget=forms.RadioSelect,
        help_text=_("Een begeleider bepaalt de volgorde, stelt vast en sluit."),
        error_messages={"required": _("Kies een rol."), "invalid_choice": KNOWN},
    )  # fmt: skip


class InleverForm(forms.Form):
    """Which casus, which parts of it, and the check before sharing. `casussen` are pairs of code and words."""

    casus = forms.ChoiceField(
        label=_("Welke casus lever je in?"), widget=forms.RadioSelect,
        error_messages={"required": _("Kies een casus."), "invalid_choice": KNOWN},
    )  # fmt: skip
    parts = forms.MultipleChoiceField(
        label=_("Wat gaat er mee?"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Het casusformat gaat altijd mee. Wat leeg is, slaan we over."),
        error_messages={"invalid_choice": KNOWN, "invalid_list": KNOWN},
    )  # fmt: skip
    controle = forms.MultipleChoiceField(
        label=_("Controle vóór delen"), choices=CHECKS, widget=forms.CheckboxSelectMultiple,
        help_text=_("Lees je casus nog een keer. Zet een vinkje bij wat klopt."),
        error_messages={"required": _("Zet bij alle vier een vinkje, of pas je casus eerst aan."),
                        "invalid_choice": KNOWN, "invalid_list": KNOWN},
    )  # fmt: skip

    def __init__(self, casussen: Iterable[tuple[str, str]], data: Any = None, *, initial: Any = None) -> None:
        super().__init__(data, initial=initial, use_required_attribute=False)
        self.fields["casus"].choices = list(casussen)  # type: ignore[attr-defined]  # a ChoiceField
        offered = [(part.code, part.title) for part in parts_to_bring()]
        self.fields["parts"].choices = offered  # type: ignore[attr-defined]  # a MultipleChoiceField
        if not offered:
            del self.fields["parts"]

    def clean_controle(self) -> list[str]:
        """Return the checks. Raises ValidationError when one of the four is missing."""
        given: list[str] = self.cleaned_data["controle"]
        if len(set(given)) < len(CHECKS):
            raise ValidationError(_("Zet bij alle vier een vinkje, of pas je casus eerst aan."))
        return given

    def chosen_parts(self) -> list[str]:
        """Return the codes of the parts that go along."""
        return list(self.cleaned_data.get("parts") or [])


class VernietigForm(forms.Form):
    """A tick that says one knows that it is for good."""

    zeker = forms.BooleanField(
        label=_("Ik weet dat dit niet terug te draaien is"),
        error_messages={"required": _("Zet een vinkje als je het zeker weet.")},
    )  # fmt: skip


def stored(boek: Praktijkboek) -> dict[str, Any]:
    """Return a praktijkboek as the form shows it."""
    return {
        "name": boek.kring.name, "hand_in_date": boek.hand_in_date, "closes_date": boek.closes_date,
        "destroys_date": boek.destroys_date, "version": boek.version,
    }  # fmt: skip


def proposal(today: date) -> dict[str, Any]:
    """Return the dates that a new praktijkboek begins with: working days."""
    return {
        "hand_in_date": workday_on_or_after(today + HAND_IN), "closes_date": workday_on_or_after(today + CLOSES),
        "destroys_date": workday_on_or_after(today + DESTROYS), "version": 0,
    }  # fmt: skip
