"""Filters of the ledengids. Every one of them asks community.queries.ledengids, which skips hidden fields."""

from typing import Any

import django_filters as filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from community.models import Ervaring, OrganisatieKind, Profiel, Provincie, Wereld
from community.queries.ledengids import (
    matching,
    ordered,
    with_ervaring,
    with_opgave,
    with_provincie,
    with_text_in,
)
from community.queries.organisaties import shown_at
from community.queries.people import opgaven
from community.text import tidy
from community.workdays import local_date

ALL = _("Alle")
KNOWN = {"invalid_choice": _("Kies een van de mogelijkheden in de lijst.")}
PER_PAGE = (("30", "30"), ("60", "60"), ("100", "100"))
ORDER = (("naam", _("Achternaam, A tot Z")), ("naam-omgekeerd", _("Achternaam, Z tot A")))
# How the list is shown; these leave nobody out.
SHOWN_ONLY = frozenset({"volgorde", "per_pagina"})
LONGEST_SEARCH = 100
SEARCH_ERRORS = {
    "max_length": _("Zoek met minder woorden: hooguit %(limit_value)d tekens."),
    "null_characters_not_allowed": _("Er staat een teken in waar we niet op kunnen zoeken. Typ de woorden opnieuw."),
}


class SearchFilter(filters.CharFilter):
    """Words to look for: at most a hundred signs, without those that nobody can type."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": LONGEST_SEARCH, "error_messages": SEARCH_ERRORS, **kwargs})


class LedenFilter(filters.FilterSet):
    """What one can narrow the ledengids by. Unknown parameters and values that make no sense change nothing."""

    q = SearchFilter(method="search", label=_("Naam of onderwerp"))
    provincie = filters.ChoiceFilter(
        method="in_provincie", label=_("Provincie"), choices=Provincie.choices, empty_label=ALL, error_messages=KNOWN
    )
    opgave = filters.ChoiceFilter(method="on_opgave", label=_("Opgave"), empty_label=ALL, error_messages=KNOWN)
    soort = filters.ChoiceFilter(
        method="at_kind", label=_("Soort organisatie"), choices=OrganisatieKind.choices, empty_label=ALL,
        error_messages=KNOWN,
    )  # fmt: skip
    wereld = filters.ChoiceFilter(
        method="in_wereld", label=_("Wereld"), choices=Wereld.choices, empty_label=ALL, error_messages=KNOWN
    )
    ervaring = filters.ChoiceFilter(
        method="with_ervaring", label=_("Ervaring"), choices=Ervaring.choices, empty_label=ALL, error_messages=KNOWN
    )
    biedt = filters.BooleanFilter(method="offering", label=_("Biedt iets aan"), widget=forms.CheckboxInput)
    zoekt = filters.BooleanFilter(method="seeking", label=_("Zoekt iets"), widget=forms.CheckboxInput)
    volgorde = filters.ChoiceFilter(
        method="in_order", label=_("Volgorde"), choices=ORDER[1:], empty_label=ORDER[0][1], error_messages=KNOWN
    )
    per_pagina = filters.ChoiceFilter(
        method="unchanged", label=_("Leden per pagina"), choices=PER_PAGE[1:], empty_label=PER_PAGE[0][1],
        error_messages=KNOWN,
    )  # fmt: skip

    class Meta:
        model = Profiel
        fields = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["opgave"].extra["choices"] = [(opgave.slug, opgave.name) for opgave in opgaven()]
        if not self.filters["opgave"].extra["choices"]:
            del self.filters["opgave"]
        self.day = local_date(self.request.now)
        self.is_valid()

    @property
    def page_size(self) -> int:
        """How many people stand on one page: 30, unless another number of the list was chosen."""
        return int(self.form.cleaned_data.get("per_pagina") or PER_PAGE[0][0])

    @property
    def sought(self) -> str:
        """The words that are looked for; empty when there are none."""
        return tidy(self.form.cleaned_data.get("q") or "")

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is set that leaves people out."""
        chosen = self.form.cleaned_data.items()
        return bool(self.form.errors) or any(value for name, value in chosen if name not in SHOWN_ONLY)

    @property
    def without_words(self) -> QuerySet[Profiel]:
        """Who fits all other filters."""
        rows: QuerySet[Profiel] = self.queryset.all()
        for name, value in self.form.cleaned_data.items():
            rows = rows if name == "q" else self.filters[name].filter(rows, value)
        return rows

    def search(self, rows: QuerySet[Profiel], name: str, value: str) -> QuerySet[Profiel]:
        """Keep whom the words fit."""
        return matching(rows, tidy(value), self.day)

    def in_provincie(self, rows: QuerySet[Profiel], name: str, value: str) -> QuerySet[Profiel]:
        """Keep who works in this province."""
        return with_provincie(rows, value)

    def on_opgave(self, rows: QuerySet[Profiel], name: str, value: str) -> QuerySet[Profiel]:
        """Keep who works on this task in the area."""
        return with_opgave(rows, value)

    def at_kind(self, rows: QuerySet[Profiel], name: str, value: str) -> QuerySet[Profiel]:
        """Keep who works at this kind of organisatie."""
        return shown_at(rows, self.day, kind=value)

    def in_wereld(self, rows: QuerySet[Profiel], name: str, value: str) -> QuerySet[Profiel]:
        """Keep who works in this world."""
        return shown_at(rows, self.day, wereld=value)

    def with_ervaring(self, rows: QuerySet[Profiel], name: str, value: str) -> QuerySet[Profiel]:
        """Keep who calls herself this experienced."""
        return with_ervaring(rows, value)

    def offering(self, rows: QuerySet[Profiel], name: str, value: bool) -> QuerySet[Profiel]:
        """Keep who offers something, when asked."""
        return with_text_in(rows, "biedt") if value else rows

    def seeking(self, rows: QuerySet[Profiel], name: str, value: bool) -> QuerySet[Profiel]:
        """Keep who is looking for something, when asked."""
        return with_text_in(rows, "zoekt") if value else rows

    def in_order(self, rows: QuerySet[Profiel], name: str, value: str) -> QuerySet[Profiel]:
        """Sort by one of the two orders."""
        return ordered(rows, value)

    def unchanged(self, rows: QuerySet[Profiel], name: str, value: str) -> QuerySet[Profiel]:
        """Leave the list as it is: the number per page is no filter."""
        return rows
