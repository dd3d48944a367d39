"""One hour with a coach, wanted by many at the same moment: exactly one gets it.

Contested two times by twelve; in `make proof` twenty times by fifty (issue 5).
"""

from collections.abc import Callable
from datetime import datetime

import pytest

from community.access import DeniedError
from community.actions.errors import ActionError
from community.actions.slots import SlotTakenError
from community.confidential import confidential
from community.models import Bijeenkomst, Slot
from tests.community.agenda.test_at_once import all_at_once
from tests.factories.moments import NOW
from tests.factories.training import a_deelnemer, a_trainer, an_editie
from tests.in_full import IS_FULL, share, tell
from tests.training.coachwork import booked, offered
from training.actions import coaching
from training.actions.begeleiding import ontwikkelmap_of
from training.actions.coaching import (
    Boeking,
    ask_coaching,
    book_coaching,
    cancel_coaching,
    move_coaching,
    withdraw_coaching,
)
from training.actions.deelnemers import stop_deelnemer
from training.models import Coachgesprek, Deelnemer, Ontwikkelmap

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS, THREADS = (20, 50) if IS_FULL else (2, 12)


def booking(deelnemer: Deelnemer, slot: Slot) -> Callable[[], object]:
    """Return the act of booking this time."""

    def act() -> object:
        with confidential():
            return book_coaching(actor=deelnemer.user, deelnemer=deelnemer, slot_id=slot.pk,
                                 boeking=Boeking("Over de vraag"), now=NOW)  # fmt: skip

    return act


def moving(gesprek: Coachgesprek, slot: Slot) -> Callable[[], object]:
    """Return the act of moving a talk to this time."""

    def act() -> object:
        with confidential():
            move_coaching(actor=gesprek.deelnemer.user, gesprek=gesprek, slot_id=slot.pk, now=NOW)
        return gesprek

    return act


def test_one_hour_is_booked_once() -> None:
    for number in share(range(ROUNDS)):
        editie = an_editie(name=f"Uur {number}", capacity=60)
        trainer = a_trainer(editie)
        with confidential():
            (slot,) = offered(editie, trainer, 1)
        people = [a_deelnemer(editie) for _ in range(THREADS)]
        with confidential():
            # Made before, as by an intake: fifty keys at once ask more connections than the engine of tests gives.
            for deelnemer in people:
                ontwikkelmap_of(deelnemer=deelnemer, now=NOW)
        errors = all_at_once(*(booking(deelnemer, slot) for deelnemer in people))
        with confidential():
            given = Coachgesprek.objects.filter(deelnemer__editie=editie).count()
        refused = sum(isinstance(error, SlotTakenError) for error in errors)
        tell(rounds=1, contests=THREADS, seats=1, given=given, refused=refused, overbooked=max(0, given - 1),
             lost=THREADS - given - len(errors), errors=len(errors) - refused)  # fmt: skip
        assert (given, {type(error) for error in errors}) == (1, {SlotTakenError})
        talks = Bijeenkomst.objects.filter(kind="COACHING", slot=slot)
        assert (len(errors), talks.count()) == (THREADS - 1, 1)


def test_who_moves_and_who_books_the_same_hour_do_not_share_it() -> None:
    for number in share(range(ROUNDS)):
        editie = an_editie(name=f"Ruil {number}", capacity=60)
        trainer = a_trainer(editie)
        with confidential():
            first, second, wanted = offered(editie, trainer, 1, 2, 3)
            talks = [booking(a_deelnemer(editie), slot)() for slot in (first, second)]
        acts = [*(moving(talk, wanted) for talk in talks), booking(a_deelnemer(editie), wanted)]  # type: ignore[arg-type]  # a Coachgesprek
        errors = all_at_once(*acts)
        wanted.refresh_from_db()
        tell(rounds=1, contests=3, given=int(wanted.booked_by_id is not None), refused=len(errors))
        assert (wanted.booked_by_id is not None, {type(error) for error in errors}) == (True, {SlotTakenError})
        with confidential():
            assert Coachgesprek.objects.filter(slot=wanted).count() == 1


def test_who_moves_stops_or_calls_off_while_the_coach_takes_the_time_back() -> None:
    """However it goes: what stands on her name is a talk of hers, and nobody waits for another for ever."""
    for number in share(range(ROUNDS * 3)):
        editie = an_editie(name=f"Kruising {number}", capacity=60)
        trainer, deelnemer = a_trainer(editie), a_deelnemer(editie)
        with confidential():
            first, second, wanted = offered(editie, trainer, 1, 2, 3)
            one, two = booked(deelnemer, first), booked(deelnemer, second)
        acts = [moving(one, wanted), calling_off(two), withdrawing(first), withdrawing(second), stopping(deelnemer)]
        errors = all_at_once(*(acts if number % 3 == 2 else acts[:-1]))
        refused = sum(isinstance(error, ActionError) for error in errors)
        tell(crossings=1, refused=refused, errors=len(errors) - refused)
        assert [repr(error) for error in errors if not isinstance(error, (ActionError, DeniedError))] == []
        with confidential():
            held = Coachgesprek.objects.filter(deelnemer=deelnemer, slot__isnull=False, cancelled_at__isnull=True)
            assert set(held.values_list("slot", flat=True)) == booked_by(deelnemer)


def booked_by(deelnemer: Deelnemer) -> set[object]:
    """Return the ids of the times that stand on her name."""
    return set(Slot.objects.filter(booked_by=deelnemer.user).values_list("pk", flat=True))


def calling_off(gesprek: Coachgesprek) -> Callable[[], object]:
    """Return the act of calling this talk off."""

    def act() -> object:
        with confidential():
            cancel_coaching(actor=gesprek.deelnemer.user, gesprek=gesprek, now=NOW)
        return gesprek

    return act


def withdrawing(slot: Slot) -> Callable[[], object]:
    """Return the act of taking this time back."""

    def act() -> object:
        with confidential():
            withdraw_coaching(actor=slot.host, slot=slot, reason="Ziek", now=NOW)
        return slot

    return act


def stopping(deelnemer: Deelnemer) -> Callable[[], object]:
    """Return the act of stopping with the training."""
    return lambda: stop_deelnemer(actor=deelnemer.user, deelnemer=deelnemer, reason="", now=NOW)


def test_who_stops_while_she_books_or_asks_leaves_no_talk(monkeypatch: pytest.MonkeyPatch) -> None:
    editie = an_editie(capacity=60)
    trainer = a_trainer(editie)
    with confidential():
        (slot,) = offered(editie, trainer, 1)

    def stopped_meanwhile(*, deelnemer: Deelnemer, now: datetime) -> Ontwikkelmap:
        found = ontwikkelmap_of(deelnemer=deelnemer, now=now)
        stop_deelnemer(actor=deelnemer.user, deelnemer=Deelnemer.objects.get(pk=deelnemer.pk), reason="", now=now)
        return found

    monkeypatch.setattr(coaching, "ontwikkelmap_of", stopped_meanwhile)
    first, second = a_deelnemer(editie), a_deelnemer(editie)
    with pytest.raises(ActionError, match="niet meer mee"):
        booking(first, slot)()
    with confidential(), pytest.raises(ActionError, match="niet meer mee"):
        ask_coaching(actor=second.user, deelnemer=second, coach=trainer, question="Hoe dan", now=NOW)
    with confidential():
        assert (Coachgesprek.objects.count(), booked_by(first)) == (0, set())
