"""Removing what is past its term: sessions, browsers, old invitations and requests (blueprint §14)."""

from datetime import datetime, timedelta

from django.core.cache import caches
from django.core.cache.backends.db import DatabaseCache
from django.db import connection
from django.db.models import Q

from community.models import (
    Aanmelding,
    AanmeldingStatus,
    Accountwijziging,
    Adreswijziging,
    Apparaat,
    Sessie,
    Uitnodiging,
)

APPARATEN = timedelta(days=365)
CHANGES = timedelta(days=365)
REFUSED = timedelta(days=183)
UNUSED_INVITATIONS = timedelta(days=183)
ADDRESS_CHANGES = timedelta(days=2)


def remove_old_sessies(now: datetime) -> int:
    """Remove sessions and counts of tries that are past their time; return how many rows."""
    return Sessie.objects.filter(expire_date__lt=now).delete()[0] + _remove_expired_counts(now)


def remove_old_apparaten(now: datetime) -> int:
    """Forget browsers that nobody logged in with for a year; return how many."""
    return Apparaat.objects.filter(last_seen_at__lt=now - APPARATEN).delete()[0]


def remove_old_changes(now: datetime) -> int:
    """Forget changes of the way somebody logs in after a year, and addresses nobody confirmed; return how many."""
    removed = Adreswijziging.objects.filter(asked_at__lt=now - ADDRESS_CHANGES).delete()[0]
    return removed + Accountwijziging.objects.filter(created_at__lt=now - CHANGES).delete()[0]


def remove_old_uitnodigingen(now: datetime) -> int:
    """Remove invitations that nobody used half a year after they ended or were withdrawn; return how many."""
    ended = Q(expires_at__lt=now - UNUSED_INVITATIONS) | Q(withdrawn_at__lt=now - UNUSED_INVITATIONS)
    return Uitnodiging.objects.filter(ended, accepted_at__isnull=True).delete()[0]


def remove_old_aanmeldingen(now: datetime) -> int:
    """Remove requests half a year after they were refused, or led to an account; return how many."""
    old = Q(decided_at__lt=now - REFUSED)
    refused = Q(status=AanmeldingStatus.AFGEWEZEN)
    used = Q(status=AanmeldingStatus.UITGENODIGD) & (
        Q(uitnodiging__isnull=True) | Q(uitnodiging__accepted_at__isnull=False)
    )
    return Aanmelding.objects.filter(old & (refused | used)).delete()[0]


def _remove_expired_counts(now: datetime) -> int:
    cache = caches["default"]
    if not isinstance(cache, DatabaseCache):
        return 0
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM community_cache WHERE expires < %s", [now])
        return int(cursor.rowcount)
