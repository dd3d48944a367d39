"""Reads of the outbox."""

from datetime import datetime

from community.models import Bericht, User


def unseen_count(user: User, now: datetime) -> int:
    """Return how many meldingen this person has not seen yet."""
    return (
        Bericht.objects.filter(recipient=user, is_on_screen=True, seen_at__isnull=True, due_at__lte=now)
        .exclude(status__in=("VERVALLEN", "INGETROKKEN"))
        .count()
    )
