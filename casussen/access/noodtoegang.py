"""Breaking the glass: who may ask, who may allow, who sees what was asked."""

import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from casussen.access.casussen import Zicht, active_delingen, may_govern_casus
from casussen.models import Casus, DelingRol, Noodtoegang
from community.access.kringen import Visitor
from community.access.rollen import has_rol, platform_toekenningen
from community.models import Rol, User
from community.workdays import local_date

# A question that nobody answered within this time is no question any more: ask again.
ANSWER_WITHIN = timedelta(days=3)


def may_ask_noodtoegang(user: Visitor, now: datetime) -> bool:
    """Whether the person may ask to read a casus of another in an emergency: a beheerder."""
    return has_rol(user, Rol.BEHEERDER, now)


def may_judge_noodtoegang(user: Visitor, now: datetime) -> bool:
    """Whether the person answers such questions: a privacycontact."""
    return has_rol(user, Rol.PRIVACYCONTACT, now)


def may_enter_noodtoegang(user: Visitor, now: datetime) -> bool:
    """Whether there is anything on the page of emergencies for this person."""
    return may_ask_noodtoegang(user, now) or may_judge_noodtoegang(user, now)


def may_be_asked_for(user: Visitor, casus: Casus, now: datetime) -> bool:
    """Whether this beheerder may ask for this casus; her own she reads already."""
    return may_ask_noodtoegang(user, now) and not may_govern_casus(user, casus, now)


def _judgeable(user: Visitor, now: datetime) -> QuerySet[Noodtoegang]:
    """Return what this privacycontact may decide on: never her own question, never about her own casus."""
    if not isinstance(user, User) or not may_judge_noodtoegang(user, now):
        return Noodtoegang.objects.none()
    return Noodtoegang.objects.exclude(asked_by=user).exclude(casus__owner=user)


def open_noodtoegangen(user: Visitor, now: datetime) -> QuerySet[Noodtoegang]:
    """Return the questions that this privacycontact may answer now."""
    return _judgeable(user, now).filter(decided_at__isnull=True, asked_at__gt=now - ANSWER_WITHIN)


def running_noodtoegangen(user: Visitor, now: datetime) -> QuerySet[Noodtoegang]:
    """Return the accesses that run now and that this privacycontact may end."""
    return _judgeable(user, now).filter(until_at__gt=now)


def answerable_noodtoegangen(user: Visitor, now: datetime) -> QuerySet[Noodtoegang]:
    """Return the questions this privacycontact may answer and the accesses she may end."""
    waiting = Q(decided_at__isnull=True, asked_at__gt=now - ANSWER_WITHIN)
    return _judgeable(user, now).filter(waiting | Q(until_at__gt=now))


def answerable_by(user_id: uuid.UUID, row: Noodtoegang, now: datetime) -> bool:
    """Whether this question still waits for an answer that this privacycontact may give."""
    is_open = row.decided_at is None and row.asked_at > now - ANSWER_WITHIN
    return is_open and user_id not in (row.asked_by_id, row.casus.owner_id)


def noodtoegangen_of_casus(user: Visitor, casus: Casus, now: datetime) -> QuerySet[Noodtoegang]:
    """Return the accesses that were allowed to this casus, past ones too, for its owner."""
    rows = Noodtoegang.objects.filter(casus=casus, until_at__isnull=False)
    return rows if may_govern_casus(user, casus, now) else rows.none()


def noodtoegangen_on(zicht: Zicht, casus: Casus, now: datetime) -> QuerySet[Noodtoegang]:
    """Return by which emergencies this casus is read now, for everybody who may read it."""
    holding = platform_toekenningen(local_date(now)).filter(rol=Rol.BEHEERDER)
    rows = Noodtoegang.objects.filter(casus=casus, until_at__gt=now, asked_by__in=holding.values("user"))
    return rows if zicht.may_read else rows.none()


def told_of_emergencies(casus: Casus, now: datetime) -> list[User]:
    """Return who hears of an emergency: the owner; who writes along when her account is closed."""
    if casus.owner.is_active:
        return [casus.owner]
    rows = active_delingen(now).filter(casus=casus, role=DelingRol.MEDE_EIGENAAR, user__is_active=True)
    return [row.user for row in rows.select_related("user").order_by("pk") if row.user]


def writers_along(
    casus_ids: Iterable[uuid.UUID], user_ids: Iterable[uuid.UUID], now: datetime
) -> set[tuple[uuid.UUID, uuid.UUID]]:
    """Return which of these people write along in which of these casussen, as (user id, casus id). One query."""
    rows = active_delingen(now).filter(casus__in=set(casus_ids), user__in=set(user_ids), role=DelingRol.MEDE_EIGENAAR)
    return set(rows.values_list("user", "casus"))


def privacycontacten(now: datetime) -> list[User]:
    """Return the people who are asked to allow it."""
    holding = platform_toekenningen(local_date(now)).filter(rol=Rol.PRIVACYCONTACT)
    return list(User.objects.filter(pk__in=holding.values("user")).order_by("sort_key", "pk"))
