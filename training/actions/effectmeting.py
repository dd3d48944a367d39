"""Measuring the effect of a training on one's own work, and the report of an editie."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community import access
from community.actions.errors import ActionError
from community.actions.taken import finish_taken, open_taken
from community.berichten.outbox import owe
from community.models import User
from training.access.effectmeting import may_measure, may_read_effect
from training.actions.begeleiding import ontwikkelmap_of
from training.models import Deelnemer, Editie, Effectmeting, Effectrapport, Meetmoment
from training.queries.effectmeting import alumni_to_ask, alumni_to_measure, differences_of, windows_for

EFFECTMETING = "EFFECTMETING"
GO_ON = "N51"


def save_meting(
    *, actor: User, deelnemer: Deelnemer, moment: Meetmoment, answers: Mapping[str, int], now: datetime
) -> Effectmeting:
    """Keep what a participant answers at one moment, sealed; she may change it until it closes.

    Raises ActionError when it is not open.
    """
    access.require(may_measure(actor, deelnemer, now))
    window = windows_for(deelnemer.editie).get(moment)
    if window is None or not window.is_open(now):
        raise ActionError(_("Deze meting is nu niet open. Je antwoorden zijn daarom niet bewaard."))
    own = ontwikkelmap_of(deelnemer=deelnemer, now=now)
    with transaction.atomic():
        Deelnemer.objects.select_for_update(of=("self",), no_key=True).get(pk=deelnemer.pk)
        row = Effectmeting.objects.filter(deelnemer=deelnemer, moment=moment).first()
        row = row or Effectmeting(deelnemer=deelnemer, moment=moment, data_key_id=own.data_key_id)
        row.answers, row.saved_at = dict(answers), now
        row.save()
        if moment == Meetmoment.HALF_JAAR:
            finish_taken(EFFECTMETING, object_id=deelnemer.pk, now=now)
    return row


def make_effectrapport(*, actor: User, editie: Editie, moment: Meetmoment, now: datetime) -> Effectrapport:
    """Make the report of a moment, once, after it closed: the difference of all together, from five people on.

    Asked again it returns the one that was made: no answer that is taken back later shows by what changes. Raises
    ActionError before it closed.
    """
    access.require(may_read_effect(actor, editie, now))
    window = windows_for(editie).get(moment)
    if moment == Meetmoment.INTAKE or window is None or now < window.closes_at:
        raise ActionError(_("Deze meting loopt nog. Daarna kun je het rapport maken."))
    with transaction.atomic():
        Editie.objects.select_for_update(of=("self",)).get(pk=editie.pk)
        made = Effectrapport.objects.filter(editie=editie, moment=moment).first()
        return made or Effectrapport.objects.create(
            editie=editie, moment=moment, differences=differences_of(editie, moment), made_at=now, made_by=actor
        )


def ask_alumni(now: datetime) -> None:
    """Ask alumni after half a year what the training brought, and after a week how they go on. Safe to repeat."""
    for deelnemer, window in alumni_to_measure(now):
        # The duty begins when it opens, so that its second mail counts from there when this is looked at late.
        open_taken(EFFECTMETING, users=[deelnemer.user], object_id=deelnemer.pk, due_at=window.closes_at,
                   now=window.opens_at)  # fmt: skip
    for deelnemer, due_at in alumni_to_ask(now):
        owe(GO_ON, object_id=deelnemer.pk, recipient=deelnemer.user, moment="verder", due_at=due_at, now=now)
