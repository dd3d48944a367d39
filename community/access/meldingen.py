"""Whose meldingen somebody may see: her own, once their moment has come."""

from datetime import datetime

from django.db.models import QuerySet

from community.models import Bericht, BerichtStatus, User

# Their matter is done, gone or taken back: there is nothing to tell any more.
WITHDRAWN = (BerichtStatus.VERVALLEN, BerichtStatus.INGETROKKEN)


def visible_meldingen(user: User, now: datetime) -> QuerySet[Bericht]:
    """Return what is told on screen to this person. What each says is asked at viewing time, of its kind."""
    rows = Bericht.objects.filter(recipient_id=user.pk, is_on_screen=True, due_at__lte=now)
    return rows.exclude(status__in=WITHDRAWN) if user.is_active else rows.none()
