"""Meetings as somebody reads them: in a list, as one page, and how many seats are left."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.db.models import QuerySet, Value, Window
from django.db.models.functions import RowNumber
from django.urls import reverse

from community.access.agenda import (
    Judged,
    agenda_bijeenkomsten,
    in_agenda,
    may_see_guests,
    own_bijeenkomsten,
    readable_among,
    readable_bijeenkomsten,
)
from community.access.kringen import Visitor, visible_kringen
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
from community.models.fragments import Plain
from community.notation import day_of, local, time_of_day
from community.queries.batches import in_batches
from community.queries.kalender import planning_warnings
from community.queries.search_words import stem_of, words_of
from community.workdays import comes_twice

MAP = "https://www.openstreetmap.org/search"
# The words of a badge are shorter than those of a sentence.
WORDS = {DeelnameStatus.WACHTLIJST.value: "Wachtlijst"}
# How many of her places are looked at together to find the next one.
PLACES_AT_ONCE = 3
# How many meetings at the same moment a planner is told of.
MOST_NOTES = 5


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
    route_url: str = ""
    is_cancelled: bool = False
    is_concept: bool = False

    @property
    def ics_url(self) -> str:
        """The address of its calendar file."""
        return reverse("bijeenkomst-ics", args=[self.code])


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


@dataclass(frozen=True)
class Guests:
    """People and how they answered, for who may see that."""

    coming: list[User]
    waiting: list[User]
    silent: list[User]
    absent: list[User]


@dataclass(frozen=True)
class Filling:
    """How a meeting is filled: its seats, the person's own place, and who comes when she may see that."""

    seats: Seats
    own: Deelname | None
    guests: Guests | None


def coming(rows: QuerySet[Bijeenkomst], now: datetime) -> QuerySet[Bijeenkomst]:
    """Return the meetings that have not ended, the first one first."""
    return rows.filter(ends_at__gt=now).order_by("starts_at", "id")


def past(rows: QuerySet[Bijeenkomst], now: datetime) -> QuerySet[Bijeenkomst]:
    """Return the meetings that are over, the last one first."""
    return rows.filter(ends_at__lte=now).order_by("-starts_at", "id")


def touching(rows: QuerySet[Bijeenkomst], start: datetime, end: datetime) -> QuerySet[Bijeenkomst]:
    """Return the meetings of which some part lies between two moments, the first one first."""
    return rows.filter(starts_at__lt=end, ends_at__gt=start).order_by("starts_at", "id")


def named(rows: QuerySet[Bijeenkomst], text: str, user: Visitor, now: datetime) -> QuerySet[Bijeenkomst]:
    """Keep the meetings in whose title every word stands, as far as the person may read that title."""
    words = words_of(text)
    readable = rows.filter(pk__in=readable_bijeenkomsten(user, now).values("pk"))
    for word in words:
        readable = readable.filter(search_text__contains=Plain(Value(stem_of(word))))
    return readable if words else rows


def only_own(rows: QuerySet[Bijeenkomst], user: User, now: datetime) -> QuerySet[Bijeenkomst]:
    """Keep the meetings in which the person has a place."""
    return rows.filter(pk__in=own_bijeenkomsten(user, now).values("pk"))


def only_public(rows: QuerySet[Bijeenkomst]) -> QuerySet[Bijeenkomst]:
    """Keep the meetings that everyone may know of."""
    return rows.filter(audience=Audience.OPENBAAR)


def plannable_kringen(user: User, now: datetime) -> QuerySet[Kring]:
    """Return the groups for which a planner of the community may plan a meeting."""
    return visible_kringen(user, now).filter(closed_at__isnull=True).order_by("name", "id")


def agenda_items(rows: Iterable[Bijeenkomst], user: Visitor, now: datetime) -> list[AgendaItem]:
    """Return these visible meetings in words; at most three queries for any number. Fetch the rows with their kring."""
    found = list(rows)
    closed = closed_to(found, user, now)
    places = own_places(found, user)
    return [_item(row, places.get(row.pk), is_closed=row.pk in closed) for row in found]


def closed_to(rows: Iterable[Judged], user: Visitor, now: datetime) -> set[uuid.UUID]:
    """Return which of these visible meetings the person may know of but not read; at most one query."""
    of_group = [row for row in rows if row.audience == Audience.KRING]
    return {row.pk for row in of_group} - readable_among(of_group, user, now) if of_group else set()


def own_places(rows: Iterable[Bijeenkomst], user: Visitor) -> dict[uuid.UUID, Deelname]:
    """Return the person's own place in each of these meetings, where she has one; one query."""
    ids = [row.pk for row in rows]
    if not isinstance(user, User) or not ids:
        return {}
    return {row.bijeenkomst_id: row for row in Deelname.objects.filter(user=user, bijeenkomst__in=ids)}


def title_of(bijeenkomst: Bijeenkomst, *, is_closed: bool = False) -> str:
    """Return the title, or what somebody reads who has not agreed to the agreements of the group yet."""
    return closed_name(bijeenkomst.kring.name) if is_closed and bijeenkomst.kring is not None else bijeenkomst.title


def closed_name(kring_name: str) -> str:
    """Return what a meeting is called for who may know of it but not read what it is about."""
    return f"Bijeenkomst van {kring_name}"


def place_of(bijeenkomst: Bijeenkomst) -> str:
    """Return where it is in one line: 'Het Polderhuis, Kerkstraat 1, Gouda', or 'Online'."""
    where = ", ".join(part for part in (bijeenkomst.place_name, bijeenkomst.address) if part)
    if where:
        return f"{where} en online" if bijeenkomst.online_url else where
    return "Online" if bijeenkomst.online_url else ""


def route_to(bijeenkomst: Bijeenkomst) -> str:
    """Return the address of a map with the place of the meeting; empty when it is nowhere on the map."""
    where = ", ".join(part for part in (bijeenkomst.place_name, bijeenkomst.address) if part)
    return f"{MAP}?{urlencode({'query': where})}" if where else ""


def filling_of(bijeenkomst: Bijeenkomst, user: Visitor, now: datetime) -> Filling:
    """Return how a visible meeting is filled, as this person may know it; one query, two when she sees who comes."""
    places = list(Deelname.objects.filter(bijeenkomst=bijeenkomst))
    statuses = [place.status for place in places]
    own = next((place for place in places if isinstance(user, User) and place.user_id == user.pk), None)
    taken = sum(status in SEATED for status in statuses)
    return Filling(
        seats=Seats(bijeenkomst.capacity, taken, statuses.count(DeelnameStatus.WACHTLIJST)),
        own=own,
        guests=_guests(bijeenkomst) if may_see_guests(user, bijeenkomst, own, now) else None,
    )


def places_in_line(deelname_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, int]:
    """Return for those who wait how many get a seat up to and including them; one query."""
    ids = set(deelname_ids)
    meetings = Deelname.objects.filter(pk__in=ids, status=DeelnameStatus.WACHTLIJST).values("bijeenkomst")
    waiting = Deelname.objects.filter(status=DeelnameStatus.WACHTLIJST, bijeenkomst__in=meetings)
    number = Window(RowNumber(), partition_by="bijeenkomst", order_by=("waiting_since", "id"))
    rows = waiting.annotate(number=number).values_list("pk", "number") if ids else []
    return {pk: position for pk, position in rows if pk in ids}


def next_item(user: User, now: datetime) -> AgendaItem | None:
    """Return the first meeting the person is asked for or comes to, or None.

    One query; one more for each PLACES_AT_ONCE places in meetings that she may not know of any more.
    """
    statuses = (DeelnameStatus.AANGEMELD, DeelnameStatus.AANWEZIG, DeelnameStatus.UITGENODIGD)
    places = Deelname.objects.filter(
        user=user, status__in=statuses, bijeenkomst__status=BijeenkomstStatus.GEPLAND, bijeenkomst__ends_at__gt=now
    )
    rows = places.select_related("bijeenkomst__kring").order_by("bijeenkomst__starts_at", "bijeenkomst_id")
    first = next((row for row in in_batches(rows, PLACES_AT_ONCE) if in_agenda(row.bijeenkomst, user, now)), None)
    if first is None:
        return None
    meeting = first.bijeenkomst
    return _item(meeting, first, is_closed=meeting.pk in closed_to([meeting], user, now))


def planning_notes(
    starts_at: datetime, ends_at: datetime, user: User, now: datetime, *, but_not: Bijeenkomst | None = None
) -> list[str]:
    """Return what speaks against a moment, in sentences: bad days, a clock that changes, another meeting then."""
    notes = planning_warnings(day_of(starts_at), day_of(ends_at - timedelta(microseconds=1)))
    for moment in (local(starts_at), local(ends_at)):
        if comes_twice(moment.date(), moment.time()):
            notes.append(f"{time_of_day(moment)} komt die nacht twee keer voor. We gaan uit van de eerste keer.")
    rows = touching(agenda_bijeenkomsten(user, now), starts_at, ends_at).filter(status=BijeenkomstStatus.GEPLAND)
    if but_not is not None:
        rows = rows.exclude(pk=but_not.pk)
    same_time = agenda_items(rows.select_related("kring")[:MOST_NOTES], user, now)
    return notes + [f"Op dat moment is er ook: {item.title} ({item.kicker})." for item in same_time]


def own_agenda(user: User, now: datetime) -> QuerySet[Bijeenkomst]:
    """Return the person's own coming meetings, the first one first."""
    return coming(own_bijeenkomsten(user, now), now).select_related("kring")


def _guests(bijeenkomst: Bijeenkomst) -> Guests:
    """Return everybody with a place in a meeting, sorted the Dutch way; one query."""
    rows = Deelname.objects.filter(bijeenkomst=bijeenkomst).select_related("user")
    places = list(rows.order_by("user__sort_key", "user__id"))
    return Guests(
        coming=_of(places, *SEATED),
        waiting=_of(places, DeelnameStatus.WACHTLIJST),
        silent=_of(places, DeelnameStatus.UITGENODIGD),
        absent=_of(places, DeelnameStatus.AFGEMELD, DeelnameStatus.AFWEZIG),
    )


def _of(places: Iterable[Deelname], *statuses: str) -> list[User]:
    return [place.user for place in places if place.status in statuses]


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
        place_word=WORDS.get(place.status, place.get_status_display()) if place else "",
        route_url=route_to(row),
        is_cancelled=row.status == BijeenkomstStatus.GEANNULEERD,
        is_concept=row.status == BijeenkomstStatus.CONCEPT,
    )
