"""Times that somebody offers for a talk, and the booking of one by another.

Building blocks: the module that has the talks judged who may, and calls these within its own transaction. A booked
time has a Bijeenkomst in a Kring that only the two are in; it is told, moved and called off as any meeting.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from community.actions.agenda import Opzet, call_off
from community.actions.deelname import lock
from community.actions.errors import ActionError
from community.actions.planned_elsewhere import hold_meeting, occupy, replan
from community.models import Audience, BijeenkomstKind, Kring, Slot, SlotKind, User

SHORTEST, LONGEST = timedelta(minutes=15), timedelta(hours=4)
MOST_AT_ONCE = 60


class SlotTakenError(ActionError):
    """Somebody else booked this time, or it is not offered any more."""


@dataclass(frozen=True)
class Aanbod:
    """Times that somebody offers at once. Each is a begin and an end; the place holds for all of them."""

    times: tuple[tuple[datetime, datetime], ...]
    place_name: str = ""
    online_url: str = ""


def offer_slots(*, host: User, kring: Kring, kind: SlotKind, aanbod: Aanbod, now: datetime) -> list[Slot]:
    """Offer these times to the people of a Kring, all or none.

    Raises ActionError for a time that cannot be, DoubleBookedError when she has something else then.
    """
    _require_sound(aanbod, now)
    with transaction.atomic():
        slots = [
            Slot(kind=kind, kring=kring, host=host, starts_at=starts_at, ends_at=ends_at,
                 place_name=aanbod.place_name, online_url=aanbod.online_url)
            for starts_at, ends_at in aanbod.times
        ]  # fmt: skip
        Slot.objects.bulk_create(slots)
        for slot in slots:
            occupy(slot, users=[host], locatie=None)
    return slots


def book_slot(*, slot: Slot, guest: User, kring: Kring, now: datetime) -> Slot:
    """Book a time for a talk of two: `kring` is theirs alone. Booking what one booked already changes nothing.

    Raises SlotTakenError when somebody else was first, ActionError when it began.
    """
    with transaction.atomic():
        held = _held(slot.pk)
        if held.booked_by_id == guest.pk:
            return held
        _require_free(held, now)
        held.bijeenkomst = hold_meeting(
            opzet=_opzet(held), kring=kring, organiser=held.host, people=[held.host, guest], now=now
        )
        held.booked_by = guest
        held.save(update_fields=["bijeenkomst", "booked_by"])
    return held


def move_booking(*, old: Slot, new: Slot, now: datetime) -> Slot:
    """Move a booked talk to another time of the same host; the meeting stays, so that calendars move it along.

    Raises SlotTakenError when somebody else booked that time, ActionError when either began.
    """
    with transaction.atomic():
        first, second = sorted((old.pk, new.pk))  # always in one order: two who swap do not wait for each other
        rows = {pk: _held(pk) for pk in (first, second)}
        held, target = rows[old.pk], rows[new.pk]
        guest, meeting = held.booked_by, held.bijeenkomst
        if guest is None or meeting is None:
            raise SlotTakenError(_("Dit gesprek is intussen afgezegd."))
        if held.starts_at <= now:
            raise ActionError(_("Dit gesprek is al begonnen. Verzetten kan niet meer."))
        _require_free(target, now)
        held.booked_by = held.bijeenkomst = None
        held.save(update_fields=["bijeenkomst", "booked_by"])
        replan(meeting, _opzet(target), now)
        target.booked_by, target.bijeenkomst = guest, meeting
        target.save(update_fields=["bijeenkomst", "booked_by"])
    return target


def free_slot(*, slot: Slot, reason: str, is_offered_on: bool, now: datetime) -> None:
    """Call the talk in this time off and tell both; the time is free again, or gone unless `is_offered_on`.

    Raises ActionError once it began. Calling off what is free already changes nothing.
    """
    with transaction.atomic():
        held = _held(slot.pk)
        meeting = held.bijeenkomst
        if meeting is not None:
            if held.starts_at <= now:
                raise ActionError(_("Dit gesprek is al begonnen. Afzeggen kan niet meer."))
            call_off(lock(meeting), reason=reason, now=now)
        held.booked_by = held.bijeenkomst = None
        held.save(update_fields=["bijeenkomst", "booked_by"])
        if not is_offered_on:
            held.delete()


def take_back_slots(*, host: User, kring: Kring, reason: str, now: datetime) -> None:
    """Take back what somebody still offers here who guides nobody here any more; who booked a talk is told why."""
    with transaction.atomic():
        for slot in Slot.objects.filter(host=host, kring=kring, starts_at__gt=now).order_by("pk"):
            free_slot(slot=slot, reason=reason, is_offered_on=False, now=now)


def _held(slot_id: uuid.UUID) -> Slot:
    """Return a time as stored, locked. Raises SlotTakenError when it is gone."""
    rows = Slot.objects.select_for_update(of=("self",)).select_related("host", "booked_by", "bijeenkomst")
    found = rows.filter(pk=slot_id).first()
    if found is None:
        raise SlotTakenError(_("Dit moment wordt niet meer aangeboden. Kies een ander moment."))
    return found


def _require_free(slot: Slot, now: datetime) -> None:
    if slot.booked_by_id is not None:
        raise SlotTakenError(_("Iemand anders koos net dit moment. Kies een ander moment."))
    if slot.starts_at <= now:
        raise ActionError(_("Dit moment is al begonnen. Kies een later moment."))


def _require_sound(aanbod: Aanbod, now: datetime) -> None:
    if not aanbod.times:
        raise ActionError(_("Kies minstens één tijd."))
    if len(aanbod.times) > MOST_AT_ONCE:
        raise ActionError(_("Bied ten hoogste {number} tijden tegelijk aan.").format(number=MOST_AT_ONCE))
    for starts_at, ends_at in aanbod.times:
        if starts_at <= now:
            raise ActionError(_("Kies tijden die nog moeten komen."))
        if not SHORTEST <= ends_at - starts_at <= LONGEST:
            raise ActionError(_("Een gesprek duurt een kwartier tot vier uur. Pas het begin of het einde aan."))


def _opzet(slot: Slot) -> Opzet:
    kind = BijeenkomstKind(slot.kind)
    return Opzet(
        kind=kind, audience=Audience.KRING, title=str(kind.label), starts_at=slot.starts_at, ends_at=slot.ends_at,
        place_name=slot.place_name, online_url=slot.online_url,
    )  # fmt: skip
