"""Whose duties somebody may see: her own."""

from datetime import datetime

from django.db.models import QuerySet

from community.models import Taak, User


def visible_taken(user: User, now: datetime) -> QuerySet[Taak]:
    """Return the duties of this person, open and closed. Nobody sees those of somebody else."""
    rows = Taak.objects.filter(user_id=user.pk, opened_at__lte=now)
    return rows if user.is_active else rows.none()
