"""Whose actions after sessions these are: hers who wrote them down, and nobody else's. No role reads along.

Not the group, who led the session, or the coördinerend hart.
"""

from datetime import datetime

from django.db.models import Q, QuerySet

from community.access.kringen import Visitor
from community.models import User
from intervisie.models import Sessieactie

OPEN = Q(done_at__isnull=True, dropped_at__isnull=True)


def may_keep_sessieacties(user: Visitor, now: datetime) -> bool:
    """Whether the person keeps actions of her own: every member does."""
    return isinstance(user, User) and user.is_active


def own_sessieacties(user: Visitor, now: datetime) -> QuerySet[Sessieactie]:
    """Return what this person is going to do, and did. In a scope."""
    rows = Sessieactie.objects.all()
    return rows.filter(owner=user) if isinstance(user, User) and user.is_active else rows.none()


def changeable_sessieacties(user: Visitor, now: datetime) -> QuerySet[Sessieactie]:
    """Return her open actions, which she changes, finishes or lets go. In a scope."""
    return own_sessieacties(user, now).filter(OPEN)
