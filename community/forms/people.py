"""What a person tells about herself, and who sees it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from community.actions.people import ProfielAnswers
from community.forms.choices import KNOWN, OpgavenField
from community.forms.text import LineField, LinesField, NameField
from community.forms.versions import version_field
from community.models import Ervaring, Profiel, Provincie, User, VisibleTo
from community.notation import phone
from community.queries.people import FIELD_LABELS, opgaven, opgaven_of

# The fields of the form that stand beside a choice of who sees them, in the order of the page.
ASKED = ("functie", "ervaring", "provincies", "opgaven", "zoekt", "biedt", "telefoon")
# These are kept elsewhere; here one only says who sees them.
KEPT_ELSEWHERE = ("organisatie", "email", "foto")
LISTED = (("ja", _("Ja, andere leden kunnen mij vinden")), ("nee", _("Nee, ik sta niet in de lijst")))


@dataclass(frozen=True)
class Question:
    """A question with the choice of who sees the answer."""

    field: BoundField | None
    who: BoundField
    label: str


class ProfielForm(forms.Form):
    """All of a person's profile in one form. `version` says which saved profile she was looking at."""

    voornaam = NameField(label=_("Voornaam"), max_length=60, error_messages={"required": _("Vul je voornaam in.")})
    tussenvoegsel = NameField(label=_("Tussenvoegsel"), max_length=20, required=False)
    achternaam = NameField(
        label=_("Achternaam"), max_length=80, error_messages={"required": _("Vul je achternaam in.")}
    )
    functie = LineField(label=_("Functie"), max_length=120, required=False)
    ervaring = forms.ChoiceField(
        label=_("Ervaring als regisseur"), choices=[("", _("Zeg ik liever niet")), *Ervaring.choices],
        required=False, error_messages={"invalid_choice": KNOWN},
    )  # fmt: skip
    provincies = forms.MultipleChoiceField(
        label=_("In welke provincies werk je?"), choices=Provincie.choices, required=False,
        widget=forms.CheckboxSelectMultiple, error_messages={"invalid_choice": KNOWN, "invalid_list": KNOWN},
    )  # fmt: skip
    opgaven = OpgavenField(label=_("Aan welke opgaven werk je?"))
    zoekt = LinesField(
        label=_("Wat zoek je?"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Bijvoorbeeld: iemand die eerder een gebiedsfonds opzette."),
    )  # fmt: skip
    biedt = LinesField(
        label=_("Wat bied je?"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Bijvoorbeeld: ik denk graag mee over kavelruil."),
    )  # fmt: skip
    telefoon = LineField(label=_("Telefoonnummer"), max_length=40, required=False)
    in_ledengids = forms.ChoiceField(
        label=_("Wil je vindbaar zijn voor andere leden?"), choices=LISTED, widget=forms.RadioSelect,
        help_text=_("Je kunt dit altijd veranderen."),
        error_messages={"required": _("Kies of je vindbaar wilt zijn."), "invalid_choice": KNOWN},
    )  # fmt: skip
    version = version_field(least=1)

    names: ClassVar[tuple[str, ...]] = ("voornaam", "tussenvoegsel", "achternaam")

    def __init__(self, profiel: Profiel, data: Any = None) -> None:
        super().__init__(data, initial=initial_of(profiel), use_required_attribute=False)
        self.fields["opgaven"].offer(opgaven())  # type: ignore[attr-defined]  # an OpgavenField
        self.fields["telefoon"].widget.input_type = "tel"
        for name in (*ASKED, *KEPT_ELSEWHERE):
            self.fields[f"{name}_visible_to"] = forms.ChoiceField(
                label=_("{field}: wie ziet dit?").format(field=FIELD_LABELS[name]), choices=VisibleTo.choices,
                error_messages={"invalid_choice": KNOWN, "required": _("Kies wie dit ziet.")},
            )  # fmt: skip
        if self["opgaven"].is_hidden:
            self.fields["opgaven_visible_to"].widget = forms.HiddenInput()

    def clean_telefoon(self) -> str:
        """Return the number in the usual way of writing. Raises ValidationError for what nobody can call."""
        typed = str(self.cleaned_data["telefoon"])
        if typed and not (re.fullmatch(r"\+?[\d\s().-]+", typed) and 8 <= len(re.sub(r"\D", "", typed)) <= 15):
            raise ValidationError(_("Schrijf je telefoonnummer in cijfers, bijvoorbeeld 06 - 12 34 56 78."))
        return phone(typed)[:20]

    def name_fields(self) -> list[BoundField]:
        """Return the three parts of the name."""
        return [self[name] for name in self.names]

    def questions(self) -> Iterator[Question]:
        """Yield the questions with the choice of who sees the answer."""
        for name in ASKED:
            if not self[name].is_hidden:
                yield Question(self[name], self[f"{name}_visible_to"], FIELD_LABELS[name])

    def elsewhere(self) -> Iterator[Question]:
        """Yield what is kept on another page and of which only the visibility is asked here."""
        for name in KEPT_ELSEWHERE:
            yield Question(None, self[f"{name}_visible_to"], FIELD_LABELS[name])

    def answers(self) -> ProfielAnswers:
        """Return what was filled in, for the action."""
        given = self.cleaned_data
        return ProfielAnswers(
            in_ledengids=given["in_ledengids"] == "ja",
            visible_to={name: given[f"{name}_visible_to"] for name in (*ASKED, *KEPT_ELSEWHERE)},
            **{name: given[name] for name in (*self.names, *ASKED)},
        )


def initial_of(profiel: Profiel) -> dict[str, Any]:
    """Return a stored profile as the form shows it; whether one is listed stays open until it is asked once."""
    user: User = profiel.user
    listed = {True: "ja", False: "nee", None: ""}[profiel.in_ledengids]
    stored = {name: getattr(profiel, name) for name in ASKED if name != "opgaven"}
    visible = {f"{name}_visible_to": getattr(profiel, f"{name}_visible_to") for name in (*ASKED, *KEPT_ELSEWHERE)}
    return {
        "voornaam": user.voornaam, "tussenvoegsel": user.tussenvoegsel, "achternaam": user.achternaam,
        "opgaven": [opgave.pk for opgave in opgaven_of(profiel)], "in_ledengids": listed, "version": profiel.version,
        **stored, **visible,
    }  # fmt: skip
