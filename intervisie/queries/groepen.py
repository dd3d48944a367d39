"""Groups of intervisie: their pages, what stands on the page of one, and how all of them are."""

import re
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Max, Min, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from community.access.kringen import active_lidmaatschappen, with_newest
from community.models import (
    Bijeenkomst,
    BijeenkomstStatus,
    Datumprikker,
    DatumprikkerStatus,
    Evaluatie,
    KringRol,
    Lidmaatschap,
    User,
)
from community.workdays import local_date
from intervisie.models import Intervisiegroep

# A group that neither met nor planned for so many days is silent.
DAYS_SILENT = 60
MOST_PAST = 12
# The smallest group when no round says otherwise (field-notes.md §4.2).
SMALLEST, LARGEST = 5, 8
GEPLAND = BijeenkomstStatus.GEPLAND


@dataclass(frozen=True)
class GroepLid:
    """One person in a group."""

    lidmaatschap: Lidmaatschap
    has_agreed: bool

    @property
    def user(self) -> User:
        """Who it is."""
        return self.lidmaatschap.user

    @property
    def is_contactpersoon(self) -> bool:
        """Whether she leads the group."""
        return self.lidmaatschap.role == KringRol.TREKKER

    @property
    def is_begeleider(self) -> bool:
        """Whether she guides it and is no member."""
        return self.lidmaatschap.role == KringRol.BEGELEIDER


@dataclass(frozen=True)
class GroepPage:
    """What stands on the page of a group, apart from its notes."""

    people: Sequence[GroepLid]
    coming: Sequence[Bijeenkomst]
    past: Sequence[Bijeenkomst]
    prikkers: Sequence[Datumprikker]

    @property
    def members(self) -> list[GroepLid]:
        """Who is a member, the contactpersoon first."""
        return sorted((one for one in self.people if not one.is_begeleider), key=lambda one: not one.is_contactpersoon)

    @property
    def begeleiders(self) -> list[GroepLid]:
        """Who guides the group."""
        return [one for one in self.people if one.is_begeleider]

    @property
    def has_contactpersoon(self) -> bool:
        """Whether somebody leads."""
        return any(one.is_contactpersoon for one in self.people)


@dataclass(frozen=True)
class GroepLine:
    """How one group is, in the list of a coördinator: no word of what is written in it."""

    groep: Intervisiegroep
    ronde: str
    members: int
    agreed: int
    asked: int
    last_at: datetime | None
    next_at: datetime | None
    evaluatie: str
    silent_since: date | None
    size_min: int

    @property
    def is_small(self) -> bool:
        """Whether there are fewer members than a group needs."""
        return self.groep.kring.closed_at is None and self.members < self.size_min


def paths_of_groep_kringen(kring_ids: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, str]:
    """Return the pages of the groups that have these Kringen."""
    rows = Intervisiegroep.objects.filter(kring__in=kring_ids).values_list("kring_id", "code")
    return {kring_id: reverse("intervisiegroep", args=[code]) for kring_id, code in rows}


def groepen_by_id(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Intervisiegroep]:
    """Return these groups with their Kring. One query."""
    return Intervisiegroep.objects.select_related("kring").in_bulk(list(set(ids)))


def people_of_groep(groep: Intervisiegroep, now: datetime) -> list[GroepLid]:
    """Return who is in a group, by surname. One query."""
    rows = with_newest(active_lidmaatschappen(now).filter(kring=groep.kring_id)).select_related("user__profiel")
    ordered = rows.order_by("user__sort_key", "pk")
    return [GroepLid(row, row.newest in (None, row.accepted_id)) for row in ordered]


def groep_page(groep: Intervisiegroep, now: datetime) -> GroepPage:
    """Return what stands on the page of a group for who reads along. Three queries."""
    rows = Bijeenkomst.objects.filter(kring=groep.kring_id).exclude(status=BijeenkomstStatus.CONCEPT)
    meetings = list(rows.order_by("starts_at", "pk"))
    past = [row for row in meetings if row.ends_at <= now and row.status == GEPLAND]
    prikkers = Datumprikker.objects.filter(kring=groep.kring_id, status=DatumprikkerStatus.OPEN).order_by("opened_at")
    return GroepPage(
        people_of_groep(groep, now), [row for row in meetings if row.ends_at > now], past[::-1][:MOST_PAST],
        list(prikkers),
    )  # fmt: skip


def meeting_dates(groep: Intervisiegroep, now: datetime) -> tuple[list[datetime], list[datetime]]:
    """Return when a group met and when it meets, for who may know the dates and nothing more. One query."""
    rows = Bijeenkomst.objects.filter(kring=groep.kring_id, status=GEPLAND).order_by("starts_at")
    moments = list(rows.values_list("starts_at", flat=True))
    return [at for at in moments if at <= now][::-1][:MOST_PAST], [at for at in moments if at > now]


def own_groep_lines(rows: QuerySet[Intervisiegroep], now: datetime) -> list[Any]:
    """Return groups of one person with the date of their next meeting as `next_at`, open ones first. One query."""
    found = with_dates(rows.select_related("kring"), now)
    return sorted(found, key=lambda row: (row.kring.closed_at is not None, name_key(row.kring.name), str(row.pk)))


def with_dates(rows: QuerySet[Intervisiegroep], now: datetime) -> "QuerySet[Any]":
    """Add to groups when the last meeting began (`last_at`) and when the next one begins (`next_at`)."""
    planned = Q(kring__bijeenkomsten__status=GEPLAND)
    return rows.annotate(
        last_at=Max("kring__bijeenkomsten__starts_at", filter=planned & Q(kring__bijeenkomsten__starts_at__lte=now)),
        next_at=Min("kring__bijeenkomsten__starts_at", filter=planned & Q(kring__bijeenkomsten__starts_at__gt=now)),
    )


def silent_since(groep: Any, now: datetime) -> date | None:
    """Return since which day an open group neither met nor planned, once that is long enough; else None.

    `groep` has `last_at` and `next_at`. Counted in days here: summer time shifts nothing.
    """
    known = [moment for moment in (groep.last_at, groep.kring.started_at) if moment is not None]
    if groep.kring.closed_at is not None or groep.next_at is not None or not known:
        return None
    since = local_date(max(known))
    return since if local_date(now) >= since + timedelta(days=DAYS_SILENT) else None


def silent_groepen(now: datetime, only: Iterable[uuid.UUID] | None = None) -> list[tuple[Intervisiegroep, date]]:
    """Return the groups that are silent, each with the day of its last sign of life. One query."""
    rows = Intervisiegroep.objects.filter(kring__closed_at__isnull=True).select_related("kring")
    if only is not None:
        rows = rows.filter(pk__in=list(only))
    found = ((row, silent_since(row, now)) for row in with_dates(rows, now).order_by("pk"))
    return [(row, since) for row, since in found if since is not None]


def groep_lines(rows: QuerySet[Intervisiegroep], now: datetime) -> list[GroepLine]:
    """Return how groups are: silent ones first, then by round and number, closed ones last. Four queries."""
    found = list(with_dates(rows.select_related("kring", "voorstel__ronde"), now))
    kring_ids = [row.kring_id for row in found]
    counts = _counts(kring_ids, now)
    rounds = _evaluaties(kring_ids)
    lines = [_line(row, counts.get(row.kring_id, []), rounds.get(row.kring_id), now) for row in found]
    return sorted(lines, key=_place_in_list)


def smallest_of(groep: Intervisiegroep) -> int:
    """Return how many members a group needs: what its round says."""
    return groep.voorstel.ronde.size_min if groep.voorstel else SMALLEST


def largest_of(groep: Intervisiegroep) -> int:
    """Return how many members fit in a group: what its round says."""
    return groep.voorstel.ronde.size_max if groep.voorstel else LARGEST


def members_count(groep: Intervisiegroep, now: datetime) -> int:
    """Return how many members a group has, who guides it left out. One query."""
    rows = active_lidmaatschappen(now).filter(kring=groep.kring_id)
    return rows.exclude(role=KringRol.BEGELEIDER).count()


def _line(row: Any, people: list[tuple[str, bool]], evaluatie: Evaluatie | None, now: datetime) -> GroepLine:
    members = [role for role, _agreed in people if role != KringRol.BEGELEIDER]
    return GroepLine(
        groep=row, ronde=row.voorstel.ronde.name if row.voorstel else "", members=len(members),
        agreed=sum(agreed for _role, agreed in people), asked=len(people), last_at=row.last_at, next_at=row.next_at,
        evaluatie=_evaluation_word(evaluatie), silent_since=silent_since(row, now), size_min=smallest_of(row),
    )  # fmt: skip


def name_key(name: str) -> list[str | int]:
    """Return what names of groups are put in order by: 'Groep 2' comes before 'Groep 10'."""
    parts = re.split(r"(\d+)", name)
    return [int(part) if at % 2 else part for at, part in enumerate(parts)]


def _place_in_list(line: GroepLine) -> tuple[bool, bool, list[str | int], list[str | int], str]:
    kring = line.groep.kring
    is_lively = line.silent_since is None
    return (kring.closed_at is not None, is_lively, name_key(line.ronde), name_key(kring.name), str(line.groep.pk))


def _counts(kring_ids: Sequence[uuid.UUID], now: datetime) -> dict[uuid.UUID, list[tuple[str, bool]]]:
    """Return by Kring the role of everybody in it, and whether she agreed."""
    rows = with_newest(active_lidmaatschappen(now).filter(kring__in=kring_ids))
    found: dict[uuid.UUID, list[tuple[str, bool]]] = {}
    for kring_id, role, accepted, newest in rows.values_list("kring_id", "role", "accepted_id", "newest"):
        found.setdefault(kring_id, []).append((role, newest in (None, accepted)))
    return found


def _evaluaties(kring_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Evaluatie]:
    """Return by Kring its newest round of questions."""
    rows = Evaluatie.objects.filter(kring__in=kring_ids).order_by("kring_id", "-opened_at").distinct("kring_id")
    return {row.kring_id: row for row in rows}


def _evaluation_word(row: Evaluatie | None) -> str:
    if row is None:
        return _("Nog niet gevraagd")
    if row.closed_at is None:
        return _("Loopt")
    return row.get_vervolg_display() if row.vervolg else _("Wacht op keuze")
