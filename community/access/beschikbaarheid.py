"""Who sees when somebody can come: she herself, and the coördinerend hart, which plans for its people."""

from datetime import datetime

from django.db.models import QuerySet

from community.access.kringen import Visitor
from community.access.rollen import is_coordinator
from community.models import Beschikbaarheid, User


def may_give_beschikbaarheid(user: Visitor, now: datetime) -> bool:
    """Whether the person says when she can come: every member."""
    return isinstance(user, User) and user.is_active


def own_beschikbaarheid(user: Visitor, now: datetime) -> QuerySet[Beschikbaarheid]:
    """Return what this person said herself."""
    rows = Beschikbaarheid.objects.all()
    return rows.filter(user=user) if isinstance(user, User) and user.is_active else rows.none()


def readable_beschikbaarheid(user: Visitor, now: datetime) -> QuerySet[Beschikbaarheid]:
    """Return what this person may read: her own; the coördinerend hart, which plans, all."""
    return Beschikbaarheid.objects.all() if is_coordinator(user, now) else own_beschikbaarheid(user, now)
