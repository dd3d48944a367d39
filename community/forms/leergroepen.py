"""What a coördinator or trekker says about a leergroep."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from community.actions.leergroepen import LeergroepAnswers
from community.forms.choices import KNOWN, OpgavenField
from community.forms.text import LineField, LinesField
from community.forms.versions import version_field
from community.models import RHYTHMS, Ervaring, Joining, Leergroep, LeergroepPhase, Provincie, User
from community.queries.leergroepen import name_is_taken
from community.queries.people import opgaven
from community.queries.toetredingen import people_called

MEETINGS = _("Schrijf het aantal in cijfers, van 1 tot en met 50. Laat het leeg als je niet wilt evalueren.")
HIDDEN_JOINING = _("Een verborgen groep is op uitnodiging. Kies bij 'Aansluiten' voor 'Op uitnodiging'.")
COUNT = _("Schrijf het aantal in cijfers, van 2 tot en met 500. Laat het leeg als iedereen past.")
# What the form shows and stores as it stands in the group.
STORED = (
    "summary", "description", "provincies", "ervaring", "joining", "capacity", "phase", "is_hidden", "welcome_text",
)  # fmt: skip
STORED_IN_KRING = ("name", "rhythm_weeks", "evaluate_after")


class LeergroepForm(forms.Form):
    """All there is to say about a group. `version` says which saved group somebody was looking at."""

    name = LineField(label=_("Naam"), max_length=120, error_messages={"required": _("Geef de groep een naam.")})
    summary = LineField(
        label=_("Waar gaat het over?"), max_length=240, help_text=_("Eén of twee zinnen. Dit staat in de lijst."),
        error_messages={"required": _("Schrijf in een of twee zinnen waar de groep over gaat.")},
    )  # fmt: skip
    description = LinesField(
        label=_("Meer over de groep"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Bijvoorbeeld: hoe vaak jullie bij elkaar komen en wat je van elkaar verwacht."),
    )  # fmt: skip
    opgaven = OpgavenField(label=_("Opgaven"))
    provincies = forms.MultipleChoiceField(
        label=_("Provincies"), choices=Provincie.choices, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Kies niets als de groep voor heel Nederland is."),
        error_messages={"invalid_choice": KNOWN, "invalid_list": KNOWN},
    )  # fmt: skip
    ervaring = forms.ChoiceField(
        label=_("Voor wie"), choices=[("", _("Voor iedereen")), *Ervaring.choices], required=False,
        error_messages={"invalid_choice": KNOWN},
    )  # fmt: skip
    joining = forms.ChoiceField(
        label=_("Aansluiten"), choices=Joining.choices, widget=forms.RadioSelect, initial=Joining.OPEN,
        error_messages={"invalid_choice": KNOWN, "required": _("Kies hoe iemand zich aansluit.")},
    )  # fmt: skip
    capacity = forms.IntegerField(
        label=_("Hoogste aantal leden"), required=False, min_value=2, max_value=500,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "short"}),
        help_text=_("Leeg betekent: iedereen past erbij."),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), COUNT),
    )  # fmt: skip
    is_hidden = forms.BooleanField(
        label=_("Verborgen groep"), required=False,
        help_text=_("Alleen leden, genodigden en coördinatoren weten dan dat de groep bestaat."),
    )  # fmt: skip
    welcome_text = LinesField(
        label=_("Welkomsttekst"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Wie lid wordt, ziet deze tekst één keer bovenaan. Leden vinden hem terug bij 'Over'."),
    )  # fmt: skip
    rhythm_weeks = forms.TypedChoiceField(
        label=_("Ritme"), choices=[("", _("Geen vast ritme")), *RHYTHMS], required=False, coerce=int, empty_value=None,
        help_text=_("Is er op tijd niets gepland, dan krijgt de trekker een seintje."),
        error_messages={"invalid_choice": KNOWN},
    )  # fmt: skip
    evaluate_after = forms.IntegerField(
        label=_("Evalueren na dit aantal bijeenkomsten"), required=False, min_value=1, max_value=50,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "short"}),
        help_text=_("Leeg betekent: niet evalueren."),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), MEETINGS),
    )  # fmt: skip
    phase = forms.ChoiceField(
        label=_("Fase"), choices=LeergroepPhase.choices, widget=forms.RadioSelect, initial=LeergroepPhase.ACTIEF,
        help_text=_("In een afgesloten groep kunnen leden lezen, maar niet meer schrijven of erbij komen."),
        error_messages={"invalid_choice": KNOWN, "required": _("Kies een fase.")},
    )  # fmt: skip
    version = version_field()

    def __init__(
        self, leergroep: Leergroep | None = None, data: Any = None, *, known: QuerySet[Leergroep] | None = None
    ) -> None:
        """Show a group; `known` are the groups whose names must not come twice, all without it."""
        super().__init__(data, initial=initial_of(leergroep), use_required_attribute=False)
        self.leergroep, self.known = leergroep, known
        self.fields["opgaven"].offer(opgaven())  # type: ignore[attr-defined]  # an OpgavenField

    def clean_name(self) -> str:
        """Return the name. Raises ValidationError when nobody can read it or another group has it."""
        name = str(self.cleaned_data["name"])
        if not any(sign.isalnum() for sign in name):
            raise ValidationError(_("Geef de groep een naam met letters, bijvoorbeeld: Water en landbouw."))
        if name_is_taken(name, self.leergroep, self.known):
            raise ValidationError(_("Er is al een leergroep met deze naam. Kies een andere."))
        return name

    def clean(self) -> dict[str, Any]:
        """Refuse a hidden group that one could join without being asked."""
        given = super().clean() or {}
        if given.get("is_hidden") and given.get("joining", Joining.OP_UITNODIGING) != Joining.OP_UITNODIGING:
            self.add_error("joining", HIDDEN_JOINING)
        return given

    def answers(self) -> LeergroepAnswers:
        """Return what was filled in, for the action."""
        given = self.cleaned_data
        return LeergroepAnswers(**{name: given[name] for name in ("name", "opgaven", *STORED)})


class NieuweLeergroepForm(LeergroepForm):
    """A new group: also who leads it, and its first agreements."""

    trekker = LineField(
        label=_("Trekker"), max_length=254, help_text=_("De naam of het e-mailadres van een lid."),
        error_messages={"required": _("Vul in wie de groep trekt.")},
    )  # fmt: skip
    afspraken = LinesField(
        label=_("Afspraken"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Wie meedoet, geeft eerst akkoord op deze afspraken. Je kunt ze later veranderen."),
    )  # fmt: skip

    def clean_trekker(self) -> User:
        """Return the member. Raises ValidationError when it is nobody, or more than one."""
        return one_person(str(self.cleaned_data["trekker"]))


class TrekkerForm(forms.Form):
    """Who will lead the group."""

    persoon = LineField(
        label=_("Naam of e-mailadres"), max_length=254, error_messages={"required": _("Vul in wie de groep trekt.")}
    )

    def clean_persoon(self) -> User:
        """Return the member. Raises ValidationError when it is nobody, or more than one."""
        return one_person(str(self.cleaned_data["persoon"]))


def one_person(typed: str) -> User:
    """Return the one active member with this name or address. Raises ValidationError when it is nobody, or several."""
    found = people_called(typed)
    if not found:
        raise ValidationError(_("We vinden niemand met deze naam of dit e-mailadres. Controleer wat je typte."))
    if len(found) > 1:
        raise ValidationError(_("Er zijn meer mensen met deze naam. Vul het e-mailadres in."))
    return found[0]


def initial_of(leergroep: Leergroep | None) -> dict[str, Any]:
    """Return a stored group as the form shows it; a new one is open and active."""
    if leergroep is None:
        return {"version": 0, "joining": Joining.OPEN, "phase": LeergroepPhase.ACTIEF, "evaluate_after": 5}
    return {
        **{name: getattr(leergroep.kring, name) for name in STORED_IN_KRING},
        "opgaven": [opgave.pk for opgave in leergroep.opgaven.all()],
        **{name: getattr(leergroep, name) for name in (*STORED, "version")},
    }
