"""Reading praktijkboeken: lists, the page of one, and what a coördinator sees to plan."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from casussen.access.praktijkboeken import (
    is_closed,
    is_collecting,
    is_there,
    may_bring,
    may_keep_praktijkboek,
    may_read_praktijkboek,
    opnamen_left_behind,
    participants_of,
    place_in,
    planned_praktijkboeken,
    readers_of,
    visible_praktijkboeken,
)
from casussen.models import Opname, Praktijkboek, PraktijkboekStatus
from casussen.queries.casussen import title_of
from casussen.queries.opnamen import OpnameLine
from community.confidential import confidential
from community.models import WITH_PRAKTIJKBOEK, KringRol, Lidmaatschap, Taak, User
from community.workdays import add_workdays, local_date, mail_moment

# The duty that community.actions.kringen opens for who comes into a Kring with agreements.
AFSPRAKEN_AKKOORD = "AFSPRAKEN_AKKOORD"
ROLE_WORDS = {KringRol.LID: "Deelnemer", KringRol.TREKKER: "Begeleider"}
TONES = {
    PraktijkboekStatus.VERZAMELEN: ("", "pencil"),
    PraktijkboekStatus.VASTGESTELD: ("ok", "check-circle"),
    PraktijkboekStatus.GESLOTEN: ("", "lock"),
    PraktijkboekStatus.VERNIETIGD: ("", "cross-circle"),
}
HANDED_IN = Count("opnamen", filter=Q(opnamen__withdrawn_at__isnull=True))


@dataclass(frozen=True)
class BoekPerson:
    """Somebody in a praktijkboek, with her role in words."""

    lid: Lidmaatschap
    name: str
    role: str
    since: datetime
    has_agreed: bool


@dataclass(frozen=True)
class BoekLine:
    """One praktijkboek in a list. `casussen` counts what was handed in."""

    boek: Praktijkboek
    name: str
    status: str
    tone: str
    icon: str
    casussen: int
    must_agree: bool = False
    people: int = 0


@dataclass(frozen=True)
class BoekRights:
    """What one person may do in one praktijkboek now."""

    is_member: bool
    may_read: bool
    must_agree: bool
    may_bring: bool
    may_keep: bool
    is_collecting: bool
    is_closed: bool
    is_gone: bool


@dataclass(frozen=True)
class DueAkkoord:
    """One reminder to agree to the rules of a praktijkboek."""

    boek_id: UUID
    user: User
    moment: str
    due_at: datetime


def status_of(boek: Praktijkboek, now: datetime) -> PraktijkboekStatus:
    """Return where it stands at this moment: its dates hold also before somebody wrote them down."""
    if not is_there(boek, now):
        return PraktijkboekStatus.VERNIETIGD
    return PraktijkboekStatus.GESLOTEN if is_closed(boek, now) else PraktijkboekStatus(boek.status)


def my_praktijkboeken(user: User, now: datetime) -> list[BoekLine]:
    """Return the praktijkboeken this person is in, the last to close first. One query."""
    rows = visible_praktijkboeken(user, now).select_related("kring").annotate(casussen=HANDED_IN)
    return [
        _line(row, now, must_agree=not place_in(user, row, now).has_agreed)
        for row in rows.order_by("-closes_date", "pk")
    ]


def running_praktijkboeken(user: User, now: datetime) -> list[BoekLine]:
    """Return those of them that still have something to read, for Mijn omgeving."""
    return [line for line in my_praktijkboeken(user, now) if is_there(line.boek, now)]


def left_behind(user: User, now: datetime) -> list[OpnameLine]:
    """Return her own casussen in praktijkboeken she is not in any more."""
    rows = opnamen_left_behind(user, now).select_related("praktijkboek__kring").order_by("-handed_in_at", "pk")
    return [OpnameLine(row, title_of(row.content["format"]), row.praktijkboek.kring.name, is_own=True) for row in rows]


def planning(user: User, now: datetime) -> list[BoekLine]:
    """Return every praktijkboek with its counts, for a coördinator. Two queries; nothing is opened."""
    rows = list(
        planned_praktijkboeken(user, now).select_related("kring").annotate(casussen=HANDED_IN)
        .order_by("-created_at", "pk")
    )  # fmt: skip
    people: dict[UUID, int] = {}
    for lid in people_in([row.kring_id for row in rows], now):
        people[lid.kring_id] = people.get(lid.kring_id, 0) + 1
    return [_line(row, now, people=people.get(row.kring_id, 0)) for row in rows]


def people_in(kring_ids: Sequence[UUID], now: datetime) -> "QuerySet[Lidmaatschap]":
    """Return the participants of these Kringen; who leads is not counted."""
    return participants_of(kring_ids, now)


def handed_in(boek: Praktijkboek) -> int:
    """Return how many casussen stand in it. A number, nothing else."""
    return Opname.objects.filter(praktijkboek=boek, withdrawn_at__isnull=True).count()


def waiting_for(boek: Praktijkboek, now: datetime) -> list[str]:
    """Return the names of the participants who have not handed in, for who keeps it."""
    authors = Opname.objects.filter(praktijkboek=boek, withdrawn_at__isnull=True).values("author")
    return sorted(lid.user.naam for lid in participants_of([boek.kring_id], now).exclude(user__in=authors))


def people_of_boek(boek: Praktijkboek, now: datetime) -> list[BoekPerson]:
    """Return who is in it, who keeps it first, then by name. One query."""
    newest = boek.kring.newest_afspraken_id
    rows = [
        BoekPerson(lid, lid.user.naam, ROLE_WORDS[KringRol(lid.role)], lid.from_at, newest in (None, lid.accepted_id))
        for lid in readers_of(boek, now)
    ]
    return sorted(rows, key=lambda row: (row.lid.role != KringRol.TREKKER, row.lid.user.sort_key, row.lid.pk))


def rights_in(user: User, boek: Praktijkboek, now: datetime) -> BoekRights:
    """Return what this person may do in it now. No query when her standings were kept."""
    place = place_in(user, boek, now)
    return BoekRights(
        is_member=place.is_member,
        may_read=may_read_praktijkboek(user, boek, now),
        must_agree=place.is_member and not place.has_agreed and is_there(boek, now),
        may_bring=may_bring(user, boek, now),
        may_keep=may_keep_praktijkboek(user, boek, now),
        is_collecting=is_collecting(boek, now),
        is_closed=is_closed(boek, now),
        is_gone=not is_there(boek, now),
    )


def gone_on(boek: Praktijkboek) -> date | datetime:
    """Return when a praktijkboek was destroyed, or is being destroyed."""
    return boek.destroyed_at or boek.destroys_date


def paths_of_kringen(kring_ids: Sequence[UUID]) -> Mapping[UUID, str]:
    """Return the pages of the praktijkboeken that have these Kringen. Opens nothing."""
    with confidential():
        rows = Praktijkboek.objects.filter(kring__in=kring_ids).values_list("kring", "code")
        return {kring_id: reverse("praktijkboek", kwargs={"code": code}) for kring_id, code in rows}


def boeken_by_id(ids: Sequence[Any]) -> dict[UUID, Praktijkboek]:
    """Return these praktijkboeken with their Kring; one query. Opens nothing, also where there is no key."""
    with confidential():
        return Praktijkboek.objects.select_related("kring").in_bulk(list(set(ids)))


def opnamen_by_id(ids: Sequence[Any]) -> dict[UUID, Opname]:
    """Return these casussen in praktijkboeken, with their praktijkboek; one query. Opens nothing."""
    with confidential():
        return Opname.objects.select_related("praktijkboek__kring").in_bulk(list(set(ids)))


def authors_in(boek_ids: Iterable[UUID]) -> set[tuple[UUID, UUID]]:
    """Return who handed in where, as (user id, praktijkboek id); one query. Opens nothing."""
    with confidential():
        rows = Opname.objects.filter(praktijkboek__in=list(boek_ids), withdrawn_at__isnull=True)
        return set(rows.values_list("author", "praktijkboek"))


def due_akkoorden(now: datetime) -> list[DueAkkoord]:
    """Return the reminders to agree that came due: 3 working days after she came in, and 2 before handing in."""
    taken = Taak.objects.filter(
        kind=AFSPRAKEN_AKKOORD, kring__kind__in=WITH_PRAKTIJKBOEK, done_at__isnull=True, withdrawn_at__isnull=True
    ).select_related("user")
    rows = list(taken)
    boeken = {boek.kring_id: boek for boek in Praktijkboek.objects.filter(kring__in=[taak.kring_id for taak in rows])}
    found = []
    for taak in rows:
        boek = boeken.get(taak.object_id)
        if boek is None or not is_there(boek, now):
            continue
        days = [("drie", add_workdays(local_date(taak.opened_at), 3))]
        if boek.hand_in_date:
            days.append(("twee", add_workdays(boek.hand_in_date, -2)))
        came = [(mail_moment(day), word) for word, day in days if taak.opened_at <= mail_moment(day) <= now]
        if came:
            due_at, word = max(came)
            found.append(DueAkkoord(boek.pk, taak.user, f"{word}:{taak.pk}", due_at))
    return found


def _line(row: Any, now: datetime, *, must_agree: bool = False, people: int = 0) -> BoekLine:
    status = status_of(row, now)
    tone, icon = TONES[status]
    return BoekLine(
        boek=row, name=row.kring.name, status=_(str(status.label)), tone=tone, icon=icon, casussen=row.casussen,
        must_agree=must_agree and status != PraktijkboekStatus.VERNIETIGD, people=people,
    )  # fmt: skip
