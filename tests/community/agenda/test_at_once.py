"""Two things at the same moment: seats, the waiting list, saving, forms that are sent twice (T90, T91, T92).

The last seats are contested two times by twelve people; in `make proof` twenty times by fifty.
"""

import threading
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection, connections
from django.urls import reverse

from community.access import DeniedError
from community.actions.agenda import cancel_bijeenkomst, change_bijeenkomst, publish_bijeenkomst
from community.actions.deelname import AnswerClosedError, answer, give_up_places, invite_kring, invite_new_member
from community.actions.errors import ActionError, StaleSaveError
from community.actions.leergroepen import remove_member
from community.models import Bericht, Bijeenkomst, Deelname, Lidmaatschap, Taak, User
from tests.community.agenda.cast import a_group, group_meeting
from tests.community.agenda.opzetten import opzet_of
from tests.factories import BijeenkomstFactory, DeelnameFactory, LidmaatschapFactory, UserFactory
from tests.factories.browsers import browser_of
from tests.factories.moments import NOW
from tests.in_full import IS_FULL, share, tell

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS, THREADS = (20, 50) if IS_FULL else (2, 12)
SEATS = 5


def all_at_once(*acts: Callable[[], object]) -> list[BaseException]:
    """Run these at the same moment, each with its own connection; return what went wrong."""
    start = threading.Barrier(len(acts))
    errors: list[BaseException] = []

    def run(act: Callable[[], object]) -> None:
        try:
            start.wait()
            act()
        except BaseException as error:  # noqa: BLE001 - the test looks at everything that goes wrong
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


def coming(user: User, meeting: Bijeenkomst, *, is_coming: bool = True) -> Callable[[], object]:
    return lambda: answer(actor=user, bijeenkomst=meeting, is_coming=is_coming, now=NOW)


def statuses(meeting: Bijeenkomst) -> Counter[str]:
    return Counter(Deelname.objects.filter(bijeenkomst=meeting).values_list("status", flat=True))


def test_the_last_seats_are_given_once() -> None:
    """T90: exactly as many seats as there are, everybody else waits, and nobody is refused."""
    for _ in share(range(ROUNDS)):
        meeting, people = BijeenkomstFactory(capacity=SEATS), UserFactory.create_batch(THREADS)
        errors, found = all_at_once(*(coming(user, meeting) for user in people)), statuses(meeting)
        tell(rounds=1, contests=THREADS, seats=SEATS, given=found["AANGEMELD"], waiting=found["WACHTLIJST"],
             overbooked=max(0, found["AANGEMELD"] - SEATS), errors=len(errors),
             lost=THREADS - Deelname.objects.filter(bijeenkomst=meeting, user__in=people).count())  # fmt: skip
        assert errors == []
        assert found == {"AANGEMELD": SEATS, "WACHTLIJST": THREADS - SEATS}


def test_seats_that_come_free_at_once_are_each_given_once() -> None:
    for _ in share(range(ROUNDS)):
        meeting = BijeenkomstFactory(capacity=SEATS)
        seated = [place.user for place in DeelnameFactory.create_batch(SEATS, bijeenkomst=meeting)]
        for minutes in range(SEATS + 2):
            since = NOW - timedelta(minutes=minutes)
            DeelnameFactory(bijeenkomst=meeting, status="WACHTLIJST", waiting_since=since)
        fresh = UserFactory.create_batch(3)
        acts = [coming(user, meeting, is_coming=False) for user in seated] + [coming(user, meeting) for user in fresh]
        assert all_at_once(*acts) == []
        assert statuses(meeting) == {"AANGEMELD": SEATS, "AFGEMELD": SEATS, "WACHTLIJST": 5}
        assert Bericht.objects.filter(kind="N80", object_id=meeting.pk).count() == SEATS


def test_a_higher_capacity_and_new_answers_at_once_keep_to_the_seats() -> None:
    meeting, planner = BijeenkomstFactory(capacity=1), UserFactory(coordinator=True)
    people = UserFactory.create_batch(8)
    higher = opzet_of(meeting, capacity=4)
    errors = all_at_once(
        lambda: change_bijeenkomst(actor=planner, bijeenkomst=meeting, version=1, opzet=higher, now=NOW),
        *(coming(user, meeting) for user in people),
    )
    assert errors == []
    assert statuses(meeting) == {"AANGEMELD": 4, "WACHTLIJST": 4}


def test_two_planners_at_once_overwrite_nothing() -> None:
    """T91: one of the two is told."""
    meeting, planner = BijeenkomstFactory(), UserFactory(coordinator=True)
    errors = all_at_once(*(
        lambda title=title: change_bijeenkomst(
            actor=planner, bijeenkomst=meeting, version=1, opzet=opzet_of(meeting, title=title), now=NOW
        )
        for title in ("Een", "Twee")
    ))  # fmt: skip
    assert [type(error) for error in errors] == [StaleSaveError]
    assert Bijeenkomst.objects.get().version == 2


def test_a_concept_that_is_thrown_away_while_others_work_on_it_is_told_in_words() -> None:
    for _ in range(3):
        meeting, planner = BijeenkomstFactory(status="CONCEPT"), UserFactory(coordinator=True)
        changed = opzet_of(meeting, title="Anders")
        errors = all_at_once(
            lambda meeting=meeting, who=planner: cancel_bijeenkomst(actor=who, bijeenkomst=meeting, reason="", now=NOW),
            lambda meeting=meeting, who=planner, opzet=changed: change_bijeenkomst(
                actor=who, bijeenkomst=meeting, version=1, opzet=opzet, now=NOW
            ),
            lambda meeting=meeting, who=planner: publish_bijeenkomst(actor=who, bijeenkomst=meeting, now=NOW),
        )
        assert all(isinstance(error, ActionError) for error in errors)


def test_answers_a_move_a_cancellation_and_a_removal_at_once_leave_nobody_asked() -> None:
    for _ in range(2):
        kring, leader, members = a_group(4)
        other = LidmaatschapFactory(kring=kring, trekker=True).user
        meeting = group_meeting(kring, capacity=3)
        invite_kring(actor=leader, bijeenkomst=meeting, now=NOW)
        meeting.refresh_from_db()
        start = meeting.starts_at + timedelta(days=1)
        moved = opzet_of(meeting, starts_at=start, ends_at=start + timedelta(hours=2))
        place = Lidmaatschap.objects.get(kring=kring, user=members[0])
        errors = all_at_once(
            *(coming(user, meeting) for user in members),
            lambda who=other, place=place: remove_member(actor=who, lidmaatschap=place, now=NOW),
            lambda who=leader, meeting=meeting, opzet=moved: change_bijeenkomst(
                actor=who, bijeenkomst=meeting, version=meeting.version, opzet=opzet, now=NOW
            ),
            lambda who=other, meeting=meeting: cancel_bijeenkomst(
                actor=who, bijeenkomst=meeting, reason="Storm.", now=NOW
            ),
        )
        assert {type(error) for error in errors} <= {ActionError, AnswerClosedError, DeniedError}
        assert Bijeenkomst.objects.get(pk=meeting.pk).status == "GEANNULEERD"
        assert not Taak.objects.filter(object_id=meeting.pk, done_at=None, withdrawn_at=None).exists()
        waiting = Bericht.objects.filter(object_id=meeting.pk, status="GEPLAND").exclude(kind="N113")
        assert not waiting.exists()


def test_people_who_join_and_leave_at_once_wait_for_nobody() -> None:
    kring, _leader, members = a_group(4)
    meetings = [group_meeting(kring, capacity=3) for _ in range(3)]
    acts: list[Callable[[], object]] = []
    for user in members:
        acts.append(lambda user=user: invite_new_member(kring=kring, user=user, now=NOW))
        acts.append(lambda user=user: give_up_places(user=user, kring=kring, now=NOW))
        acts += [coming(user, meeting) for meeting in meetings]
    assert all_at_once(*acts) == []
    assert all(statuses(meeting)["AANGEMELD"] <= 3 for meeting in meetings)


def test_a_form_that_is_sent_twice_at_once_has_one_effect() -> None:
    """T92 on the button to sign up."""
    meeting, user = BijeenkomstFactory(), UserFactory()
    path = reverse("bijeenkomst-aanmelden", args=[meeting.code])
    browsers = [browser_of(user, with_factor=False) for _ in range(2)]
    token = str(uuid4())
    assert all_at_once(*(lambda each=each: each.post(path, {"eenmalig": token}) for each in browsers)) == []
    assert statuses(meeting) == {"AANGEMELD": 1}
    assert Bericht.objects.filter(kind="N108").count() == 1
    connection.close()
