"""The talks of an editie that does not go on: of its teams, and of two people."""

from datetime import datetime

from community.actions.agenda import cancel_coming_of_kring
from community.actions.kringen import lock_kring
from community.actions.slots import free_slot
from community.confidential import confidential
from community.models import Slot
from training.actions.coaching import close_gesprek
from training.models import Coachgesprek, Editie, Team


def end_talks(*, editie: Editie, reason: str, now: datetime) -> None:
    """Call off what is still to come and offer no times any more; who had a talk is told, guests too.

    Call under the lock of the Kring of the editie.
    """
    for team in Team.objects.filter(editie=editie).order_by("kring_id"):
        cancel_coming_of_kring(kring=lock_kring(team.kring_id), reason=reason, now=now)
    for slot in Slot.objects.filter(kring=editie.kring_id, starts_at__gt=now).order_by("pk"):
        free_slot(slot=slot, reason=reason, is_offered_on=False, now=now)
    with confidential():
        open_ones = Coachgesprek.objects.filter(deelnemer__editie=editie, cancelled_at__isnull=True)
        for gesprek in open_ones.exclude(slot__ends_at__lte=now).order_by("pk"):
            close_gesprek(gesprek, None, now)
