"""Meetings as somebody reads them: in a list, as one page, and how many seats are left."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.urls import reverse

from community.access.agenda import (
    agenda_bijeenkomsten,
    own_bijeenkomsten,
    readable_bijeenkomsten,
    visible_bijeenkomsten,
    visible_deelnames,
)
from community.access.kringen import Visitor
from community.models import (
    SEATED,
    Audience,
    Bijeenkomst,
    BijeenkomstStatus,
    Deelname,
    DeelnameStatus,
    Kring,
    User,
)


@dataclass(frozen=True)
class AgendaItem:
    """One meeting in a list, as one person may read it. `place_word` is the status word of her own place in it."""

    code: str
    title: str
    kicker: str
    starts_at: datetime
    ends_at: datetime
    place: str
    url: str
    place_word: str = ""
    is_cancelled: bool = False
    is_concept: bool = False

    @property
    def start(self) -> datetime:
        """When it begins; the month component asks for it under this name."""
        return self.starts_at


@dataclass(frozen=True)
class Seats:
    """How many places there are, taken and waited for. Without a capacity there is always a place."""

    capacity: int | None
    taken: int
    waiting: int

    @property
    def free(self) -> int | None:
        """How many places are left; None when there is no limit."""
        return None if self.capacity is None else max(0, self.capacity - self.taken)

    @property
    def is_full(self) -> bool:
        """Whether who answers now comes on the waiting list."""
        return self.free == 0 or (self.capacity is not None and self.waiting > 0)


def coming(rows: QuerySet[Bijeenkomst], now: datetime) -> QuerySet[Bijeenkomst]:
    """Return the meetings that have not ended, the first one first."""
    return rows.filter(ends_at__gt=now).order_by("starts_at", "id")


def past(rows: QuerySet[Bijeenkomst], now: datetime) -> QuerySet[Bijeenkomst]:
    """Return the meetings that are over, the last one first."""
    return rows.filter(ends_at__lte=now).order_by("-starts_at", "id")


def touching(rows: QuerySet[Bijeenkomst], start: datetime, end: datetime) -> QuerySet[Bijeenkomst]:
    """Return the meetings of which some part lies between two moments, the first one first."""
    return rows.filter(starts_at__lt=end, ends_at__gt=start).order_by("starts_at", "id")


def agenda_items(rows: Iterable[Bijeenkomst], user: Visitor, now: datetime) -> list[AgendaItem]:
    """Return these visible meetings in words; at most three queries for any number. Fetch the rows with their kring."""
    found = list(rows)
    closed = closed_to(found, user, now)
    places = own_places(found, user)
    return [_item(row, places.get(row.pk), is_closed=row.pk in closed) for row in found]


def closed_to(rows: Iterable[Bijeenkomst], user: Visitor, now: datetime) -> set[uuid.UUID]:
    """Return which of these visible meetings the person may know of but not read; at most one query."""
    of_group = [row.pk for row in rows if row.audience == Audience.KRING]
    if not of_group:
        return set()
    readable = readable_bijeenkomsten(user, now).filter(pk__in=of_group).values_list("pk", flat=True)
    return set(of_group) - set(readable)


def own_places(rows: Iterable[Bijeenkomst], user: Visitor) -> dict[uuid.UUID, Deelname]:
    """Return the person's own place in each of these meetings, where she has one; one query."""
    ids = [row.pk for row in rows]
    if not isinstance(user, User) or not ids:
        return {}
    return {row.bijeenkomst_id: row for row in Deelname.objects.filter(user=user, bijeenkomst__in=ids)}


def title_of(bijeenkomst: Bijeenkomst, *, is_closed: bool = False) -> str:
    """Return the title, or what somebody reads who has not agreed to the agreements of the group yet."""
    if is_closed and bijeenkomst.kring is not None:
        return f"Bijeenkomst van {bijeenkomst.kring.name}"
    return bijeenkomst.title


def place_of(bijeenkomst: Bijeenkomst) -> str:
    """Return where it is in one line: 'Het Polderhuis, Kerkstraat 1, Gouda', or 'Online'."""
    where = ", ".join(part for part in (bijeenkomst.place_name, bijeenkomst.address) if part)
    if where:
        return f"{where} en online" if bijeenkomst.online_url else where
    return "Online" if bijeenkomst.online_url else ""


def seats_of(bijeenkomst: Bijeenkomst) -> Seats:
    """Count the places of a meeting; one query."""
    statuses = list(Deelname.objects.filter(bijeenkomst=bijeenkomst).values_list("status", flat=True))
    taken = sum(status in SEATED for status in statuses)
    return Seats(bijeenkomst.capacity, taken, statuses.count(DeelnameStatus.WACHTLIJST))


def place_in_line(deelname: Deelname) -> int:
    """Return how many people on the waiting list get a place before this one, plus one."""
    before = Q(waiting_since__lt=deelname.waiting_since) | Q(waiting_since=deelname.waiting_since, pk__lt=deelname.pk)
    waiting = Deelname.objects.filter(bijeenkomst=deelname.bijeenkomst_id, status=DeelnameStatus.WACHTLIJST)
    return waiting.filter(before).count() + 1


def people_of(bijeenkomst: Bijeenkomst, user: Visitor, now: datetime) -> list[Deelname]:
    """Return the places of this meeting that the person may see, with names, sorted the Dutch way; one query."""
    rows = visible_deelnames(user, now).filter(bijeenkomst=bijeenkomst)
    return list(rows.select_related("user").order_by("user__sort_key", "user__id"))


def next_item(user: User, now: datetime) -> AgendaItem | None:
    """Return the first meeting the person is asked for or comes to, or None."""
    statuses = (DeelnameStatus.AANGEMELD, DeelnameStatus.AANWEZIG, DeelnameStatus.UITGENODIGD)
    places = Deelname.objects.filter(user=user, status__in=statuses)
    rows = agenda_bijeenkomsten(user, now).filter(pk__in=places.values("bijeenkomst"), status=BijeenkomstStatus.GEPLAND)
    first = coming(rows, now).select_related("kring").first()
    return agenda_items([first], user, now)[0] if first else None


def meetings_of_kring(kring: Kring, user: User, now: datetime) -> QuerySet[Bijeenkomst]:
    """Return the meetings of a group that this person may know of."""
    return visible_bijeenkomsten(user, now).filter(kring=kring).select_related("kring")


def same_day(start: datetime, end: datetime, user: User, now: datetime) -> list[AgendaItem]:
    """Return which visible meetings stand at the same time, as far as they go on; to warn a planner."""
    rows = touching(agenda_bijeenkomsten(user, now), start, end).filter(status=BijeenkomstStatus.GEPLAND)
    return agenda_items(rows.select_related("kring")[:5], user, now)


def own_agenda(user: User, now: datetime) -> QuerySet[Bijeenkomst]:
    """Return the person's own coming meetings, the first one first."""
    return coming(own_bijeenkomsten(user, now), now).select_related("kring")


def _item(row: Bijeenkomst, place: Deelname | None, *, is_closed: bool) -> AgendaItem:
    is_of_group = row.audience == Audience.KRING and row.kring is not None
    return AgendaItem(
        code=row.code,
        title=title_of(row, is_closed=is_closed),
        kicker=row.kring.name if is_of_group and row.kring else row.get_kind_display(),
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        place=place_of(row),
        url=reverse("bijeenkomst", args=[row.code]),
        place_word=place.get_status_display() if place else "",
        is_cancelled=row.status == BijeenkomstStatus.GEANNULEERD,
        is_concept=row.status == BijeenkomstStatus.CONCEPT,
    )
