"""Forgetting who read a casus, and who asked to break the glass, some time later. The owner could see it till then."""

from datetime import datetime

from django.db.models import Q

from casussen.bewaarregels import REGELS
from casussen.models import Inzage, Noodtoegang
from community.wegdoen import remove_in_batches
from community.workdays import past_term


def purge_inzagen(now: datetime) -> int:
    """Forget lines of the log of reading; return how many. In a scope."""
    return remove_in_batches(Inzage.objects.filter(at__lt=past_term(now, REGELS["inzagen"].term)))


def purge_noodtoegang(now: datetime) -> int:
    """Forget questions for noodtoegang that are over; return how many. In a scope: sealed reasons stay shut."""
    before = past_term(now, REGELS["noodtoegang"].term)
    is_over = Q(until_at__isnull=True) | Q(until_at__lt=now)
    return remove_in_batches(Noodtoegang.objects.defer("reason").filter(is_over, asked_at__lt=before))
