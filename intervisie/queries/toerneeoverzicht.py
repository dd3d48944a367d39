"""All toernees in one view for the coördinerend hart: how each stands, and where somebody must act."""

import uuid
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Max, Q, QuerySet
from django.utils.translation import gettext as _

from community.models import KringRol, Lidmaatschap, Taak, User
from community.notation import count, listing
from community.workdays import add_workdays, local_date
from intervisie.models import FEWEST, Bezoek, BezoekStatus, Toernee, Toerneedeelnemer, ToerneeStatus, Toerneevoorstel
from intervisie.queries.stappen import late_rows
from intervisie.queries.toerneetaken import DAGDELEN_GEVEN, absent_by

# What stands first when several toernees ask for something.
CANNOT, NO_DAY, UNMARKED, SMALL, NOTHING_FITS, WAITS, TO_PLAN, MISSING, LATE = range(9)
CALM = 99
# So many working days late a step is before the hart does something: others were asked first.
LONG_LATE = 10
GOING, OVER = (ToerneeStatus.PLANNEN, ToerneeStatus.LOOPT), (ToerneeStatus.AFGEROND, ToerneeStatus.AFGEBLAZEN)
# What the filter asks for; what is not here leaves nothing out.
STATES = {
    "": GOING, "plannen": (ToerneeStatus.PLANNEN,), "loopt": (ToerneeStatus.LOOPT,), "voorbij": OVER,
}  # fmt: skip


@dataclass(frozen=True)
class Alarm:
    """Something that the hart must do about a toernee; a lower rank stands first."""

    rank: int
    words: str


@dataclass(frozen=True)
class Regel:
    """One toernee in the overview."""

    toernee: Toernee
    people: int
    held: int
    visits: int
    next_date: date | None
    late: int
    missing: int
    begeleider: str = ""
    alarms: Sequence[Alarm] = field(default_factory=tuple)

    @property
    def rank(self) -> int:
        """What it is sorted by."""
        return min((one.rank for one in self.alarms), default=CALM)


@dataclass
class _Feiten:
    """What is known of all these toernees, by id."""

    people: Mapping[uuid.UUID, Sequence[tuple[uuid.UUID, int]]]
    visits: Mapping[uuid.UUID, Sequence[Bezoek]]
    missing: Mapping[uuid.UUID, tuple[int, datetime | None]]
    proposals: Mapping[uuid.UUID, tuple[int, datetime | None, Any]]
    absent: Mapping[uuid.UUID, Sequence[User]]
    late: Mapping[uuid.UUID, tuple[int, int]]
    guides: Mapping[uuid.UUID, str]


def regels_of(toernees: QuerySet[Toernee], now: datetime) -> list[Regel]:
    """Return these toernees, those that ask for something first. Nine queries for any number."""
    rows = list(toernees.select_related("kring"))
    facts = _facts(rows, now)
    found = [_regel(row, facts, now) for row in rows]
    return sorted(
        found, key=lambda one: (one.rank, one.next_date or date.max, one.toernee.kring.name, one.toernee.code)
    )


def narrowed(rows: QuerySet[Toernee], given: Mapping[str, Any]) -> QuerySet[Toernee]:
    """Return the toernees that somebody asked for: by name, and by how they stand ('' is what goes on)."""
    if words := " ".join(str(given.get("q") or "").split()):
        rows = rows.filter(kring__name__icontains=words)
    states = STATES.get(given.get("stand") or "")
    return rows if states is None else rows.filter(status__in=states)


def how_many(rows: QuerySet[Toernee]) -> tuple[int, int]:
    """Return how many of these toernees go on, and how many of those wait for their days. One query."""
    found = rows.filter(status__in=GOING, kring__closed_at__isnull=True).aggregate(
        going=Count("pk"), waiting=Count("pk", filter=Q(status=ToerneeStatus.PLANNEN))
    )
    return found["going"], found["waiting"]


def _facts(rows: Sequence[Toernee], now: datetime) -> _Feiten:
    going = [row.pk for row in rows if row.status in GOING]
    people: dict[uuid.UUID, list[tuple[uuid.UUID, int]]] = defaultdict(list)
    present = Toerneedeelnemer.objects.filter(toernee__in=rows, left_at__isnull=True)
    for toernee, pk, position in present.values_list("toernee", "pk", "position"):
        people[toernee].append((pk, position))
    visits: dict[uuid.UUID, list[Bezoek]] = defaultdict(list)
    stored = Bezoek.objects.filter(toernee__in=rows).exclude(status=BezoekStatus.VERVALLEN)
    for bezoek in stored.select_related("host__user", "bijeenkomst").order_by("date", "half"):
        visits[bezoek.toernee_id].append(bezoek)
    coming = [
        one for its in visits.values() for one in its
        if one.status == BezoekStatus.GEPLAND and one.bijeenkomst.starts_at > now
    ]  # fmt: skip
    return _Feiten(
        people, visits, _missing(going), _proposals(going), absent_by(coming), _late(going, now), _guides(rows)
    )


def _missing(ids: Collection[uuid.UUID]) -> dict[uuid.UUID, tuple[int, datetime | None]]:
    """Return of how many people dagdelen are still missing, and when the time for it is over. One query."""
    rows = Taak.objects.filter(kind=DAGDELEN_GEVEN, object_id__in=ids, done_at__isnull=True, withdrawn_at__isnull=True)
    found = rows.values("object_id").annotate(number=Count("pk"), last=Max("due_at")).order_by()
    return {row["object_id"]: (row["number"], row["last"]) for row in found}


def _late(ids: Collection[uuid.UUID], now: datetime) -> dict[uuid.UUID, tuple[int, int]]:
    """Return how many steps are late, and how many so long that the hart is asked. One query."""
    limit = add_workdays(local_date(now), -LONG_LATE)
    rows = late_rows(now).filter(toernee__in=ids).values("toernee")
    found = rows.annotate(number=Count("pk"), long=Count("pk", filter=Q(due_date__lte=limit))).order_by()
    return {row["toernee"]: (row["number"], row["long"]) for row in found}


def _proposals(ids: Collection[uuid.UUID]) -> dict[uuid.UUID, tuple[int, datetime | None, Any]]:
    """Return of each toernee its newest proposal: number, when it was adopted, its first host or None. One query."""
    rows = Toerneevoorstel.objects.filter(toernee__in=ids).order_by("toernee", "-number").distinct("toernee")
    values = rows.values_list("toernee", "number", "adopted_at", "plan__visits__0__host")
    return {toernee: (number, adopted, host) for toernee, number, adopted, host in values}


def _guides(rows: Iterable[Toernee]) -> dict[uuid.UUID, str]:
    """Return who guides, by the Kring. One query."""
    kringen = [row.kring_id for row in rows]
    guiding = Lidmaatschap.objects.filter(kring__in=kringen, role=KringRol.BEGELEIDER, until_at__isnull=True)
    return {row.kring_id: row.user.naam for row in guiding.select_related("user")}


def _regel(row: Toernee, facts: _Feiten, now: datetime) -> Regel:
    visits = facts.visits.get(row.pk, ())
    status = Counter(one.status for one in visits)
    coming = [one.date for one in visits if one.status == BezoekStatus.GEPLAND and one.bijeenkomst.ends_at > now]
    goes_on = row.kring.closed_at is None
    return Regel(
        row, len(facts.people.get(row.pk, ())), status[BezoekStatus.GEHOUDEN], len(visits), min(coming, default=None),
        facts.late.get(row.pk, (0, 0))[0], facts.missing.get(row.pk, (0, None))[0], facts.guides.get(row.kring_id, ""),
        tuple(_alarms(row, facts, now)) if goes_on else (),
    )  # fmt: skip


def _alarms(row: Toernee, facts: _Feiten, now: datetime) -> Iterable[Alarm]:
    people = facts.people.get(row.pk, ())
    if len(people) < FEWEST:
        yield Alarm(SMALL, _("Er zijn nog maar {number} deelnemers.").format(number=len(people)))
    if row.status == ToerneeStatus.PLANNEN:
        yield from _while_planning(row, facts, now)
    elif row.status == ToerneeStatus.LOOPT:
        yield from _while_running(row, facts, now)


def _while_planning(row: Toernee, facts: _Feiten, now: datetime) -> Iterable[Alarm]:
    missing, due_at = facts.missing.get(row.pk, (0, None))
    _number, adopted_at, host = facts.proposals.get(row.pk, (0, None, None))
    if missing and due_at is not None and due_at <= now:
        people = count(missing, _("persoon"), _("mensen"))
        yield Alarm(MISSING, _("Dagdelen van {people} ontbreken, en de tijd ervoor is om.").format(people=people))
    if _number and not host:
        yield Alarm(NOTHING_FITS, _("Er past niets. Kijk in het voorstel wat helpt."))
    elif _number and adopted_at is None:
        yield Alarm(WAITS, _("Een voorstel wacht op jouw besluit."))
    elif not _number and not missing:
        yield Alarm(TO_PLAN, _("Iedereen gaf dagdelen op. Maak een voorstel."))


def _while_running(row: Toernee, facts: _Feiten, now: datetime) -> Iterable[Alarm]:
    visits = facts.visits.get(row.pk, ())
    for one in visits:
        if people := facts.absent.get(one.pk):
            names = listing([user.naam for user in people])
            words = (
                _("{names} kan niet bij het bezoek bij {host}.")
                if len(people) == 1
                else _("{names} kunnen niet bij het bezoek bij {host}.")
            )
            yield Alarm(CANNOT, words.format(names=names, host=one.host.user.naam))
        elif one.status == BezoekStatus.GEPLAND and local_date(one.bijeenkomst.ends_at) < local_date(now):
            yield Alarm(
                UNMARKED, _("Het bezoek bij {host} is voorbij. Is het geweest?").format(host=one.host.user.naam)
            )
    over = {one.host.position for one in visits}
    if waiting := sum(position not in over for _pk, position in facts.people.get(row.pk, ())):
        yield Alarm(NO_DAY, _("{visits} zonder dag.").format(visits=count(waiting, _("bezoek"), _("bezoeken"))))
    _number, adopted_at, host = facts.proposals.get(row.pk, (0, None, None))
    if _number and adopted_at is None and host:
        yield Alarm(WAITS, _("Een voorstel om te verschuiven wacht op jouw besluit."))
    if long := facts.late.get(row.pk, (0, 0))[1]:
        steps = count(long, _("stap"), _("stappen"))
        yield Alarm(LATE, _("{steps} meer dan twee weken te laat.").format(steps=steps))
