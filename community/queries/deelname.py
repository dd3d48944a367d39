"""People and their places in meetings, for many at once: what mail and duties need to know at this moment."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat

from community.access.agenda import who_sees
from community.extension_points import calendar_holders
from community.models import (
    PLANNED_ELSEWHERE,
    TALKS,
    Bericht,
    BerichtStatus,
    Bijeenkomst,
    BijeenkomstKind,
    BijeenkomstStatus,
    Deelname,
    DeelnameStatus,
    Taak,
    User,
)
from community.workdays import add_workdays, local_date, mail_moment

# Who comes is reminded two working days before; of some kinds of meeting on another morning.
REMIND_WORKDAYS = 2
REMIND_WORKDAYS_OF = {
    BijeenkomstKind.EINDSESSIE: 3, BijeenkomstKind.INTAKE: 1, BijeenkomstKind.COACHING: 1,
    BijeenkomstKind.TEAMGESPREK: 0,
}  # fmt: skip
# Two working days never lie further apart than this, not even around Christmas.
REMIND_WINDOW = timedelta(days=14)
# How long a missing attendance list keeps asking.
ATTENDANCE_WINDOW = timedelta(days=60)


@dataclass(frozen=True)
class Situation:
    """One person and one meeting she may know of. `place` is None when she has none."""

    bijeenkomst: Bijeenkomst
    user: User
    place: Deelname | None
    may_read: bool

    @property
    def status(self) -> str:
        """The status of her place, empty without one."""
        return self.place.status if self.place else ""


Pair = tuple[uuid.UUID, uuid.UUID]


def situations(pairs: Iterable[Pair], now: datetime, *, known: Iterable[User] = ()) -> Mapping[Pair, Situation]:
    """Return the situation of each (user id, bijeenkomst id); who may not know of it is left out.

    At most 4 queries, 3 when all these people are `known` already.
    """
    asked = set(pairs)
    people = {person.pk: person for person in known}
    missing = {person for person, _ in asked} - set(people)
    people |= {row.pk: row for row in User.objects.filter(pk__in=missing)} if missing else {}
    meetings = Bijeenkomst.objects.filter(pk__in={meeting for _, meeting in asked}).select_related("kring")
    found = {row.pk: row for row in meetings}
    places = {
        (row.user_id, row.bijeenkomst_id): row
        for row in Deelname.objects.filter(user__in=people, bijeenkomst__in=found)
    }
    seen = who_sees(found.values(), people.values(), now)
    return {
        pair: Situation(found[pair[1]], people[pair[0]], places.get(pair), may_read=seen[pair])
        for pair in asked
        if pair in seen
    }


def former(pairs: Iterable[Pair], now: datetime) -> Mapping[Pair, Situation]:
    """Return the situation of who was in the group of a meeting that is not over, and is not any more.

    Nothing of the content is hers to read. Two queries for any number.
    """
    asked = set(pairs)
    rows = Deelname.objects.filter(
        user__in={person for person, _ in asked}, bijeenkomst__in={meeting for _, meeting in asked},
        status=DeelnameStatus.AFGEMELD, bijeenkomst__ends_at__gt=now, user__is_active=True,
    ).select_related("user", "bijeenkomst__kring")  # fmt: skip
    places = [row for row in rows if (row.user_id, row.bijeenkomst_id) in asked]
    seen = who_sees({row.bijeenkomst for row in places}, {row.user for row in places}, now)
    return {
        pair: Situation(row.bijeenkomst, row.user, row, may_read=False)
        for row in places
        if (pair := (row.user_id, row.bijeenkomst_id)) not in seen
    }


def with_file(cases: Iterable[Situation], kinds: Q, *, since: datetime) -> set[Pair]:
    """Return to whom a message of these kinds was mailed about her meeting, or may have been: (user, bijeenkomst).

    The log of mail goes back to `since`; of a place that is older nobody knows any more, and it counts. One query.
    """
    asked = {(case.user.pk, case.bijeenkomst.pk): case.place for case in cases}
    left = Q(status__in=(BerichtStatus.VERZONDEN, BerichtStatus.ONZEKER)) | Q(zending__uncertain__gt=0)
    rows = Bericht.objects.filter(
        kinds & left, recipient__in={person for person, _ in asked}, object_id__in={meeting for _, meeting in asked}
    )
    known = set(rows.values_list("recipient_id", "object_id")) if asked else set()
    return {pair for pair, place in asked.items() if pair in known or _is_before(place, since)}


def with_file_elsewhere(cases: Iterable[Situation]) -> set[Pair]:
    """Return to whom another module mailed the file of a meeting that it plans, together with others."""
    planned = {
        (case.user.pk, case.bijeenkomst.pk) for case in cases if case.bijeenkomst.kind in PLANNED_ELSEWHERE
    }  # fmt: skip
    return {pair for find in calendar_holders.all() for pair in find(planned)} if planned else set()


def _is_before(place: Deelname | None, since: datetime) -> bool:
    told = (place.invited_at, place.answered_at) if place else ()
    return max(filter(None, told), default=since) <= since


def meetings_by_id(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Bijeenkomst]:
    """Return these meetings with their group; one query."""
    rows = Bijeenkomst.objects.filter(pk__in=set(ids)).select_related("kring")
    return {row.pk: row for row in rows}


def reminder_moment(bijeenkomst: Bijeenkomst) -> datetime:
    """Return when who comes is reminded: 8.30 o'clock, mostly on the second working day before."""
    workdays = REMIND_WORKDAYS_OF.get(BijeenkomstKind(bijeenkomst.kind), REMIND_WORKDAYS)
    return mail_moment(add_workdays(local_date(bijeenkomst.starts_at), -workdays))


def unreminded(now: datetime, *, reminder: str, change: str) -> dict[Bijeenkomst, list[User]]:
    """Return who must be reminded now of which meeting, as it is planned now. Two queries.

    Left out is who was reminded of this version, and who answered or was told of a move after the reminder came due:
    she just read when it is. `reminder` and `change` are the codes of those messages.
    """
    coming = Bijeenkomst.objects.filter(
        status=BijeenkomstStatus.GEPLAND, starts_at__gt=now, starts_at__lt=now + REMIND_WINDOW
    )
    due = {row.pk: row for row in coming if reminder_moment(row) <= now}
    version = Concat(Value("v"), Cast(F("bijeenkomst__schedule_version"), CharField()), output_field=CharField())
    told = Bericht.objects.filter(object_id=OuterRef("bijeenkomst_id"), recipient=OuterRef("user_id"))
    places = (
        Deelname.objects.filter(bijeenkomst__in=due, status=DeelnameStatus.AANGEMELD, user__is_active=True)
        .annotate(version=version)
        .annotate(moved_at=Subquery(told.filter(kind=change).order_by("-created_at").values("created_at")[:1]))
        .exclude(Exists(told.filter(kind=reminder, moment=OuterRef("version"))))
        .select_related("user")
        .order_by("id")
    )
    people: dict[Bijeenkomst, list[User]] = {}
    for place in places:
        meeting = due[place.bijeenkomst_id]
        known_at = max(filter(None, (place.answered_at, place.moved_at)), default=None)
        if known_at is None or known_at < reminder_moment(meeting):
            people.setdefault(meeting, []).append(place.user)
    return people


def without_presentie(now: datetime, *, kind: str) -> QuerySet[Bijeenkomst]:
    """Return the meetings that ended, whose attendance is missing and for which nobody active has the duty `kind`."""
    asked = Taak.objects.filter(
        kind=kind, object_id=OuterRef("pk"), user__is_active=True, done_at__isnull=True, withdrawn_at__isnull=True
    )
    expected = Deelname.objects.filter(
        bijeenkomst=OuterRef("pk"),
        status__in=(DeelnameStatus.UITGENODIGD, DeelnameStatus.AANGEMELD, DeelnameStatus.AANWEZIG),
    )
    rows = Bijeenkomst.objects.filter(
        Exists(expected), ~Exists(asked), status=BijeenkomstStatus.GEPLAND, attendance_saved_at__isnull=True,
        ends_at__lte=now, ends_at__gt=now - ATTENDANCE_WINDOW,
    ).exclude(kind__in=TALKS)  # fmt: skip
    return rows.select_related("kring", "organiser").order_by("ends_at", "id")


def begun_questions(now: datetime, *, kind: str) -> QuerySet[Taak]:
    """Return the open duties `kind` to answer for a meeting that began: nobody needs the answer any more."""
    begun = Bijeenkomst.objects.filter(pk=OuterRef("object_id"), starts_at__lte=now)
    return Taak.objects.filter(Exists(begun), kind=kind, done_at__isnull=True, withdrawn_at__isnull=True)
