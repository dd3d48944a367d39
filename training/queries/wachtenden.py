"""What was handed in and waits for a reaction, and which duties are there already: for the planner."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Min

from community.models import Taak
from training.access.tussentijden import reacting_trainers, readable_inzendingen
from training.models import InzendingStatus


@dataclass(frozen=True)
class Waiting:
    """How many wait in one editie, and since when the first."""

    editie_id: uuid.UUID
    slug: str
    name: str
    kring_id: uuid.UUID
    number: int
    since: datetime


def kringen_waiting(now: datetime) -> list[Waiting]:
    """Return the edities in which something waits; one query."""
    rows = readable_inzendingen(now).filter(status=InzendingStatus.INGELEVERD).order_by()
    found = rows.values(
        editie=F("deelnemer__editie"), slug=F("deelnemer__editie__slug"), name=F("deelnemer__editie__name"),
        kring=F("deelnemer__editie__kring"),
    ).annotate(number=Count("pk"), since=Min("handed_in_at"))  # fmt: skip
    return [
        Waiting(row["editie"], row["slug"], row["name"], row["kring"], row["number"], row["since"])
        for row in found.order_by("name", "editie")
    ]  # fmt: skip


def waiting_for(user_ids: Iterable[uuid.UUID | None], now: datetime) -> dict[uuid.UUID, list[Waiting]]:
    """Return by trainer where something waits for her; two queries for any number."""
    waiting = kringen_waiting(now)
    if not waiting:
        return {}
    asked = set(user_ids)
    found: dict[uuid.UUID, list[Waiting]] = {}
    places = reacting_trainers([row.kring_id for row in waiting], now).filter(user__in=asked)
    leads = {(place.user_id, place.kring_id) for place in places}
    for user_id in {user_id for user_id, _kring in leads}:
        found[user_id] = [row for row in waiting if (user_id, row.kring_id) in leads]
    return found


def open_duties(kind: str, object_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, dict[uuid.UUID, datetime | None]]:
    """Return who has this duty now, by object, with its date; one query."""
    rows = Taak.objects.filter(
        kind=kind, object_id__in=list(object_ids), done_at__isnull=True, withdrawn_at__isnull=True
    )
    found: dict[uuid.UUID, dict[uuid.UUID, datetime | None]] = {}
    for object_id, user_id, due_at in rows.values_list("object_id", "user_id", "due_at"):
        found.setdefault(object_id, {})[user_id] = due_at
    return found
