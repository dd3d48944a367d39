"""Reads for the pages around a session: the list of somebody's sessions, and meetings that can have one."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from community.access.kringen import agreed_lidmaatschappen, open_kring_ids_of
from community.models import OF_A_GROUP, Bijeenkomst, BijeenkomstStatus, User
from community.workdays import at_local, local_date
from intervisie.access.sessies import UNENDED, Plek, is_in_closed_kring, kring_of, visible_sessies
from intervisie.models import Sessie, Sessiedeelnemer, SessieStatus
from intervisie.queries.sessieopruimen import KEPT

# Meetings further away are not offered: who plans so far ahead comes by the page of the meeting.
OFFERED_WITHIN, MOST_MEETINGS = timedelta(days=60), 20


@dataclass(frozen=True)
class Sessieregel:
    """One session in a list. `state` is NU, STRAKS or GEWEEST; `moment` its meeting, else when it began or was made."""

    code: str
    werkvorm: str
    kring: str
    moment: datetime
    has_date: bool
    state: str
    is_off: bool
    is_inside: bool
    people: int


def sessie_rows(user: User, now: datetime) -> list[Sessieregel]:
    """Return the sessions of a person: going on, coming, and of the past thirty days. Two queries."""
    own = Sessiedeelnemer.objects.filter(sessie=OuterRef("pk"), user=user, joined_at__isnull=False)
    inside = Count("deelnemers", filter=Q(deelnemers__joined_at__isnull=False, deelnemers__removed_at__isnull=True))
    rows = (
        visible_sessies(user, now)
        .filter(Q(status__in=UNENDED) | Q(closed_at__gte=at_local(local_date(now) - KEPT, time(0))))
        .select_related("versie__werkvorm", "bijeenkomst__kring")
        .annotate(
            was_in=Exists(own), people=inside, sorted_by=Coalesce("bijeenkomst__starts_at", "started_at", "made_at")
        )
        .order_by("sorted_by", "pk")
    )
    return [_regel(row, row.was_in, row.people) for row in rows]


def meetings_for(user: User, now: datetime) -> list[Bijeenkomst]:
    """Return the coming meetings of the Kringen that this person reads, at which a session can be held. Two queries."""
    rows = Bijeenkomst.objects.filter(
        kring__in=open_kring_ids_of(user, now), kring__closed_at__isnull=True, kind__in=OF_A_GROUP,
        status=BijeenkomstStatus.GEPLAND, ends_at__gt=now, starts_at__lt=now + OFFERED_WITHIN,
    )  # fmt: skip
    return list(rows.select_related("kring").order_by("starts_at", "pk")[:MOST_MEETINGS])


def people_to_bring_in(plek: Plek, now: datetime) -> list[tuple[str, str]]:
    """Return who can be chosen as inbrenger, as (choice, name): who has a place, and in a Kring who reads there.

    A choice is 'd:' with the id of a place, or 'u:' with that of a member who has none yet. Two queries.
    """
    places = Sessiedeelnemer.objects.filter(sessie=plek.sessie, left_at__isnull=True, takes_part=True)
    rows = list(places.select_related("user").order_by("number"))
    found = [(f"d:{row.pk}", row.user.naam if row.user is not None else row.name) for row in rows]
    kring = kring_of(plek.sessie)
    if kring is None or plek.sessie.status != SessieStatus.VOORBEREIDING:
        return found
    present = [row.user_id for row in rows if row.user_id is not None]
    others = agreed_lidmaatschappen(now).filter(kring=kring).exclude(user__in=present).select_related("user")
    return found + sorted(((f"u:{one.user_id}", one.user.naam) for one in others), key=lambda choice: choice[1])


def _regel(row: Sessie, was_in: bool, people: int) -> Sessieregel:
    kring, state = kring_of(row), "GEWEEST"
    if not is_in_closed_kring(row) and row.status in UNENDED:
        state = "NU" if row.status == SessieStatus.BEZIG else "STRAKS"
    meeting = row.bijeenkomst
    return Sessieregel(
        code=row.code, werkvorm=row.versie.werkvorm.name, kring=kring.name if kring is not None else "",
        moment=meeting.starts_at if meeting is not None else row.started_at or row.made_at,
        has_date=meeting is not None or row.started_at is not None, state=state,
        is_off=row.status == SessieStatus.VERVALLEN, is_inside=was_in, people=people,
    )  # fmt: skip
