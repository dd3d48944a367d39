"""What a regisseur says about her samenwerking in the register, and who keeps it with her."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from community.actions.samenwerkingen import SamenwerkingAnswers
from community.forms.choices import KNOWN
from community.forms.leergroepen import one_person
from community.forms.plaatsen import PlaceField
from community.forms.text import LineField, LinesField
from community.forms.versions import version_field
from community.models import (
    Behoefte,
    Organisatie,
    Provincie,
    Samenwerking,
    SamenwerkingFase,
    SamenwerkingVorm,
    SamenwerkingZichtbaar,
    User,
)
from community.queries.organisaties import called, name_of
from community.queries.samenwerkingen import organisaties_of

MOST_ORGANISATIES = 40
STORED = ("name", "area", "provincies", "place", "fase", "vorm", "behoefte", "visible", "version")
ERRORS = {"invalid_choice": KNOWN, "invalid_list": KNOWN}


class SamenwerkingForm(forms.Form):
    """All the register holds of a samenwerking. `version` says which saved one somebody was looking at."""

    name = LineField(
        label=_("Naam"), max_length=120, error_messages={"required": _("Geef de samenwerking een naam.")},
        help_text=_("Zoals die in het gebied heet. Schrijf niets vertrouwelijks."),
    )  # fmt: skip
    area = LineField(
        label=_("Gebied"), max_length=160, required=False, help_text=_("Bijvoorbeeld: het dal van de Grote Beek.")
    )
    provincies = forms.MultipleChoiceField(
        label=_("Provincies"), choices=Provincie.choices, widget=forms.CheckboxSelectMultiple,
        error_messages=ERRORS | {"required": _("Kies een of meer provincies.")},
    )  # fmt: skip
    place = PlaceField(
        label=_("Plaats waar je vaak afspreekt"), required=False, help_text=_("Hiermee rekenen we reistijd uit.")
    )
    fase = forms.ChoiceField(
        label=_("Fase"), choices=[("", _("Weet ik nog niet")), *SamenwerkingFase.choices], required=False,
        error_messages=ERRORS,
    )  # fmt: skip
    vorm = forms.ChoiceField(
        label=_("Vorm"), choices=[("", _("Weet ik nog niet")), *SamenwerkingVorm.choices], required=False,
        help_text=_("De vormen van de Vormverkenner."), error_messages=ERRORS,
    )  # fmt: skip
    behoefte = forms.ChoiceField(
        label=_("Wat is er nu nodig?"), choices=Behoefte.choices, widget=forms.RadioSelect, initial=Behoefte.GEEN,
        help_text=_("Het coördinerend hart ziet dit en kan meedenken."),
        error_messages=ERRORS | {"required": _("Kies wat er nu nodig is.")},
    )  # fmt: skip
    organisaties = LinesField(
        label=_("Organisaties"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Eén per regel. Schrijf de naam zoals in de lijst Organisaties."),
    )  # fmt: skip
    visible = forms.ChoiceField(
        label=_("Wie ziet dit?"), choices=SamenwerkingZichtbaar.choices, widget=forms.RadioSelect,
        initial=SamenwerkingZichtbaar.REGISSEURS, error_messages=ERRORS | {"required": _("Kies wie dit ziet.")},
    )  # fmt: skip
    version = version_field()

    def __init__(
        self, row: Samenwerking | None, known: QuerySet[Organisatie], data: Any = None, *, may_decide: bool = True
    ) -> None:  # fmt: skip
        """Show a samenwerking; `known` are the organisaties one can name beside those that stand there already.

        Who does not decide what members see is not asked that.
        """
        super().__init__(data, initial=initial_of(row), use_required_attribute=False)
        self.known = known | row.organisaties.all() if row is not None else known
        if not may_decide:
            del self.fields["visible"]

    def clean_name(self) -> str:
        """Return the name. Raises ValidationError when nobody can read it."""
        name = str(self.cleaned_data["name"])
        if not any(sign.isalnum() for sign in name):
            raise ValidationError(_("Gebruik letters of cijfers in de naam."))
        return name

    def clean_organisaties(self) -> list[Organisatie]:
        """Return the organisaties. Raises ValidationError for the first name that is not in the list."""
        names = list(dict.fromkeys(filter(None, map(str.strip, str(self.cleaned_data["organisaties"]).splitlines()))))
        if len(names) > MOST_ORGANISATIES:
            raise ValidationError(_("Noem hooguit %d organisaties.") % MOST_ORGANISATIES)
        found = called(names, self.known)
        for name in names:
            if name_of(name) not in found:
                raise ValidationError(_("'%s' staat niet in de lijst Organisaties. Controleer de naam.") % name[:160])
        return list({row.pk: row for row in found.values()}.values())

    def answers(self) -> SamenwerkingAnswers:
        """Return what a valid form holds."""
        given = {name: self.cleaned_data[name] for name in STORED if name in self.cleaned_data and name != "version"}
        return SamenwerkingAnswers(organisaties=self.cleaned_data["organisaties"], **given)


class RegisseurForm(forms.Form):
    """Who keeps the samenwerking too."""

    persoon = LineField(
        label=_("Naam of e-mailadres van een lid"), max_length=254,
        error_messages={"required": _("Vul in wie regisseur wordt.")},
    )  # fmt: skip

    def clean_persoon(self) -> User:
        """Return the member. Raises ValidationError when it is nobody, or more than one."""
        return one_person(str(self.cleaned_data["persoon"]))


def initial_of(row: Samenwerking | None) -> dict[str, Any]:
    """Return a stored samenwerking as the form shows it."""
    if row is None:
        return {"version": 0, "behoefte": Behoefte.GEEN, "visible": SamenwerkingZichtbaar.REGISSEURS}
    named = "\n".join(organisatie.name for organisatie in organisaties_of(row))
    return {name: getattr(row, name) for name in STORED} | {"organisaties": named}
