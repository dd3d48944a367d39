"""The actions after a visit: the list of the host, and what comes back. In a scope."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from community.models import User
from community.workdays import local_date
from intervisie.access.bezoekacties import OPEN, reads_acties, shown_lists
from intervisie.access.bezoeken import Bezoekplaats
from intervisie.models import Bezoeksactie, Bezoekverslag
from intervisie.queries.verslagen import verslag_of


@dataclass(frozen=True)
class Actieregel:
    """One action as it is read. `state` is OPEN, KLAAR or LOSGELATEN."""

    id: uuid.UUID
    text: str
    due_date: date
    state: str
    is_late: bool
    outcome: str


def regels_of(verslag: Bezoekverslag | None, today: date) -> list[Actieregel]:
    """Return the actions of a letter, open ones first by their date. One query."""
    if verslag is None:
        return []
    rows = [_regel(row, today) for row in Bezoeksactie.objects.filter(verslag=verslag).order_by("due_date", "pk")]
    return sorted(rows, key=lambda row: row.state != "OPEN")


def acties_to_show(place: Bezoekplaats, now: datetime) -> list[Actieregel]:
    """Return the actions after a visit for who reads them: its host, and its voorzitter once the letter is final.

    For the pages on which host and voorzitter look back. Two queries.
    """
    verslag = verslag_of(place.bezoek)
    return regels_of(verslag, local_date(now)) if reads_acties(place, verslag) else []


def shown_lines(user: User, now: datetime) -> list[Bezoekverslag]:
    """Return the lists that were shown to this person in a Kring of hers, the latest first. One query."""
    rows = shown_lists(user, now).exclude(bezoek__host__user=user)
    return list(rows.select_related("bezoek__host__user", "actions_kring").order_by("-actions_shared_at", "pk"))


def acties_by_id(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Bezoeksactie]:
    """Return these actions, shut, with their letter, visit, host and toernee. One query."""
    rows = Bezoeksactie.objects.defer("text", "outcome").filter(pk__in=set(ids))
    return {row.pk: row for row in rows.select_related("verslag__bezoek__toernee", "verslag__bezoek__host__user")}


def waiting_acties(now: datetime) -> QuerySet[Bezoeksactie]:
    """Return the open actions whose date came, of hosts who are still in their toernee."""
    return Bezoeksactie.objects.defer("text", "outcome").filter(
        OPEN, due_date__lte=local_date(now), verslag__bezoek__host__left_at__isnull=True,
        verslag__bezoek__host__user__is_active=True, verslag__bezoek__toernee__destroyed_at__isnull=True,
    )  # fmt: skip


def is_asked(actie: Bezoeksactie, user_id: uuid.UUID, today: date) -> bool:
    """Whether this person is asked how it goes with this action: its host, from its date on while it is open."""
    bezoek = actie.verslag.bezoek
    is_open = actie.done_at is None and actie.dropped_at is None and actie.due_date <= today
    is_there = bezoek.host.user_id == user_id and bezoek.host.left_at is None
    return is_open and is_there and bezoek.toernee.destroyed_at is None


def _regel(row: Bezoeksactie, today: date) -> Actieregel:
    state = "KLAAR" if row.done_at else "LOSGELATEN" if row.dropped_at else "OPEN"
    is_late = state == "OPEN" and row.due_date < today
    return Actieregel(row.pk, str(row.text), row.due_date, state, is_late, str(row.outcome or ""))
