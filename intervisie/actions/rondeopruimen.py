"""What is forgotten of rounds and of looking back, in time."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from community.actions.kluis import destroy_data_key
from community.wegdoen import BATCH, remove_in_batches
from community.workdays import local_date, past_term
from intervisie.bewaarregels import REGELS
from intervisie.models import (
    Indelingsvoorstel,
    Matchaanmelding,
    Matchronde,
    Proefverplaatsing,
    Reflectie,
    Rondeuitnodiging,
)


def purge_matchrondes(now: datetime) -> int:
    """Forget who registered for rounds of long ago, and every division that was proposed; return how many rows.

    What was private of a registration went long before (actions/matchaanmeldingen.py); one that still has it waits.
    """
    term = REGELS["matchrondes"].term
    over = Q(decided_at__lt=past_term(now, term)) | Q(decided_at__isnull=True, until_date__lt=local_date(now) - term)
    rondes = Matchronde.objects.filter(over).values("pk")
    removed = remove_in_batches(Proefverplaatsing.objects.filter(voorstel__ronde__in=rondes))
    removed += remove_in_batches(Indelingsvoorstel.objects.filter(ronde__in=rondes))
    removed += remove_in_batches(Rondeuitnodiging.objects.filter(ronde__in=rondes))
    return removed + remove_in_batches(Matchaanmelding.objects.filter(ronde__in=rondes, vasteregel__isnull=True))


def purge_reflecties(now: datetime) -> int:
    """Destroy what people wrote when they looked back, long ago; return how many. In a scope."""
    last = local_date(now) - REGELS["reflecties"].term
    due = Reflectie.objects.filter(terugblik__about_date__lt=last).order_by("pk")
    number = 0
    while rows := list(due.values_list("pk", "data_key_id")[:BATCH]):
        for pk, key_id in rows:
            with transaction.atomic():
                Reflectie.objects.filter(pk=pk).delete()
            # Last: there is no way back. Cut off before it, the sweep of keys destroys it.
            destroy_data_key(key_id=key_id, kind="REFLECTIE", object_id=pk, actor=None, reason="TERMIJN", now=now)
        number += len(rows)
    return number
