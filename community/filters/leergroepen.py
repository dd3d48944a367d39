"""Finding a leergroep that fits."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from community.models import Ervaring, Joining, Leergroep, Provincie
from community.queries.leergroepen import matching, with_place
from community.queries.people import opgaven

KNOWN = {"invalid_choice": _("Kies een van de mogelijkheden in de lijst.")}
TOO_LONG = {"max_length": _("Zoek met hooguit 100 tekens.")}
JOINING = [(Joining.OPEN.value, _("Open")), (Joining.OP_VERZOEK.value, _("Op verzoek")),
           (Joining.OP_UITNODIGING.value, _("Op uitnodiging"))]  # fmt: skip


class LeergroepFilter(django_filters.FilterSet):
    """Filters of `/leergroepen/`, for rows of `queries.leergroepen.listed`; each combination has its own address."""

    q = django_filters.CharFilter(
        method="by_words", label=_("Zoek op naam of onderwerp"), max_length=100, error_messages=TOO_LONG
    )
    provincie = django_filters.ChoiceFilter(
        method="by_provincie", choices=Provincie.choices, label=_("Provincie"), empty_label=_("Alle provincies"),
        error_messages=KNOWN,
    )  # fmt: skip
    opgave = django_filters.ModelChoiceFilter(
        field_name="opgaven", queryset=lambda request: opgaven(), to_field_name="slug", label=_("Opgave"),
        empty_label=_("Alle opgaven"), error_messages=KNOWN,
    )  # fmt: skip
    ervaring = django_filters.ChoiceFilter(
        method="by_ervaring", choices=Ervaring.choices, label=_("Past bij ervaring"), empty_label=_("Alle ervaring"),
        error_messages=KNOWN,
    )  # fmt: skip
    aansluiten = django_filters.ChoiceFilter(
        field_name="joining", choices=JOINING, label=_("Aansluiten"), empty_label=_("Alle manieren"),
        error_messages=KNOWN,
    )  # fmt: skip
    plek = django_filters.BooleanFilter(
        method="by_place", label=_("Alleen groepen met plek"), widget=forms.CheckboxInput
    )

    class Meta:
        model = Leergroep
        fields: tuple[str, ...] = ()

    @property
    def is_active(self) -> bool:
        """Whether any filter narrows the list."""
        return self.form.is_valid() and any(value not in (None, "", False) for value in self.form.cleaned_data.values())

    def by_words(self, rows: QuerySet[Leergroep], name: str, value: str) -> QuerySet[Leergroep]:
        """Keep the groups in which every word stands, in the name or the description."""
        return matching(rows, value)

    def by_provincie(self, rows: QuerySet[Leergroep], name: str, value: str) -> QuerySet[Leergroep]:
        """Keep the groups of this province; a group for all of the country is not narrowed down to one."""
        return rows.filter(provincies__contains=[value])

    def by_ervaring(self, rows: QuerySet[Leergroep], name: str, value: str) -> QuerySet[Leergroep]:
        """Keep the groups for people with this experience, and those for everybody."""
        return rows.filter(ervaring__in=("", value))

    def by_place(self, rows: QuerySet[Leergroep], name: str, value: Any) -> QuerySet[Leergroep]:
        """Keep the groups in which there is room now."""
        return with_place(rows) if value else rows
