"""Meetings that another module plans: seats from the start, moves that are told, people and places taken once."""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from community.access.agenda import (
    agenda_bijeenkomsten,
    may_answer,
    may_change,
    may_see_online_link,
    may_take_attendance,
    visible_bijeenkomsten,
    who_takes_attendance,
)
from community.actions.agenda import Opzet
from community.actions.planned_elsewhere import DoubleBookedError, drop, hold_meeting, make_known, occupy, replan
from community.models import (
    Audience,
    Bericht,
    Bezetting,
    Bijeenkomst,
    BijeenkomstKind,
    BijeenkomstStatus,
    Deelname,
    DeelnameStatus,
    Kring,
    KringKind,
    KringRol,
    Locatie,
    Rol,
    User,
)
from tests.factories import KringFactory, LidmaatschapFactory, UserFactory
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db
DAY = NOW + timedelta(days=30)


def an_editie() -> tuple[Kring, User, User]:
    """Return the Kring of a training with its trainer and one participant."""
    kring = KringFactory(kind=KringKind.EDITIE, name="Voorjaar")
    trainer = UserFactory(trainer=True)
    LidmaatschapFactory(kring=kring, user=trainer, role=KringRol.TREKKER, by_rol=Rol.TRAINER)
    return kring, trainer, LidmaatschapFactory(kring=kring).user


def plan(kind: str = BijeenkomstKind.DAGDEEL, hours: int = 0) -> Opzet:
    starts = DAY + timedelta(hours=hours)
    return Opzet(
        kind=kind,
        audience=Audience.KRING,
        title="Dagdeel 3",
        starts_at=starts,
        ends_at=starts + timedelta(hours=3),
        place_name="Gouda",
        online_url="https://praat.example",
    )


def a_meeting(kind: str = BijeenkomstKind.DAGDEEL, *, is_concept: bool = False) -> tuple[Bijeenkomst, User, User]:
    kring, trainer, participant = an_editie()
    meeting = hold_meeting(opzet=plan(kind), kring=kring, organiser=trainer, people=[trainer, participant], now=NOW,
                           is_concept=is_concept)  # fmt: skip
    return meeting, trainer, participant


def test_who_takes_part_has_a_seat_and_is_not_asked() -> None:
    meeting, trainer, participant = a_meeting()
    assert set(Deelname.objects.values_list("user", "status")) == {
        (trainer.pk, DeelnameStatus.AANGEMELD), (participant.pk, DeelnameStatus.AANGEMELD),
    }  # fmt: skip
    assert (Bericht.objects.count(), participant.taken.count()) == (0, 0)
    assert agenda_bijeenkomsten(participant, NOW).get() == meeting


def test_a_concept_is_known_to_nobody_until_it_is_made_known() -> None:
    meeting, trainer, participant = a_meeting(is_concept=True)
    assert [visible_bijeenkomsten(user, NOW).exists() for user in (trainer, participant)] == [False, False]
    assert make_known(meeting, NOW).status == BijeenkomstStatus.GEPLAND
    assert [visible_bijeenkomsten(user, NOW).exists() for user in (trainer, participant)] == [True, True]


def test_the_pages_of_the_agenda_do_not_change_it() -> None:
    meeting, trainer, participant = a_meeting()
    coordinator = UserFactory(coordinator=True)
    assert [may_change(user, meeting, NOW) for user in (trainer, participant, coordinator)] == [False, False, False]
    assert [may_take_attendance(user, meeting, NOW) for user in (trainer, participant, coordinator)] == [
        True, False, True,
    ]  # fmt: skip
    assert may_answer(participant, meeting, NOW)


def test_a_talk_has_no_list_and_no_answer_but_both_get_the_link() -> None:
    meeting, trainer, participant = a_meeting(BijeenkomstKind.COACHING)
    coordinator = UserFactory(coordinator=True)
    assert [may_take_attendance(user, meeting, NOW) for user in (trainer, coordinator)] == [False, False]
    assert who_takes_attendance([meeting], [trainer.pk, coordinator.pk], NOW) == set()
    assert not may_answer(participant, meeting, NOW)
    assert [may_see_online_link(user, meeting, NOW) for user in (trainer, participant, coordinator)] == [
        True, True, False,
    ]  # fmt: skip


def test_a_move_is_told_once_to_who_takes_part() -> None:
    meeting, trainer, participant = a_meeting()
    replan(meeting, plan(hours=24), NOW)
    assert set(Bericht.objects.values_list("kind", "recipient")) == {("N112", trainer.pk), ("N112", participant.pk)}
    replan(meeting, plan(hours=24), NOW)
    assert Bericht.objects.count() == 2


def test_a_concept_that_is_dropped_is_gone_and_a_known_one_is_called_off_and_frees_its_people() -> None:
    concept, trainer, _participant = a_meeting(is_concept=True)
    drop(concept, reason="Te weinig mensen.", now=NOW)
    assert not Bijeenkomst.objects.filter(pk=concept.pk).exists()
    known, trainer, _participant = a_meeting()
    occupy(known, users=[trainer], locatie=None)
    drop(known, reason="Te weinig mensen.", now=NOW)
    known.refresh_from_db()
    assert (known.status, Bezetting.objects.count()) == (BijeenkomstStatus.GEANNULEERD, 0)


def test_nobody_and_no_place_is_taken_twice() -> None:
    place = Locatie.objects.create(name="De Hoeve", address="Dijk 1, Gouda", provincie="ZUID_HOLLAND", seats=30)
    first, trainer, _participant = a_meeting()
    occupy(first, users=[trainer], locatie=place)
    occupy(first, users=[trainer], locatie=place)  # the same again replaces what stood there
    second, other, _participant = a_meeting()
    with pytest.raises(DoubleBookedError, match=f"{trainer.naam} is dan al bezet"):
        occupy(second, users=[other, trainer], locatie=None)
    with pytest.raises(DoubleBookedError, match="De locatie De Hoeve is dan al bezet"):
        occupy(second, users=[other], locatie=place)
    assert Bezetting.objects.filter(bijeenkomst=second).count() == 0
    replan(second, plan(hours=3), NOW)
    second.refresh_from_db()
    occupy(second, users=[other, trainer], locatie=place)  # from the minute on which the first ends
    assert Bezetting.objects.count() == 5


@pytest.mark.django_db(transaction=True)
def test_of_two_planners_at_once_one_wins() -> None:
    meetings = [a_meeting()[0] for _ in range(8)]
    trainer = UserFactory(trainer=True)
    ready, outcomes = threading.Barrier(len(meetings)), []

    def take(meeting: Bijeenkomst) -> None:
        ready.wait()
        try:
            occupy(meeting, users=[trainer], locatie=None)
            outcomes.append("taken")
        except DoubleBookedError:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=take, args=[meeting]) for meeting in meetings]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["refused"] * 7 + ["taken"]
