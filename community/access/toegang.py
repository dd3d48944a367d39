"""Who lets people in: invitations, requests to join, and accounts that are closed or opened again."""

from datetime import datetime

from django.db.models import QuerySet

from community.access.rollen import active_toekenningen, has_rol, is_coordinator
from community.models import (
    PRIVILEGED_ROLLEN,
    Aanmelding,
    Apparaat,
    Bezorging,
    Organisatie,
    Rol,
    Sessie,
    Uitnodiging,
    User,
)


def may_invite(user: User, now: datetime) -> bool:
    """Whether the person may invite somebody, send an invitation again and withdraw it: the coördinerend hart."""
    return is_coordinator(user, now)


def may_judge_aanmeldingen(user: User, now: datetime) -> bool:
    """Whether the person may read requests to join and decide on them: the coördinerend hart."""
    return is_coordinator(user, now)


def visible_uitnodigingen(user: User, now: datetime) -> QuerySet[Uitnodiging]:
    """Return all invitations for who may invite, else none."""
    return Uitnodiging.objects.all() if may_invite(user, now) else Uitnodiging.objects.none()


def visible_aanmeldingen(user: User, now: datetime) -> QuerySet[Aanmelding]:
    """Return all requests to join for who decides on them, else none."""
    return Aanmelding.objects.all() if may_judge_aanmeldingen(user, now) else Aanmelding.objects.none()


def choosable_by_invited() -> QuerySet[Organisatie]:
    """Return the organisaties that an invited person may say she works for; she has no account yet."""
    return Organisatie.objects.filter(is_active=True)


def may_see_accounts(user: User, now: datetime) -> bool:
    """Whether the person may look up accounts: coördinatoren and beheerders."""
    return is_coordinator(user, now) or has_rol(user, Rol.BEHEERDER, now)


def visible_accounts(user: User, now: datetime) -> QuerySet[User]:
    """Return all accounts, closed ones too, for who may look them up, else none."""
    return User.objects.all() if may_see_accounts(user, now) else User.objects.none()


def may_manage_account(user: User, person: User, now: datetime) -> bool:
    """Whether the person may close somebody's account, open it again, or take away a lost second factor.

    Never one's own account. An account with a role that sees things of others belongs to beheerders alone, so that
    nobody weakens the door of somebody who may do more.
    """
    if user.pk == person.pk:
        return False
    if has_rol(user, Rol.BEHEERDER, now):
        return True
    return is_coordinator(user, now) and not _has_privilege(person, now)


def may_restart_mail(user: User, now: datetime) -> bool:
    """Whether the person may let mail go again to an address that took none: coördinatoren and beheerders."""
    return may_see_accounts(user, now)


def visible_bezorgingen(user: User, now: datetime) -> QuerySet[Bezorging]:
    """Return where mail does not arrive, for who may look up accounts, else none."""
    return Bezorging.objects.all() if may_see_accounts(user, now) else Bezorging.objects.none()


def own_apparaten(user: User) -> QuerySet[Apparaat]:
    """Return the browsers that this person logged in with."""
    return Apparaat.objects.filter(user=user)


def own_sessies(user: User) -> QuerySet[Sessie]:
    """Return where this person is logged in now."""
    return Sessie.objects.filter(user=user)


def _has_privilege(person: User, now: datetime) -> bool:
    return any(toekenning.rol in PRIVILEGED_ROLLEN for toekenning in active_toekenningen(person, now))
