"""Who was where: counted from places in meetings, for participation reports.

A place counts at the organisatie it was stored with: the employer on the day of the meeting. What merged into an
organisatie counts with it. Days are local: a meeting that begins on 31 December at half past eleven in the evening in
the Netherlands belongs to the fourth quarter. Only meetings that stood planned count, and only who was present or
absent: not who was invited, said yes or waited.
"""

import uuid
from collections.abc import Collection, Iterable
from datetime import date, time
from typing import NamedTuple

from django.db.models import Case, Count, DateField, F, Func, IntegerField, Q, QuerySet, Sum, UUIDField, Value, When

from community.kwartalen import Kwartaal, kwartaal_of, kwartalen_between
from community.models import BijeenkomstStatus, Deelname, DeelnameStatus, Dienstverband
from community.queries.organisaties import heads, holding_between
from community.workdays import at_local

PRESENT = Q(status=DeelnameStatus.AANWEZIG)
COUNTED = (DeelnameStatus.AANWEZIG, DeelnameStatus.AFWEZIG)
# Ids of organisaties; None: everybody, wherever she works.
Organisaties = Collection[uuid.UUID] | None


class Telling(NamedTuple):
    """Of one person in one quarter: how often present and absent at one kind of meeting in one province ('' is none),
    and for how many minutes."""

    user_id: uuid.UUID
    kwartaal: Kwartaal
    kind: str
    provincie: str
    present: int
    absent: int
    minutes: int


def places(organisaties: Organisaties, first: date, until: date) -> QuerySet[Deelname]:
    """Return the places that count from `first` up to, not including, `until`."""
    rows = Deelname.objects.filter(
        status__in=COUNTED, bijeenkomst__status=BijeenkomstStatus.GEPLAND,
        bijeenkomst__starts_at__gte=at_local(first, time(0)), bijeenkomst__starts_at__lt=at_local(until, time(0)),
    )  # fmt: skip
    return rows if organisaties is None else rows.filter(organisatie__in=list(organisaties))


class Minutes(Func):
    """How long something between two moments took, in whole minutes."""

    template = "(date_part('epoch', %(expressions)s) / 60)::integer"
    arg_joiner = " - "
    output_field = IntegerField()


class LocalQuarter(Func):
    """The first day of the quarter in which a moment lies in the Netherlands.

    A day and no moment, as TruncQuarter gives: putting a moment in its time zone row by row costs more than counting.
    """

    template = "date_trunc('quarter', %(expressions)s AT TIME ZONE 'Europe/Amsterdam')::date"
    output_field = DateField()


def tellingen(organisaties: Organisaties, first: date, until: date) -> list[Telling]:
    """Return the counts of every person in these days. One query."""
    rows = (
        places(organisaties, first, until)
        .annotate(quarter=LocalQuarter("bijeenkomst__starts_at"))
        .order_by()
        .values_list("user_id", "quarter", "bijeenkomst__kind", "bijeenkomst__provincie")
        .annotate(
            # Of a column that stands in the index: no row of the table itself is read.
            present=Count("user_id", filter=PRESENT), absent=Count("user_id", filter=~PRESENT),
            minutes=Sum(Minutes("bijeenkomst__ends_at", "bijeenkomst__starts_at"), filter=PRESENT, default=0),
        )
    )  # fmt: skip
    quarters = {at.first_day: at for at in kwartalen_between(kwartaal_of(first), kwartaal_of(until))}
    # A cursor in the database spares memory for the whole network, but is planned to be read for a tenth only.
    found = rows.iterator(chunk_size=20_000) if organisaties is None else rows
    return [
        Telling(user, quarters[quarter], kind, provincie, present, absent, minutes)
        for user, quarter, kind, provincie, present, absent, minutes in found
    ]


def reached_by_organisatie(first: date, until: date) -> dict[uuid.UUID, int]:
    """Return how many people of each organisatie were present in these days; merged ones with their head. Two queries.

    Who worked nowhere belongs to none.
    """
    merged = [When(organisatie_id=pk, then=Value(head, output_field=UUIDField())) for pk, head in heads().items()]
    head = Case(*merged, default=F("organisatie_id"), output_field=UUIDField()) if merged else F("organisatie_id")
    rows = places(None, first, until).filter(PRESENT, organisatie__isnull=False).order_by()
    return dict(rows.annotate(head=head).values_list("head").annotate(people=Count("user", distinct=True)))


def workers(organisaties: Organisaties, first: date, until: date) -> list[tuple[uuid.UUID, date, date | None]]:
    """Return who worked there on any of these days, with from when until when. One query."""
    rows = Dienstverband.objects.filter(holding_between(first, _day_before(until)))
    if organisaties is not None:
        rows = rows.filter(organisatie__in=list(organisaties))
    return list(rows.values_list("user_id", "from_date", "until_date"))


def working_between(
    rows: Iterable[tuple[uuid.UUID, date, date | None]], first: date, until: date
) -> set[uuid.UUID]:  # fmt: skip
    """Return who of these worked there on any day from `first` up to, not including, `until`."""
    return {user for user, begin, end in rows if begin < until and (end is None or end >= first)}


def _day_before(day: date) -> date:
    return date.fromordinal(day.toordinal() - 1)
