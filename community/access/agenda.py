"""Who may know of a Bijeenkomst, plan it, answer it and see who comes.

Coördinatoren run the meetings of the community (ontmoeting, webinar, ontwikkeldag). What a group plans for itself is
known to its members; a coördinator sees that it meets and may note who was there. What it is about is read by members
who agreed to the agreements of the group, and by nobody else.
"""

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from django.db.models import Q, QuerySet

from community.access.kringen import (
    Visitor,
    agreed_lidmaatschappen,
    agreement_of,
    kring_ids_of,
    led_kring_ids_of,
    members,
    open_kring_ids_of,
    standing,
)
from community.access.rollen import coordinatoren, is_coordinator
from community.models import (
    KIND_OF_MEETING,
    OF_THE_HEART,
    PLANNED_ELSEWHERE,
    SEATED,
    TALKS,
    AgendaFeed,
    Audience,
    Bijeenkomst,
    BijeenkomstStatus,
    Deelname,
    DeelnameStatus,
    Kring,
    KringRol,
    User,
)

# Who is asked, comes, waits, or reported herself before it began: these are told of every change.
CONCERNED = (
    DeelnameStatus.UITGENODIGD, DeelnameStatus.AANGEMELD, DeelnameStatus.WACHTLIJST, DeelnameStatus.AANWEZIG,
)  # fmt: skip

KNOWN = ~Q(status=BijeenkomstStatus.CONCEPT)
FOR_MEMBERS = (Audience.OPENBAAR, Audience.LEDEN)


class Judged(Protocol):
    """What must be at hand of a meeting to judge who may read it: a Bijeenkomst, or a row of values with these."""

    @property
    def pk(self) -> uuid.UUID:
        """Its id."""

    @property
    def kring_id(self) -> uuid.UUID | None:
        """The id of its group, if it has one."""

    @property
    def kind(self) -> str:
        """Its BijeenkomstKind."""

    @property
    def audience(self) -> str:
        """For whom it is, an Audience."""

    @property
    def status(self) -> str:
        """Its BijeenkomstStatus."""


def visible_bijeenkomsten(user: Visitor, now: datetime) -> QuerySet[Bijeenkomst]:
    """Return the meetings this person may know of; a visitor who is not logged in knows the public ones."""
    if not isinstance(user, User) or not user.is_active:
        return Bijeenkomst.objects.filter(KNOWN, audience=Audience.OPENBAAR)
    if is_coordinator(user, now):
        return Bijeenkomst.objects.filter(KNOWN | _managed(user, now))
    return agenda_bijeenkomsten(user, now)


def agenda_bijeenkomsten(user: Visitor, now: datetime) -> QuerySet[Bijeenkomst]:
    """Return the visible meetings that belong in this person's agenda: not those of groups she is not in."""
    if not isinstance(user, User) or not user.is_active:
        return visible_bijeenkomsten(user, now)
    return Bijeenkomst.objects.filter(
        KNOWN & (Q(audience__in=FOR_MEMBERS) | Q(kring__in=kring_ids_of(user, now))) | _managed(user, now)
    )


def in_agenda(bijeenkomst: Bijeenkomst, user: User, now: datetime) -> bool:
    """Whether a meeting at hand belongs in this person's agenda: as `agenda_bijeenkomsten`, without a query of its own.

    At most one query, none when her standings were kept.
    """
    if _manages(user, bijeenkomst, now):
        return True
    is_for_her = bijeenkomst.audience in FOR_MEMBERS or bijeenkomst.kring_id in kring_ids_of(user, now)
    return bijeenkomst.status != BijeenkomstStatus.CONCEPT and is_for_her


def readable_bijeenkomsten(user: Visitor, now: datetime) -> QuerySet[Bijeenkomst]:
    """Return the visible meetings whose content the person may read: of a group only who agreed to its agreements."""
    rows = visible_bijeenkomsten(user, now)
    if not isinstance(user, User) or not user.is_active:
        return rows
    agreed = Q(kring__in=open_kring_ids_of(user, now))
    return rows.filter(~Q(audience=Audience.KRING) | agreed | _managed(user, now))


def own_bijeenkomsten(user: User, now: datetime) -> QuerySet[Bijeenkomst]:
    """Return the visible meetings in which this person has a place: asked, coming, waiting or been."""
    places = Deelname.objects.filter(user=user).exclude(status=DeelnameStatus.AFGEMELD)
    return agenda_bijeenkomsten(user, now).filter(pk__in=places.values("bijeenkomst"))


def may_plan(user: Visitor, now: datetime) -> bool:
    """Whether the person may plan meetings of the community."""
    return is_coordinator(user, now)


def may_plan_for(user: Visitor, kring: Kring, now: datetime) -> bool:
    """Whether the person may plan a meeting of this group: of a kind that plans for itself, led by her, not closed."""
    return kring.kind in KIND_OF_MEETING and kring.closed_at is None and standing(user, kring, now).leads


def may_change(user: Visitor, bijeenkomst: Bijeenkomst, now: datetime) -> bool:
    """Whether the person may change or cancel this meeting: who leads the group; else the coördinerend hart."""
    return _manages(user, bijeenkomst, now)


def may_answer(user: Visitor, bijeenkomst: Bijeenkomst, now: datetime) -> bool:
    """Whether this meeting is meant for the person, so that she may say whether she comes."""
    # Who booked a talk moves or cancels it where she booked it.
    return bijeenkomst.kind not in TALKS and _is_meant_for(user, bijeenkomst, now)


def may_take_attendance(user: Visitor, bijeenkomst: Bijeenkomst, now: datetime) -> bool:
    """Whether the person may write down who was there: who runs the meeting, its organiser, and a coördinator."""
    if bijeenkomst.status != BijeenkomstStatus.GEPLAND:
        return False
    if bijeenkomst.kind in TALKS:
        return False  # two people do not keep a list
    if is_coordinator(user, now) or bijeenkomst.kring_id in led_kring_ids_of(user, now):
        return True
    return isinstance(user, User) and bijeenkomst.organiser_id == user.pk and may_answer(user, bijeenkomst, now)


def may_read_content(user: Visitor, bijeenkomst: Bijeenkomst, now: datetime) -> bool:
    """Whether the person may read what the meeting is about."""
    return bijeenkomst.pk in readable_among([bijeenkomst], user, now)


def readable_among(rows: Iterable[Judged], user: Visitor, now: datetime) -> set[uuid.UUID]:
    """Return the ids of those visible meetings whose content the person may read: as `readable_bijeenkomsten`.

    For rows that are at hand: at most one query, none when her standings were kept.
    """
    reading = set(open_kring_ids_of(user, now))
    return {
        row.pk for row in rows
        if row.audience != Audience.KRING
        or _manages(user, row, now)
        or (row.status != BijeenkomstStatus.CONCEPT and row.kring_id in reading)
    }  # fmt: skip


def may_see_online_link(user: Visitor, bijeenkomst: Bijeenkomst, now: datetime) -> bool:
    """Whether the person gets the way into the online meeting: who takes part, and who runs it."""
    if not isinstance(user, User) or bijeenkomst.status != BijeenkomstStatus.GEPLAND:
        return False
    if may_change(user, bijeenkomst, now):
        return True
    is_coming = Deelname.objects.filter(bijeenkomst=bijeenkomst, user=user, status__in=SEATED).exists()
    return is_coming and _is_meant_for(user, bijeenkomst, now) and may_read_content(user, bijeenkomst, now)


def may_see_guests(user: Visitor, bijeenkomst: Bijeenkomst, own: Deelname | None, now: datetime) -> bool:
    """Whether the person sees who comes to this visible meeting; `own` is her own place in it.

    Who runs it; of a group who reads along in it; of an open meeting who has a seat herself.
    """
    if not isinstance(user, User) or not user.is_active:
        return False
    if _manages(user, bijeenkomst, now):
        return True
    if bijeenkomst.audience == Audience.KRING:
        return bijeenkomst.kring_id in open_kring_ids_of(user, now)
    return own is not None and own.status in SEATED


def attendance_takers(bijeenkomst: Bijeenkomst, now: datetime) -> list[User]:
    """Return who is asked for the attendance: the organiser, else who leads the group, else the coördinatoren.

    Who planned a training is not there on its days: of what another module plans those who lead are asked.
    """
    organiser = None if bijeenkomst.kind in PLANNED_ELSEWHERE else bijeenkomst.organiser
    if organiser is not None and may_take_attendance(organiser, bijeenkomst, now):
        return [organiser]
    if bijeenkomst.audience == Audience.KRING:
        leading = agreed_lidmaatschappen(now).filter(kring=bijeenkomst.kring_id, role=KringRol.TREKKER)
        found = [row.user for row in leading.select_related("user")]
        if found:
            return found
    return coordinatoren(now)


def who_sees(
    bijeenkomsten: Iterable[Bijeenkomst], users: Iterable[User], now: datetime
) -> dict[tuple[uuid.UUID, uuid.UUID], bool]:
    """Return for many people and meetings at once who may know: (user id, bijeenkomst id) -> may read the content.

    Mail asks this at sending time, one query for any number. It goes by whom a meeting is for, not by who runs it.
    """
    people = [user.pk for user in users if user.is_active]
    meetings = [row for row in bijeenkomsten if row.status != BijeenkomstStatus.CONCEPT]
    kringen = {row.kring_id for row in meetings if row.audience == Audience.KRING and row.kring_id}
    agreed = agreement_of(kringen, people, now) if kringen else {}
    seen = {}
    for row in meetings:
        for person in people:
            if row.audience != Audience.KRING:
                seen[person, row.pk] = True
            elif row.kring_id and (person, row.kring_id) in agreed:
                seen[person, row.pk] = agreed[person, row.kring_id]
    return seen


def who_takes_attendance(
    bijeenkomsten: Iterable[Bijeenkomst], user_ids: Iterable[uuid.UUID], now: datetime
) -> set[tuple[uuid.UUID, uuid.UUID]]:
    """Return for many at once who may write down who was there, as (user id, bijeenkomst id). Three queries."""
    people = set(user_ids)
    meetings = [row for row in bijeenkomsten if row.status == BijeenkomstStatus.GEPLAND and row.kind not in TALKS]
    kringen = {row.kring_id for row in meetings if row.audience == Audience.KRING}
    everywhere = {person.pk for person in coordinatoren(now)} & people
    leading = agreed_lidmaatschappen(now).filter(role=KringRol.TREKKER, kring__in=kringen, user__in=people)
    leaders = set(leading.values_list("user_id", "kring_id"))
    inside = members({kring for kring in kringen if kring}, people, now)
    taking = set()
    for row in meetings:
        organises = {row.organiser_id} if row.organiser_id else set()
        if row.audience == Audience.KRING:
            organises = {person for person in organises if row.kring_id and (person, row.kring_id) in inside}
        leads = {person for person in people if (person, row.kring_id) in leaders and row.audience == Audience.KRING}
        taking |= {(person, row.pk) for person in everywhere | leads | (organises & people)}
    return taking


def may_have_feed(user: User) -> bool:
    """Whether the person may have a calendar feed: everybody with an open account."""
    return user.is_active


def feed_of(user: User) -> AgendaFeed | None:
    """Return the person's own feed, if she has one."""
    return AgendaFeed.objects.filter(user=user).first()


def feed_owner(token_hash: str) -> User | None:
    """Return whose calendar feed this is; nobody's when it was renewed, withdrawn or the account is closed."""
    feed = AgendaFeed.objects.filter(token_hash=token_hash, user__is_active=True)
    # With her roles, as a request has them: access then costs no further query.
    found = feed.select_related("user").prefetch_related("user__roltoekenningen").first()
    return found.user if found else None


def _is_meant_for(user: Visitor, bijeenkomst: Bijeenkomst, now: datetime) -> bool:
    if not isinstance(user, User) or not user.is_active or bijeenkomst.status == BijeenkomstStatus.CONCEPT:
        return False
    return bijeenkomst.audience != Audience.KRING or (
        bijeenkomst.kring is not None and standing(user, bijeenkomst.kring, now).is_member
    )


def _manages(user: Visitor, bijeenkomst: Judged, now: datetime) -> bool:
    """Whether the person runs this meeting here; for many at once in the database: `_managed`.

    Nobody runs what another module plans and moves as a whole: that module has its own rules.
    """
    if bijeenkomst.kind in PLANNED_ELSEWHERE:
        return False
    if bijeenkomst.audience == Audience.KRING and bijeenkomst.kring_id in led_kring_ids_of(user, now):
        return True
    return bijeenkomst.kind in OF_THE_HEART and is_coordinator(user, now)


def _managed(user: User, now: datetime) -> Q:
    of_group = Q(audience=Audience.KRING, kring__in=led_kring_ids_of(user, now)) & ~Q(kind__in=PLANNED_ELSEWHERE)
    return (of_group | Q(kind__in=OF_THE_HEART)) if is_coordinator(user, now) else of_group
