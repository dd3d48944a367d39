"""Who reads the log of changes, and the numbers of what was removed."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from community.access.rollen import has_rol, is_coordinator
from community.models import Logregel, Opruiming, Rol, User

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


def may_see_logboek(user: "User | AnonymousUser", now: datetime) -> bool:
    """Whether the person reads who changed what: the coördinerend hart and beheerders. Nobody changes it."""
    return is_coordinator(user, now) or has_rol(user, Rol.BEHEERDER, now)


def visible_logregels(user: "User | AnonymousUser", now: datetime) -> QuerySet[Logregel]:
    """Return the lines this person may read, the newest first."""
    rows = Logregel.objects.order_by("-at", "pk")
    return rows if may_see_logboek(user, now) else rows.none()


def visible_opruimingen(user: "User | AnonymousUser", now: datetime) -> QuerySet[Opruiming]:
    """Return the numbers of the daily purge that this person may see; the same people."""
    return Opruiming.objects.all() if may_see_logboek(user, now) else Opruiming.objects.none()
