"""Answering, the waiting list, and who is asked for a meeting of her group."""

from datetime import date, datetime, time, timedelta

import pytest

from community.access import DeniedError
from community.actions.agenda import change_bijeenkomst
from community.actions.deelname import (
    AnswerClosedError,
    answer,
    answer_by,
    give_up_places,
    invite_kring,
    invite_new_member,
)
from community.actions.kringen import end_member
from community.models import Bericht, Bijeenkomst, Deelname, Lidmaatschap, Taak, User
from community.workdays import at_local
from tests.community.agenda.cast import a_group, group_meeting, status_of
from tests.community.agenda.opzetten import opzet_of
from tests.factories import (
    BijeenkomstFactory,
    DeelnameFactory,
    DienstverbandFactory,
    LidmaatschapFactory,
    UserFactory,
)
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db


def come(user: User, meeting: Bijeenkomst, *, minutes: int = 0) -> str:
    return answer(actor=user, bijeenkomst=meeting, is_coming=True, now=NOW + timedelta(minutes=minutes)).status


def stay(user: User, meeting: Bijeenkomst, *, minutes: int = 0) -> str:
    return answer(actor=user, bijeenkomst=meeting, is_coming=False, now=NOW + timedelta(minutes=minutes)).status


def test_who_comes_has_a_seat_and_her_employer_of_that_day() -> None:
    meeting, work = BijeenkomstFactory(), DienstverbandFactory()
    assert come(work.user, meeting) == "AANGEMELD"
    place = Deelname.objects.get()
    assert (place.organisatie, place.answered_at, place.waiting_since) == (work.organisatie, NOW, None)


def test_a_full_meeting_gives_a_place_on_the_waiting_list_in_order() -> None:
    meeting = BijeenkomstFactory(capacity=1)
    first, second, third = UserFactory.create_batch(3)
    assert [come(first, meeting), come(second, meeting, minutes=1), come(third, meeting, minutes=2)] == [
        "AANGEMELD", "WACHTLIJST", "WACHTLIJST",
    ]  # fmt: skip
    assert stay(first, meeting, minutes=3) == "AFGEMELD"
    assert [status_of(meeting, user) for user in (first, second, third)] == ["AFGEMELD", "AANGEMELD", "WACHTLIJST"]
    assert list(Bericht.objects.filter(kind="N80", status="GEPLAND").values_list("recipient", flat=True)) == [second.pk]


def test_coming_back_means_the_end_of_the_line() -> None:
    meeting = BijeenkomstFactory(capacity=1)
    first, second, third = UserFactory.create_batch(3)
    for minutes, user in enumerate((first, second, third)):
        come(user, meeting, minutes=minutes)
    stay(second, meeting, minutes=3)
    come(second, meeting, minutes=4)
    stay(first, meeting, minutes=5)
    assert [status_of(meeting, user) for user in (second, third)] == ["WACHTLIJST", "AANGEMELD"]


def test_saying_the_same_twice_changes_nothing() -> None:
    meeting = BijeenkomstFactory(capacity=1)
    first, second = UserFactory.create_batch(2)
    come(first, meeting)
    come(second, meeting)
    before = list(Deelname.objects.order_by("pk").values())
    come(first, meeting, minutes=1)
    come(second, meeting, minutes=1)
    assert list(Deelname.objects.order_by("pk").values()) == before
    assert Bericht.objects.filter(kind="N108").count() == 2


def test_a_higher_capacity_fills_the_waiting_list() -> None:
    meeting = BijeenkomstFactory(capacity=1, organiser=None)
    planner, people = UserFactory(coordinator=True), UserFactory.create_batch(4)
    for minutes, user in enumerate(people):
        come(user, meeting, minutes=minutes)
    change_bijeenkomst(actor=planner, bijeenkomst=meeting, version=1, opzet=opzet_of(meeting, capacity=3), now=NOW)
    assert [status_of(meeting, user) for user in people] == ["AANGEMELD"] * 3 + ["WACHTLIJST"]
    change_bijeenkomst(actor=planner, bijeenkomst=meeting, version=2, opzet=opzet_of(meeting, capacity=None), now=NOW)
    assert status_of(meeting, people[3]) == "AANGEMELD"


def test_who_cannot_come_any_more_is_passed_over_on_the_waiting_list() -> None:
    meeting = BijeenkomstFactory(capacity=1)
    first, gone, third = UserFactory.create_batch(3)
    for minutes, user in enumerate((first, gone, third)):
        come(user, meeting, minutes=minutes)
    User.objects.filter(pk=gone.pk).update(is_active=False)
    stay(first, meeting, minutes=3)
    assert [status_of(meeting, user) for user in (gone, third)] == ["WACHTLIJST", "AANGEMELD"]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"starts_at": NOW - timedelta(minutes=1)}, "Deze bijeenkomst is al begonnen. Aan- of afmelden kan niet meer."),
        ({"starts_at": NOW}, "Deze bijeenkomst is al begonnen. Aan- of afmelden kan niet meer."),
        ({"status": "GEANNULEERD", "cancelled_at": NOW}, "Deze bijeenkomst gaat niet door. Je hoeft niets te doen."),
    ],
)
@pytest.mark.parametrize("is_coming", [True, False])
def test_nobody_answers_too_late(fields: dict[str, object], sentence: str, is_coming: bool) -> None:
    meeting, user = BijeenkomstFactory(**fields), UserFactory()
    with pytest.raises(AnswerClosedError) as refusal:
        answer(actor=user, bijeenkomst=meeting, is_coming=is_coming, now=NOW)
    assert refusal.value.message == sentence
    assert not Deelname.objects.exists()


@pytest.mark.parametrize("who", ["stranger", "removed", "inactive", "coordinator"])
def test_only_members_answer_for_a_meeting_of_their_group(who: str) -> None:
    kring, _leader, _members = a_group()
    meeting = group_meeting(kring)
    user = {
        "stranger": lambda: UserFactory(),
        "removed": lambda: LidmaatschapFactory(kring=kring, until_at=NOW).user,
        "inactive": lambda: LidmaatschapFactory(kring=kring, user__is_active=False).user,
        "coordinator": lambda: UserFactory(coordinator=True),
    }[who]()
    with pytest.raises(DeniedError):
        answer(actor=user, bijeenkomst=meeting, is_coming=True, now=NOW)


def test_nobody_answers_a_concept() -> None:
    with pytest.raises(DeniedError):
        answer(actor=UserFactory(), bijeenkomst=BijeenkomstFactory(status="CONCEPT"), is_coming=True, now=NOW)


def test_a_group_meeting_asks_all_its_members_once() -> None:
    kring, leader, members = a_group()
    LidmaatschapFactory(kring=kring, until_at=NOW - timedelta(days=1))
    meeting = group_meeting(kring, organiser=leader)
    for _ in range(2):
        invite_kring(actor=leader, bijeenkomst=meeting, now=NOW)
    assert {place.user_id: place.status for place in Deelname.objects.all()} == {
        leader.pk: "AANGEMELD", **{user.pk: "UITGENODIGD" for user in members},
    }  # fmt: skip
    assert set(Taak.objects.values_list("user", "kind", "object_id")) == {
        (user.pk, "REAGEREN", meeting.pk) for user in members
    }
    assert Bericht.objects.filter(kind="N106").count() == len(members)


def test_an_answer_closes_the_question() -> None:
    kring, leader, members = a_group()
    meeting = group_meeting(kring)
    invite_kring(actor=leader, bijeenkomst=meeting, now=NOW)
    come(members[0], meeting)
    stay(members[1], meeting)
    open_for = Taak.objects.filter(done_at__isnull=True, withdrawn_at__isnull=True).values_list("user", flat=True)
    assert list(open_for) == [members[2].pk]


def test_who_joins_is_asked_for_what_comes_and_not_for_what_was() -> None:
    kring, leader, _members = a_group()
    coming = group_meeting(kring)
    group_meeting(kring, starts_at=NOW - timedelta(days=2))
    group_meeting(kring, status="GEANNULEERD", cancelled_at=NOW)
    group_meeting(kring, status="CONCEPT")
    fresh = LidmaatschapFactory(kring=kring).user
    for _ in range(2):
        invite_new_member(kring=kring, user=fresh, now=NOW)
    assert list(Deelname.objects.filter(user=fresh).values_list("bijeenkomst", "status")) == [
        (coming.pk, "UITGENODIGD")
    ]
    assert Taak.objects.filter(user=fresh).count() == 1
    assert Bericht.objects.filter(recipient=fresh, kind="N106").count() == 1
    assert status_of(coming, leader) == ""


def test_who_leaves_frees_her_seat_and_is_asked_nothing_more() -> None:
    kring, leader, members = a_group()
    meeting = group_meeting(kring, capacity=1)
    invite_kring(actor=leader, bijeenkomst=meeting, now=NOW)
    stay(leader, meeting)
    come(members[0], meeting, minutes=1)
    come(members[1], meeting, minutes=2)
    for user in (members[0], members[2]):
        end_member(lidmaatschap=Lidmaatschap.objects.get(kring=kring, user=user), now=NOW + timedelta(minutes=3))
        give_up_places(user=user, kring=kring, now=NOW + timedelta(minutes=3))
    assert [status_of(meeting, user) for user in members] == ["AFGEMELD", "AANGEMELD", "AFGEMELD"]
    assert not Taak.objects.filter(user=members[2], done_at__isnull=True, withdrawn_at__isnull=True).exists()
    assert not Bericht.objects.filter(recipient=members[2], status="GEPLAND").exists()


def test_a_closed_account_frees_every_seat() -> None:
    user, other = UserFactory.create_batch(2)
    meetings = BijeenkomstFactory.create_batch(2, capacity=1)
    for meeting in meetings:
        come(user, meeting)
        come(other, meeting, minutes=1)
    give_up_places(user=user, now=NOW + timedelta(minutes=2))
    assert [status_of(meeting, other) for meeting in meetings] == ["AANGEMELD", "AANGEMELD"]


def test_leaving_changes_nothing_about_what_was() -> None:
    kring, _leader, members = a_group()
    meeting = group_meeting(kring, starts_at=NOW - timedelta(days=2))
    DeelnameFactory(bijeenkomst=meeting, user=members[0], status="AANWEZIG")
    give_up_places(user=members[0], kring=kring, now=NOW)
    assert status_of(meeting, members[0]) == "AANWEZIG"


def test_who_comes_back_to_a_group_is_asked_again() -> None:
    kring, _leader, members = a_group()
    meeting = group_meeting(kring)
    stay(members[0], meeting)
    invite_new_member(kring=kring, user=members[0], now=NOW + timedelta(hours=1))
    assert status_of(meeting, members[0]) == "UITGENODIGD"
    assert Taak.objects.filter(user=members[0], done_at__isnull=True, withdrawn_at__isnull=True).count() == 1


@pytest.mark.parametrize(
    ("starts", "asked_until"),
    [
        # Tuesday 9 February 2027: until Thursday 4 February, 18 o'clock.
        (("2027-02-09", "09:00"), ("2027-02-04", "18:00")),
        # Three working days before Thursday 21 January is today: people get until tomorrow.
        (("2027-01-21", "09:00"), ("2027-01-19", "18:00")),
        (("2027-01-20", "09:00"), ("2027-01-19", "18:00")),
        (("2027-01-19", "09:00"), ("2027-01-19", "09:00")),
        (("2027-01-18", "15:00"), ("2027-01-18", "15:00")),
        # Tuesday after Easter: Good Friday and Easter Monday are no working days.
        (("2027-03-30", "09:00"), ("2027-03-23", "18:00")),
    ],
)
def test_until_when_an_answer_is_asked(starts: tuple[str, str], asked_until: tuple[str, str]) -> None:
    assert answer_by(moment(*starts), NOW) == moment(*asked_until)


def moment(day: str, clock: str) -> datetime:
    return at_local(date.fromisoformat(day), time.fromisoformat(clock))
