"""Who may see and steer the outbox: what was mailed to whom and when, never the text."""

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from community import links
from community.access.coordinatie import may_see_zendingen, may_steer_zendingen
from community.models import Bericht, User

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

UNSUBSCRIBE = "uitzetten"


def visible_berichten(user: "User | AnonymousUser", now: datetime) -> QuerySet[Bericht]:
    """Return all Berichten for who may see the outbox, none for others. One's own: community/access/meldingen.py."""
    return Bericht.objects.all() if may_see_zendingen(user, now) else Bericht.objects.none()


def may_steer_mail(user: "User | AnonymousUser", now: datetime) -> bool:
    """Whether the person may pause mail, send again and cancel."""
    return may_steer_zendingen(user, now)


def may_choose_mail(user: "User | AnonymousUser") -> bool:
    """Whether this person has preferences of her own: every active account."""
    return bool(user.is_active and user.is_authenticated)


def unsubscribe_token(person_id: uuid.UUID, subjects: Iterable[str]) -> str:
    """Return what a mail carries to stop mail about these subjects for this person, and nothing more."""
    return links.sign(UNSUBSCRIBE, person_id, "+".join(subjects))


def unsubscribing(token: str) -> tuple[User, list[str]]:
    """Return whose mail about which subjects this token stops, without logging in.

    Raises BrokenLinkError when it was not made by us, or its person has no open account.
    """
    parts = links.unsign(UNSUBSCRIBE, token)
    try:
        person = User.objects.get(pk=parts[0], is_active=True)
    except (User.DoesNotExist, ValidationError) as error:
        raise links.BrokenLinkError from error
    return person, parts[1].split("+")
