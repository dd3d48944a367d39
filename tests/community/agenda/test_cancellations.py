"""Who hears that a meeting does not go on, and that no calendar is told to forget what it never got (RFC 5546)."""

from datetime import datetime, timedelta

import pytest
from django.core.mail import EmailMessage

from community.actions.agenda import cancel_bijeenkomst, change_bijeenkomst
from community.actions.deelname import answer, invite_kring
from community.models import Bericht, Bijeenkomst, User, Voorkeur, Zending
from tests.community.agenda.cast import a_group, group_meeting, post_at, subjects_at
from tests.community.agenda.opzetten import opzet_of
from tests.factories import BijeenkomstFactory, DeelnameFactory, UserFactory
from tests.factories.browsers import browser_of
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=5)
# Sunday: the post goes on Monday morning.
NIGHT = datetime.fromisoformat("2027-01-17T22:00:00+01:00")


def methods(mail: EmailMessage) -> list[object]:
    """Return METHOD of each calendar file of a mail."""
    parts = mail.message().walk()
    return [part.get_param("method") for part in parts if part.get_content_type() == "text/calendar"]


def cancelled(meeting: Bijeenkomst, planner: User, now: datetime) -> None:
    cancel_bijeenkomst(actor=planner, bijeenkomst=meeting, reason="De zaal staat onder water.", now=now)


def test_whose_invitation_never_left_gets_no_mail_and_one_word_on_screen() -> None:
    kring, leader, (user,) = a_group(1)
    meeting = group_meeting(kring)
    invite_kring(actor=leader, bijeenkomst=meeting, now=NIGHT)
    cancelled(meeting, leader, NIGHT)
    for hours in range(0, 72, 3):
        assert post_at(NIGHT + timedelta(hours=hours), user) == []
    assert list(Bericht.objects.filter(recipient=user).values_list("kind", "status").order_by("kind")) == [
        ("N106", "VERVALLEN"), ("N113", "SCHERM"),
    ]  # fmt: skip
    page = browser_of(user, with_factor=False).get("/mijn/meldingen/").content.decode()
    assert page.count("Gaat niet door") == 1


def test_who_was_invited_is_mailed_the_file_that_takes_it_out() -> None:
    kring, leader, (user,) = a_group(1)
    meeting = group_meeting(kring)
    invite_kring(actor=leader, bijeenkomst=meeting, now=NOW)
    assert [methods(mail) for mail in post_at(NOW, user)] == [["REQUEST"]]
    cancelled(meeting, leader, LATER)
    (mail,) = post_at(LATER, user)
    assert methods(mail) == ["CANCEL"]
    assert "De bijlage haalt de afspraak uit je agenda." in mail.body


def test_who_only_hears_on_screen_is_mailed_a_word_without_a_file() -> None:
    kring, leader, (user,) = a_group(1)
    Voorkeur.objects.create(user=user, subject="AGENDA", mode="GEEN")
    meeting = group_meeting(kring)
    invite_kring(actor=leader, bijeenkomst=meeting, now=NOW)
    assert post_at(NOW, user) == []
    cancelled(meeting, leader, LATER)
    (mail,) = post_at(LATER, user)
    assert (methods(mail), "De bijlage" in mail.body + mail.alternatives[0][0]) == ([], False)


@pytest.mark.parametrize("capacity", [1, 5])
def test_who_waited_or_signed_up_just_now_gets_no_file_for_what_she_never_got(capacity: int) -> None:
    meeting, planner, user = BijeenkomstFactory(capacity=capacity), UserFactory(coordinator=True), UserFactory()
    DeelnameFactory(bijeenkomst=meeting)
    answer(actor=user, bijeenkomst=meeting, is_coming=True, now=NOW)
    if capacity == 1:
        assert [methods(mail) for mail in post_at(NOW, user)] == [[]]
    cancelled(meeting, planner, LATER)
    assert [methods(mail) for mail in post_at(LATER, user)] == [[]]


def test_a_place_that_is_older_than_the_log_of_mail_gets_the_file() -> None:
    place = DeelnameFactory(answered_at=NOW - timedelta(days=200))
    cancelled(place.bijeenkomst, UserFactory(coordinator=True), NOW)
    assert [methods(mail) for mail in post_at(NOW, place.user)] == [["CANCEL"]]


@pytest.mark.parametrize("change", ["moved", "cancelled"])
def test_an_invitation_that_is_being_sent_right_now_counts_as_sent(change: str) -> None:
    """Its text was written before the change: whoever gets it must hear the change as well."""
    kring, leader, (user,) = a_group(1)
    meeting = group_meeting(kring)
    invite_kring(actor=leader, bijeenkomst=meeting, now=NOW)
    mail = Zending.objects.create(key="bezig", recipient=user, status="BEZIG", uncertain=1, due_at=NOW,
                                  next_attempt_at=NOW)  # fmt: skip
    Bericht.objects.filter(kind="N106", recipient=user).update(zending=mail)
    meeting.refresh_from_db()
    if change == "cancelled":
        cancelled(meeting, leader, NOW)
    else:
        start = meeting.starts_at + timedelta(days=1)
        opzet = opzet_of(meeting, starts_at=start, ends_at=start + timedelta(hours=3))
        change_bijeenkomst(actor=leader, bijeenkomst=meeting, version=meeting.version, opzet=opzet, now=NOW)
    kind, method = {"moved": ("N112", "REQUEST"), "cancelled": ("N113", "CANCEL")}[change]
    assert Bericht.objects.get(kind=kind, recipient=user).status == "GEPLAND"
    (told,) = post_at(NOW, user)
    assert methods(told) == [method]


def test_a_second_cancellation_tells_nobody_again() -> None:
    place, planner = DeelnameFactory(), UserFactory(coordinator=True)
    cancelled(place.bijeenkomst, planner, NOW)
    assert len(post_at(NOW)) == 1
    cancelled(place.bijeenkomst, planner, LATER)
    assert subjects_at(LATER) == []
