"""The intake: offering times, choosing one together with the casus, moving, calling off, and closing it."""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from casussen.access.praktijkboeken import casussen_to_hand_in
from casussen.actions.casussen import begin_casus
from community import access
from community.actions import slots
from community.actions.errors import ActionError
from community.actions.slots import Aanbod
from community.actions.taken import finish_taken
from community.actions.versions import save_sealed_version, save_version
from community.berichten.outbox import owe_many
from community.models import Rol, Slot, SlotKind, User
from training.access.intake import free_intake_slots, may_be, may_guide, may_offer_intake, may_withdraw
from training.actions.begeleiding import begeleiding_of, ontwikkelmap_of
from training.actions.coachgasten import forget_parts
from training.models import Deelnemer, Editie, Intake, Intakenotitie, Ontwikkelmap

KIES_INTAKE, INTAKE_AFRONDEN = "KIES_INTAKE", "INTAKE_AFRONDEN"
BOOKED = "N17"


def offer_intake(*, actor: User, editie: Editie, aanbod: Aanbod, now: datetime) -> list[Slot]:
    """Offer times for intake talks to the participants. Raises ActionError for a time that cannot be."""
    access.require(may_offer_intake(actor, editie, now))
    return slots.offer_slots(host=actor, kring=editie.kring, kind=SlotKind.INTAKE, aanbod=aanbod, now=now)


def withdraw_intake(*, actor: User, slot: Slot, reason: str, now: datetime) -> None:
    """Take back a time; the talk in it is called off and the participant is asked to choose again."""
    access.require(may_withdraw(actor, slot, now))
    with transaction.atomic():
        slots.free_slot(slot=slot, reason=reason, is_offered_on=False, now=now)


def choose_intake(*, actor: User, deelnemer: Deelnemer, slot_id: uuid.UUID, casus_code: str, now: datetime) -> Intake:
    """Book an intake talk, and in the same step have the casus ready that she brings.

    `casus_code` is that of a casus of her own; empty begins a new one, unless she brings one already. Raises
    SlotTakenError when somebody was first, ActionError when she has a talk already.
    """
    access.require(may_be(actor, deelnemer, now))
    slot = free_intake_slots(actor, deelnemer.editie, now).filter(pk=slot_id).first()
    if slot is None:
        raise slots.SlotTakenError(_("Dit moment is niet meer vrij. Kies een ander moment."))
    chosen_id = _own_casus(actor, casus_code, now) if casus_code and deelnemer.casus_id is None else None
    with transaction.atomic():
        held = _held(deelnemer)
        intake, _is_new = Intake.objects.get_or_create(deelnemer=held)
        if intake.slot_id == slot.pk:
            return intake
        if intake.slot_id is not None:
            raise ActionError(_("Je hebt al een intakegesprek gepland. Verzet dat gesprek als je niet kunt."))
        kring = begeleiding_of(deelnemer=deelnemer, begeleider=slot.host, rol=Rol.TRAINER, now=now).kring
        booked = slots.book_slot(slot=slot, guest=actor, kring=kring, now=now)
        Intake.objects.filter(pk=intake.pk).update(slot=booked, version=intake.version + 1)
        if held.casus_id is None:
            # Made only once the time is hers; the key of one that is rolled back is swept.
            casus_id = chosen_id or begin_casus(actor=actor, answers={}, now=now).pk
            forget_parts(held, now)
            Deelnemer.objects.filter(pk=held.pk).update(casus=casus_id)
        finish_taken(KIES_INTAKE, object_id=deelnemer.pk, now=now)
        if booked.bijeenkomst is not None:
            owe_many(BOOKED, object_id=booked.bijeenkomst.pk, recipients=[actor, slot.host], now=now,
                     moment=f"{now:%Y%m%d%H%M%S%f}", expires_at=booked.starts_at)  # fmt: skip
    intake.refresh_from_db()
    return intake


def move_intake(*, actor: User, deelnemer: Deelnemer, slot_id: uuid.UUID, now: datetime) -> None:
    """Move her intake talk to another free time of the same trainer, or book one of another and call this one off."""
    access.require(may_be(actor, deelnemer, now))
    new = free_intake_slots(actor, deelnemer.editie, now).filter(pk=slot_id).first()
    if new is None:
        raise slots.SlotTakenError(_("Dit moment is niet meer vrij. Kies een ander moment."))
    with transaction.atomic():
        old = _booked(_held(deelnemer))
        if old.host_id == new.host_id:
            slots.move_booking(old=old, new=new, now=now)
            Intake.objects.filter(deelnemer=deelnemer).update(slot=new)
            return
        slots.free_slot(slot=old, reason=_("Verzet naar een andere trainer."), is_offered_on=True, now=now)
        Intake.objects.filter(deelnemer=deelnemer).update(slot=None)
        choose_intake(actor=actor, deelnemer=deelnemer, slot_id=slot_id, casus_code="", now=now)


def cancel_intake(*, actor: User, deelnemer: Deelnemer, now: datetime) -> None:
    """Call off her own intake talk; the time is free for another and she is asked to choose again."""
    access.require(may_be(actor, deelnemer, now))
    with transaction.atomic():
        slots.free_slot(slot=_booked(_held(deelnemer)), reason="", is_offered_on=True, now=now)
        Intake.objects.filter(deelnemer=deelnemer).update(slot=None)


def finish_intake(*, actor: User, deelnemer: Deelnemer, version: int, now: datetime) -> Deelnemer:
    """Say that the intake was held: the participant is ready for dagdeel 1. Once; a second time changes nothing."""
    access.require(may_guide(actor, deelnemer, now))
    with transaction.atomic():
        stored = Deelnemer.objects.select_for_update(of=("self",), no_key=True).get(pk=deelnemer.pk)
        if stored.ready_at is not None:
            return stored
        Intake.objects.update_or_create(deelnemer=stored, defaults={"held_at": now})
        stored = save_version(stored, version=version, changes={"ready_at": now})
        for kind in (KIES_INTAKE, INTAKE_AFRONDEN):
            finish_taken(kind, object_id=deelnemer.pk, now=now)
    return stored


def save_leerdoelen(*, actor: User, deelnemer: Deelnemer, version: int, text: str, now: datetime) -> Ontwikkelmap:
    """Keep what a participant wants to learn. Raises StaleSaveError when she saved in another window meanwhile."""
    access.require(may_be(actor, deelnemer, now))
    own = ontwikkelmap_of(deelnemer=deelnemer, now=now)
    with transaction.atomic():
        return save_sealed_version(own, version=version, changes={"learning_goals": text}, also={"changed_at": now})


def save_notitie(*, actor: User, deelnemer: Deelnemer, version: int, text: str, now: datetime) -> Intakenotitie:
    """Keep a trainer's own note about a participant; `version` is versions.NOT_STORED for who began with an empty one.

    Raises StaleSaveError when she saved it elsewhere meanwhile.
    """
    access.require(may_guide(actor, deelnemer, now))
    own = ontwikkelmap_of(deelnemer=deelnemer, now=now)
    with transaction.atomic():
        Deelnemer.objects.select_for_update(of=("self",), no_key=True).get(pk=deelnemer.pk)
        stored = Intakenotitie.objects.filter(deelnemer=deelnemer, author=actor).first()
        if stored is None:
            stored = Intakenotitie(deelnemer=deelnemer, author=actor, data_key_id=own.data_key_id, changed_at=now)
            stored.text = text
            stored.save(force_insert=True)
            return stored
        return save_sealed_version(stored, version=version, changes={"text": text}, also={"changed_at": now})


def _held(deelnemer: Deelnemer) -> Deelnemer:
    """Return a participant as stored, locked: always before the times she chooses or gives up, as when she stops.

    Raises ActionError when she stopped meanwhile.
    """
    held = Deelnemer.objects.select_for_update(of=("self",), no_key=True).get(pk=deelnemer.pk)
    if held.stopped_at is not None:
        raise ActionError(_("Je doet niet meer mee met deze training."))
    return held


def _booked(deelnemer: Deelnemer) -> Slot:
    intake = Intake.objects.filter(deelnemer=deelnemer).select_related("slot__host").first()
    if intake is None or intake.slot is None:
        raise ActionError(_("Je hebt nu geen intakegesprek gepland."))
    return intake.slot


def _own_casus(actor: User, code: str, now: datetime) -> uuid.UUID:
    """Return the id of the casus she chose. Raises ActionError when it is gone."""
    found = casussen_to_hand_in(actor, now).filter(code=code).first()
    if found is None:
        raise ActionError(_("Deze casus is er niet meer. Kies een andere casus."))
    return found.pk
