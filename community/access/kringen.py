"""Who is in a Kring, and who may read what it shares."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from community.access.rollen import has_rol, is_coordinator, platform_toekenningen
from community.models import Kring, KringKind, KringRol, Lidmaatschap, Rol, User
from community.workdays import local_date

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

Visitor: TypeAlias = "User | AnonymousUser"


@dataclass(frozen=True)
class Standing:
    """Where one person stands in one Kring at one moment; `kind` is the KringKind, empty for nowhere."""

    lidmaatschap: Lidmaatschap | None = None
    has_agreed: bool = False
    has_afspraken: bool = False
    kind: str = ""

    @property
    def is_member(self) -> bool:
        """In the Kring, agreements accepted or not."""
        return self.lidmaatschap is not None

    @property
    def role(self) -> str:
        """Her KringRol, empty for who is not in."""
        return self.lidmaatschap.role if self.lidmaatschap else ""

    @property
    def may_read(self) -> bool:
        """In the Kring, and agreed to its newest agreements when it has any."""
        return self.is_member and self.has_agreed

    @property
    def is_trekker(self) -> bool:
        """Leads the Kring, agreements accepted or not."""
        return self.role == KringRol.TREKKER

    @property
    def leads(self) -> bool:
        """Leads the Kring and agreed to its newest agreements: who leads keeps to them first."""
        return self.is_trekker and self.has_agreed


NOWHERE = Standing()
Standings: TypeAlias = Mapping[uuid.UUID, Standing]


@dataclass
class Kept:
    """The standings of one person at one moment, once they were asked for."""

    now: datetime
    standings: Standings | None = None


def active_lidmaatschappen(now: datetime) -> QuerySet[Lidmaatschap]:
    """Return the memberships that hold at `now`, of active accounts; by a role only while that role holds."""
    return _unended(now).filter(_role_holds_on(local_date(now)))


@lru_cache(maxsize=2)
def _role_holds_on(day: date) -> Q:
    """Return what must be true of a membership by a role. Put together once a day: nearly every page asks it."""
    held = platform_toekenningen(day).filter(user=OuterRef("user"), rol=OuterRef("by_rol"))
    return Q(by_rol="") | Q(Exists(held))


def _unended(now: datetime) -> QuerySet[Lidmaatschap]:
    return Lidmaatschap.objects.filter(
        Q(until_at__isnull=True) | Q(until_at__gt=now), from_at__lte=now, user__is_active=True
    )


def agreed_lidmaatschappen(now: datetime) -> QuerySet[Lidmaatschap]:
    """Return the active memberships whose person agreed to the newest agreements, or whose Kring has none."""
    has_agreed = Q(kring__newest_afspraken__isnull=True) | Q(accepted=F("kring__newest_afspraken"))
    return active_lidmaatschappen(now).filter(has_agreed)


def with_newest(rows: QuerySet[Lidmaatschap]) -> "QuerySet[Any]":
    """Add to memberships the id of the agreements that hold in their Kring, as `newest`."""
    return rows.annotate(newest=F("kring__newest_afspraken_id"))


def keep_standings(user: User, now: datetime) -> None:
    """Look only once where this person stands, for a request at `now` that changes nothing."""
    user.kept_standings = Kept(now)


def standings_of(user: Visitor, now: datetime) -> Standings:
    """Return where this person stands, by the id of each Kring she is in. One query; none when they were kept."""
    if not isinstance(user, User) or not user.is_active:
        return {}
    kept: Kept | None = user.kept_standings
    if kept is None or kept.now != now:
        return _standings(user, now)
    if kept.standings is None:
        kept.standings = _standings(user, now)
    return kept.standings


def kring_ids_of(user: Visitor, now: datetime) -> list[uuid.UUID]:
    """Return the ids of the Kringen the person is in, agreements accepted or not: names, dates, duties."""
    return list(standings_of(user, now))


def kring_ids_of_kind(user: Visitor, kind: KringKind, now: datetime) -> list[uuid.UUID]:
    """Return the ids of the Kringen of one kind the person is in, agreements accepted or not."""
    return [pk for pk, place in standings_of(user, now).items() if place.kind == kind]


def open_kring_ids_of(user: Visitor, now: datetime) -> list[uuid.UUID]:
    """Return the ids of the Kringen whose content the person may read: member, and agreed to the newest agreements."""
    return [pk for pk, place in standings_of(user, now).items() if place.may_read]


def led_kring_ids_of(user: Visitor, now: datetime) -> list[uuid.UUID]:
    """Return the ids of the Kringen the person leads, having agreed to their newest agreements."""
    return [pk for pk, place in standings_of(user, now).items() if place.leads]


def standing(user: Visitor, kring: Kring, now: datetime) -> Standing:
    """Return where this person stands in this Kring. One query; none for a visitor or when it was kept."""
    return standings_of(user, now).get(kring.pk, NOWHERE)


def _standings(user: User, now: datetime) -> Standings:
    rows = with_newest(_unended(now).filter(user_id=user.pk)).annotate(kind=F("kring__kind"))
    return {
        row.kring_id: Standing(row, row.newest in (None, row.accepted_id), row.newest is not None, row.kind)
        for row in rows
        if not row.by_rol or has_rol(user, Rol(row.by_rol), now)
    }


def visible_kringen(user: Visitor, now: datetime) -> QuerySet[Kring]:
    """Return the Kringen whose name and agreements this person may see: her own, and all for a coördinator."""
    if not isinstance(user, User) or not user.is_active:
        return Kring.objects.none()
    if is_coordinator(user, now):
        return Kring.objects.all()
    return Kring.objects.filter(pk__in=kring_ids_of(user, now))


def may_accept_afspraken(user: Visitor, kring: Kring, now: datetime) -> bool:
    """Whether the person may agree to the agreements of this Kring: she is in it."""
    return standing(user, kring, now).is_member


def may_publish_afspraken(user: Visitor, kring: Kring, now: datetime) -> bool:
    """Whether the person may write new agreements: who leads the Kring, and a coördinator; not of a closed one.

    A talk of two has none: who writes them would shut the other out until she agrees.
    """
    if kring.kind == KringKind.GESPREK or kring.closed_at is not None:
        return False
    return may_manage_kring(user, kring, now)


def may_manage_kring(user: Visitor, kring: Kring, now: datetime) -> bool:
    """Whether the person decides who is in this Kring and in which role: who leads it, and a coördinator."""
    return is_coordinator(user, now) or standing(user, kring, now).leads


def may_leave_kring(user: Visitor, kring: Kring, now: datetime) -> bool:
    """Whether there is something to leave: the person is in this Kring."""
    return standing(user, kring, now).is_member


def may_still_manage(user: User, kring: Kring, now: datetime) -> bool:
    """Whether the person decides in this Kring at this very moment. Ask it again under the lock of the Kring.

    Two people who lead may act at once; who was removed by the other in between decides nothing any more.
    """
    leading = Lidmaatschap.objects.filter(kring=kring, user=user, role=KringRol.TREKKER, until_at__isnull=True)
    return is_coordinator(user, now) or leading.filter(user__is_active=True).exists()


def readers(
    kring_ids: Iterable[uuid.UUID], user_ids: Iterable[uuid.UUID], now: datetime
) -> set[tuple[uuid.UUID, uuid.UUID]]:
    """Return which of these people may read the content of which of these Kringen, as (user id, kring id).

    Mail asks this at sending time, for many messages in one query.
    """
    found = agreed_lidmaatschappen(now).filter(kring__in=set(kring_ids), user__in=set(user_ids))
    return set(found.values_list("user_id", "kring_id"))


def members(
    kring_ids: Iterable[uuid.UUID], user_ids: Iterable[uuid.UUID], now: datetime
) -> set[tuple[uuid.UUID, uuid.UUID]]:
    """Return which of these people are in which of these Kringen, as (user id, kring id); agreed or not."""
    found = active_lidmaatschappen(now).filter(kring__in=set(kring_ids), user__in=set(user_ids))
    return set(found.values_list("user_id", "kring_id"))


def agreement_of(
    kring_ids: Iterable[uuid.UUID], user_ids: Iterable[uuid.UUID], now: datetime
) -> dict[tuple[uuid.UUID, uuid.UUID], bool]:
    """Return of these people who is in which of these Kringen, and whether she may read its content.

    `members` and `readers` in one query: (user id, kring id) -> agreed to the newest agreements, or there are none.
    """
    found = active_lidmaatschappen(now).filter(kring__in=set(kring_ids), user__in=set(user_ids))
    rows = with_newest(found).values_list("user_id", "kring_id", "accepted_id", "newest")
    return {(user_id, kring_id): newest in (None, accepted) for user_id, kring_id, accepted, newest in rows}
