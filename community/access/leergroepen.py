"""Who may know of a leergroep, join it, lead it, and see who is in it.

Name, subject, state and who leads are known to every member of the community, unless the group is hidden; who is in it
and when it meets to its members and to coördinatoren; what is written in it to its members only
(access.groepsberichten).
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from community.access.kringen import (
    NOWHERE,
    Standing,
    Visitor,
    active_lidmaatschappen,
    agreed_lidmaatschappen,
    kring_ids_of,
    led_kring_ids_of,
    standing,
    with_newest,
)
from community.access.rollen import coordinatoren, is_coordinator
from community.models import (
    OPEN_TOETREDING,
    Bijeenkomst,
    BijeenkomstStatus,
    Groepsuitnodiging,
    GroepsuitnodigingStatus,
    Kring,
    KringRol,
    Leergroep,
    Lidmaatschap,
    Toetreding,
    ToetredingStatus,
    User,
)


@dataclass(frozen=True)
class Rights:
    """All that one person may do in one leergroep at one moment, from a single look at her membership."""

    standing: Standing = NOWHERE
    is_coordinator: bool = False
    is_closed: bool = False

    @property
    def may_read(self) -> bool:
        """Read the messages: members who agreed to the agreements."""
        return self.standing.may_read

    @property
    def may_post(self) -> bool:
        """Write messages; a closed group stays readable only."""
        return self.may_read and not self.is_closed

    @property
    def may_see_leden(self) -> bool:
        """See who is in the group."""
        return self.may_read or self.is_coordinator

    @property
    def may_see_bijeenkomsten(self) -> bool:
        """See when the group meets."""
        return self.may_read or self.is_coordinator

    @property
    def may_lead(self) -> bool:
        """Decide who joins, remove messages."""
        return self.standing.leads

    @property
    def may_change(self) -> bool:
        """Change the description, who leads and who is in: the trekkers and the coördinatoren."""
        return self.may_lead or self.is_coordinator

    @property
    def may_see_afspraken(self) -> bool:
        """Read the agreements: who is in the group, and who may write them."""
        return self.standing.has_afspraken or self.may_change

    @property
    def must_agree(self) -> bool:
        """In the group, but the newest agreements are not accepted yet."""
        return self.standing.is_member and not self.standing.has_agreed


def visible_leergroepen(user: Visitor, now: datetime) -> QuerySet[Leergroep]:
    """Return the groups this person may know of, for a member of the community: all that are not hidden.

    Of a hidden group know who is in it, who is invited or waits for a place, and the coördinatoren.
    """
    if not isinstance(user, User) or not user.is_active:
        return Leergroep.objects.none()
    if is_coordinator(user, now):
        return Leergroep.objects.all()
    same = {"kring": OuterRef("kring"), "user": user}
    invited = Groepsuitnodiging.objects.filter(
        **same, status=GroepsuitnodigingStatus.OPEN, expires_at__gt=now, kring__closed_at__isnull=True
    )
    waiting = Toetreding.objects.filter(**same, status__in=OPEN_TOETREDING)
    return Leergroep.objects.filter(
        Q(is_hidden=False) | Q(kring__in=kring_ids_of(user, now)) | Exists(invited) | Exists(waiting)
    )


def plainly_visible_leergroepen(user: Visitor, now: datetime) -> QuerySet[Leergroep]:
    """Return those of `visible_leergroepen` that need no look at who was invited or waits.

    For who is not a coördinator: the groups that are not hidden, and those she is in. Cheap to ask first.
    """
    if not isinstance(user, User) or not user.is_active or is_coordinator(user, now):
        return visible_leergroepen(user, now)
    return Leergroep.objects.filter(Q(is_hidden=False) | Q(kring__in=kring_ids_of(user, now)))


def rights(user: Visitor, leergroep: Leergroep, now: datetime) -> Rights:
    """Return what this person may do in this group. One query."""
    return Rights(
        standing(user, leergroep.kring, now), is_coordinator(user, now), leergroep.kring.closed_at is not None
    )


def may_join(user: Visitor, leergroep: Leergroep, now: datetime) -> bool:
    """Whether the person may ask to join, be it at once, by request or on the waiting list.

    Whether there is something to join (not closed, not in already) is said in words by actions.toetredingen.
    """
    return visible_leergroepen(user, now).filter(pk=leergroep.pk).exists()


def may_lead(user: Visitor, leergroep: Leergroep, now: datetime) -> bool:
    """Whether the person leads this group: trekker, and agreed to its agreements."""
    return rights(user, leergroep, now).may_lead


def may_change_leergroep(user: Visitor, leergroep: Leergroep, now: datetime) -> bool:
    """Whether the person may change the description, the place and the phase of this group."""
    return rights(user, leergroep, now).may_change


def may_create_leergroep(user: Visitor, now: datetime) -> bool:
    """Whether the person may begin a new group: the coördinerend hart."""
    return is_coordinator(user, now)


def may_appoint_trekker(user: Visitor, leergroep: Leergroep, now: datetime) -> bool:
    """Whether the person may make somebody from outside the group its trekker: the coördinerend hart."""
    return is_coordinator(user, now) and leergroep.kring.closed_at is None


def visible_leden(leergroep: Leergroep, own: Rights, now: datetime) -> QuerySet[Lidmaatschap]:
    """Return the memberships of this group that somebody with these rights in it may see: all, or the trekkers.

    `newest` is the id of the agreements that hold: who accepted others does not read along.
    """
    rows = with_newest(active_lidmaatschappen(now).filter(kring=leergroep.kring_id))
    return rows if own.may_see_leden else rows.filter(role=KringRol.TREKKER)


def visible_moments(leergroep: Leergroep, own: Rights) -> QuerySet[Bijeenkomst]:
    """Return the planned meetings of this group, for who may know when it meets; a coördinator sees no more of them."""
    rows = Bijeenkomst.objects.filter(kring=leergroep.kring_id).exclude(status=BijeenkomstStatus.CONCEPT)
    return rows if own.may_see_bijeenkomsten else rows.none()


def visible_toetredingen(leergroep: Leergroep, own: Rights) -> QuerySet[Toetreding]:
    """Return all wishes to join this group, answered ones too, for who leads it or runs the network."""
    rows = Toetreding.objects.filter(kring=leergroep.kring_id)
    return rows if own.may_change else rows.none()


def decidable_toetredingen(user: Visitor, now: datetime) -> QuerySet[Toetreding]:
    """Return the open requests to join that this person answers: of the groups she leads.

    A group that nobody leads, or whose trekkers did not agree to its agreements, has its requests answered by a
    coördinator, so that nobody waits for nothing.
    """
    asked = Toetreding.objects.filter(status=ToetredingStatus.AANGEVRAAGD)
    if not isinstance(user, User) or not user.is_active:
        return asked.none()
    mine = Q(kring__in=led_kring_ids_of(user, now))
    return asked.filter(mine | Q(kring__in=_unled(now))) if is_coordinator(user, now) else asked.filter(mine)


def decidable_in(leergroep: Leergroep, own: Rights, user: User, now: datetime) -> QuerySet[Toetreding]:
    """Return the requests of `decidable_toetredingen` to join this group, for who has these rights in it."""
    if own.may_lead:
        return Toetreding.objects.filter(status=ToetredingStatus.AANGEVRAAGD, kring=leergroep.kring_id)
    return decidable_toetredingen(user, now).filter(kring=leergroep.kring_id)


def may_decide_toetreding(user: Visitor, toetreding: Toetreding, now: datetime) -> bool:
    """Whether the person may answer this request to join."""
    return decidable_toetredingen(user, now).filter(pk=toetreding.pk).exists()


def deciders_of(toetredingen: Iterable[Toetreding], now: datetime) -> set[tuple[uuid.UUID, uuid.UUID]]:
    """Return who may answer these requests, as (user id, kring id): for many duties at once. Three queries."""
    return leaders_of((row.kring_id for row in toetredingen), now)


def leaders_of(kring_ids: Iterable[uuid.UUID], now: datetime) -> set[tuple[uuid.UUID, uuid.UUID]]:
    """Return who decides in these groups, as (user id, kring id): who leads, of an unled one the coördinatoren."""
    kringen = set(kring_ids)
    leading = agreed_lidmaatschappen(now).filter(kring__in=kringen, role=KringRol.TREKKER)
    unled = _unled(now).filter(pk__in=kringen).values_list("pk", flat=True)
    hart = [user.pk for user in coordinatoren(now)]
    return set(leading.values_list("user_id", "kring_id")) | {(user_id, kring) for kring in unled for user_id in hart}


def may_withdraw_toetreding(user: Visitor, toetreding: Toetreding, now: datetime) -> bool:
    """Whether this wish to join is the person's own."""
    return isinstance(user, User) and user.is_active and toetreding.user_id == user.pk


def _unled(now: datetime) -> QuerySet[Kring]:
    """Return the Kringen that nobody leads at this moment: without a trekker who agreed to the agreements."""
    trekkers = agreed_lidmaatschappen(now).filter(kring=OuterRef("pk"), role=KringRol.TREKKER)
    return Kring.objects.filter(~Exists(trekkers))
