"""What waits for somebody of the coördinerend hart: counts only, all of them in one query."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from community.access.kringen import active_lidmaatschappen
from community.models import (
    Aanmelding,
    AanmeldingStatus,
    Aanvraag,
    AanvraagStatus,
    Bericht,
    BerichtStatus,
    Bezorging,
    Bijeenkomst,
    BijeenkomstStatus,
    KringRol,
    Leergroep,
    LeergroepPhase,
    Postpauze,
    Toetreding,
    ToetredingStatus,
    Uitnodiging,
    User,
)
from community.queries.kalender import to_check
from community.workdays import AMSTERDAM, add_workdays, at_local, local_date

# A wish to join a group may wait this many working days (blueprint §5).
WAITING_WORKDAYS = 2
EXPIRING_WITHIN = timedelta(days=3)
SILENT_AFTER = timedelta(days=60)


@dataclass(frozen=True)
class Counts:
    """How many of each kind wait at this moment."""

    aanmeldingen: int
    aanvragen: int
    toetredingen: int
    uitnodigingen: int
    mislukt: int
    onzeker: int
    adressen: int
    kalender: int
    zonder_trekker: int
    stil: int
    is_paused: bool


def waiting_counts(user: User, now: datetime) -> Counts:
    """Return all counts of the cockpit, in one query. Asked for who may open the cockpit only."""
    rows: dict[str, QuerySet[Any]] = {
        "aanmeldingen": Aanmelding.objects.filter(status=AanmeldingStatus.NIEUW),
        "aanvragen": Aanvraag.objects.exclude(status=AanvraagStatus.BEANTWOORD),
        "toetredingen": waiting_toetredingen(now),
        "uitnodigingen": expiring_uitnodigingen(now),
        "mislukt": Bericht.objects.filter(status=BerichtStatus.MISLUKT),
        "onzeker": Bericht.objects.filter(status=BerichtStatus.ONZEKER),
        "adressen": Bezorging.objects.filter(stopped_at__isnull=False, user__is_active=True, email=F("user__email")),
        "kalender": to_check(local_date(now)),
        "zonder_trekker": leergroepen_without_trekker(now),
        "stil": silent_leergroepen(now),
        "is_paused": Postpauze.objects.filter(paused_at__isnull=False),
    }
    # The person's own row only carries the subqueries; their names must not be those of its fields.
    counted = {f"waiting_{name}": _count(query) for name, query in rows.items()}
    row: dict[str, Any] = dict(User.objects.filter(pk=user.pk).values(**counted).get())
    found: dict[str, Any] = {name: row[f"waiting_{name}"] for name in rows}
    return Counts(**{**found, "is_paused": bool(found["is_paused"])})


def waiting_toetredingen(now: datetime) -> QuerySet[Toetreding]:
    """Return the wishes to join a group that nobody answered in two working days."""
    day = add_workdays(local_date(now), -WAITING_WORKDAYS)
    until = at_local(day, now.astimezone(AMSTERDAM).time())
    return Toetreding.objects.filter(status=ToetredingStatus.AANGEVRAAGD, requested_at__lte=until)


def expiring_uitnodigingen(now: datetime) -> QuerySet[Uitnodiging]:
    """Return the invitations that nobody used and that end within three days."""
    return Uitnodiging.objects.filter(
        accepted_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=now, expires_at__lte=now + EXPIRING_WITHIN
    )


def leergroepen_without_trekker(now: datetime) -> QuerySet[Leergroep]:
    """Return the running groups that nobody leads."""
    trekkers = active_lidmaatschappen(now).filter(kring=OuterRef("kring"), role=KringRol.TREKKER)
    return _running().filter(~Exists(trekkers))


def silent_leergroepen(now: datetime) -> QuerySet[Leergroep]:
    """Return the running groups that have no date ahead and had none in the last 60 days."""
    recent = Bijeenkomst.objects.filter(
        kring=OuterRef("kring"), status=BijeenkomstStatus.GEPLAND, starts_at__gte=now - SILENT_AFTER
    )
    return _running().filter(~Exists(recent))


@dataclass(frozen=True)
class GroupInView:
    """A leergroep as the coördinerend hart watches it: logistics only, nothing of what is said there."""

    leergroep: Leergroep
    members: int
    trekkers: list[str]
    waiting: int
    last_at: datetime | None
    next_at: datetime | None
    alarms: list[str]


def groups_in_view(now: datetime) -> list[GroupInView]:
    """Return the groups that are not finished, by name, in two queries. Asked for the cockpit only."""
    rows = (
        Leergroep.objects.exclude(phase=LeergroepPhase.AFGESLOTEN)
        .select_related("kring")
        .annotate(
            member_count=_count(active_lidmaatschappen(now).filter(kring=OuterRef("kring"))),
            waiting_count=_count(waiting_toetredingen(now).filter(kring=OuterRef("kring"))),
            next_at=_edge("starts_at", starts_at__gte=now),
            last_at=_edge("-starts_at", starts_at__lt=now),
        )
        .order_by("kring__name", "id")
    )
    trekkers: dict[object, list[str]] = {}
    leads = active_lidmaatschappen(now).filter(role=KringRol.TREKKER).select_related("user")
    for lead in leads.order_by("user__sort_key"):
        trekkers.setdefault(lead.kring_id, []).append(lead.user.naam)
    return [_in_view(row, trekkers.get(row.kring_id, []), now) for row in rows]


def _in_view(row: Any, trekkers: list[str], now: datetime) -> GroupInView:
    alarms = []
    if row.waiting_count:
        alarms.append("WACHT")
    if row.phase == LeergroepPhase.ACTIEF and not trekkers:
        alarms.append("ZONDER_TREKKER")
    is_recent = row.last_at is not None and row.last_at >= now - SILENT_AFTER
    if row.phase == LeergroepPhase.ACTIEF and not row.next_at and not is_recent:
        alarms.append("STIL")
    return GroupInView(row, row.member_count, trekkers, row.waiting_count, row.last_at, row.next_at, alarms)


def _edge(order: str, **when: datetime) -> Subquery:
    """Return the start of the first meeting of a group in this order, as a subquery."""
    meetings = Bijeenkomst.objects.filter(kring=OuterRef("kring"), status=BijeenkomstStatus.GEPLAND, **when)
    return Subquery(meetings.order_by(order).values("starts_at")[:1])


def _running() -> QuerySet[Leergroep]:
    return Leergroep.objects.filter(phase=LeergroepPhase.ACTIEF, kring__closed_at__isnull=True)


def _count(rows: QuerySet[Any]) -> Coalesce:
    """Return the number of these rows as an expression."""
    counted = rows.order_by().annotate(everything=Value(1)).values("everything").annotate(amount=Count("pk"))
    return Coalesce(Subquery(counted.values("amount")), 0)
