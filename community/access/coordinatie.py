"""Who may run the network: the pages of /coordinatie/."""

from datetime import datetime
from typing import TYPE_CHECKING

from community.access.rollen import has_rol, is_coordinator
from community.models import Rol, User

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


def may_open_coordinatie(user: "User | AnonymousUser", now: datetime) -> bool:
    """Whether the person may open the cockpit: the coördinerend hart only."""
    return is_coordinator(user, now)


def may_see_zendingen(user: "User | AnonymousUser", now: datetime) -> bool:
    """Whether the person may see what was mailed to whom, when and with what result; never the text.

    Coördinatoren and, read-only, beheerders (access matrix, outbox_status).
    """
    return is_coordinator(user, now) or has_rol(user, Rol.BEHEERDER, now)


def may_steer_zendingen(user: "User | AnonymousUser", now: datetime) -> bool:
    """Whether the person may pause mail, send again and cancel; and read the subject line."""
    return is_coordinator(user, now)
