"""Invitations to a group: who may be found to invite, who is invited, and by whom."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from community.access.groepsuitnodigingen import standing_uitnodigingen, visible_uitnodigingen
from community.access.leergroepen import Rights
from community.access.people import listed_profielen
from community.models import Groepsuitnodiging, Leergroep, Lidmaatschap, Profiel, User
from community.queries.ledengids import ledengids, matching
from community.queries.toetredingen import people_called
from community.workdays import local_date

MOST_SHOWN = 10


def invitable(user: User, leergroep: Leergroep, text: str, now: datetime) -> list[Profiel]:
    """Return who in the ledengids fits these words and is not in the group or invited; the first ten by surname."""
    inside = Lidmaatschap.objects.filter(kring=leergroep.kring_id, until_at__isnull=True)
    asked = standing_uitnodigingen(now).filter(kring=leergroep.kring_id)
    found = matching(ledengids(user, now), text, local_date(now))
    found = found.exclude(user__in=inside.values("user")).exclude(user__in=asked.values("user"))
    return list(found[:MOST_SHOWN])


def member_of_code(user: User, code: str, now: datetime) -> User | None:
    """Return the person in the ledengids whose page has this code, or None."""
    profiel = listed_profielen(user, now).select_related("user").filter(code=code).first()
    return profiel.user if profiel else None


def members_called(user: User, typed: str, now: datetime) -> list[User]:
    """Return who has this e-mail address, or goes by this name in the ledengids; at most two."""
    listed = User.objects.filter(pk__in=listed_profielen(user, now).values("user"))
    return people_called(typed, among=listed)


def invited_to(leergroep: Leergroep, own: Rights, now: datetime) -> QuerySet[Groepsuitnodiging]:
    """Return who is invited to this group and did not answer yet, the longest waiting first."""
    rows = visible_uitnodigingen(leergroep, own, now)
    return rows.select_related("user", "invited_by", "kring__leergroep").order_by("invited_at", "pk")


def uitnodigingen_by_id(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Groepsuitnodiging]:
    """Return these invitations with their people and group. One query."""
    rows = Groepsuitnodiging.objects.select_related("user", "invited_by", "kring__leergroep")
    return rows.in_bulk(list(set(ids)))
