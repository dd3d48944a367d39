"""Who checks the school holidays and election days."""

from datetime import datetime

from django.db.models import QuerySet

from community.access.rollen import is_coordinator
from community.models import Kalenderperiode, User


def may_check_kalender(user: User, now: datetime) -> bool:
    """Whether the person may say that dates were checked against the official list."""
    return is_coordinator(user, now)


def checkable_perioden(user: User, now: datetime) -> QuerySet[Kalenderperiode]:
    """Return the rows this person may check."""
    return Kalenderperiode.objects.all() if may_check_kalender(user, now) else Kalenderperiode.objects.none()
