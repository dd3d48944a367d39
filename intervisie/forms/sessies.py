"""What a session will be, and who takes part in it."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.forms.choices import KNOWN
from community.forms.text import NameField
from community.forms.versions import version_field
from intervisie.actions.sessiemensen import LONGEST_NAME
from intervisie.actions.sessies import Plan, plan_faults
from intervisie.models import Sessie, SessieMedium, SessieTempo, Werkvorm
from intervisie.queries.sessiekeuzes import Gevolg, counts_for, gevolg_of
from intervisie.werkvorm.days import FEWEST_DAYS, MOST_DAYS
from intervisie.werkvorm.schema import read_werkvorm
from intervisie.werkvorm.steps import Werkvormschema
from intervisie.werkvorm.words import FEWEST, MOST

CHOOSE = {"required": _("Kies er één."), "invalid_choice": KNOWN}
USUAL_PEOPLE = 8


def _number(label: Any, least: int, most: int, *, hint: Any = "", required: bool = True) -> forms.IntegerField:
    wrong = _("Kies een heel getal van %(least)d tot en met %(most)d.") % {"least": least, "most": most}
    return forms.IntegerField(
        label=label, min_value=least, max_value=most, help_text=hint, required=required,
        widget=forms.NumberInput(attrs={"class": "short"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), wrong),
    )  # fmt: skip


class SessieForm(forms.Form):
    """Method, people and how they work. `version` says which saved plan somebody was looking at."""

    werkvorm = forms.ChoiceField(label=_("Werkvorm"), widget=forms.RadioSelect, error_messages=CHOOSE)
    expected = _number(
        _("Met hoeveel mensen zijn jullie?"), FEWEST, MOST,
        hint=_("Tel jezelf mee als je meedoet. Komen er meer of minder? Dat past zich aan."),
    )  # fmt: skip
    subgroups = _number(_("In hoeveel groepjes?"), 1, MOST // 2, hint=_("Blijven jullie bij elkaar? Kies dan 1."))
    medium = forms.ChoiceField(
        label=_("Waarop schrijven jullie?"), choices=SessieMedium.choices, widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )  # fmt: skip
    tempo = forms.ChoiceField(
        label=_("Samen of verspreid?"), choices=SessieTempo.choices, widget=forms.RadioSelect, error_messages=CHOOSE
    )
    days = _number(_("Hoeveel dagen?"), FEWEST_DAYS, MOST_DAYS, required=False,
                   hint=_("Alleen als ieder in eigen tijd meedoet."))  # fmt: skip
    takes_part = forms.BooleanField(label=_("Ik doe zelf mee"), required=False)
    lets_guests = forms.BooleanField(
        label=_("Mensen zonder account kunnen meedoen met een code"), required=False,
        help_text=_("Een gast typt alleen een voornaam. Die vergeten we na 30 dagen."),
    )  # fmt: skip
    version = version_field()

    def __init__(
        self, data: Any = None, *, offered: Sequence[tuple[Werkvorm, Werkvormschema]], sessie: Sessie | None = None,
        takes_part: bool = True, asked: Mapping[str, str] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(data, initial=_stored(sessie, takes_part, asked or {}), use_required_attribute=False)
        self.known = {werkvorm.code: (werkvorm, schema) for werkvorm, schema in offered}
        if sessie is not None:
            # A session keeps the version it was made with, also of a method that is not offered any more.
            own = sessie.versie.werkvorm
            self.known[own.code] = (own, read_werkvorm(sessie.versie.schema))
        field: Any = self.fields["werkvorm"]
        field.choices = [(code, _told(*one)) for code, one in self.known.items()]

    def clean(self) -> dict[str, Any]:
        """Judge whether the method fits so many people, subgroups and days."""
        given: dict[str, Any] = super().clean() or {}
        if not {"werkvorm", "expected", "subgroups", "tempo", "medium"} <= given.keys():
            return given
        if given["tempo"] != SessieTempo.DAGEN:
            given["days"] = None
        for name, sentence in plan_faults(self.plan, self.schema).items():
            if name not in self.errors:
                self.add_error(name, sentence)
        return given

    @property
    def plan(self) -> Plan:
        """What was filled in, as the actions take it."""
        given = self.cleaned_data
        return Plan(
            werkvorm=self.known[given["werkvorm"]][0], tempo=given["tempo"], days=given.get("days"),
            medium=given["medium"], expected=given["expected"], subgroups=given["subgroups"],
            lets_guests=given.get("lets_guests", False), takes_part=given.get("takes_part", False),
        )  # fmt: skip

    @property
    def schema(self) -> Werkvormschema:
        """The method that was chosen."""
        return self.known[self.cleaned_data["werkvorm"]][1]

    def gevolg(self) -> Gevolg | None:
        """Return what the plan comes down to; None while it does not fit."""
        if not self.is_bound or not self.is_valid():
            return None
        return gevolg_of(self.schema, self.cleaned_data["expected"], self.cleaned_data["subgroups"])


class PapierForm(forms.Form):
    """Somebody who writes on paper."""

    name = NameField(
        label=_("Voornaam"), max_length=LONGEST_NAME,
        error_messages={"required": _("Typ een voornaam.")},
    )  # fmt: skip

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, use_required_attribute=False)


class GroepjesForm(forms.Form):
    """In which subgroup each person goes."""

    def __init__(self, data: Any = None, *, people: Sequence[tuple[uuid.UUID, str, int]], most: int) -> None:
        super().__init__(data, use_required_attribute=False)
        choices = [(number, _("Groepje %(number)d") % {"number": number}) for number in range(1, most + 1)]
        for pk, name, group in people:
            self.fields[f"groep-{pk}"] = forms.TypedChoiceField(
                label=name, choices=choices, coerce=int, initial=group, error_messages=CHOOSE
            )

    @property
    def groups(self) -> dict[uuid.UUID, int]:
        """The subgroup of each person."""
        return {uuid.UUID(name.removeprefix("groep-")): value for name, value in self.cleaned_data.items()}


class InbrengerForm(forms.Form):
    """Whose question it is."""

    inbrenger = forms.ChoiceField(
        label=_("Wie brengt een vraag in?"), error_messages={"required": _("Kies iemand."), "invalid_choice": KNOWN}
    )

    def __init__(self, data: Any = None, *, people: Sequence[tuple[str, str]]) -> None:
        super().__init__(data, use_required_attribute=False)
        field: Any = self.fields["inbrenger"]
        field.choices = [("", _("Kies iemand")), *people]


def _stored(sessie: Sessie | None, takes_part: bool, asked: Mapping[str, str]) -> dict[str, Any]:
    if sessie is None:
        people = asked.get("mensen", "")
        return {
            "werkvorm": asked.get("werkvorm", ""), "subgroups": 1, "medium": SessieMedium.SCHERM,
            "expected": int(people) if people.isascii() and people.isdigit() and len(people) < 3 else USUAL_PEOPLE,
            "tempo": SessieTempo.LIVE, "takes_part": True, "version": 0,
        }  # fmt: skip
    return {
        "werkvorm": sessie.versie.werkvorm.code, "expected": sessie.expected, "subgroups": sessie.subgroups,
        "medium": sessie.medium, "tempo": sessie.tempo, "days": sessie.days, "takes_part": takes_part,
        "lets_guests": sessie.lets_guests, "version": sessie.version,
    }  # fmt: skip


def _told(werkvorm: Werkvorm, schema: Werkvormschema) -> str:
    """Return a method as one chooses it: 'Troika – kort raad (30 minuten, 3 tot 12 mensen)'."""
    counts = counts_for(schema, schema.fewest)
    minutes = gevolg_of(schema, schema.fewest, counts[0]).minutes
    return _("%(name)s – %(summary)s (vanaf %(minutes)d minuten, %(fewest)d tot %(most)d mensen)") % {
        "name": werkvorm.name, "summary": werkvorm.summary, "minutes": minutes, "fewest": schema.fewest,
        "most": schema.most,
    }  # fmt: skip
