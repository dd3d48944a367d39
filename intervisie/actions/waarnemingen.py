"""Observations of a visit: written alone, handed in at once, and from then on as they are.

Every change goes under the lock of the Kring: of two windows one hands in, and nothing is added behind it.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community import access
from community.actions.errors import ActionError
from community.actions.kringen import hold_to_write
from community.actions.versions import save_sealed_version
from community.models import User
from intervisie.access.bezoeken import (
    Bezoekplaats,
    changeable_waarnemingen,
    has_handed_in,
    may_close_waarnemingen,
    may_hand_in,
    may_observe,
    own_waarnemingen,
    place_at,
)
from intervisie.access.stappen import OPEN_STEP, may_excuse
from intervisie.actions.stappen import excuse_step, finish_step
from intervisie.models import Bezoek, Toerneestap, Waarneming, WaarnemingKind
from intervisie.protocol.words import WAARNEMINGEN
from intervisie.queries.protocollen import protocol_of

# What one visitor writes at one visit at the most.
MOST = 200


class HandedInError(ActionError):
    """She handed in meanwhile, in another window."""

    def __init__(self) -> None:
        super().__init__(_("Je hebt je waarnemingen al ingeleverd. Daarna verandert er niets meer."))


def write_waarneming(
    *, actor: User, bezoek: Bezoek, kind: WaarnemingKind, box: str, text: str, now: datetime
) -> Waarneming:  # fmt: skip
    """Write down one observation, about a box of the canvas or (empty) the whole. Her own until she hands in.

    Raises HandedInError, ActionError when she wrote as much as one may, KringClosedError.
    """
    access.require(may_observe(actor, bezoek, now))
    with transaction.atomic():
        place = _hold(actor, bezoek, now)
        if own_waarnemingen(place).count() >= MOST:
            raise ActionError(_("Je hebt al heel veel waarnemingen. Verwijder er eerst een."))
        row = Waarneming(bezoek=bezoek, author=place.deelnemer, data_key_id=bezoek.toernee.data_key_id,
                         kind=kind, box=box, written_at=now)  # fmt: skip
        row.text = text
        row.save(force_insert=True)
    return row


def change_waarneming(
    *, actor: User, waarneming: Waarneming, version: int, kind: WaarnemingKind, box: str, text: str, now: datetime
) -> Waarneming:  # fmt: skip
    """Change one's own observation. Raises StaleSaveError when she saved it elsewhere meanwhile, HandedInError."""
    access.require(may_observe(actor, waarneming.bezoek, now))
    with transaction.atomic():
        place = _hold(actor, waarneming.bezoek, now)
        access.require(changeable_waarnemingen(place).filter(pk=waarneming.pk).exists())
        changes = {"kind": kind, "box": box, "text": text}
        return save_sealed_version(waarneming, version=version, changes=changes, also={})


def remove_waarneming(*, actor: User, waarneming: Waarneming, now: datetime) -> None:
    """Remove one's own observation for good. Raises HandedInError, ActionError when it is gone already."""
    access.require(may_observe(actor, waarneming.bezoek, now))
    with transaction.atomic():
        place = _hold(actor, waarneming.bezoek, now)
        gone, _by_model = changeable_waarnemingen(place).filter(pk=waarneming.pk).delete()
        if not gone:
            raise ActionError(_("Deze waarneming is al verwijderd."))


def hand_in(*, actor: User, bezoek: Bezoek, now: datetime) -> None:
    """Hand in all one wrote: from now on it stays as it is, and one reads what others handed in. Her step is done.

    Raises ActionError when there is nothing yet, HandedInError when it was done already.
    """
    access.require(may_hand_in(place_at(actor, bezoek, now), now))
    with transaction.atomic():
        place = _hold(actor, bezoek, now)
        if not changeable_waarnemingen(place).update(handed_in_at=now):
            raise ActionError(_("Schrijf eerst minstens één waarneming op."))
        for code in _steps(bezoek):
            if place.deelnemer is not None:
                finish_step(step=code, deelnemer=place.deelnemer, bezoek=bezoek, now=now)


def close_waarnemingen(*, actor: User, bezoek: Bezoek, now: datetime) -> None:
    """Wait no longer for observations: who did not hand in is excused. She may still, and reads only after that."""
    access.require(may_close_waarnemingen(place_at(actor, bezoek, now), now))
    with transaction.atomic():
        hold_to_write(actor, bezoek.toernee.kring_id)
        Bezoek.objects.filter(pk=bezoek.pk, observations_closed_at__isnull=True).update(observations_closed_at=now)
        late = Toerneestap.objects.filter(OPEN_STEP, bezoek=bezoek, step__in=_steps(bezoek))
        for stap in late.select_related("toernee__kring", "bezoek__toernee"):
            if may_excuse(actor, stap, now):
                excuse_step(actor=actor, stap=stap, now=now)


def _hold(visitor: User, bezoek: Bezoek, now: datetime) -> Bezoekplaats:
    """Return where she stands now, under the lock of the Kring. Raises HandedInError, DeniedError."""
    hold_to_write(visitor, bezoek.toernee.kring_id)
    place = place_at(visitor, Bezoek.objects.select_related("toernee__kring").get(pk=bezoek.pk), now)
    access.require(place.may_observe)
    if has_handed_in(place):
        raise HandedInError
    return place


def _steps(bezoek: Bezoek) -> list[str]:
    return [step.code for step in protocol_of(bezoek.toernee).steps() if step.page == WAARNEMINGEN]
