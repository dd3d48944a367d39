"""Whose long work somebody sees: her own, and what came of it as long as she may still have it."""

from datetime import datetime

from django.db.models import QuerySet

from community.access.kringen import Visitor
from community.extension_points import werk_kinds
from community.models import User, Werk, Werkuitkomst


def visible_werk(user: Visitor, now: datetime) -> QuerySet[Werk]:
    """Return the long work of this person. Whether she may still have it is asked of its kind: `may_have_werk`."""
    if not isinstance(user, User) or not user.is_active:
        return Werk.objects.none()
    return Werk.objects.filter(user=user, kind__in=werk_kinds.named())


def may_have_werk(user: Visitor, werk: Werk, now: datetime) -> bool:
    """Whether this person may have this work done and handed out at this moment."""
    kind = werk_kinds.find(werk.kind)
    if kind is None or not isinstance(user, User) or not user.is_active:
        return False
    return werk.user_id == user.pk and kind.may_still(user, werk, now)


def visible_uitkomsten(user: Visitor, now: datetime) -> QuerySet[Werkuitkomst]:
    """Return what came of the long work of this person and is not past its time."""
    return Werkuitkomst.objects.filter(werk__in=visible_werk(user, now), expires_at__gt=now)
