"""One time for an intake talk at the same moment: wanted by many, moved while it is called off or its person stops.

Contested two times by twelve; in `make proof` twenty times by fifty (issue 5).
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from casussen.models import Casus
from community.actions.errors import ActionError
from community.actions.planned_elsewhere import DoubleBookedError
from community.actions.slots import Aanbod, SlotTakenError
from community.confidential import confidential
from community.models import Bezetting, Deelname, DeelnameStatus, Roltoekenning, Slot, User
from tests.community.agenda.test_at_once import all_at_once
from tests.factories.moments import NOW
from tests.factories.second_factor import with_second_factor
from tests.factories.training import a_deelnemer, a_trainer, an_editie
from tests.in_full import IS_FULL, share, tell
from training.access.intake import free_intake_slots
from training.actions.deelnemers import stop_deelnemer
from training.actions.intake import (
    cancel_intake,
    choose_intake,
    finish_intake,
    move_intake,
    offer_intake,
    withdraw_intake,
)
from training.actions.tussentijden import bring_casus
from training.models import Deelnemer, Editie, Intake
from training.views import intake as views

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS, THREADS = (20, 50) if IS_FULL else (2, 12)
CROSSINGS = 20 if IS_FULL else 4
DAY, HOUR = NOW + timedelta(days=7), timedelta(hours=1)
Act = Callable[[], object]


def offered(editie: Editie, trainer: User, *hours: int) -> list[Slot]:
    """Return times of an hour that this trainer offers, a week from now."""
    times = tuple((DAY + number * HOUR, DAY + (number + 1) * HOUR) for number in hours)
    with confidential():
        return offer_intake(actor=trainer, editie=editie, aanbod=Aanbod(times), now=NOW)


def choosing(deelnemer: Deelnemer, slot: Slot) -> Act:
    """Return the act of choosing this time, with a new casus."""

    def act() -> object:
        with confidential():
            return choose_intake(actor=deelnemer.user, deelnemer=deelnemer, slot_id=slot.pk, casus_code="", now=NOW)

    return act


def moving(deelnemer: Deelnemer, slot: Slot) -> Act:
    """Return the act of moving her talk to this time."""

    def act() -> object:
        with confidential():
            move_intake(actor=deelnemer.user, deelnemer=deelnemer, slot_id=slot.pk, now=NOW)
        return slot

    return act


def booked_by(deelnemer: Deelnemer) -> set[object]:
    """Return the ids of the times that stand on her name."""
    return set(Slot.objects.filter(booked_by=deelnemer.user).values_list("pk", flat=True))


def planned(deelnemer: Deelnemer) -> set[object]:
    """Return the id of the time of her intake, as she sees it."""
    return {pk for pk in Intake.objects.filter(deelnemer=deelnemer).values_list("slot", flat=True) if pk}


def seats(deelnemer: Deelnemer) -> int:
    """Return in how many talks that go on she has a seat."""
    rows = Deelname.objects.filter(user=deelnemer.user, bijeenkomst__kind="INTAKE", status=DeelnameStatus.AANGEMELD)
    return rows.filter(bijeenkomst__status="GEPLAND").count()


def tell_crossing(deelnemer: Deelnemer, errors: list[BaseException]) -> None:
    """Count what came of acts of one person at the same moment."""
    refused = sum(isinstance(error, ActionError) for error in errors)
    is_doubled = booked_by(deelnemer) != planned(deelnemer) or seats(deelnemer) > 1
    tell(crossings=1, refused=refused, errors=len(errors) - refused, doubled=int(is_doubled))


def test_one_time_is_chosen_once() -> None:
    for number in share(range(ROUNDS)):
        editie = an_editie(name=f"Uur {number}", capacity=60)
        (slot,) = offered(editie, a_trainer(editie), 0)
        people = [a_deelnemer(editie) for _ in range(THREADS)]
        errors = all_at_once(*(choosing(deelnemer, slot) for deelnemer in people))
        given = Intake.objects.filter(deelnemer__editie=editie, slot=slot).count()
        refused = sum(isinstance(error, SlotTakenError) for error in errors)
        tell(rounds=1, contests=THREADS, seats=1, given=given, refused=refused, overbooked=max(0, given - 1),
             lost=THREADS - given - len(errors), errors=len(errors) - refused)  # fmt: skip
        assert (given, len(errors), {type(error) for error in errors}) == (1, THREADS - 1, {SlotTakenError})
        with confidential():
            # Who was too late has no casus that she never asked for.
            assert Casus.objects.filter(owner__in=[one.user for one in people]).count() == 1
        assert sum(seats(deelnemer) for deelnemer in people) == 1


def test_two_windows_of_one_person_book_one_talk() -> None:
    for number in range(CROSSINGS):
        editie = an_editie(name=f"Vensters {number}")
        first, second = offered(editie, a_trainer(editie), 0, 1)
        deelnemer = a_deelnemer(editie)
        errors = all_at_once(choosing(deelnemer, first), choosing(deelnemer, second))
        tell_crossing(deelnemer, errors)
        assert {type(error) for error in errors} <= {ActionError}
        assert len(errors) == 1
        assert booked_by(deelnemer) == planned(deelnemer)
        assert seats(deelnemer) == 1


@pytest.mark.parametrize("is_same_trainer", [True, False])
def test_who_moves_while_she_calls_off_or_stops_is_nowhere_twice(is_same_trainer: bool) -> None:
    """However it goes: what stands on her name is what she sees, and nobody waits for another for ever."""
    for number in range(CROSSINGS):
        editie = an_editie(name=f"Kruising {number}")
        trainers = [a_trainer(editie), a_trainer(editie)]
        (old,) = offered(editie, trainers[0], 0)
        (new,) = offered(editie, trainers[0 if is_same_trainer else 1], 3)
        deelnemer = a_deelnemer(editie)
        choosing(deelnemer, old)()
        ending = stopping(deelnemer) if number % 2 else calling_off(deelnemer)
        errors = all_at_once(moving(deelnemer, new), ending, withdrawing(old))
        tell_crossing(deelnemer, errors)
        assert [repr(error) for error in errors if not isinstance(error, ActionError)] == []
        assert booked_by(deelnemer) == planned(deelnemer)
        assert seats(deelnemer) == len(booked_by(deelnemer))


def test_the_time_of_who_stops_is_taken_by_the_next() -> None:
    editie = an_editie()
    (slot,) = offered(editie, a_trainer(editie), 0)
    first, second = a_deelnemer(editie), a_deelnemer(editie)
    choosing(first, slot)()
    stopping(first)()
    choosing(second, slot)()
    assert (planned(first), planned(second), booked_by(second)) == (set(), {slot.pk}, {slot.pk})


def test_two_windows_that_bring_a_new_casus_bring_one() -> None:
    for number in range(CROSSINGS):
        deelnemer = a_deelnemer(an_editie(name=f"Nieuw {number}"))
        errors = all_at_once(*[bringing(deelnemer)] * 3)
        tell_crossing(deelnemer, errors)
        assert {type(error) for error in errors} == {ActionError}
        with confidential():
            assert Casus.objects.filter(owner=deelnemer.user).count() == 1


def bringing(deelnemer: Deelnemer) -> Act:
    def act() -> object:
        with confidential():
            bring_casus(actor=deelnemer.user, deelnemer=deelnemer, casus_code="", now=NOW)
        return deelnemer

    return act


def calling_off(deelnemer: Deelnemer) -> Act:
    return lambda: cancel_intake(actor=deelnemer.user, deelnemer=deelnemer, now=NOW)


def stopping(deelnemer: Deelnemer) -> Act:
    return lambda: stop_deelnemer(actor=deelnemer.user, deelnemer=deelnemer, reason="", now=NOW)


def withdrawing(slot: Slot) -> Act:
    return lambda: withdraw_intake(actor=slot.host, slot=slot, reason="Ziek", now=NOW)


def test_the_same_hour_is_offered_once() -> None:
    for number in share(range(ROUNDS)):
        editie = an_editie(name=f"Aanbod {number}")
        trainer = a_trainer(editie)
        errors = all_at_once(*[lambda: offered(editie, trainer, 0)] * THREADS)  # noqa: B023 - called in this round
        tell(offers=THREADS, offered=Slot.objects.filter(host=trainer).count())
        assert {type(error) for error in errors} == {DoubleBookedError}
        assert (len(errors), Bezetting.objects.filter(user=trainer).count()) == (THREADS - 1, 1)


def test_a_time_of_who_leads_no_more_is_offered_to_nobody() -> None:
    editie = an_editie()
    trainer, deelnemer = a_trainer(editie), a_deelnemer(editie)
    (slot,) = offered(editie, trainer, 0)
    assert free_intake_slots(deelnemer.user, editie, NOW).count() == 1
    Roltoekenning.objects.filter(user=trainer).delete()
    with pytest.raises(SlotTakenError):
        choosing(deelnemer, slot)()
    assert booked_by(deelnemer) == set()


def test_who_stops_while_her_intake_is_closed_is_said_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    editie = an_editie()
    trainer, deelnemer = with_second_factor(a_trainer(editie)), a_deelnemer(editie)

    def stopped_meanwhile(**given: Any) -> Deelnemer:
        stopping(deelnemer)()
        return finish_intake(**given)

    monkeypatch.setattr(views, "finish_intake", stopped_meanwhile)
    browser = Client()
    with time_machine.travel(NOW, tick=False):
        browser.force_login(trainer)
        page = browser.post(f"/trainingen/{editie.slug}/intake/deelnemers/{deelnemer.pk}/gereed/", follow=True)
    assert (page.status_code, "gereed voor dagdeel 1." in page.content.decode()) == (200, False)
    deelnemer.refresh_from_db()
    assert deelnemer.ready_at is None
