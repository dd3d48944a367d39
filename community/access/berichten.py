"""Who may see and steer the outbox: what was mailed to whom and when, never the text."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from community.access.coordinatie import may_see_zendingen, may_steer_zendingen
from community.models import Bericht, User

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


def visible_berichten(user: "User | AnonymousUser", now: datetime) -> QuerySet[Bericht]:
    """Return all Berichten for who may see the outbox, none for others. One's own: community/access/meldingen.py."""
    return Bericht.objects.all() if may_see_zendingen(user, now) else Bericht.objects.none()


def may_steer_mail(user: "User | AnonymousUser", now: datetime) -> bool:
    """Whether the person may pause mail, send again and cancel."""
    return may_steer_zendingen(user, now)


def may_choose_mail(user: "User | AnonymousUser") -> bool:
    """Whether this person has preferences of her own: every active account."""
    return bool(user.is_active and user.is_authenticated)
