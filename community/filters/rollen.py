"""Filters of the list of roles."""

import django_filters as filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from community.filters.people import ALL, KNOWN, SearchFilter
from community.models import Rol, Roltoekenning
from community.queries.rollen import in_time, of_person
from community.text import tidy
from community.workdays import local_date

WHEN = (("nu", _("Rollen van nu")), ("straks", _("Rollen die nog beginnen")), ("voorbij", _("Rollen die voorbij zijn")))


class RollenFilter(filters.FilterSet):
    """What one can narrow the list of roles by; without a choice it shows the roles that hold now."""

    q = SearchFilter(method="search", label=_("Naam"))
    rol = filters.ChoiceFilter(label=_("Rol"), choices=Rol.choices, empty_label=ALL, error_messages=KNOWN)
    wanneer = filters.ChoiceFilter(
        method="unchanged", label=_("Wanneer"), choices=WHEN[1:], empty_label=WHEN[0][1], error_messages=KNOWN
    )

    class Meta:
        model = Roltoekenning
        fields = ()

    @property
    def rows(self) -> QuerySet[Roltoekenning]:
        """The roles to show: what the filters keep, at the chosen time."""
        kept: QuerySet[Roltoekenning] = self.qs
        return in_time(kept, self.form.cleaned_data.get("wanneer") or WHEN[0][0], local_date(self.request.now))

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is set that leaves roles out."""
        return bool(self.form.errors) or any(self.form.cleaned_data.values())

    def search(self, rows: QuerySet[Roltoekenning], name: str, value: str) -> QuerySet[Roltoekenning]:
        """Keep the roles of people with this name."""
        return of_person(rows, tidy(value))

    def unchanged(self, rows: QuerySet[Roltoekenning], name: str, value: str) -> QuerySet[Roltoekenning]:
        """Leave the list as it is: the time was chosen at the start."""
        return rows
