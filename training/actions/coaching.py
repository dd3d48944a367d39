"""Coaching: offering times, booking one with a question, moving, calling off, asking without a time, the report."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community import access
from community.actions import slots
from community.actions.errors import ActionError
from community.actions.slots import Aanbod
from community.actions.taken import finish_taken, open_taken
from community.actions.versions import save_sealed_version
from community.berichten.outbox import owe, owe_many
from community.models import Slot, SlotKind, User
from training.access.coaching import (
    coaches_of,
    free_coaching_slots,
    is_coach,
    may_book,
    may_hold,
    may_keep,
    may_withdraw_coaching,
    rol_as_coach,
)
from training.actions.begeleiding import begeleiding_of, ontwikkelmap_of
from training.actions.coachgasten import Gast, end_guests, move_guests, take_along, tell_guests_off
from training.models import Coachgesprek, Deelnemer, Editie

BOOKED, ASKED = "N41", "N44"
COACHVRAAG = "COACHVRAAG"
# As many as there are tussentijden with coaching in the standard programme.
MOST_COMING = 4


@dataclass(frozen=True)
class Boeking:
    """What a participant fills in when she books: what it is about, and whom she takes along."""

    question: str
    gast: Gast | None = None


def offer_coaching(*, actor: User, editie: Editie, aanbod: Aanbod, now: datetime) -> list[Slot]:
    """Offer times for coaching to the participants. Raises ActionError for a time that cannot be."""
    access.require(is_coach(actor, editie, now))
    return slots.offer_slots(host=actor, kring=editie.kring, kind=SlotKind.COACHING, aanbod=aanbod, now=now)


def withdraw_coaching(*, actor: User, slot: Slot, reason: str, now: datetime) -> None:
    """Take back a time. The talk in it is called off; what the participant asked stays, so that she chooses anew."""
    access.require(may_withdraw_coaching(actor, slot, now))
    with transaction.atomic():
        slots.free_slot(slot=slot, reason=reason, is_offered_on=False, now=now)
        settle_timeless(now)


def book_coaching(
    *, actor: User, deelnemer: Deelnemer, slot_id: uuid.UUID, boeking: Boeking, now: datetime
) -> Coachgesprek:
    """Book an hour with a coach, with what it is about and perhaps a colleague. The same time twice is one talk.

    Raises SlotTakenError when somebody was first, ActionError for too many talks, one at the same time, or when she
    stopped meanwhile.
    """
    access.require(may_book(actor, deelnemer, now))
    slot = _free(actor, deelnemer.editie, slot_id, now)
    key_id = ontwikkelmap_of(deelnemer=deelnemer, now=now).data_key_id
    with transaction.atomic():
        _hold_participant(deelnemer)
        found = Coachgesprek.objects.filter(slot=slot, deelnemer=deelnemer).first()
        if found is not None:
            return found
        _require_room(deelnemer, slot.starts_at, slot.ends_at, now)
        booked = _book(deelnemer, slot, now)
        gesprek = _store(deelnemer, slot.host, key_id, boeking.question, now, slot=booked)
        if boeking.gast is not None:
            take_along(actor=actor, gesprek=gesprek, gast=boeking.gast, now=now)
        _tell_booked(gesprek, now)
    return gesprek


def ask_coaching(*, actor: User, deelnemer: Deelnemer, coach: User, question: str, now: datetime) -> Coachgesprek:
    """Leave a question with a coach who has no free time; she proposes one (N44).

    Raises ActionError when she has asked this coach already or stopped, or the person coaches here no more.
    """
    access.require(may_book(actor, deelnemer, now))
    key_id = ontwikkelmap_of(deelnemer=deelnemer, now=now).data_key_id
    with transaction.atomic():
        _hold_participant(deelnemer)
        if not coaches_of(deelnemer.editie, now).filter(pk=coach.pk).exists():
            raise ActionError(_("{name} coacht hier niet meer. Kies een andere coach.").format(name=coach.naam))
        waiting = Coachgesprek.objects.filter(deelnemer=deelnemer, coach=coach, slot__isnull=True)
        if waiting.filter(cancelled_at__isnull=True).exists():
            raise ActionError(_("Je vraag aan {name} staat er al. Wacht op een voorstel.").format(name=coach.naam))
        gesprek = _store(deelnemer, coach, key_id, question, now)
        open_taken(COACHVRAAG, users=[coach], object_id=gesprek.pk, now=now)
        owe(ASKED, object_id=gesprek.pk, recipient=coach, moment="vraag", now=now)
    return gesprek


def propose_moment(*, actor: User, gesprek: Coachgesprek, aanbod: Aanbod, now: datetime) -> Coachgesprek:
    """Give a participant who waits a time: it is booked for her at once, and she may move it or call it off.

    Raises ActionError when she has a time already, or something else then.
    """
    access.require(may_hold(actor, gesprek, now))
    with transaction.atomic():
        Deelnemer.objects.select_for_update(of=("self",), no_key=True).get(pk=gesprek.deelnemer_id)
        stored = Coachgesprek.objects.select_for_update(of=("self",)).get(pk=gesprek.pk)
        if stored.slot_id is not None or stored.cancelled_at is not None:
            raise ActionError(_("Voor deze vraag is al een moment gekozen, of de vraag is ingetrokken."))
        starts_at, ends_at = aanbod.times[0]
        _require_room(gesprek.deelnemer, starts_at, ends_at, now)
        editie = gesprek.deelnemer.editie
        (slot,) = slots.offer_slots(
            host=actor, kring=editie.kring, kind=SlotKind.COACHING, now=now,
            aanbod=Aanbod(aanbod.times[:1], place_name=aanbod.place_name, online_url=aanbod.online_url),
        )  # fmt: skip
        return _place(gesprek, _book(gesprek.deelnemer, slot, now), now)


def move_coaching(*, actor: User, gesprek: Coachgesprek, slot_id: uuid.UUID, now: datetime) -> None:
    """Move her talk to another free time, of the same coach or of another; or choose one for what she asked.

    Raises SlotTakenError when somebody was first, ActionError once either began.
    """
    access.require(may_book(actor, gesprek.deelnemer, now))
    new = _free(actor, gesprek.deelnemer.editie, slot_id, now)
    with transaction.atomic():
        stored = _hold_talk(gesprek, new)
        if stored.cancelled_at is not None:
            raise ActionError(_("Dit gesprek is al afgezegd. Boek een nieuw gesprek."))
        old = stored.slot
        _require_room(gesprek.deelnemer, new.starts_at, new.ends_at, now, but_not=old)
        if old is not None and old.host_id == new.host_id:
            moved = slots.move_booking(old=old, new=new, now=now)
            Coachgesprek.objects.filter(pk=gesprek.pk).update(slot=moved, version=stored.version + 1)
            move_guests(gesprek_id=gesprek.pk, ends_at=moved.ends_at, now=now)
            return
        if old is not None:
            slots.free_slot(slot=old, reason=_("Verzet naar een andere coach."), is_offered_on=True, now=now)
        _place(gesprek, _book(gesprek.deelnemer, new, now), now)


def cancel_coaching(*, actor: User, gesprek: Coachgesprek, now: datetime) -> None:
    """Call off her own talk, or take back what she asked; its guests are told, the time is free for another.

    Twice changes nothing. Raises ActionError once it began.
    """
    access.require(may_keep(actor, gesprek))
    with transaction.atomic():
        stored = _hold_talk(gesprek)
        if stored.cancelled_at is None:
            if stored.slot is not None:
                slots.free_slot(slot=stored.slot, reason="", is_offered_on=True, now=now)
            close_gesprek(stored, actor, now)


def close_gesprek(gesprek: Coachgesprek, by: User | None, now: datetime) -> None:
    """Write that a talk does not go on, and end the links of its guests. Its time was freed already."""
    Coachgesprek.objects.filter(pk=gesprek.pk).update(
        slot=None, cancelled_at=now, cancelled_by=by, version=gesprek.version + 1
    )
    finish_taken(COACHVRAAG, object_id=gesprek.pk, now=now)
    end_guests(gesprek_id=gesprek.pk, now=now)


def settle_timeless(now: datetime) -> None:
    """Let talks whose time was taken back be a question again, and tell their guests that hour is off.

    A coach takes a time back, or a trainer is replaced: what the participant asked is kept.
    """
    rows = Coachgesprek.objects.select_for_update(of=("self",)).filter(
        slot__isnull=True, booked_at__isnull=False, cancelled_at__isnull=True
    )
    with transaction.atomic():
        for gesprek in rows.order_by("pk"):
            tell_guests_off(gesprek_id=gesprek.pk, now=now)
            Coachgesprek.objects.filter(pk=gesprek.pk).update(booked_at=None, version=gesprek.version + 1)


def save_verslag(*, actor: User, gesprek: Coachgesprek, version: int, text: str, now: datetime) -> Coachgesprek:
    """Keep what a participant takes from a talk. Raises StaleSaveError when she saved it elsewhere meanwhile."""
    access.require(may_keep(actor, gesprek))
    with transaction.atomic():
        return save_sealed_version(gesprek, version=version, changes={"report": text}, also={})


def remove_coachgesprek(*, actor: User, gesprek: Coachgesprek, now: datetime) -> None:
    """Remove question and report of a talk that is over or off. Raises ActionError while it is still to come."""
    access.require(may_keep(actor, gesprek))
    with transaction.atomic():
        stored = Coachgesprek.objects.select_for_update(of=("self",)).filter(pk=gesprek.pk).first()
        if stored is None:
            return
        if stored.cancelled_at is None and (stored.slot is None or stored.slot.ends_at > now):
            raise ActionError(_("Zeg het gesprek eerst af. Daarna kun je het verwijderen."))
        end_guests(gesprek_id=stored.pk, now=now)
        stored.delete()


def _hold_participant(deelnemer: Deelnemer) -> None:
    """Lock a participant: her talks change one by one. Raises ActionError when she stopped meanwhile."""
    held = Deelnemer.objects.select_for_update(of=("self",), no_key=True).get(pk=deelnemer.pk)
    if held.stopped_at is not None:
        raise ActionError(_("Je doet niet meer mee met deze training."))


def _hold_talk(gesprek: Coachgesprek, *wanted: Slot) -> Coachgesprek:
    """Return a talk as stored, locked; before it the participant and the times it is about.

    Always in that order: a coach who takes a time back has that time first and the talk after it.
    A key of hers stays free: who takes a time back writes a talk of hers twice, which looks at it.
    """
    Deelnemer.objects.select_for_update(of=("self",), no_key=True).get(pk=gesprek.deelnemer_id)
    own = Slot.objects.filter(coachgesprek=gesprek.pk).values_list("pk", flat=True)
    times = Slot.objects.filter(pk__in=[*own, *(slot.pk for slot in wanted)]).order_by("pk")
    list(times.select_for_update(of=("self",)).values_list("pk"))
    held: Coachgesprek = Coachgesprek.objects.select_for_update(of=("self",)).get(pk=gesprek.pk)
    return held


def _free(actor: User, editie: Editie, slot_id: uuid.UUID, now: datetime) -> Slot:
    slot = free_coaching_slots(actor, editie, now).filter(pk=slot_id).first()
    if slot is None:
        raise slots.SlotTakenError(_("Dit moment is niet meer vrij. Kies een ander moment."))
    return slot


def _book(deelnemer: Deelnemer, slot: Slot, now: datetime) -> Slot:
    rol = rol_as_coach(slot.host, deelnemer.editie, now)
    kring = begeleiding_of(deelnemer=deelnemer, begeleider=slot.host, rol=rol, now=now).kring
    return slots.book_slot(slot=slot, guest=deelnemer.user, kring=kring, now=now)


def _place(gesprek: Coachgesprek, booked: Slot, now: datetime) -> Coachgesprek:
    """Give a talk that waits, or that moved to another coach, its time; everybody in it is told."""
    stored = Coachgesprek.objects.get(pk=gesprek.pk)
    Coachgesprek.objects.filter(pk=gesprek.pk).update(
        slot=booked, coach=booked.host, booked_at=now, version=stored.version + 1
    )
    finish_taken(COACHVRAAG, object_id=gesprek.pk, now=now)
    move_guests(gesprek_id=gesprek.pk, ends_at=booked.ends_at, now=now)
    fresh = Coachgesprek.objects.select_related("slot__bijeenkomst", "deelnemer__user", "coach").get(pk=gesprek.pk)
    _tell_booked(fresh, now)
    return fresh


def _store(
    deelnemer: Deelnemer, coach: User, key_id: uuid.UUID, question: str, now: datetime, slot: Slot | None = None
) -> Coachgesprek:
    made = Coachgesprek(
        deelnemer=deelnemer, coach=coach, slot=slot, data_key_id=key_id, asked_at=now,
        booked_at=now if slot else None,
    )  # fmt: skip
    made.question, made.report = question, ""
    made.save(force_insert=True)
    return made


def _tell_booked(gesprek: Coachgesprek, now: datetime) -> None:
    slot = gesprek.slot
    if slot is not None and slot.bijeenkomst_id is not None:
        owe_many(BOOKED, object_id=slot.bijeenkomst_id, recipients=[gesprek.deelnemer.user, gesprek.coach], now=now,
                 moment=f"{now:%Y%m%d%H%M%S%f}", expires_at=slot.starts_at)  # fmt: skip


def _require_room(
    deelnemer: Deelnemer, starts_at: datetime, ends_at: datetime, now: datetime, but_not: Slot | None = None
) -> None:
    """Raise ActionError for somebody with a talk at that time, or with many to come. Call under her lock."""
    coming = Slot.objects.filter(booked_by=deelnemer.user_id, ends_at__gt=now)
    if but_not is not None:
        coming = coming.exclude(pk=but_not.pk)
    if coming.filter(starts_at__lt=ends_at, ends_at__gt=starts_at).exists():
        raise ActionError(_("Op dat moment staat er al een ander gesprek. Kies een ander moment."))
    own = coming.filter(kind=SlotKind.COACHING, kring=deelnemer.editie.kring_id)
    if own.count() >= MOST_COMING:
        raise ActionError(_("Er staan al vier coachgesprekken gepland. Boek een nieuw gesprek na het eerstvolgende."))
