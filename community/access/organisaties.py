"""Who may see and keep home organisations."""

from datetime import datetime

from django.db.models import QuerySet

from community.access.kennis import may_keep_registers
from community.models import Organisatie, User


def visible_organisaties(user: User, now: datetime) -> QuerySet[Organisatie]:
    """Return the organisaties a member may look at and choose; the ones that stopped only for who keeps them."""
    if not user.is_active:
        return Organisatie.objects.none()
    if may_manage_organisaties(user, now):
        return Organisatie.objects.all()
    return Organisatie.objects.filter(is_active=True)


def choosable_organisaties(user: User, now: datetime) -> QuerySet[Organisatie]:
    """Return the organisaties one can begin to work at: the active ones, for every role."""
    return visible_organisaties(user, now).filter(is_active=True)


def may_manage_organisaties(user: User, now: datetime) -> bool:
    """Whether the person may add, rename and stop organisaties: who keeps the registers."""
    return may_keep_registers(user, now)
