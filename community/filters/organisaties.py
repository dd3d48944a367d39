"""Filters of the list of organisaties."""

import django_filters as filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from community.filters.people import ALL, KNOWN, SearchFilter
from community.models import Organisatie, OrganisatieKind, Provincie, Wereld
from community.queries.organisaties import named
from community.text import tidy


class OrganisatieFilter(filters.FilterSet):
    """What one can narrow the list of organisaties by."""

    q = SearchFilter(method="search", label=_("Naam"))
    soort = filters.ChoiceFilter(
        field_name="kind", label=_("Soort"), choices=OrganisatieKind.choices, empty_label=ALL, error_messages=KNOWN
    )
    wereld = filters.ChoiceFilter(label=_("Wereld"), choices=Wereld.choices, empty_label=ALL, error_messages=KNOWN)
    provincie = filters.ChoiceFilter(
        label=_("Provincie"), choices=Provincie.choices, empty_label=ALL, error_messages=KNOWN
    )

    class Meta:
        model = Organisatie
        fields = ()

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is set that leaves organisaties out."""
        return bool(self.form.errors) or any(self.form.cleaned_data.values())

    def search(self, rows: QuerySet[Organisatie], name: str, value: str) -> QuerySet[Organisatie]:
        """Keep the organisaties in whose name the words stand."""
        return named(rows, tidy(value))
