"""Who may invite members to a group, answer an invitation, and take one back."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from community.access.kringen import Visitor, active_lidmaatschappen
from community.access.leergroepen import Rights, rights
from community.models import Groepsuitnodiging, GroepsuitnodigingStatus, Kring, Leergroep, User


def may_invite(user: Visitor, leergroep: Leergroep, now: datetime) -> bool:
    """Whether the person may invite members to this group: who leads it and the coördinatoren; not to a closed one."""
    return leergroep.kring.closed_at is None and rights(user, leergroep, now).may_change


def standing_uitnodigingen(now: datetime) -> QuerySet[Groepsuitnodiging]:
    """Return the invitations that can still be answered, of groups that are not closed."""
    return Groepsuitnodiging.objects.filter(
        status=GroepsuitnodigingStatus.OPEN, expires_at__gt=now, kring__closed_at__isnull=True, user__is_active=True
    )


def visible_uitnodigingen(leergroep: Leergroep, own: Rights, now: datetime) -> QuerySet[Groepsuitnodiging]:
    """Return the standing invitations to this group, for who leads it or runs the network."""
    rows = standing_uitnodigingen(now).filter(kring=leergroep.kring_id)
    return rows if own.may_change else rows.none()


def own_uitnodiging(user: Visitor, kring: Kring, now: datetime) -> Groepsuitnodiging | None:
    """Return the invitation to this group that the person may answer, or None. One query."""
    if not isinstance(user, User) or not user.is_active:
        return None
    return standing_uitnodigingen(now).filter(kring=kring, user=user).first()


def may_answer(user: Visitor, uitnodiging: Groepsuitnodiging) -> bool:
    """Whether this invitation is the person's own; whether it still stands is said in words by the action."""
    return isinstance(user, User) and user.is_active and uitnodiging.user_id == user.pk


def may_withdraw(user: Visitor, uitnodiging: Groepsuitnodiging, now: datetime) -> bool:
    """Whether the person may take this invitation back: who may invite to this group."""
    return may_invite(user, uitnodiging.kring.leergroep, now)


def inviters_among(
    rows: Iterable[Groepsuitnodiging], now: datetime
) -> set[tuple[uuid.UUID, uuid.UUID]]:  # fmt: skip
    """Return which of the people who invited are still in those groups, as (user id, kring id). One query."""
    found = list(rows)
    people = {row.invited_by_id for row in found if row.invited_by_id}
    inside = active_lidmaatschappen(now).filter(kring__in={row.kring_id for row in found}, user__in=people)
    return set(inside.values_list("user_id", "kring_id"))
