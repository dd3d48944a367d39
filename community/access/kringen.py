"""Who is in a Kring, and who may read what it shares."""

import uuid
from datetime import datetime

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from community.models import Afspraken, Kring, KringRol, Lidmaatschap, User


def active_lidmaatschappen(now: datetime) -> QuerySet[Lidmaatschap]:
    """Return the memberships that hold at `now`, of active accounts."""
    return Lidmaatschap.objects.filter(
        Q(until_at__isnull=True) | Q(until_at__gt=now), from_at__lte=now, user__is_active=True
    )


def newest_afspraken(kring_ref: str) -> Subquery:
    """Return the id of the newest agreements of the Kring that `kring_ref` points to, as a subquery."""
    return Subquery(Afspraken.objects.filter(kring=OuterRef(kring_ref)).order_by("-number").values("id")[:1])


def agreed_lidmaatschappen(now: datetime) -> QuerySet[Lidmaatschap]:
    """Return the active memberships whose person agreed to the newest agreements, or whose Kring has none."""
    return (
        active_lidmaatschappen(now)
        .alias(newest=newest_afspraken("kring_id"))
        .filter(Q(newest__isnull=True) | Q(accepted=F("newest")))
    )


def kring_ids_of(user: User, now: datetime) -> QuerySet[Lidmaatschap, uuid.UUID]:
    """Return the ids of the Kringen the person is in, agreements accepted or not: names, dates, duties."""
    return active_lidmaatschappen(now).filter(user_id=user.pk).values_list("kring_id", flat=True)


def open_kring_ids_of(user: User, now: datetime) -> QuerySet[Lidmaatschap, uuid.UUID]:
    """Return the ids of the Kringen whose content the person may read: member, and agreed to the newest agreements."""
    return agreed_lidmaatschappen(now).filter(user_id=user.pk).values_list("kring_id", flat=True)


def is_member(user: User, kring: Kring, now: datetime) -> bool:
    """Whether the person is in this Kring now."""
    return active_lidmaatschappen(now).filter(user_id=user.pk, kring=kring).exists()


def may_read_content(user: User, kring: Kring, now: datetime) -> bool:
    """Whether the person may read what this Kring shares: member, and agreed to the newest agreements."""
    return agreed_lidmaatschappen(now).filter(user_id=user.pk, kring=kring).exists()


def is_trekker(user: User, kring: Kring, now: datetime) -> bool:
    """Whether the person leads this Kring now."""
    return active_lidmaatschappen(now).filter(user_id=user.pk, kring=kring, role=KringRol.TREKKER).exists()


def shares_kring(user: User, other: User, now: datetime) -> bool:
    """Whether two people are in the same Kring now."""
    return active_lidmaatschappen(now).filter(user=other, kring__in=kring_ids_of(user, now)).exists()
