"""Filters above the lists of requests, invitations and accounts."""

import django_filters as filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from community.filters.people import KNOWN, SearchFilter
from community.models import Aanmelding, AanmeldingStatus, Uitnodiging, User
from community.notation import name_key
from community.queries.uitnodigingen import EXPIRED, OPEN, USED, WITHDRAWN, in_state
from community.text import tidy

EVERYTHING = _("Alles")
STATE_WORDS = (
    (OPEN, _("Nog niet gebruikt")), (EXPIRED, _("Verlopen")), (USED, _("Gebruikt")), (WITHDRAWN, _("Ingetrokken")),
)  # fmt: skip
ACCOUNT_STATES = (("open", _("Open")), ("gesloten", _("Gesloten")))


class AanmeldingFilter(filters.FilterSet):
    """Narrows the list of requests to join."""

    q = SearchFilter(method="search", label=_("Naam, organisatie of e-mailadres"))
    status = filters.ChoiceFilter(
        label=_("Status"), choices=AanmeldingStatus.choices, empty_label=EVERYTHING, error_messages=KNOWN
    )

    class Meta:
        model = Aanmelding
        fields = ()

    def search(self, rows: QuerySet[Aanmelding], name: str, value: str) -> QuerySet[Aanmelding]:
        """Keep the requests with these words in name, organisatie or address."""
        for word in tidy(value).split():
            rows = rows.filter(Q(naam__icontains=word) | Q(organisatie__icontains=word) | Q(email__icontains=word))
        return rows


class UitnodigingFilter(filters.FilterSet):
    """Narrows the list of invitations."""

    q = SearchFilter(method="search", label=_("E-mailadres of naam"))
    staat = filters.ChoiceFilter(
        method="by_state", label=_("Status"), choices=STATE_WORDS, empty_label=EVERYTHING, error_messages=KNOWN
    )

    class Meta:
        model = Uitnodiging
        fields = ()

    def search(self, rows: QuerySet[Uitnodiging], name: str, value: str) -> QuerySet[Uitnodiging]:
        """Keep the invitations to these addresses, or to people with these names."""
        for word in tidy(value).split():
            rows = rows.filter(
                Q(email__icontains=word) | Q(voornaam__icontains=word)
                | Q(accepted_by__sort_key__contains=name_key("", "", word))
            )  # fmt: skip
        return rows

    def by_state(self, rows: QuerySet[Uitnodiging], name: str, value: str) -> QuerySet[Uitnodiging]:
        """Keep the invitations in this state at the moment of the request."""
        return in_state(rows, value, self.request.now)


class AccountFilter(filters.FilterSet):
    """Narrows the list of accounts."""

    q = SearchFilter(method="search", label=_("Naam of e-mailadres"))
    staat = filters.ChoiceFilter(
        method="by_state", label=_("Account"), choices=ACCOUNT_STATES, empty_label=EVERYTHING, error_messages=KNOWN
    )

    class Meta:
        model = User
        fields = ()

    def search(self, rows: QuerySet[User], name: str, value: str) -> QuerySet[User]:
        """Keep the people with these words in name or address."""
        for word in tidy(value).split():
            rows = rows.filter(Q(sort_key__contains=name_key("", "", word)) | Q(email__icontains=word))
        return rows

    def by_state(self, rows: QuerySet[User], name: str, value: str) -> QuerySet[User]:
        """Keep the open or the closed accounts."""
        return rows.filter(is_active=value == "open")
