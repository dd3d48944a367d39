"""Erasing a person from the confidential: her own casussen and their copies go for good, with their keys."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models.functions import Greatest

from casussen.actions.afdrukken import destroy_pdfs
from casussen.actions.casussen import destroy_casus
from casussen.models import Casus, Deling, Opname
from community.actions.kluis import destroy_data_key
from community.confidential import confidential
from community.models import User

ERASED = "GEWIST"


def erase_casussen(user: User, now: datetime) -> Mapping[str, int]:
    """Destroy what is hers and end what others let her read; return how much. Once more changes nothing.

    What she read of others stays in the log of reading, under no name; so does that she broke the glass.
    """
    with confidential():
        opnamen = list(Opname.objects.defer("content").filter(author=user, withdrawn_at__isnull=True))
        casussen = list(Casus.objects.defer("format").filter(owner=user))
        for opname in opnamen:
            _take_out(opname, now)
        for casus in casussen:
            destroy_casus(casus, reason=ERASED, now=now)
        still = Deling.objects.filter(user=user).exclude(until_at__lte=now)
        ended = still.update(until_at=Greatest("from_at", now))
    return {"casussen": len(casussen), "opnamen": len(opnamen), "delingen": ended}


def _take_out(opname: Opname, now: datetime) -> None:
    """Take her copy out of a praktijkboek, whatever its state: nobody reads it from now on."""
    with transaction.atomic():
        Opname.objects.filter(pk=opname.pk, withdrawn_at__isnull=True).update(withdrawn_at=now)
    destroy_data_key(
        key_id=opname.data_key_id, kind="OPNAME", object_id=opname.pk, actor=None, reason=ERASED, now=now
    )  # fmt: skip
    destroy_pdfs(boek_id=opname.praktijkboek_id, by=None, reason=ERASED, now=now)
