"""Emergencies, for messages. Nothing of what is sealed is opened."""

import uuid

from casussen.models import Noodtoegang


def noodtoegangen_by_id(ids: set[uuid.UUID]) -> dict[uuid.UUID, Noodtoegang]:
    """Return these emergencies with their people and the owner of the casus. One query."""
    rows = Noodtoegang.objects.select_related("casus__owner", "asked_by", "decided_by")
    return rows.in_bulk(list(ids))
