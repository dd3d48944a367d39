"""Who gets the practical information of a day of a training: two weeks before, once for each day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Exists, OuterRef

from community.models import Bericht, Bijeenkomst, BijeenkomstStatus, Deelname, DeelnameStatus, User
from community.notation import listing
from community.workdays import at_local, local_date
from training.models import Editiedeel, EditieStatus

AHEAD = timedelta(days=14)
MOMENT = "praktisch"


def to_be_told(kind: str, now: datetime) -> dict[Bijeenkomst, list[User]]:
    """Return the first meeting of each day within two weeks, with who has a seat and was not told; two queries."""
    firsts = _first_of_day(now)
    told = Bericht.objects.filter(
        kind=kind, moment=MOMENT, recipient=OuterRef("user"), object_id=OuterRef("bijeenkomst")
    )
    places = Deelname.objects.filter(
        bijeenkomst__in=[row.pk for row in firsts], status=DeelnameStatus.AANGEMELD, user__is_active=True
    ).exclude(Exists(told))
    by_id, found = {row.pk: row for row in firsts}, defaultdict(list)
    for place in places.select_related("user").order_by("pk"):
        found[by_id[place.bijeenkomst_id]].append(place.user)
    return dict(found)


def _first_of_day(now: datetime) -> list[Bijeenkomst]:
    # By the day, not by the hour: it must be there when the mail of that morning leaves.
    until = at_local(local_date(now) + AHEAD + timedelta(days=1), time(0))
    rows = Editiedeel.objects.filter(
        editie__status=EditieStatus.GEPUBLICEERD, bijeenkomst__status=BijeenkomstStatus.GEPLAND,
        bijeenkomst__starts_at__gt=now, bijeenkomst__starts_at__lt=until, onderdeel__is_same_day=False,
    )  # fmt: skip
    return [deel.bijeenkomst for deel in rows.select_related("bijeenkomst").order_by("pk") if deel.bijeenkomst]


def days_of(meeting_ids: Iterable[Any]) -> Mapping[Any, list[Editiedeel]]:
    """Return by its first meeting the parts of that day of the editie, in order; two queries."""
    firsts = list(Editiedeel.objects.filter(bijeenkomst__in=set(meeting_ids)).select_related("bijeenkomst"))
    rows = Editiedeel.objects.filter(editie__in={row.editie_id for row in firsts}, bijeenkomst__isnull=False)
    parts = list(rows.select_related("onderdeel", "bijeenkomst", "editie__locatie").order_by("onderdeel__position"))
    return {
        first.bijeenkomst_id: [
            part for part in parts
            if part.editie_id == first.editie_id and part.bijeenkomst and first.bijeenkomst
            and local_date(part.bijeenkomst.starts_at) == local_date(first.bijeenkomst.starts_at)
        ]
        for first in firsts
    }  # fmt: skip


def name_of_day(parts: Iterable[Editiedeel]) -> str:
    """Return 'Dagdeel 1 en 2', or the title of a part that stands alone."""
    own = list(parts)
    if len(own) == 1:
        return own[0].onderdeel.title
    return f"Dagdeel {listing([part.onderdeel.code for part in own])}"
