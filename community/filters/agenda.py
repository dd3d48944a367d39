"""Finding a meeting in the agenda."""

from typing import Any

import django_filters as filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from community.filters.keuze import PlainSelect
from community.filters.people import ALL, KNOWN, LONGEST_SEARCH, SearchFilter
from community.models import OF_THE_HEART, Bijeenkomst, BijeenkomstKind, Provincie
from community.queries.agenda import named, only_own, only_public

WHICH = (("mijn", _("Mijn bijeenkomsten")), ("openbaar", _("Openbare bijeenkomsten")))


class AgendaFilter(filters.FilterSet):
    """What one can narrow the agenda by. Unknown parameters and values that make no sense change nothing."""

    q = SearchFilter(method="search", label=_("Zoek op titel"), max_length=LONGEST_SEARCH)
    soort = filters.ChoiceFilter(
        field_name="kind", label=_("Soort"), choices=BijeenkomstKind.choices, empty_label=ALL, error_messages=KNOWN,
        widget=PlainSelect,
    )  # fmt: skip
    provincie = filters.ChoiceFilter(
        label=_("Provincie"), choices=Provincie.choices, empty_label=ALL, error_messages=KNOWN, widget=PlainSelect
    )
    welke = filters.ChoiceFilter(
        method="which", label=_("Welke"), choices=WHICH, empty_label=ALL, error_messages=KNOWN, widget=PlainSelect
    )

    class Meta:
        model = Bijeenkomst
        fields = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.request.user.is_anonymous:
            # A visitor has no meetings of her own and sees public ones only.
            del self.filters["welke"]
            public = [(kind.value, kind.label) for kind in OF_THE_HEART]
            self.filters["soort"].extra["choices"] = public
        self.is_valid()

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is set that leaves meetings out."""
        return any(self.form.cleaned_data.values())

    def search(self, rows: QuerySet[Bijeenkomst], name: str, value: str) -> QuerySet[Bijeenkomst]:
        """Keep the meetings in whose title the words stand, as far as the person may read that title."""
        return named(rows, value, self.request.user, self.request.now)

    def which(self, rows: QuerySet[Bijeenkomst], name: str, value: str) -> QuerySet[Bijeenkomst]:
        """Keep the person's own meetings, or the public ones."""
        return only_own(rows, self.request.user, self.request.now) if value == "mijn" else only_public(rows)
