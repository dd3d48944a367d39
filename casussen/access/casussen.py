"""Who sees a casus, and who may write, share and remove it. Superuser and coördinator are no shortcut."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from casussen.models import Casus, Deling, DelingRol, InzageVia, Noodtoegang
from community.access.kringen import Visitor, agreed_lidmaatschappen, open_kring_ids_of
from community.access.people import colleague_ids, listed_profielen
from community.access.rollen import has_rol
from community.models import Rol, User


@dataclass(frozen=True)
class Zicht:
    """What one person may do with one casus, and by which right she sees it when it is not her own."""

    is_owner: bool = False
    is_co_owner: bool = False
    via: InzageVia | None = None

    @property
    def may_read(self) -> bool:
        """Her own, or by a right that holds now."""
        return self.is_owner or self.via is not None

    @property
    def may_write(self) -> bool:
        """Owner and mede-eigenaren write; who only reads does not."""
        return self.is_owner or self.is_co_owner


BLIND = Zicht()


def active_delingen(now: datetime) -> QuerySet[Deling]:
    """Return the sights given that hold at `now`."""
    return Deling.objects.filter(Q(until_at__isnull=True) | Q(until_at__gt=now), from_at__lte=now)


def _delingen_of(user: User, now: datetime) -> QuerySet[Deling]:
    """Return the sights that this person has, by name or through a Kring whose agreements she accepted.

    While the account of the owner is closed nobody could take them away: then only who writes along has hers.
    """
    has_keeper = Q(casus__owner__is_active=True) | Q(role=DelingRol.MEDE_EIGENAAR)
    return active_delingen(now).filter(has_keeper, Q(user=user) | Q(kring__in=open_kring_ids_of(user, now)))


def active_noodtoegangen(user: User, now: datetime) -> QuerySet[Noodtoegang]:
    """Return the emergencies in which this beheerder may read: allowed by a second person, and not over."""
    rows = Noodtoegang.objects.filter(asked_by=user, decided_at__lte=now, until_at__gt=now)
    return rows if has_rol(user, Rol.BEHEERDER, now) else rows.none()


def own_casussen(user: Visitor, now: datetime) -> QuerySet[Casus]:
    """Return the casussen this person owns, also the one that waits to be removed."""
    if not isinstance(user, User) or not user.is_active:
        return Casus.objects.none()
    return Casus.objects.filter(owner=user)


def shared_casussen(user: Visitor, now: datetime) -> QuerySet[Casus]:
    """Return the casussen of others that this person may read now. One that waits to be removed is gone for others."""
    if not isinstance(user, User) or not user.is_active:
        return Casus.objects.none()
    given = Q(pk__in=_delingen_of(user, now).values("casus"))
    return Casus.objects.filter(given, remove_at__isnull=True).exclude(owner=user)


def visible_casussen(user: Visitor, now: datetime) -> QuerySet[Casus]:
    """Return every casus this person may read now: her own, given to her, or opened to her in an emergency."""
    if not isinstance(user, User) or not user.is_active:
        return Casus.objects.none()
    given = Q(pk__in=_delingen_of(user, now).values("casus")) & Q(remove_at__isnull=True)
    emergency = Q(pk__in=active_noodtoegangen(user, now).values("casus"))
    return Casus.objects.filter(Q(owner=user) | given | emergency)


def zicht_on(user: Visitor, casus: Casus, now: datetime) -> Zicht:
    """Return what this person may do with this casus. One query for who owns it not; two in an emergency."""
    if not isinstance(user, User) or not user.is_active:
        return BLIND
    if casus.owner_id == user.pk:
        return Zicht(is_owner=True)
    if casus.remove_at is None:
        rows = sorted(_delingen_of(user, now).filter(casus=casus), key=lambda row: row.role != DelingRol.MEDE_EIGENAAR)
        if rows:
            is_named = any(row.user_id for row in rows)
            return Zicht(
                is_co_owner=rows[0].role == DelingRol.MEDE_EIGENAAR,
                via=InzageVia.DELING if is_named else InzageVia.KRING,
            )
    if active_noodtoegangen(user, now).filter(casus=casus).exists():
        return Zicht(via=InzageVia.NOODTOEGANG)
    return BLIND


def may_begin_casus(user: Visitor, now: datetime) -> bool:
    """Whether the person may begin a casus of her own: every member."""
    return isinstance(user, User) and user.is_active


def may_write_casus(user: Visitor, casus: Casus, now: datetime) -> bool:
    """Whether the person may change what stands in this casus: owner and mede-eigenaren, unless it is to be removed."""
    return casus.remove_at is None and zicht_on(user, casus, now).may_write


def may_govern_casus(user: Visitor, casus: Casus, now: datetime) -> bool:
    """Whether the person decides who sees this casus and whether it stays: its owner alone."""
    return zicht_on(user, casus, now).is_owner


def readers_of_kring(kring_id: uuid.UUID, now: datetime) -> QuerySet[User]:
    """Return who reads along through a Kring: its members that agreed to its newest agreements."""
    agreed = agreed_lidmaatschappen(now).filter(kring=kring_id)
    return User.objects.filter(pk__in=agreed.values("user"))


def possible_readers(user: Visitor, casus: Casus, now: datetime) -> QuerySet[User]:
    """Return to whom the owner may give sight by name: who stands in the ledengids, or in a Kring with her."""
    if not isinstance(user, User) or not may_govern_casus(user, casus, now):
        return User.objects.none()
    known = Q(pk__in=listed_profielen(user, now).values("user")) | Q(pk__in=colleague_ids(user, now))
    return User.objects.filter(known, is_active=True).exclude(pk=casus.owner_id)
