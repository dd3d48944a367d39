"""What messages and duties about toernees must know, for many at once."""

import uuid
from collections.abc import Collection, Iterable
from datetime import datetime

from django.db.models import Count, Q

from community.models import Lidmaatschap
from intervisie.models import FEWEST, Toernee


def members_by_id(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Lidmaatschap]:
    """Return these memberships of toernees, ended ones too, with person and toernee. One query."""
    rows = Lidmaatschap.objects.filter(kring__toernee__isnull=False)
    return rows.select_related("user", "kring__toernee").in_bulk(list(set(ids)))


def repaired_toernees(ids: Collection[uuid.UUID], now: datetime) -> set[uuid.UUID]:
    """Return which of these toernees have people enough again, or ended. One query."""
    present = Count("deelnemers", filter=Q(deelnemers__left_at__isnull=True))
    rows = Toernee.objects.filter(pk__in=set(ids)).annotate(number=present)
    found = rows.filter(Q(number__gte=FEWEST) | Q(kring__closed_at__isnull=False))
    return set(found.values_list("pk", flat=True))
