"""Finding one message among many in the outbox."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from community.extension_points import bericht_kinds
from community.models import Bericht
from community.notation import name_key
from community.queries.berichten import LISTS


def kind_choices() -> list[tuple[str, str]]:
    """Return the kinds of message by name; asked at each request, because apps register theirs at the start."""
    return sorted(((kind.code, kind.name) for kind in bericht_kinds.all()), key=lambda choice: choice[1].casefold())


class BerichtFilter(django_filters.FilterSet):
    """Filters of `/coordinatie/berichten/`. The list itself is a tab of the page; the form only remembers it."""

    lijst = django_filters.ChoiceFilter(
        choices=[(name, name) for name in LISTS], method="keep", widget=forms.HiddenInput,
        error_messages={"invalid_choice": _("Deze lijst bestaat niet. Kies een van de tabbladen.")},
    )  # fmt: skip
    soort = django_filters.ChoiceFilter(
        field_name="kind", choices=kind_choices, label=_("Soort bericht"), empty_label=_("Alle soorten"),
        error_messages={"invalid_choice": _("Kies een soort uit de lijst.")},
    )  # fmt: skip
    persoon = django_filters.CharFilter(
        method="by_person", label=_("Naam of e-mailadres"), max_length=140,
        error_messages={"max_length": _("Vul hooguit 140 tekens in.")},
    )  # fmt: skip

    class Meta:
        model = Bericht
        fields: tuple[str, ...] = ()

    def keep(self, rows: QuerySet[Bericht], name: str, value: Any) -> QuerySet[Bericht]:
        """Leave the rows as they are: the view asked for this list already."""
        return rows

    def by_person(self, rows: QuerySet[Bericht], name: str, value: str) -> QuerySet[Bericht]:
        """Keep what goes to people whose name has all these words, or whose address has this text."""
        by_name = Q(recipient__isnull=False)
        for word in name_key("", "", value).replace(",", " ").split():
            by_name &= Q(recipient__sort_key__contains=word)
        return rows.filter(by_name | Q(recipient__email__contains=value.strip().casefold()))
