"""Times that somebody offers, and booking, moving and calling them off."""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection

from community.actions.errors import ActionError
from community.actions.planned_elsewhere import DoubleBookedError
from community.actions.slots import (
    Aanbod,
    SlotTakenError,
    book_slot,
    free_slot,
    move_booking,
    offer_slots,
)
from community.models import Bericht, Bezetting, BijeenkomstStatus, Kring, KringKind, KringRol, Slot, SlotKind, User
from tests.factories import KringFactory, LidmaatschapFactory, UserFactory
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
DAY = NOW + timedelta(days=10)


def two(host: User, guest: User) -> Kring:
    """Return a Kring of these two."""
    kring = KringFactory(kind=KringKind.GESPREK)
    LidmaatschapFactory(kring=kring, user=host, role=KringRol.TREKKER)
    LidmaatschapFactory(kring=kring, user=guest)
    return kring


def offered(host: User, *hours: int, kring: Kring | None = None) -> list[Slot]:
    """Return times of an hour, so many hours after the tenth day."""
    times = tuple((DAY + number * HOUR, DAY + (number + 1) * HOUR) for number in hours)
    return offer_slots(host=host, kring=kring or KringFactory(kind=KringKind.EDITIE), kind=SlotKind.INTAKE,
                       aanbod=Aanbod(times, online_url="https://praat.example"), now=NOW)  # fmt: skip


def stored(slot: Slot) -> Slot:
    """Return a time as it is now."""
    return Slot.objects.select_related("bijeenkomst").get(pk=slot.pk)


def test_a_booked_time_is_a_meeting_of_two() -> None:
    host, guest = UserFactory(), UserFactory()
    (slot,) = offered(host, 0)
    book_slot(slot=slot, guest=guest, kring=two(host, guest), now=NOW)
    meeting = stored(slot).bijeenkomst
    assert meeting is not None
    assert (meeting.title, meeting.starts_at, meeting.online_url) == ("Intakegesprek", DAY, "https://praat.example")
    assert set(meeting.deelnames.values_list("user", flat=True)) == {host.pk, guest.pk}
    book_slot(slot=slot, guest=guest, kring=meeting.kring, now=NOW)
    assert stored(slot).bijeenkomst == meeting


def test_moving_keeps_the_meeting_and_tells_both_once() -> None:
    host, guest = UserFactory(), UserFactory()
    old, new = offered(host, 0, 5)
    meeting = book_slot(slot=old, guest=guest, kring=two(host, guest), now=NOW).bijeenkomst
    move_booking(old=old, new=new, now=NOW)
    assert (stored(old).booked_by, stored(new).booked_by, stored(new).bijeenkomst) == (None, guest, meeting)
    assert stored(new).bijeenkomst.starts_at == DAY + 5 * HOUR
    assert sorted(Bericht.objects.values_list("kind", flat=True)) == ["N112", "N112"]


@pytest.mark.parametrize(("is_offered_on", "left"), [(True, 1), (False, 0)])
def test_calling_off_tells_both_and_frees_the_time_or_takes_it_away(is_offered_on: bool, left: int) -> None:
    host, guest = UserFactory(), UserFactory()
    (slot,) = offered(host, 0)
    meeting = book_slot(slot=slot, guest=guest, kring=two(host, guest), now=NOW).bijeenkomst
    free_slot(slot=slot, reason="Ziek.", is_offered_on=is_offered_on, now=NOW)
    meeting.refresh_from_db()
    assert (meeting.status, Slot.objects.count(), Bezetting.objects.count()) == (
        BijeenkomstStatus.GEANNULEERD, left, left,
    )  # fmt: skip
    assert sorted(Bericht.objects.values_list("kind", flat=True)) == ["N113", "N113"]


def test_what_cannot_be_is_said_in_words() -> None:
    host, guest = UserFactory(), UserFactory()
    kring = two(host, guest)
    (slot, other) = offered(host, 0, 1)
    with pytest.raises(DoubleBookedError, match="is dan al bezet"):
        offered(host, 0)
    book_slot(slot=slot, guest=guest, kring=kring, now=NOW)
    with pytest.raises(SlotTakenError, match="koos net dit moment"):
        book_slot(slot=slot, guest=UserFactory(), kring=kring, now=NOW)
    with pytest.raises(ActionError, match="Kies een later moment"):
        book_slot(slot=other, guest=guest, kring=kring, now=DAY + 2 * HOUR)
    for action in (lambda: move_booking(old=slot, new=other, now=DAY + HOUR / 2),
                   lambda: free_slot(slot=slot, reason="", is_offered_on=True, now=DAY + HOUR / 2)):  # fmt: skip
        with pytest.raises(ActionError, match="al begonnen"):
            action()
    free_slot(slot=other, reason="", is_offered_on=False, now=NOW)
    with pytest.raises(SlotTakenError, match="niet meer aangeboden"):
        book_slot(slot=other, guest=guest, kring=kring, now=NOW)
    assert Slot.objects.count() == 1


@pytest.mark.parametrize(
    ("times", "words"),
    [
        ((), "minstens één tijd"),
        (((NOW - HOUR, NOW),), "nog moeten komen"),
        (((DAY, DAY),), "een kwartier tot vier uur"),
        (((DAY, DAY + 5 * HOUR),), "een kwartier tot vier uur"),
        (tuple((DAY + n * HOUR, DAY + (n + 1) * HOUR) for n in range(61)), "ten hoogste 60"),
    ],
)
def test_times_that_cannot_be_offered(times: tuple[tuple[datetime, datetime], ...], words: str) -> None:
    with pytest.raises(ActionError, match=words):
        offer_slots(host=UserFactory(), kring=KringFactory(), kind=SlotKind.COACHING, aanbod=Aanbod(times), now=NOW)
    assert Slot.objects.count() == 0


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Run these at the same moment, and return how each ended."""
    ready, outcomes = threading.Barrier(len(acts)), []

    def run(act: Callable[[], object]) -> None:
        ready.wait()
        try:
            act()
            outcomes.append("done")
        except ActionError as error:
            outcomes.append(type(error).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)


@pytest.mark.django_db(transaction=True)
def test_of_many_who_book_at_once_one_wins() -> None:
    host = UserFactory()
    (slot,) = offered(host, 0)
    people = [UserFactory() for _ in range(10)]
    kringen = [two(host, person) for person in people]
    found = at_once(*(
        lambda person=person, kring=kring: book_slot(slot=slot, guest=person, kring=kring, now=NOW)
        for person, kring in zip(people, kringen, strict=True)
    ))  # fmt: skip
    assert found == ["SlotTakenError"] * 9 + ["done"]
    assert stored(slot).bijeenkomst is not None


@pytest.mark.django_db(transaction=True)
def test_two_who_swap_do_not_wait_for_each_other() -> None:
    host, one, other = UserFactory(), UserFactory(), UserFactory()
    first, second = offered(host, 0, 5)
    book_slot(slot=first, guest=one, kring=two(host, one), now=NOW)
    book_slot(slot=second, guest=other, kring=two(host, other), now=NOW)
    found = at_once(lambda: move_booking(old=first, new=second, now=NOW),
                    lambda: move_booking(old=second, new=first, now=NOW))  # fmt: skip
    assert found == ["SlotTakenError", "SlotTakenError"]
