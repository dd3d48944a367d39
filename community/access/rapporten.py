"""Who reads which participation report: contacts those of their own organisatie, the coördinerend hart all of them."""

import uuid
from collections.abc import Collection
from datetime import datetime

from django.db.models import QuerySet

from community.access.kringen import Visitor
from community.access.partnerschappen import is_contact, own_partnerschappen
from community.access.rollen import is_coordinator
from community.models import Rapport, User


def visible_rapporten(user: Visitor, now: datetime) -> QuerySet[Rapport]:
    """Return the frozen reports this person reads, also the quarters without a new one. Never that of the network for
    anybody but the coördinerend hart."""
    rows = Rapport.objects.filter(frozen_at__lte=now)
    if is_coordinator(user, now):
        return rows
    return rows.filter(partnerschap__in=own_partnerschappen(user, now))


def may_read_network(user: Visitor, now: datetime) -> bool:
    """Whether the person reads the reports of the whole network: the coördinerend hart only."""
    return is_coordinator(user, now)


def rapport_readers(
    rapporten: Collection[Rapport], user_ids: Collection[uuid.UUID], now: datetime
) -> set[tuple[uuid.UUID, uuid.UUID]]:
    """Return the pairs (user id, rapport id) of these for which the person reads that report now.

    Two queries for any number; the partnerschap of each report must be at hand.
    """
    people = User.objects.filter(pk__in=list(user_ids), is_active=True).prefetch_related("roltoekenningen")
    return {
        (user.pk, rapport.pk) for user in people for rapport in rapporten if may_read_rapport(user, rapport, now)
    }  # fmt: skip


def may_read_rapport(user: Visitor, rapport: Rapport, now: datetime) -> bool:
    """Whether the person reads this report: the same verdict as `visible_rapporten`, on a row at hand."""
    if rapport.frozen_at > now:
        return False
    if is_coordinator(user, now):
        return True
    return rapport.partnerschap is not None and is_contact(user, rapport.partnerschap, now)
