"""What is offered, and the requests for it."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Case, IntegerField, QuerySet, Value, When

from community.access.aanbod import own_aanvragen, visible_aanbod
from community.access.rollen import coordinatoren
from community.models import AanbodPage, Aanvraag, AanvraagStatus, User


def aanbod_in_order() -> QuerySet[AanbodPage]:
    """Return what is offered, in the order of the tree that redacteuren keep."""
    return visible_aanbod().order_by("path")


def open_aanvragen_for(user: User, soort: str) -> QuerySet[Aanvraag]:
    """Return what this person asked for of one kind, the newest first."""
    return own_aanvragen(user).filter(soort=soort).order_by("-created_at", "pk")


def in_order(rows: QuerySet[Aanvraag]) -> QuerySet[Aanvraag]:
    """Return what waits first, the oldest on top; then what was answered, the newest on top."""
    answered = When(status=AanvraagStatus.BEANTWOORD, then=Value(1))
    rows = rows.select_related("handler").annotate(turn=Case(answered, default=Value(0), output_field=IntegerField()))
    return rows.order_by("turn", "-answered_at", "created_at", "pk")


def aanvragen_by_id(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Aanvraag]:
    """Return these requests. One query."""
    return Aanvraag.objects.in_bulk(list(set(ids)))


def handler_ids(ids: Iterable[uuid.UUID | None], now: datetime) -> set[uuid.UUID]:
    """Return which of these people answer requests now."""
    wanted = set(ids)
    return {user.pk for user in coordinatoren(now) if user.pk in wanted}


def others_of(row: Aanvraag) -> QuerySet[Aanvraag]:
    """Return the other requests from this address, the newest first."""
    return Aanvraag.objects.filter(email=row.email).exclude(pk=row.pk).order_by("-created_at", "pk")
