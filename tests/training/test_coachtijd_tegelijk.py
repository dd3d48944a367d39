"""One hour with a coach, wanted by many at the same moment: exactly one gets it.

Contested two times by twelve; in `make proof` twenty times by fifty (issue 5).
"""

from collections.abc import Callable

import pytest

from community.actions.slots import SlotTakenError
from community.confidential import confidential
from community.models import Bijeenkomst, Slot
from tests.community.agenda.test_at_once import all_at_once
from tests.factories.moments import NOW
from tests.factories.training import a_deelnemer, a_trainer, an_editie
from tests.in_full import IS_FULL, share, tell
from tests.training.coachwork import offered
from training.actions.begeleiding import ontwikkelmap_of
from training.actions.coaching import Boeking, book_coaching, move_coaching
from training.models import Coachgesprek, Deelnemer

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
