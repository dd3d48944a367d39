"""What one can narrow the register of samenwerkingen by. A field one may not see changes neither list nor count."""

import django_filters as filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from community.filters.people import ALL, KNOWN, SearchFilter
from community.models import Behoefte, Provincie, Samenwerking, SamenwerkingFase, SamenwerkingVorm
from community.queries.samenwerkingen import in_provincie, named, with_behoefte, with_fase, with_vorm
from community.text import tidy


class SamenwerkingFilter(filters.FilterSet):
    """Name, province, phase and form."""

    q = SearchFilter(method="search", label=_("Naam"))
    provincie = filters.ChoiceFilter(
        method="in_provincie", label=_("Provincie"), choices=Provincie.choices, empty_label=ALL, error_messages=KNOWN
    )
    fase = filters.ChoiceFilter(
        method="with_fase", label=_("Fase"), choices=SamenwerkingFase.choices, empty_label=ALL, error_messages=KNOWN
    )
    vorm = filters.ChoiceFilter(
        method="with_vorm", label=_("Vorm"), choices=SamenwerkingVorm.choices, empty_label=ALL, error_messages=KNOWN
    )

    class Meta:
        model = Samenwerking
        fields = ()

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is set that leaves samenwerkingen out."""
        return bool(self.form.errors) or any(self.form.cleaned_data.values())

    def search(self, rows: QuerySet[Samenwerking], name: str, value: str) -> QuerySet[Samenwerking]:
        """Keep the samenwerkingen in whose name the words stand."""
        return named(rows, tidy(value))

    def in_provincie(self, rows: QuerySet[Samenwerking], name: str, value: str) -> QuerySet[Samenwerking]:
        """Keep what is in this province."""
        return in_provincie(rows, value)

    def with_fase(self, rows: QuerySet[Samenwerking], name: str, value: str) -> QuerySet[Samenwerking]:
        """Keep what is in this phase."""
        return with_fase(rows, value, self.request.user, self.request.now)

    def with_vorm(self, rows: QuerySet[Samenwerking], name: str, value: str) -> QuerySet[Samenwerking]:
        """Keep what has this form."""
        return with_vorm(rows, value, self.request.user, self.request.now)


class OverzichtFilter(SamenwerkingFilter):
    """For the coördinerend hart: also what a samenwerking needs."""

    behoefte = filters.ChoiceFilter(
        method="with_behoefte", label=_("Wat is er nodig?"), choices=Behoefte.choices, empty_label=ALL,
        error_messages=KNOWN,
    )  # fmt: skip

    def with_behoefte(self, rows: QuerySet[Samenwerking], name: str, value: str) -> QuerySet[Samenwerking]:
        """Keep what needs this."""
        return with_behoefte(rows, value)
