"""The tussentijden in time: when each opens, until when it lasts, and who still has to hand in."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from community.workdays import add_workdays, local_date, mail_moment, workday_on_or_after
from training.access.tussentijden import HANDED_IN, working_deelnemers
from training.models import Deelnemer, Editiedeel, EditieStatus, Inzending, OnderdeelKind

# How long after its last day a tussentijd is still looked at, for who is late.
LOOK_BACK = timedelta(days=60)


@dataclass(frozen=True)
class Tussentijd:
    """One tussentijd of an editie. `opens_on` is a working day; `until` the last day to hand in, None without one."""

    deel: Editiedeel
    opens_on: date | None
    until: date | None

    @property
    def title(self) -> str:
        """'Tussentijd A'."""
        return self.deel.onderdeel.title

    @property
    def code(self) -> str:
        """The code as it stands in an address."""
        return self.deel.onderdeel.code.lower()

    def is_open(self, now: datetime) -> bool:
        """Whether people hand in: from the first moment of the day on which it opens, also after its last day."""
        return self.opens_on is not None and self.opens_on <= local_date(now)

    def is_told(self, now: datetime) -> bool:
        """Whether people hear that it is open: from the hour at which mail leaves on that day."""
        return self.opens_on is not None and mail_moment(self.opens_on) <= now

    def is_past(self, now: datetime) -> bool:
        """Whether its last day is so long ago that nobody is asked any more."""
        return self.until is not None and self.until + LOOK_BACK < local_date(now)

    def is_over(self, now: datetime) -> bool:
        """Whether its last day is behind us."""
        return self.until is not None and self.until < local_date(now)


def opening_day(from_date: date | None, day_before: date | None) -> date | None:
    """Return on which day a tussentijd opens: the first working day after the dagdeel before it.

    `from_date` is from when people may work on it, `day_before` the day of that dagdeel; the later of both counts.
    """
    days = [from_date] if from_date else []
    days += [day_before + timedelta(days=1)] if day_before else []
    return workday_on_or_after(max(days)) if days else None


def tussentijden_of(delen: Iterable[Editiedeel]) -> list[Tussentijd]:
    """Return the tussentijden among the parts of one editie, in order. No query when their moments are at hand."""
    found, last = [], None
    for deel in sorted(delen, key=lambda one: one.onderdeel.position):
        if deel.bijeenkomst is not None:
            last = local_date(deel.bijeenkomst.starts_at)
        elif deel.onderdeel.kind == OnderdeelKind.TUSSENTIJD:
            found.append(Tussentijd(deel, opening_day(deel.from_date, last), deel.until_date))
    return found


def running_tussentijden(now: datetime) -> list[Tussentijd]:
    """Return the tussentijden of all edities that go on, but for those that were over long ago. One query."""
    recent = Editiedeel.objects.filter(onderdeel__kind=OnderdeelKind.TUSSENTIJD).filter(
        Q(until_date__gte=local_date(now) - LOOK_BACK) | Q(until_date__isnull=True)
    )
    return _grouped(
        Editiedeel.objects.filter(editie__status=EditieStatus.GEPUBLICEERD, editie__in=recent.values("editie"))
    )


def tussentijden_by_id(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Tussentijd]:
    """Return these tussentijden by the id of the part, of edities that go on. One query."""
    of_these = Editiedeel.objects.filter(pk__in=set(ids)).values("editie")
    rows = Editiedeel.objects.filter(editie__status=EditieStatus.GEPUBLICEERD, editie__in=of_these)
    return {one.deel.pk: one for one in _grouped(rows)}


def _grouped(rows: QuerySet[Editiedeel]) -> list[Tussentijd]:
    by_editie: dict[uuid.UUID, list[Editiedeel]] = defaultdict(list)
    for deel in rows.select_related("onderdeel", "bijeenkomst", "editie__kring").order_by("pk"):
        by_editie[deel.editie_id].append(deel)
    return [one for delen in by_editie.values() for one in tussentijden_of(delen)]


def at_work(tussentijden: Sequence[Tussentijd], now: datetime) -> dict[uuid.UUID, list[Deelnemer]]:
    """Return by part who takes part and has not handed in; two queries for any number of parts and people."""
    done = handed_in(one.deel.pk for one in tussentijden)
    people: dict[uuid.UUID, list[Deelnemer]] = defaultdict(list)
    rows = working_deelnemers(now).filter(editie__in={one.deel.editie_id for one in tussentijden})
    for deelnemer in rows.order_by("user__sort_key", "pk"):
        people[deelnemer.editie_id].append(deelnemer)
    return {
        one.deel.pk: [row for row in people[one.deel.editie_id] if (row.pk, one.deel.pk) not in done]
        for one in tussentijden
    }


def handed_in(deel_ids: Iterable[uuid.UUID]) -> set[tuple[uuid.UUID, uuid.UUID]]:
    """Return who handed in what, as (deelnemer id, part id); one query."""
    rows = Inzending.objects.filter(editiedeel__in=list(deel_ids), status__in=HANDED_IN)
    return set(rows.values_list("deelnemer_id", "editiedeel_id"))


def still_at_work(
    pairs: Iterable[tuple[uuid.UUID | None, uuid.UUID]], now: datetime
) -> dict[tuple[uuid.UUID, uuid.UUID], tuple[Tussentijd, Deelnemer]]:
    """Return of these (user id, part id) who still has to hand in what; three queries for any number.

    For duties and messages: who stopped, handed in, or whose editie does not go on, is left out.
    """
    asked = set(pairs)
    found = tussentijden_by_id(deel_id for _user, deel_id in asked)
    asked_about = [one for one in found.values() if not one.is_past(now)]
    waiting = at_work(asked_about, now) if asked_about else {}
    return {
        (deelnemer.user_id, deel_id): (found[deel_id], deelnemer)
        for deel_id, people in waiting.items() for deelnemer in people
        if (deelnemer.user_id, deel_id) in asked
    }  # fmt: skip


def workdays_left(until: date, today: date) -> int:
    """Return how many working days lie between today and the last day: 5 on the fifth working day before it."""
    number, day = 0, add_workdays(until, -1)
    while day >= today:
        number, day = number + 1, add_workdays(day, -1)
    return number


def late_by_id(
    pairs: Iterable[tuple[uuid.UUID, uuid.UUID]], now: datetime
) -> dict[tuple[uuid.UUID, uuid.UUID], tuple[Tussentijd, Deelnemer]]:
    """Return of these (deelnemer id, part id) who is late with what now; three queries for any number."""
    asked = set(pairs)
    found = tussentijden_by_id(deel_id for _deelnemer, deel_id in asked)
    over = [one for one in found.values() if one.is_over(now)]
    waiting = at_work(over, now) if over else {}
    return {
        (deelnemer.pk, deel_id): (found[deel_id], deelnemer)
        for deel_id, people in waiting.items() for deelnemer in people
        if (deelnemer.pk, deel_id) in asked
    }  # fmt: skip
