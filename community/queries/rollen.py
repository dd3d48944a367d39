"""Who holds which role, for the page of coördinatoren and beheerders and for a person herself."""

import uuid
from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet, Value

from community.models import Roltoekenning, User, normalise_email
from community.models.fragments import Plain


def own_rollen(user: User, day: date) -> QuerySet[Roltoekenning]:
    """Return the roles this person holds or gets, the first to begin on top."""
    not_over = Q(until_date__isnull=True) | Q(until_date__gte=day)
    rows = Roltoekenning.objects.filter(not_over, user=user).select_related("organisatie", "kring")
    return rows.order_by("from_date", "rol", "pk")


def toekenningen_by_id(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Roltoekenning]:
    """Return these roles by their id; one that was taken back before it began is left out. One query."""
    return Roltoekenning.objects.select_related("organisatie", "kring", "user").in_bulk(list(ids))


def listed(rows: QuerySet[Roltoekenning]) -> QuerySet[Roltoekenning]:
    """Return roles ready for a list, sorted by surname and then by start."""
    return rows.select_related("user", "user__profiel", "organisatie", "kring", "granted_by").order_by(
        "user__sort_key", "user_id", "from_date", "rol", "pk"
    )


def in_time(rows: QuerySet[Roltoekenning], when: str, day: date) -> QuerySet[Roltoekenning]:
    """Keep the roles that hold on this day ('nu'), are to come ('straks') or are over ('voorbij')."""
    if when == "straks":
        return rows.filter(from_date__gt=day)
    if when == "voorbij":
        return rows.filter(until_date__lt=day)
    return rows.filter(Q(until_date__isnull=True) | Q(until_date__gte=day), from_date__lte=day)


def of_person(rows: QuerySet[Roltoekenning], text: str) -> QuerySet[Roltoekenning]:
    """Keep the roles of people in whose name every word of this text is found."""
    for word in text.split()[:8]:
        rows = rows.filter(user__sort_key__contains=Plain(Value(word)))
    return rows


def person_by_email(email: str) -> User | None:
    """Return the active person who logs in with this address, or None."""
    return User.objects.filter(email=normalise_email(email), is_active=True).first()
