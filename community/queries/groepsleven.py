"""The life of groups: whose rhythm asks for a meeting, who must be asked how it goes, and what was answered."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Avg, Count, Max, Min, Q, QuerySet

from community.access.kringen import active_lidmaatschappen
from community.models import (
    Bijeenkomst,
    BijeenkomstStatus,
    Evaluatie,
    Evaluatiestem,
    Kring,
    Leergroep,
    LeergroepPhase,
    User,
)
from community.models.groepsleven import JUDGEMENTS
from community.workdays import local_date

# How long before the rhythm is broken who leads is asked to plan.
ASK_AHEAD = timedelta(days=14)
# With fewer answers nobody sees any of them: they could be traced to a person.
FEWEST_ANSWERS = 4


@dataclass(frozen=True)
class Answers:
    """What a member says about her group: three judgements from 1 to 5, and words."""

    leert: int
    veilig: int
    tijd_waard: int
    text: str = ""


@dataclass(frozen=True)
class DueRhythm:
    """A group whose rhythm asks for a meeting on or before `by`."""

    kring_id: uuid.UUID
    by: date


@dataclass(frozen=True)
class Outcome:
    """What came of a closed round. Without enough answers there are no averages and no words."""

    asked: int
    averages: Sequence[tuple[str, float]] = ()
    texts: Sequence[str] = ()
    going_on: Sequence[str] = ()
    stopping: Sequence[str] = ()

    @property
    def is_shown(self) -> bool:
        """Whether there are enough answers to show any."""
        return bool(self.averages)


def running() -> QuerySet[Kring]:
    """Return the Kringen that are not closed; leergroepen only when they are active."""
    is_active = Q(leergroep__isnull=True) | Q(leergroep__phase=LeergroepPhase.ACTIEF)
    return Kring.objects.filter(is_active, closed_at__isnull=True)


def deadline_of(last: datetime, rhythm_weeks: int) -> date:
    """Return the last day on which the next meeting keeps the rhythm. In local days: summer time shifts nothing."""
    return local_date(last) + timedelta(weeks=rhythm_weeks)


def keeps_rhythm(next_at: datetime | None, deadline: date, rhythm_weeks: int, now: datetime) -> bool:
    """Whether what is planned keeps the rhythm: by its deadline, or when that is near within one stretch from today."""
    limit = max(deadline, local_date(now) + timedelta(weeks=rhythm_weeks))
    return next_at is not None and local_date(next_at) <= limit


def due_rhythms(now: datetime, only: Iterable[uuid.UUID] | None = None) -> list[DueRhythm]:
    """Return the groups in which who leads must plan now; `only` keeps these groups. One query."""
    asked = running().filter(rhythm_weeks__isnull=False)
    if only is not None:
        asked = asked.filter(pk__in=list(only))
    rows = with_meetings(asked, now)
    found = []
    for row in rows.order_by("pk"):
        known = [moment for moment in (row.last_at, row.started_at) if moment is not None]
        if not known or row.rhythm_weeks is None:
            continue
        by = deadline_of(max(known), row.rhythm_weeks)
        is_near = local_date(now) >= by - ASK_AHEAD
        if is_near and not keeps_rhythm(row.next_at, by, row.rhythm_weeks, now):
            found.append(DueRhythm(row.pk, by))
    return found


def with_meetings(rows: QuerySet[Kring], now: datetime) -> "QuerySet[Any]":
    """Add to Kringen when the last meeting began (`last_at`) and when the next one begins (`next_at`)."""
    planned = Q(bijeenkomsten__status=BijeenkomstStatus.GEPLAND)
    return rows.annotate(
        last_at=Max("bijeenkomsten__starts_at", filter=planned & Q(bijeenkomsten__starts_at__lte=now)),
        next_at=Min("bijeenkomsten__starts_at", filter=planned & Q(bijeenkomsten__starts_at__gt=now)),
    )


def due_to_evaluate(now: datetime) -> list[uuid.UUID]:
    """Return the ids of the Kringen that met often enough since they were asked last, and have no round open."""
    rows = (
        running()
        .filter(evaluate_after__isnull=False)
        .annotate(
            asked_at=Max("evaluaties__opened_at"),
            open_count=Count("evaluaties", filter=Q(evaluaties__closed_at__isnull=True)),
        )
    )
    waiting = {row.pk: row for row in rows.filter(open_count=0)}
    held = Bijeenkomst.objects.filter(
        kring__in=waiting, status=BijeenkomstStatus.GEPLAND, ends_at__lte=now
    ).values_list("kring_id", "ends_at")  # fmt: skip
    counts: dict[uuid.UUID, int] = {}
    for kring_id, ends_at in held:
        row = waiting[kring_id]
        if kring_id is not None and (row.asked_at is None or ends_at > row.asked_at):
            counts[kring_id] = counts.get(kring_id, 0) + 1
    return sorted(pk for pk, count in counts.items() if count >= (waiting[pk].evaluate_after or 0))


def open_evaluatie_of(kring: Kring, user: User, now: datetime) -> Evaluatie | None:
    """Return the round of this group that the person may still answer, or None. One query."""
    rows = Evaluatie.objects.filter(kring=kring.pk, closed_at__isnull=True, closes_at__gt=now)
    return rows.exclude(stemmen__user=user).select_related("kring").first()


def evaluaties_by_id(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Evaluatie]:
    """Return these rounds with their Kring. One query."""
    return Evaluatie.objects.select_related("kring").in_bulk(list(set(ids)))


def answered_pairs(ids: Iterable[uuid.UUID]) -> set[tuple[uuid.UUID, uuid.UUID]]:
    """Return who answered which of these rounds, as (user id, evaluatie id). One query."""
    return set(Evaluatiestem.objects.filter(evaluatie__in=set(ids)).values_list("user_id", "evaluatie_id"))


def outcome_of(evaluatie: Evaluatie) -> Outcome:
    """Return what a closed round tells who leads the group. Who wants on is told by name; what she answered never."""
    stemmen = list(evaluatie.stemmen.select_related("user").order_by("user__sort_key", "pk"))
    going_on = [stem.user.naam for stem in stemmen if stem.wants_on]
    stopping = [stem.user.naam for stem in stemmen if not stem.wants_on]
    if evaluatie.closed_at is None:
        return Outcome(len(stemmen))
    if len(stemmen) < FEWEST_ANSWERS:
        return Outcome(len(stemmen), going_on=going_on, stopping=stopping)
    given = evaluatie.antwoorden.aggregate(**{name: Avg(name) for name in JUDGEMENTS})
    texts = [row.text for row in evaluatie.antwoorden.exclude(text="").order_by("text")]
    averages = [(str(label), float(given[name])) for name, label in JUDGEMENTS.items()]
    return Outcome(len(stemmen), averages, texts, going_on, stopping)


def mixable_people(evaluatie: Evaluatie, now: datetime) -> tuple[list[User], set[uuid.UUID]]:
    """Return who can get a place in a new group, by surname, and the ids of who said she wants on. Two queries."""
    voices = dict(evaluatie.stemmen.values_list("user_id", "wants_on"))
    rows = active_lidmaatschappen(now).filter(kring=evaluatie.kring_id).select_related("user")
    people = [row.user for row in rows.order_by("user__sort_key", "pk") if voices.get(row.user_id, True)]
    return people, {pk for pk, wants_on in voices.items() if wants_on}


def merge_targets(leergroep: Leergroep) -> QuerySet[Leergroep]:
    """Return the groups in which this one could go up: all others that are not closed, by name."""
    rows = Leergroep.objects.filter(kring__closed_at__isnull=True).exclude(pk=leergroep.pk)
    return rows.select_related("kring").order_by("kring__name", "pk")


def latest_evaluatie(kring: Kring) -> Evaluatie | None:
    """Return the newest round of this group, or None. One query."""
    return Evaluatie.objects.filter(kring=kring.pk).order_by("-opened_at").first()


def groups_by_id(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Leergroep]:
    """Return these groups with their Kring, and those they went up in or were made from. One query."""
    rows = Leergroep.objects.select_related("kring", "merged_into__kring", "mixed_from__kring")
    return rows.in_bulk(list(set(ids)))
