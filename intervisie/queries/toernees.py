"""Toernees: their pages, who is in them, and what stands on the page of one."""

import uuid
from collections.abc import Iterable, Mapping, Sequence

from django.urls import reverse

from intervisie.models import Protocolversie, Toernee


def paths_of_toernee_kringen(kring_ids: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, str]:
    """Return the pages of the toernees that have these Kringen. One query."""
    rows = Toernee.objects.filter(kring__in=kring_ids).values_list("kring_id", "code")
    return {kring_id: reverse("toernee", args=[code]) for kring_id, code in rows}


def toernees_by_id(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Toernee]:
    """Return these toernees with their Kring. One query."""
    return Toernee.objects.select_related("kring").in_bulk(list(set(ids)))


def usual_protocolversie() -> Protocolversie | None:
    """Return the version of the protocol that a new toernee gets: the newest published one of the usual protocol."""
    rows = Protocolversie.objects.filter(protocol__is_usual=True, published_at__isnull=False)
    return rows.select_related("protocol").order_by("-number").first()
