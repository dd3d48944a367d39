"""Who was not at a day of a training: told once for each day, when its presence is saved."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from community.models import Bericht, BijeenkomstStatus, Deelname, DeelnameStatus, User
from training.models import Deelnemer, Editiedeel, EditieStatus, OnderdeelKind

# Presence that is saved longer than this after the day is history: nobody is told any more.
RECENT = timedelta(days=60)


@dataclass(frozen=True)
class Gemist:
    """A day that somebody missed, wholly or in part. `first` is the first part of that day, `last_at` its end."""

    first: Editiedeel
    parts: tuple[Editiedeel, ...]
    last_at: datetime


def missed_days(kind: str, now: datetime) -> list[tuple[Gemist, User]]:
    """Return which days were missed by whom, that she was not told of yet; three queries for any number."""
    rows = absent_places().filter(
        bijeenkomst__starts_at__lte=now, bijeenkomst__starts_at__gt=now - RECENT, user__is_active=True
    )
    days = days_of([row.bijeenkomst_id for row in rows])
    told = set(Bericht.objects.filter(kind=kind, object_id__in={day.first.pk for day in days.values()})
               .values_list("object_id", "recipient_id"))  # fmt: skip
    found: dict[tuple[uuid.UUID, uuid.UUID], tuple[Gemist, User]] = {}
    for row in rows:
        day = days[row.bijeenkomst_id]
        if (day.first.pk, row.user_id) not in told:
            found.setdefault((day.first.pk, row.user_id), (day, row.user))
    return list(found.values())


def absent_places() -> QuerySet[Deelname]:
    """Return the places in dagdelen of who takes part and was not there, so far as it stands written.

    Who said before that she would not come counts once the list is complete.
    """
    takes_part = Deelnemer.objects.filter(
        user=OuterRef("user"), editie=OuterRef("bijeenkomst__editiedeel__editie"), stopped_at__isnull=True
    )
    said_so = Q(status=DeelnameStatus.AFGEMELD, bijeenkomst__attendance_saved_at__isnull=False)
    return Deelname.objects.filter(
        Q(status=DeelnameStatus.AFWEZIG) | said_so, Exists(takes_part),
        bijeenkomst__status=BijeenkomstStatus.GEPLAND,
        bijeenkomst__editiedeel__editie__status=EditieStatus.GEPUBLICEERD,
        bijeenkomst__editiedeel__onderdeel__kind=OnderdeelKind.DAGDEEL,
    ).select_related("user").order_by("bijeenkomst__starts_at", "pk")  # fmt: skip


def days_of(meeting_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Gemist]:
    """Return by the id of a meeting the day of the editie it is part of; one query."""
    edities = Editiedeel.objects.filter(bijeenkomst__in=set(meeting_ids)).values("editie")
    rows = Editiedeel.objects.filter(editie__in=edities, bijeenkomst__isnull=False)
    groups: dict[uuid.UUID, list[list[Editiedeel]]] = defaultdict(list)
    for deel in rows.select_related("onderdeel", "bijeenkomst", "editie").order_by("onderdeel__position"):
        own = groups[deel.editie_id]
        if deel.onderdeel.is_same_day and own:
            own[-1].append(deel)
        else:
            own.append([deel])
    return {
        deel.bijeenkomst_id: Gemist(group[0], tuple(group), max(m.ends_at for m in meetings))
        for own in groups.values() for group in own
        if (meetings := [one.bijeenkomst for one in group if one.bijeenkomst])
        for deel in group if deel.bijeenkomst_id
    }  # fmt: skip


def missed_parts(first_ids: Iterable[uuid.UUID], user_ids: Iterable[uuid.UUID]) -> dict[
    tuple[uuid.UUID, uuid.UUID], list[Editiedeel]
]:  # fmt: skip
    """Return by (person, first part of a day) what of that day she missed, as it stands now; two queries."""
    firsts = Editiedeel.objects.filter(pk__in=set(first_ids)).values_list("bijeenkomst_id", flat=True)
    days = days_of([pk for pk in firsts if pk])
    rows = absent_places().filter(bijeenkomst__in=list(days), user__in=set(user_ids))
    found: dict[tuple[uuid.UUID, uuid.UUID], list[Editiedeel]] = defaultdict(list)
    for row in rows:
        day = days[row.bijeenkomst_id]
        found[row.user_id, day.first.pk] += [deel for deel in day.parts if deel.bijeenkomst_id == row.bijeenkomst_id]
    return dict(found)
