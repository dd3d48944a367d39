"""Notes of a group, putting somebody in it, and judging how it goes."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from community.forms.choices import KNOWN
from community.forms.groepsleven import EvaluatieForm, VervolgForm
from community.forms.text import LineField, LinesField
from community.forms.versions import version_field
from community.models import KringRol, User
from community.queries.toetredingen import people_called

PARTS = [(KringRol.LID.value, _("Lid")), (KringRol.BEGELEIDER.value, _("Begeleider, geen lid"))]


class NotitieForm(forms.Form):
    """A note for the group; `version` says which saved text its writer was looking at."""

    text = LinesField(
        label=_("Notitie"), max_length=8000, widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("Alleen je groep leest dit. Gebruik geen namen van mensen die er niet bij zijn."),
        error_messages={"required": _("Schrijf eerst je notitie.")},
    )  # fmt: skip
    version = version_field()

    def __init__(self, data: Any = None, *, text: str = "", version: int = 1) -> None:
        super().__init__(data, initial={"text": text, "version": version}, use_required_attribute=False)


class WieForm(forms.Form):
    """One member of the community, by name or e-mail address."""

    wie = LineField(
        label=_("Naam of e-mailadres"), max_length=254, help_text=_("Van een lid van de community."),
        error_messages={"required": _("Vul een naam of e-mailadres in.")},
    )  # fmt: skip

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, use_required_attribute=False)

    def clean_wie(self) -> User:
        """Return the one member who is meant."""
        return one_called(self.cleaned_data["wie"])


class MensForm(WieForm):
    """Who comes into the group, and as what. With `seen` a coördinator says that she read what speaks against it."""

    rol = forms.ChoiceField(
        label=_("Wat doet deze persoon?"), choices=PARTS, initial=KringRol.LID.value, widget=forms.RadioSelect,
        error_messages={"required": _("Kies lid of begeleider."), "invalid_choice": KNOWN},
    )  # fmt: skip

    @property
    def role(self) -> KringRol:
        """The role she gets."""
        return KringRol(self.cleaned_data["rol"])


def one_called(text: str) -> User:
    """Return the one member who goes by this name or address. Raises ValidationError for nobody and for several."""
    found = people_called(text)
    if not found:
        raise ValidationError(_("We vinden niemand met deze naam of dit e-mailadres. Controleer wat je typte."))
    if len(found) > 1:
        raise ValidationError(_("Er zijn meer mensen met deze naam. Vul het e-mailadres in."))
    return found[0]


class GroepsevaluatieForm(EvaluatieForm):
    """Three judgements and whether she wants to go on. Words are not asked: they would be content of the group."""

    text = None  # type: ignore[assignment]  # how Django takes a field out of a form


class GroepsvervolgForm(VervolgForm):
    """What a group of intervisie does after its evaluation."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, use_required_attribute=False)
        words = {"MIXEN": _("Opnieuw mixen: de groep stopt, wie door wil meldt zich aan voor een nieuwe ronde")}
        field: Any = self.fields["vervolg"]
        field.choices = [(key, words.get(key, label)) for key, label in field.choices]


class ToerneevervolgForm(GroepsvervolgForm):
    """What a toernee does after its evaluation: it goes on or ends; its people are not mixed again."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        field: Any = self.fields["vervolg"]
        field.choices = [(key, label) for key, label in field.choices if key != "MIXEN"]
