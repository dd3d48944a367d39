"""What ends with a group that is closed: whoever still asked, waited, was invited or was asked how it goes."""

from datetime import datetime

from community.actions.actie_eigenaren import EIGENAAR_KIEZEN
from community.actions.groepsuitnodigingen import end_uitnodigingen
from community.actions.taken import withdraw_taken
from community.actions.toetredingen import lapse_toetredingen
from community.models import Evaluatie, GroepsuitnodigingStatus, Kring, Leergroep, LeergroepPhase, Taak

EVALUATIE_INVULLEN = "EVALUATIE_INVULLEN"
VERVOLG_KIEZEN = "VERVOLG_KIEZEN"
RITME_BEWAKEN = "RITME_BEWAKEN"


def end_open_matters(kring: Kring, now: datetime) -> None:
    """End what a closed group leaves open, except its meetings. Call under the lock of the Kring."""
    lapse_toetredingen(kring, now)
    end_uitnodigingen(kring, GroepsuitnodigingStatus.INGETROKKEN, now)
    Evaluatie.objects.filter(kring=kring, closed_at__isnull=True).update(closed_at=now)
    for evaluatie in Evaluatie.objects.filter(kring=kring):
        withdraw_taken(EVALUATIE_INVULLEN, object_id=evaluatie.pk, now=now)
        withdraw_taken(VERVOLG_KIEZEN, object_id=evaluatie.pk, now=now)
    # Open actions stay with their owners; nobody looks for an owner in a closed group.
    withdraw_taken(EIGENAAR_KIEZEN, object_id=kring.pk, now=now)
    # The duty to plan within the rhythm, whatever date it was for.
    Taak.objects.filter(kring=kring, kind=RITME_BEWAKEN, done_at__isnull=True, withdrawn_at__isnull=True).update(
        withdrawn_at=now
    )


def close_leergroep(leergroep: Leergroep, kring: Kring, now: datetime) -> None:
    """Put a group in the archive: its members read on, nobody writes or comes in. Call under the lock of the Kring."""
    kring.closed_at = kring.closed_at or now
    kring.save(update_fields=["closed_at"])
    Leergroep.objects.filter(pk=leergroep.pk).update(
        phase=LeergroepPhase.AFGESLOTEN, version=leergroep.version + 1, merged_into=leergroep.merged_into
    )
    end_open_matters(kring, now)
