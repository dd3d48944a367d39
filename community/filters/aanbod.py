"""The filter above the list of requests for what is offered."""

import django_filters as filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from community.filters.people import KNOWN, SearchFilter
from community.filters.toegang import EVERYTHING
from community.models import Aanbodsoort, Aanvraag, AanvraagStatus
from community.text import tidy


class AanvraagFilter(filters.FilterSet):
    """Narrows the list of requests."""

    q = SearchFilter(method="search", label=_("Naam, organisatie of e-mailadres"))
    soort = filters.ChoiceFilter(
        label=_("Soort"), choices=Aanbodsoort.choices, empty_label=EVERYTHING, error_messages=KNOWN
    )
    status = filters.ChoiceFilter(
        label=_("Status"), choices=AanvraagStatus.choices, empty_label=EVERYTHING, error_messages=KNOWN
    )

    class Meta:
        model = Aanvraag
        fields = ()

    def search(self, rows: QuerySet[Aanvraag], name: str, value: str) -> QuerySet[Aanvraag]:
        """Keep the requests with these words in name, organisatie or address."""
        for word in tidy(value).split():
            rows = rows.filter(Q(naam__icontains=word) | Q(organisatie__icontains=word) | Q(email__icontains=word))
        return rows
