"""What members proposed about terms and pages of knowledge."""

import uuid
from collections.abc import Collection, Mapping

from django.db.models import F, QuerySet

from community.models import Kennisvoorstel


def with_subject(rows: QuerySet[Kennisvoorstel]) -> QuerySet[Kennisvoorstel]:
    """Return these with what they are about and who proposed them, the open ones first, then the newest."""
    found = rows.select_related("begrip", "page", "user", "user__profiel", "handled_by", "handled_by__profiel")
    return found.order_by(F("handled_at").asc(nulls_first=True), "-created_at", "pk")


def open_voorstellen(ids: Collection[uuid.UUID]) -> Mapping[uuid.UUID, Kennisvoorstel]:
    """Return those of these that nobody handled yet, by id."""
    rows = Kennisvoorstel.objects.filter(pk__in=ids, handled_at__isnull=True).select_related("begrip", "page")
    return {row.pk: row for row in rows}
