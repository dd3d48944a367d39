"""Who reads along in a Kring beside the person who writes there."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from community.access.kringen import agreed_lidmaatschappen
from community.models import Kring, User


def readers_of(
    kring: Kring, writer: User, now: datetime, *, only: QuerySet[Any, Any] | None = None, is_muted: bool | None = None
) -> list[User]:
    """Return who reads along in the Kring now, without the writer herself; of `only` these people when given.

    `is_muted` leaves who muted the Kring, or who did not. One query.
    """
    rows = agreed_lidmaatschappen(now).filter(kring=kring).exclude(user=writer)
    if only is not None:
        rows = rows.filter(user__in=only)
    if is_muted is not None:
        rows = rows.filter(muted_at__isnull=not is_muted)
    return [row.user for row in rows.select_related("user")]


def who_can_be_named(kring: Kring, writer: User, now: datetime) -> list[User]:
    """Return who can be named in a message, by name: who reads along, not oneself. One query."""
    return sorted(readers_of(kring, writer, now), key=lambda user: user.naam.casefold())
