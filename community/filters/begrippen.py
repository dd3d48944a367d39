"""The filter of the list of terms."""

import django_filters as filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from community.filters.people import SearchFilter
from community.models import Begripversie
from community.queries.begrippen import versies_with
from community.text import tidy


class BegrippenFilter(filters.FilterSet):
    """What one can narrow the list of terms by."""

    q = SearchFilter(method="search", label=_("Woord"))

    class Meta:
        model = Begripversie
        fields = ()

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is set that leaves terms out."""
        return bool(self.form.errors) or any(self.form.cleaned_data.values())

    def search(self, rows: QuerySet[Begripversie], name: str, value: str) -> QuerySet[Begripversie]:
        """Keep the terms that have these words in them."""
        return versies_with(tidy(value))
