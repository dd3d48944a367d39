"""Choosing for how many people a print pack is, and how it looks."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from intervisie.queries.printpakket import Printkeuze
from intervisie.werkvorm.groups import possible_counts
from intervisie.werkvorm.steps import Werkvormschema

PEOPLE = _("Hoeveel mensen doen er mee? Schrijf een getal.")
GROUPS = _("In hoeveel groepjes? Schrijf een getal van 1 of meer.")


class PrintpakketForm(forms.Form):
    """For how many, in how many subgroups, in large print or without colour."""

    mensen = forms.IntegerField(label=_("Aantal mensen"), error_messages={"required": PEOPLE, "invalid": PEOPLE})
    groepjes = forms.IntegerField(label=_("Aantal groepjes"), error_messages={"required": GROUPS, "invalid": GROUPS})
    groot = forms.BooleanField(label=_("Grote letters: één kaart per vel"), required=False)
    zwartwit = forms.BooleanField(label=_("Zwart-wit"), required=False)

    def __init__(self, data: Any = None, *, schema: Werkvormschema, initial: Any = None) -> None:
        super().__init__(data, initial=initial, use_required_attribute=False)
        self.schema = schema
        self.fields["mensen"].help_text = _("Van {fewest} tot en met {most}.").format(
            fewest=schema.fewest, most=schema.most
        )

    def clean_mensen(self) -> int:
        """Return how many people. Raises ValidationError when the method is not for so many."""
        people: int = self.cleaned_data["mensen"]
        if not self.schema.fewest <= people <= self.schema.most:
            sentence = _("Deze werkvorm is voor %(fewest)d tot en met %(most)d mensen.")
            raise ValidationError(sentence % {"fewest": self.schema.fewest, "most": self.schema.most})
        return people

    def clean(self) -> dict[str, Any]:
        """Judge the subgroups by how many people there are."""
        people, groups = self.cleaned_data.get("mensen"), self.cleaned_data.get("groepjes")
        if people is None or groups is None:
            return self.cleaned_data
        possible = possible_counts(self.schema, people)
        if groups not in possible:
            self.add_error("groepjes", self._why_not(people, possible))
        return self.cleaned_data

    def choice(self) -> Printkeuze:
        """Return what was chosen. Call after is_valid."""
        given = self.cleaned_data
        return Printkeuze(given["mensen"], given["groepjes"], given["groot"], given["zwartwit"])

    @staticmethod
    def _why_not(people: int, possible: tuple[int, ...]) -> Any:
        if possible == (1,):
            return _("Dat kan hier niet. Kies 1 groepje: iedereen samen.")
        if not possible:
            return _("Met {people} mensen kun je deze werkvorm niet in groepjes doen. Kies een ander aantal.").format(
                people=people
            )
        numbers = ", ".join(map(str, possible))
        return _("Met {people} mensen kan dat niet. Kies een van deze aantallen: {numbers}.").format(
            people=people, numbers=numbers
        )
