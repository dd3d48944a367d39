"""Removing what is past its term: ways in, duties, answers, and what editors left behind (blueprint §14).

Every term is read from the bewaarregels; whole local days count (community.workdays.past_term).
"""

from datetime import datetime

from django.core.cache import caches
from django.core.cache.backends.db import DatabaseCache
from django.db import connection
from django.db.models import Q

from community.bewaarregels import REGELS
from community.models import (
    Aanmelding,
    AanmeldingStatus,
    Accountwijziging,
    Adreswijziging,
    Apparaat,
    Roltoekenning,
    Sessie,
    Taak,
    Toestemming,
    Uitnodiging,
)
from community.wegdoen import remove_in_batches
from community.workdays import local_date, past_term


def remove_old_sessies(now: datetime) -> int:
    """Remove sessions and counts of tries that are past their time; return how many rows."""
    return remove_in_batches(Sessie.objects.filter(expire_date__lt=now)) + _remove_expired_counts(now)


def remove_old_apparaten(now: datetime) -> int:
    """Forget browsers that nobody logged in with for long; return how many."""
    return remove_in_batches(Apparaat.objects.filter(last_seen_at__lt=past_term(now, REGELS["apparaten"].term)))


def remove_old_changes(now: datetime) -> int:
    """Forget changes of the way somebody logs in; return how many."""
    before = past_term(now, REGELS["accountwijzigingen"].term)
    return remove_in_batches(Accountwijziging.objects.filter(created_at__lt=before))


def remove_old_adreswijzigingen(now: datetime) -> int:
    """Forget new addresses that nobody confirmed; return how many."""
    before = past_term(now, REGELS["adreswijzigingen"].term)
    return remove_in_batches(Adreswijziging.objects.filter(asked_at__lt=before))


def remove_old_uitnodigingen(now: datetime) -> int:
    """Remove invitations that were used, ended or withdrawn long ago; return how many."""
    before = past_term(now, REGELS["uitnodigingen"].term)
    unused = Q(expires_at__lt=before) | Q(withdrawn_at__lt=before)
    used = Q(accepted_at__lt=before)
    return remove_in_batches(Uitnodiging.objects.filter(used | (unused & Q(accepted_at__isnull=True))))


def remove_old_aanmeldingen(now: datetime) -> int:
    """Remove requests some time after they were refused, or led to an account; return how many."""
    old = Q(decided_at__lt=past_term(now, REGELS["aanmeldingen"].term))
    refused = Q(status=AanmeldingStatus.AFGEWEZEN)
    used = Q(status=AanmeldingStatus.UITGENODIGD) & (
        Q(uitnodiging__isnull=True) | Q(uitnodiging__accepted_at__isnull=False)
    )
    return remove_in_batches(Aanmelding.objects.filter(old & (refused | used)))


def remove_old_rollen(now: datetime) -> int:
    """Forget roles that ended long ago; return how many."""
    last = local_date(now) - REGELS["rollen"].term
    return remove_in_batches(Roltoekenning.objects.filter(until_date__lt=last))


def remove_old_toestemmingen(now: datetime) -> int:
    """Forget consents that were taken back long ago; return how many."""
    before = past_term(now, REGELS["toestemmingen"].term)
    return remove_in_batches(Toestemming.objects.filter(withdrawn_at__lt=before))


def remove_old_taken(now: datetime) -> int:
    """Forget duties that were done or dropped long ago; return how many."""
    before = past_term(now, REGELS["taken"].term)
    return remove_in_batches(Taak.objects.filter(Q(done_at__lt=before) | Q(withdrawn_at__lt=before)))


def _remove_expired_counts(now: datetime) -> int:
    cache = caches["default"]
    if not isinstance(cache, DatabaseCache):
        return 0
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM community_cache WHERE expires < %s", [now])
        return int(cursor.rowcount)
