"""Planning an editie: what it is, who leads it and where, and the ends of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from casussen.forms.praktijkboeken import RULES
from community.forms.choices import KNOWN, RowField
from community.forms.dates import DayField
from community.forms.text import LineField, LinesField
from community.forms.versions import version_field
from community.models import Provincie, Regio, User
from training.actions.editiemensen import MensenAnswers
from training.actions.edities import FEWEST, MOST, EditieAnswers
from training.models import Editie, EditieStatus

# A series takes months: a period longer than this, or further away, is a mistake in the year.
LONGEST, FURTHEST = timedelta(days=550), timedelta(days=3 * 366)
SHORTEST = timedelta(days=14)
REGIOS = [choice for choice in Regio.choices if choice[0] != Regio.ALLE]
CHOOSE = {"required": _("Kies er één."), "invalid_choice": KNOWN}


class EditieForm(forms.Form):
    """What an editie is called, where it is and within which period its days are sought."""

    name = LineField(
        label=_("Naam"), max_length=120, help_text=_("Bijvoorbeeld: Voorjaar 2027 Zuid-Holland. Leden zien deze naam."),
        error_messages={"required": _("Geef de editie een naam.")},
    )  # fmt: skip
    provincie = forms.ChoiceField(label=_("Provincie"), choices=[("", _("Kies een provincie")), *Provincie.choices],
                                  error_messages=CHOOSE)  # fmt: skip
    regio = forms.ChoiceField(
        label=_("Vakantieregio"), choices=REGIOS, widget=forms.RadioSelect, error_messages=CHOOSE,
        help_text=_("Schoolvakanties van deze regio vermijden we."),
    )  # fmt: skip
    from_date = DayField(label=_("Periode vanaf"), help_text=_("De intake begint op zijn vroegst op deze dag."))
    until_date = DayField(
        label=_("Periode tot en met"), help_text=_("De eindsessie is uiterlijk op deze dag. Reken op zes maanden."),
    )  # fmt: skip
    version = version_field()

    def __init__(self, today: date, data: Any = None, *, editie: Editie | None = None, initial: Any = None) -> None:
        super().__init__(data, initial=stored(editie) if editie else initial or {"version": 0},
                         use_required_attribute=False)  # fmt: skip
        self.today, self.editie = today, editie

    def clean_name(self) -> str:
        """Return the name. Raises ValidationError when nobody can read it."""
        name = str(self.cleaned_data["name"])
        if not any(sign.isalnum() for sign in name):
            raise ValidationError(_("Geef de editie een naam met letters, bijvoorbeeld: Voorjaar 2027."))
        return name

    def clean(self) -> dict[str, Any]:
        """Judge the period against itself and today; what was right once is not asked again."""
        given = super().clean() or {}
        first, last = given.get("from_date"), given.get("until_date")
        if first is None or last is None:
            return given
        if self.editie is None or (self.editie.from_date, self.editie.until_date) != (first, last):
            self._judge_length(first, last)
            self._judge_today(first, last)
        return given

    def _judge_length(self, first: date, last: date) -> None:
        if last <= first:
            self.add_error("until_date", _("Kies een dag na het begin van de periode."))
        elif last - first > LONGEST:
            self.add_error("until_date", _("Kies een periode van ten hoogste anderhalf jaar."))
        elif last - first < SHORTEST:
            self.add_error("until_date", _("Deze periode is te kort voor een training. Kies een latere dag."))

    def _judge_today(self, first: date, last: date) -> None:
        if first > self.today + FURTHEST:
            self.add_error("from_date", _("Kies een dag binnen drie jaar."))
        is_new = self.editie is None or self.editie.status == EditieStatus.CONCEPT
        if is_new and last <= self.today:
            self.add_error("until_date", _("Deze periode is al voorbij. Kies een latere dag."))
        elif is_new and first < self.today and not self._stood("from_date", first):
            self.add_error("from_date", _("Kies een dag vanaf vandaag."))

    def answers(self) -> EditieAnswers:
        """Return what was filled in, for the action."""
        names = ("name", "provincie", "regio", "from_date", "until_date")
        return EditieAnswers(**{name: self.cleaned_data[name] for name in names})

    def _stood(self, name: str, day: date) -> bool:
        return self.editie is not None and getattr(self.editie, name) == day


class NieuweEditieForm(EditieForm):
    """The same of a new editie: first of all which programme."""

    programmaversie = RowField(
        label=_("Programma"), queryset=None, widget=forms.RadioSelect, empty_label=None,
        error_messages={"required": _("Kies een programma.")},
    )  # fmt: skip
    field_order = ("programmaversie",)

    def __init__(self, versies: Any, today: date, data: Any = None) -> None:
        super().__init__(today, data)
        self.fields["programmaversie"].queryset = versies  # type: ignore[attr-defined]  # a choice of rows
        if self.initial.get("programmaversie") is None and (only := versies.first()):
            self.initial["programmaversie"] = only.pk


class RowsField(forms.ModelMultipleChoiceField):
    """Boxes to tick for rows; what is no choice any more gets a sentence, and twice is once."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        errors = {"invalid_choice": KNOWN, "invalid_list": KNOWN, "invalid_pk_value": KNOWN}
        super().__init__(None, required=False, error_messages=errors, **kwargs)

    def clean(self, value: Any) -> Any:
        """Return the rows. Raises ValidationError when one is no choice."""
        if any("\x00" in str(one) for one in value or ()):
            raise ValidationError(KNOWN, code="invalid_choice")
        return super().clean(value)


class PeopleField(RowsField):
    """Boxes to tick for people, by their name."""

    def label_from_instance(self, obj: Any) -> str:
        """Return the name of a person."""
        return str(obj.naam)


@dataclass(frozen=True)
class MensenChoices:
    """Who may lead, who may coach, where it can be held and with whom: rows of the database."""

    trainers: Any
    coaches: Any
    places: Any
    partners: Any


class MensenForm(forms.Form):
    """Who leads and coaches, where, for how many and until when people apply."""

    trainers = PeopleField(label=_("Trainers"), help_text=_("Je kiest uit de mensen met de rol trainer."))
    coaches = PeopleField(
        label=_("Coaches"), help_text=_("Wie traint, kan ook coachen. Die kies je hier niet nog eens.")
    )
    locatie = RowField(label=_("Locatie"), queryset=None, required=False,
                       empty_label=_("Nog geen locatie"))  # fmt: skip
    capacity = forms.IntegerField(
        label=_("Plaatsen voor deelnemers"), min_value=FEWEST, max_value=MOST,
        error_messages={"required": _("Vul een aantal in."), "invalid": _("Schrijf een heel getal, bijvoorbeeld 18."),
                        "min_value": _("Kies 4 of meer plaatsen."), "max_value": _("Kies ten hoogste 60 plaatsen.")},
    )  # fmt: skip
    apply_until_date = DayField(label=_("Aanmelden tot en met"), required=False,
                                help_text=_("Zonder deze dag kan de editie niet online."))  # fmt: skip
    decide_by_date = DayField(label=_("Besluit uiterlijk op"), required=False,
                              help_text=_("Wie zich aanmeldt, leest dat hij dan bericht heeft."))  # fmt: skip
    organisaties = RowsField(label=_("Partners"), help_text=_("Organisaties uit de provincie die meedoen."))
    description = LinesField(label=_("Voor wie en waarom"), max_length=2000, required=False,
                             widget=forms.Textarea(attrs={"rows": 5}))  # fmt: skip
    version = version_field()

    def __init__(
        self, editie: Editie, choices: MensenChoices, initial: Iterable[User], today: date, data: Any = None
    ) -> None:
        names = ("capacity", "apply_until_date", "decide_by_date", "description", "version")
        start: dict[str, Any] = {name: getattr(editie, name) for name in names} | {"locatie": editie.locatie_id}
        start["trainers"] = [user.pk for user in initial]
        start["coaches"] = [user.pk for user in editie.coaches.all()]
        start["organisaties"] = [row.pk for row in editie.organisaties.all()]
        super().__init__(data, initial=start, use_required_attribute=False)
        self.editie, self.today = editie, today
        self.fields["trainers"].queryset = choices.trainers  # type: ignore[attr-defined]  # a choice of rows
        self.fields["coaches"].queryset = choices.coaches  # type: ignore[attr-defined]  # a choice of rows
        self.fields["organisaties"].queryset = choices.partners  # type: ignore[attr-defined]  # a choice of rows
        if not choices.partners.exists():
            del self.fields["organisaties"]
        self.fields["locatie"].queryset = choices.places  # type: ignore[attr-defined]  # a choice of rows

    def clean(self) -> dict[str, Any]:
        """Judge the days against each other, and who is named twice."""
        given = super().clean() or {}
        until, decide = given.get("apply_until_date"), given.get("decide_by_date")
        leading = {user.pk for user in given.get("trainers") or ()}
        both = {user.naam for user in given.get("coaches") or () if user.pk in leading}
        if both:
            self.add_error("coaches", _("Wie traint, kan ook coachen. Haal het vinkje weg bij: %(names)s.")
                           % {"names": ", ".join(sorted(both))})  # fmt: skip
        if until and until != self.editie.apply_until_date and until < self.today:
            self.add_error("apply_until_date", _("Kies een dag vanaf vandaag."))
        elif until and until > self.editie.until_date:
            self.add_error("apply_until_date", _("Deze dag ligt na de periode van de editie. Kies een eerdere dag."))
        if until and decide and decide < until:
            self.add_error("decide_by_date", _("Kies een dag die niet vóór het einde van de aanmelding ligt."))
        elif decide and decide > self.editie.until_date:
            self.add_error("decide_by_date", _("Deze dag ligt na de periode van de editie. Kies een eerdere dag."))
        return given

    def answers(self) -> MensenAnswers:
        """Return what was filled in, for the action."""
        given = self.cleaned_data
        return MensenAnswers(
            trainers=list(given["trainers"]), coaches=list(given["coaches"]), locatie=given["locatie"],
            capacity=given["capacity"], apply_until_date=given["apply_until_date"],
            decide_by_date=given["decide_by_date"], description=given["description"],
            organisaties=list(given.get("organisaties") or ()),
        )  # fmt: skip


class PublicerenForm(forms.Form):
    """The rules to which everybody in the editie agrees first."""

    rules = LinesField(
        label=_("Afspraken"), max_length=4000, initial=RULES, widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("Wie meedoet, geeft hier eerst akkoord op. Het zijn ook de afspraken van het praktijkboek."),
        error_messages={"required": _("Schrijf op wat je met de deelnemers afspreekt.")},
    )  # fmt: skip
    version = version_field()

    def __init__(self, editie: Editie, data: Any = None) -> None:
        super().__init__(data, initial={"rules": RULES, "version": editie.version}, use_required_attribute=False)


class AfgelastenForm(forms.Form):
    """Why an editie does not go on."""

    reason = LineField(
        label=_("Waarom gaat de editie niet door?"), max_length=240,
        help_text=_("Iedereen die meedoet of zich aanmeldde, leest dit in de mail."),
        error_messages={"required": _("Schrijf in een zin waarom het niet doorgaat.")},
    )  # fmt: skip


def stored(editie: Editie) -> dict[str, Any]:
    """Return an editie as the form shows it."""
    names = ("name", "provincie", "regio", "from_date", "until_date", "version")
    return {name: getattr(editie, name) for name in names}
