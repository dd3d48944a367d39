"""Who says when she can come, and sees it: she herself. Who plans with her sees it on the pages of what is planned."""

from datetime import datetime

from django.db.models import QuerySet

from community.access.kringen import Visitor
from community.models import Beschikbaarheid, User


def may_give_beschikbaarheid(user: Visitor, now: datetime) -> bool:
    """Whether the person says when she can come: every member."""
    return isinstance(user, User) and user.is_active


def own_beschikbaarheid(user: Visitor, now: datetime) -> QuerySet[Beschikbaarheid]:
    """Return what this person said herself."""
    rows = Beschikbaarheid.objects.all()
    return rows.filter(user=user) if isinstance(user, User) and user.is_active else rows.none()
