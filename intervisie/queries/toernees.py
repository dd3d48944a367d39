"""Toernees: their pages, who is in them, and what stands on the page of one."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Min, Q, QuerySet
from django.urls import reverse

from community.models import Lidmaatschap, User
from community.workdays import local_date
from intervisie.models import BezoekStatus, Protocolversie, Toernee


def paths_of_toernee_kringen(kring_ids: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, str]:
    """Return the pages of the toernees that have these Kringen. One query."""
    rows = Toernee.objects.filter(kring__in=kring_ids).values_list("kring_id", "code")
    return {kring_id: reverse("toernee", args=[code]) for kring_id, code in rows}


def toernees_by_id(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Toernee]:
    """Return these toernees with their Kring. One query."""
    return Toernee.objects.select_related("kring").in_bulk(list(set(ids)))


def own_toernee_lines(rows: QuerySet[Toernee], now: datetime) -> list[Any]:
    """Return toernees of one person with the day of their next visit as `next_date`, running ones first. One query."""
    coming = Q(bezoeken__status=BezoekStatus.GEPLAND, bezoeken__date__gte=local_date(now))
    found = rows.select_related("kring").annotate(next_date=Min("bezoeken__date", filter=coming))
    return sorted(found, key=lambda row: (row.kring.closed_at is not None, row.kring.name, str(row.pk)))


def lidmaatschap_of(toernee: Toernee, user: User) -> Lidmaatschap | None:
    """Return by which membership this person is in a toernee now. One query."""
    rows = Lidmaatschap.objects.filter(kring=toernee.kring_id, user=user, until_at__isnull=True)
    return rows.select_related("user").first()


def usual_protocolversie() -> Protocolversie | None:
    """Return the version of the protocol that a new toernee gets: the newest published one of the usual protocol."""
    rows = Protocolversie.objects.filter(protocol__is_usual=True, published_at__isnull=False)
    return rows.select_related("protocol").order_by("-number").first()
