"""Which roles a person holds at a moment."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from community.models import PRIVILEGED_ROLLEN, Rol, Roltoekenning, User
from community.workdays import local_date

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

# What the coördinerend hart gives by itself; the roles that open accounts, settings and pages come from a beheerder.
ROLLEN_OF_COORDINATOR = (Rol.TRAINER, Rol.COACH, Rol.EXPERT, Rol.OPLEIDINGSADVISEUR, Rol.PARTNERCONTACT)


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


def is_coordinator(user: "User | AnonymousUser", now: datetime) -> bool:
    """Whether the person belongs to the coördinerend hart."""
    return has_rol(user, Rol.COORDINATOR, now)


def needs_second_factor(user: "User | AnonymousUser", now: datetime) -> bool:
    """Whether the person holds any role that sees or changes things of others (SECURITY.md T54)."""
    return any(t.rol in PRIVILEGED_ROLLEN for t in active_toekenningen(user, now))


def may_manage_rollen(user: "User | AnonymousUser", now: datetime) -> bool:
    """Whether the person may give and end every role."""
    return has_rol(user, Rol.BEHEERDER, now)


def grantable_rollen(user: "User | AnonymousUser", now: datetime) -> tuple[Rol, ...]:
    """Return the roles this person may give to others and end."""
    if may_manage_rollen(user, now):
        return tuple(Rol)
    return ROLLEN_OF_COORDINATOR if is_coordinator(user, now) else ()


def may_grant_rol(user: "User | AnonymousUser", rol: str, now: datetime) -> bool:
    """Whether the person may give this role to somebody else. Nobody gives a role to herself (actions.rollen)."""
    return rol in grantable_rollen(user, now)


def may_end_rol(user: "User | AnonymousUser", toekenning: Roltoekenning, now: datetime) -> bool:
    """Whether the person may end this role of somebody: the ones she may give, while they hold or are to come."""
    return may_grant_rol(user, toekenning.rol, now) and not is_over(toekenning, local_date(now))


def may_see_rollen(user: "User | AnonymousUser", now: datetime) -> bool:
    """Whether the person may look at who holds which role."""
    return bool(grantable_rollen(user, now))


def visible_toekenningen(user: "User | AnonymousUser", now: datetime) -> QuerySet[Roltoekenning]:
    """Return the roles of people, past and to come too, for who may give roles; of others nothing."""
    rows = Roltoekenning.objects.all()
    return rows if may_see_rollen(user, now) else rows.none()


def endable_toekenningen(user: "User | AnonymousUser", now: datetime) -> QuerySet[Roltoekenning]:
    """Return the roles of people that this person may end: the ones she may give, while they hold or are to come."""
    not_over = Q(until_date__isnull=True) | Q(until_date__gte=local_date(now))
    return visible_toekenningen(user, now).filter(not_over, rol__in=grantable_rollen(user, now))


def platform_toekenningen(day: date) -> QuerySet[Roltoekenning]:
    """Return the roles for the whole platform that hold on this day, of active people."""
    return Roltoekenning.objects.filter(
        Q(until_date__isnull=True) | Q(until_date__gte=day),
        from_date__lte=day, kring__isnull=True, organisatie__isnull=True, user__is_active=True,
    )  # fmt: skip


def coordinatoren(now: datetime) -> list[User]:
    """Return the active people of the coördinerend hart, who are asked when nobody else is there to ask."""
    holding = platform_toekenningen(local_date(now)).filter(rol=Rol.COORDINATOR)
    return list(User.objects.filter(pk__in=holding.values("user")).order_by("sort_key", "pk"))


def redacteuren(now: datetime) -> list[User]:
    """Return the active people who write the website."""
    holding = platform_toekenningen(local_date(now)).filter(rol=Rol.REDACTEUR)
    return list(User.objects.filter(pk__in=holding.values("user")).order_by("sort_key", "pk"))


def is_over(toekenning: Roltoekenning, day: date) -> bool:
    """Whether this role ended before this day."""
    return toekenning.until_date is not None and toekenning.until_date < day
