"""The groups a person is in, as Mijn omgeving shows them."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, OuterRef, Subquery

from community.models import Leergroep, LeergroepPhase, User
from community.models.fragments import Plain
from community.queries.leergroepen import address_of, member_places, next_moments


@dataclass(frozen=True)
class RunningGroup:
    """A group the person is in, for Mijn omgeving."""

    kring_id: uuid.UUID
    name: str
    url: str
    next_at: datetime | None
    must_agree: bool


def running_groups(user: User, now: datetime) -> list[RunningGroup]:
    """Return the groups the person is in that were not closed. Two queries; one when her standings were kept."""
    places = member_places(user, now)
    mine = Leergroep.objects.filter(kring__in=places.by_kring).exclude(phase=LeergroepPhase.AFGESLOTEN)
    next_at = Subquery(next_moments(OuterRef("kring"), now)[:1])
    found = mine.order_by(Plain(F("kring__name")), "pk").values_list("kring", "kring__name", "slug", next_at)
    return [
        RunningGroup(kring_id, name, address_of(slug), next_at=next_at, must_agree=kring_id in places.must_agree)
        for kring_id, name, slug, next_at in found
    ]
