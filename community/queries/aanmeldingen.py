"""Requests to join, as coördinatoren see them."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Case, IntegerField, QuerySet, Value, When

from community.access.rollen import coordinatoren
from community.models import Aanmelding, AanmeldingStatus, Uitnodiging, User


def in_order(rows: QuerySet[Aanmelding]) -> QuerySet[Aanmelding]:
    """Return what waits first, the oldest on top; then what was decided, the newest on top."""
    waits = Case(When(status=AanmeldingStatus.NIEUW, then=Value(0)), default=Value(1), output_field=IntegerField())
    rows = rows.select_related("decided_by").annotate(waits=waits)
    return rows.order_by("waits", "-decided_at", "created_at", "pk")


def aanmeldingen_by_id(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Aanmelding]:
    """Return these requests."""
    return Aanmelding.objects.in_bulk(list(ids))


def may_judge_ids(ids: Iterable[uuid.UUID | None], now: datetime) -> set[uuid.UUID]:
    """Return which of these people decide on requests now."""
    wanted = set(ids)
    return {user.pk for user in coordinatoren(now) if user.pk in wanted}


def member_with_email(email: str) -> User | None:
    """Return the account with this address, closed or not; for who decides on requests."""
    return User.objects.filter(email=email).select_related("profiel").first()


def others_of(row: Aanmelding) -> QuerySet[Aanmelding]:
    """Return the other requests from this address, the newest first."""
    return Aanmelding.objects.filter(email=row.email).exclude(pk=row.pk).order_by("-created_at", "pk")


def open_invitation_for(email: str) -> Uitnodiging | None:
    """Return the invitation that waits for this address."""
    rows = Uitnodiging.objects.filter(email=email, accepted_at__isnull=True, withdrawn_at__isnull=True)
    return rows.select_related("invited_by").first()
