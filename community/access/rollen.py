"""Which roles a person holds at a moment."""

import uuid
from datetime import datetime
from typing import TYPE_CHECKING

from community.models import PRIVILEGED_ROLLEN, Rol, Roltoekenning, User
from community.workdays import local_date

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


def active_toekenningen(user: "User | AnonymousUser", now: datetime) -> list[Roltoekenning]:
    """Return the roles that hold at `now`. Costs no query when the roles came with the person, as in requests."""
    if not isinstance(user, User) or not user.is_active:
        return []
    day = local_date(now)
    return [toekenning for toekenning in user.roltoekenningen.all() if toekenning.is_active_on(day)]


def has_rol(user: "User | AnonymousUser", rol: Rol, now: datetime) -> bool:
    """Whether the person holds this role for the whole platform."""
    return any(t.rol == rol and t.kring_id is None and t.organisatie_id is None
               for t in active_toekenningen(user, now))  # fmt: skip


def has_rol_in_kring(user: "User | AnonymousUser", rol: Rol, kring_id: uuid.UUID, now: datetime) -> bool:
    """Whether the person holds this role in this Kring."""
    return any(t.rol == rol and t.kring_id == kring_id for t in active_toekenningen(user, now))


def partner_organisatie_ids(user: "User | AnonymousUser", now: datetime) -> set[uuid.UUID]:
    """Return the organisaties for which the person is partnercontact."""
    return {t.organisatie_id for t in active_toekenningen(user, now)
            if t.rol == Rol.PARTNERCONTACT and t.organisatie_id}  # fmt: skip


def is_coordinator(user: "User | AnonymousUser", now: datetime) -> bool:
    """Whether the person belongs to the coördinerend hart."""
    return has_rol(user, Rol.COORDINATOR, now)


def needs_second_factor(user: "User | AnonymousUser", now: datetime) -> bool:
    """Whether the person holds any role that sees or changes things of others (SECURITY.md T54)."""
    return any(t.rol in PRIVILEGED_ROLLEN for t in active_toekenningen(user, now))


def may_manage_rollen(user: "User | AnonymousUser", now: datetime) -> bool:
    """Whether the person may give and end roles."""
    return has_rol(user, Rol.BEHEERDER, now)
