"""Who keeps the website and the registers in /beheer/."""

from datetime import datetime
from typing import TYPE_CHECKING

from community.access.rollen import has_rol
from community.models import Rol, User

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


def may_enter_beheer(user: "User | AnonymousUser", now: datetime) -> bool:
    """Whether the person may open /beheer/: redacteuren for pages, coördinatoren and beheerders for registers."""
    return may_edit_website(user, now) or may_keep_registers(user, now)


def may_edit_website(user: "User | AnonymousUser", now: datetime) -> bool:
    """Whether the person writes the public pages."""
    return has_rol(user, Rol.REDACTEUR, now)


def may_keep_registers(user: "User | AnonymousUser", now: datetime) -> bool:
    """Whether the person keeps the registers: organisaties, opgaven, school holidays and election days."""
    return has_rol(user, Rol.COORDINATOR, now) or has_rol(user, Rol.BEHEERDER, now)
