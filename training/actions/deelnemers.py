"""Stopping with an editie: every door of it is closed to that person from the next request on."""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community import access
from community.actions.errors import ActionError
from community.actions.kringen import end_member, lidmaatschap_under_lock, lock_kring
from community.actions.slots import free_slot
from community.berichten.outbox import owe, withdraw
from community.confidential import confidential
from community.models import Kring, Slot, User
from training.access.inschrijvingen import may_stop_deelnemer
from training.actions.coaching import close_gesprek
from training.actions.eindsessies import end_invitations
from training.actions.toelating import offer_places
from training.models import Begeleiding, Coachgesprek, Deelnemer, Editie, Intake, Team
from training.queries.kalenderbestand import ADMITTED

STOPPED = "N182"
CALLED_OFF = "De deelnemer is gestopt met de training."


def stop_deelnemer(*, actor: User, deelnemer: Deelnemer, reason: str, now: datetime) -> None:
    """End a participation, by herself or by a coördinator; her place is offered to who waits longest.

    She is out of the Kring, her team and her talks, and has no seats any more. What she handed in stays. Raises
    ActionError when she stopped already or has finished the training.
    """
    access.require(may_stop_deelnemer(actor, deelnemer, now))
    with transaction.atomic():
        editie = Editie.objects.get(pk=deelnemer.editie_id)
        kring = lock_kring(editie.kring_id)
        row = Deelnemer.objects.select_related("user").get(pk=deelnemer.pk)
        if row.stopped_at is not None:
            raise ActionError(_("{naam} is al gestopt.").format(naam=row.user.naam))
        if row.finished_at is not None:
            raise ActionError(_("{naam} heeft de training al afgerond.").format(naam=row.user.naam))
        by_herself = actor.pk == row.user_id
        take_out(row, kring, reason, now)
        moment = "zelf" if by_herself else "coordinator"
        owe(STOPPED, object_id=row.pk, recipient=row.user, moment=f"{moment}:v{row.version}", now=now)
        offer_places(editie, now)


def take_out(row: Deelnemer, kring: Kring, reason: str, now: datetime) -> None:
    """Write that she stopped and close everything. Call under the lock of the Kring of the editie."""
    row.stopped_at, row.stop_reason = now, reason
    row.version += 1
    row.save(update_fields=["stopped_at", "stop_reason", "version"])
    withdraw([ADMITTED], object_id=row.inschrijving_id, reason="gestopt")
    _call_off_talks(row, now)
    _close_coaching(row, now)
    end_invitations(row, now)
    for kring_id in [kring.pk, *_kringen_below(row)]:
        held = kring if kring_id == kring.pk else lock_kring(kring_id)
        place = lidmaatschap_under_lock(held, row.user_id)
        if place is not None:
            place.user, place.kring = row.user, held
            end_member(lidmaatschap=place, now=now)


def _kringen_below(row: Deelnemer) -> list[uuid.UUID]:
    """Return the ids of the Kringen of her teams and talks, in an order that is the same for everybody."""
    teams = Team.objects.filter(editie=row.editie_id).values_list("kring_id", flat=True)
    talks = Begeleiding.objects.filter(deelnemer=row).values_list("kring_id", flat=True)
    return sorted({*teams, *talks}, key=str)


def _call_off_talks(row: Deelnemer, now: datetime) -> None:
    """Call off the talks of hers that still come; the times are offered on."""
    coming = Slot.objects.filter(bijeenkomst__kring__begeleiding__deelnemer=row, starts_at__gt=now)
    for slot in coming.order_by("starts_at", "pk"):
        free_slot(slot=slot, reason=_(CALLED_OFF), is_offered_on=True, now=now)
    # Whoever takes that time next has it alone.
    Intake.objects.filter(deelnemer=row, slot__starts_at__gt=now).update(slot=None)


def _close_coaching(row: Deelnemer, now: datetime) -> None:
    """Close her coaching talks to come and her questions, with the links of who she takes along."""
    with confidential():
        coming = Coachgesprek.objects.filter(deelnemer=row, cancelled_at__isnull=True).exclude(slot__ends_at__lte=now)
        for gesprek in coming.order_by("pk"):
            close_gesprek(gesprek, None, now)
