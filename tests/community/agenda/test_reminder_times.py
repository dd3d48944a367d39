"""When reminders leave: by local date and local time, over both changes of the clock, weekends, feestdagen, a year's
end and 29 February; each once, none before its time (T85)."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail

from community.actions.agenda import cancel_bijeenkomst, change_bijeenkomst
from community.actions.deelname import answer, invite_kring
from community.berichten.planning import plan
from community.berichten.sender import deliver
from community.models import Bericht, Bijeenkomst, Taak, User
from community.workdays import AMSTERDAM
from tests.community.agenda.cast import a_group, group_meeting, subjects_at
from tests.community.agenda.opzetten import opzet_of
from tests.factories import BijeenkomstFactory, DeelnameFactory, UserFactory
from tests.factories.moments import LONG_AGO

pytestmark = pytest.mark.django_db


def local(text: str) -> datetime:
    """Return a moment on the clock of the Netherlands: '2027-03-30 09:00'."""
    return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM)


def a_meeting(starts: str, **fields: Any) -> Bijeenkomst:
    return BijeenkomstFactory(starts_at=local(starts), ends_at=local(starts) + timedelta(hours=2), **fields)


def ticks(start: str, end: str) -> Iterator[datetime]:
    """Return the moments between two at which the clock ticks here: in the night, around 8.30 o'clock and later."""
    day = local(start).date()
    while day <= local(end).date():
        for clock in ("02:30", "08:29", "08:30", "15:00"):
            moment = local(f"{day} {clock}")
            if local(start) <= moment <= local(end):
                yield moment
        day += timedelta(days=1)


def sent_between(start: str, end: str, *, words: str) -> list[str]:
    """Let the clock tick and return when a mail with these words in its subject left, local time."""
    moments = []
    for now in ticks(start, end):
        mail.outbox.clear()
        plan(now)
        deliver(now)
        moments += [f"{now.astimezone(AMSTERDAM):%Y-%m-%d %H:%M}" for each in mail.outbox if words in str(each.subject)]
    return moments


@pytest.mark.parametrize(
    ("starts", "reminded"),
    [
        ("2027-02-11 09:00", "2027-02-09 08:30"),  # an ordinary Thursday
        ("2027-02-08 09:00", "2027-02-04 08:30"),  # Monday: Thursday before, no mail in the weekend
        ("2027-02-07 14:00", "2027-02-04 08:30"),  # Sunday
        ("2027-03-28 10:00", "2027-03-24 08:30"),  # the day summer time begins; Good Friday is no working day
        ("2027-03-29 10:00", "2027-03-24 08:30"),  # Easter Monday
        ("2027-03-30 10:00", "2027-03-24 08:30"),  # the Tuesday after: both changes lie in between
        ("2027-03-31 10:00", "2027-03-25 08:30"),
        ("2027-10-31 10:00", "2027-10-28 08:30"),  # the day summer time ends
        ("2027-11-01 10:00", "2027-10-28 08:30"),
        ("2027-11-02 10:00", "2027-10-29 08:30"),
        ("2027-01-04 10:00", "2026-12-30 08:30"),  # over the year's end; New Year's Day is a Friday
        ("2028-03-01 10:00", "2028-02-28 08:30"),  # Wednesday after 29 February
        ("2028-03-02 10:00", "2028-02-29 08:30"),
        ("2027-05-07 10:00", "2027-05-04 08:30"),  # after Hemelvaartsdag
    ],
)
def test_who_comes_is_reminded_two_working_days_before_once(starts: str, reminded: str) -> None:
    meeting = a_meeting(starts)
    DeelnameFactory(bijeenkomst=meeting, answered_at=LONG_AGO)
    DeelnameFactory(bijeenkomst=meeting, status="AFGEMELD")
    DeelnameFactory(bijeenkomst=meeting, status="WACHTLIJST", waiting_since=LONG_AGO)
    DeelnameFactory(bijeenkomst=meeting, status="UITGENODIGD")
    due = local(reminded)
    before, after = due - timedelta(hours=30), local(starts) + timedelta(hours=1)
    assert sent_between(f"{before:%Y-%m-%d %H:%M}", f"{after:%Y-%m-%d %H:%M}", words="Ontmoeting,") == [reminded]


def test_the_words_fit_the_day_it_is_read() -> None:
    for starts, subject in (
        ("2027-02-12 09:00", "Overmorgen: Ontmoeting, 9 tot 11 uur"),
        ("2027-02-08 13:30", "Maandag 8 februari 2027: Ontmoeting, 13.30 tot 15.30 uur"),
    ):
        DeelnameFactory(bijeenkomst=a_meeting(starts), answered_at=LONG_AGO)
        day = "2027-02-10 08:30" if "Overmorgen" in subject else "2027-02-04 08:30"
        assert subjects_at(local(day)) == [subject]
        Bijeenkomst.objects.all().delete()


def test_a_clock_that_stood_still_catches_up_and_one_that_goes_back_repeats_nothing() -> None:
    """T85: beat was down for hours; then the clock goes back two hours, then forward three days."""
    DeelnameFactory(bijeenkomst=a_meeting("2027-02-12 19:00"), answered_at=LONG_AGO)
    assert subjects_at(local("2027-02-10 08:29")) == []
    assert subjects_at(local("2027-02-10 12:10")) == ["Overmorgen: Ontmoeting, 19 tot 21 uur"]
    for moment in ("2027-02-10 10:10", "2027-02-10 12:11", "2027-02-11 08:30", "2027-02-13 09:00"):
        assert subjects_at(local(moment)) == []


def test_a_clock_that_jumps_past_the_meeting_tells_nothing() -> None:
    DeelnameFactory(bijeenkomst=a_meeting("2027-02-11 19:00"), answered_at=LONG_AGO)
    subjects_at(local("2027-02-08 12:00"))
    assert [text for text in subjects_at(local("2027-02-11 19:30")) if "Ontmoeting," in text] == []


def test_planning_many_times_at_once_owes_one_reminder() -> None:
    """T82 on this planner."""
    DeelnameFactory(bijeenkomst=a_meeting("2027-02-11 19:00"), answered_at=LONG_AGO)
    for _ in range(3):
        plan(local("2027-02-09 08:30"))
    assert Bericht.objects.filter(kind="N111").count() == 1


def test_a_moved_meeting_reminds_again_and_not_of_the_old_day() -> None:
    """T86 with a clock that runs: the plan for the first day never leaves."""
    planner = UserFactory(coordinator=True)
    place = DeelnameFactory(bijeenkomst=a_meeting("2027-02-11 19:00"), answered_at=LONG_AGO)
    meeting = place.bijeenkomst
    plan(local("2027-02-09 08:30"))  # owed, and not sent yet
    change_bijeenkomst(
        actor=planner, bijeenkomst=meeting, version=1, now=local("2027-02-09 08:31"),
        opzet=opzet_of(meeting, starts_at=local("2027-02-18 19:00"), ends_at=local("2027-02-18 21:00")),
    )  # fmt: skip
    assert subjects_at(local("2027-02-09 08:32"), place.user) == ["Gewijzigd: Ontmoeting is nu op 18 februari 2027"]
    assert sent_between("2027-02-09 09:00", "2027-02-18 20:00", words="Ontmoeting,") == ["2027-02-16 08:30"]


def test_a_meeting_that_moves_nearer_is_told_once() -> None:
    """The move itself says when it is; a reminder in the same hour adds nothing."""
    planner = UserFactory(coordinator=True)
    place = DeelnameFactory(bijeenkomst=a_meeting("2027-03-11 19:00"), answered_at=LONG_AGO)
    meeting = place.bijeenkomst
    change_bijeenkomst(
        actor=planner, bijeenkomst=meeting, version=1, now=local("2027-02-10 10:00"),
        opzet=opzet_of(meeting, starts_at=local("2027-02-11 19:00"), ends_at=local("2027-02-11 21:00")),
    )  # fmt: skip
    assert subjects_at(local("2027-02-10 10:01"), place.user) == ["Gewijzigd: Ontmoeting is nu op 11 februari 2027"]
    assert sent_between("2027-02-10 10:30", "2027-02-11 20:00", words="Ontmoeting,") == []


def test_who_signs_up_late_just_read_when_it_is() -> None:
    meeting, user = a_meeting("2027-02-11 19:00"), UserFactory()
    plan(local("2027-02-09 08:30"))
    answer(actor=user, bijeenkomst=meeting, is_coming=True, now=local("2027-02-09 14:00"))
    assert subjects_at(local("2027-02-09 14:01"), user) == ["Je bent aangemeld: Ontmoeting op 11 februari 2027"]
    assert sent_between("2027-02-09 15:00", "2027-02-11 20:00", words="Ontmoeting,") == []


def test_a_cancelled_meeting_reminds_nobody() -> None:
    planner = UserFactory(coordinator=True)
    place = DeelnameFactory(bijeenkomst=a_meeting("2027-02-11 19:00"), answered_at=LONG_AGO)
    plan(local("2027-02-09 08:30"))
    cancel_bijeenkomst(actor=planner, bijeenkomst=place.bijeenkomst, reason="x", now=local("2027-02-09 08:31"))
    assert sent_between("2027-02-09 09:00", "2027-02-11 20:00", words="Ontmoeting,") == []


def a_silent_group(now: str, starts: str) -> tuple[Bijeenkomst, User, User]:
    kring, leader, members = a_group(1)
    meeting = group_meeting(kring, starts_at=local(starts), ends_at=local(starts) + timedelta(hours=2))
    invite_kring(actor=leader, bijeenkomst=meeting, now=local(now))
    return meeting, leader, members[0]


ASKED = "Laat weten of je komt"


def test_who_is_silent_is_asked_after_five_working_days_and_three_before() -> None:
    """Invited on Thursday 18 March 2027 for Thursday 8 April: Good Friday and Easter Monday do not count."""
    a_silent_group("2027-03-18 15:00", "2027-04-08 13:00")
    assert sent_between("2027-03-24 16:00", "2027-03-25 21:00", words=ASKED) == ["2027-03-25 08:30"]
    assert sent_between("2027-04-02 16:00", "2027-04-08 15:00", words=ASKED) == ["2027-04-05 08:30"]
    assert not Taak.objects.filter(done_at__isnull=True, withdrawn_at__isnull=True, kind="REAGEREN").exists()


def test_an_answer_stops_the_questions() -> None:
    meeting, _leader, silent = a_silent_group("2027-03-18 15:00", "2027-04-08 13:00")
    assert sent_between("2027-03-24 16:00", "2027-03-26 12:00", words=ASKED) == ["2027-03-25 08:30"]
    answer(actor=silent, bijeenkomst=meeting, is_coming=False, now=local("2027-03-26 12:10"))
    assert sent_between("2027-04-02 12:30", "2027-04-08 14:00", words=ASKED) == []


def test_an_answer_between_planning_and_sending_stops_the_question() -> None:
    meeting, _leader, silent = a_silent_group("2027-03-18 15:00", "2027-04-08 13:00")
    plan(local("2027-03-25 08:30"))
    assert Bericht.objects.filter(kind="N107", status="GEPLAND").count() == 1
    answer(actor=silent, bijeenkomst=meeting, is_coming=True, now=local("2027-03-25 08:30"))
    assert [text for text in subjects_at(local("2027-03-25 08:31")) if ASKED in text] == []


def test_a_hasty_meeting_asks_once_more_at_most() -> None:
    a_silent_group("2027-02-08 15:00", "2027-02-10 13:00")
    assert sent_between("2027-02-08 16:00", "2027-02-10 14:00", words=ASKED) == ["2027-02-09 08:30"]


def test_a_move_begins_the_questions_anew() -> None:
    meeting, leader, _silent = a_silent_group("2027-03-18 15:00", "2027-04-08 13:00")
    assert sent_between("2027-03-24 16:00", "2027-03-25 12:00", words=ASKED) == ["2027-03-25 08:30"]
    change_bijeenkomst(
        actor=leader, bijeenkomst=meeting, version=1, now=local("2027-03-25 12:10"),
        opzet=opzet_of(meeting, starts_at=local("2027-05-20 13:00"), ends_at=local("2027-05-20 15:00")),
    )  # fmt: skip
    # Five working days after the move: Good Friday and Easter Monday do not count. Then three before 20 May, with
    # Pinksteren in between.
    assert sent_between("2027-04-02 12:30", "2027-04-06 14:00", words=ASKED) == ["2027-04-05 08:30"]
    assert sent_between("2027-05-13 12:30", "2027-05-20 14:00", words=ASKED) == ["2027-05-14 08:30"]


@pytest.mark.parametrize(
    ("ends", "asked"),
    [
        ("2027-02-09 15:00", "2027-02-10 08:30"),
        ("2027-02-12 15:00", "2027-02-15 08:30"),  # Friday
        ("2027-03-25 15:00", "2027-03-30 08:30"),  # before Easter and the change of the clock
        ("2027-10-29 15:00", "2027-11-01 08:30"),
        ("2026-12-31 15:00", "2027-01-04 08:30"),
    ],
)
def test_missing_presence_is_asked_the_next_working_day_once(ends: str, asked: str) -> None:
    organiser = UserFactory(coordinator=True)
    end = local(ends)
    meeting = BijeenkomstFactory(starts_at=end - timedelta(hours=2), ends_at=end, organiser=organiser)
    DeelnameFactory(bijeenkomst=meeting)
    stop = f"{local(asked) + timedelta(days=3):%Y-%m-%d %H:%M}"
    assert sent_between(ends, stop, words="Vul de presentie in") == [asked]
    assert Taak.objects.get(kind="PRESENTIE_INVULLEN").user == organiser


def test_presence_that_is_written_down_asks_nothing() -> None:
    organiser = UserFactory(coordinator=True)
    end = local("2027-02-09 15:00")
    meeting = BijeenkomstFactory(starts_at=end - timedelta(hours=2), ends_at=end, organiser=organiser)
    DeelnameFactory(bijeenkomst=meeting)
    plan(local("2027-02-09 15:01"))
    assert Taak.objects.get(kind="PRESENTIE_INVULLEN").done_at is None
    Bijeenkomst.objects.update(attendance_saved_at=local("2027-02-09 16:00"))
    assert sent_between("2027-02-09 16:00", "2027-02-12 12:00", words="Vul de presentie in") == []
    assert Taak.objects.get(kind="PRESENTIE_INVULLEN").done_at is not None


def test_a_meeting_of_nobody_asks_nothing() -> None:
    end = local("2027-02-09 15:00")
    BijeenkomstFactory(starts_at=end - timedelta(hours=2), ends_at=end, organiser=UserFactory(coordinator=True))
    plan(local("2027-02-09 15:01"))
    assert not Taak.objects.filter(kind="PRESENTIE_INVULLEN").exists()


def test_when_the_organiser_left_who_leads_the_group_is_asked() -> None:
    kring, leader, _members = a_group(1)
    end = local("2027-02-09 15:00")
    meeting = group_meeting(kring, starts_at=end - timedelta(hours=2), ends_at=end, organiser=UserFactory())
    DeelnameFactory(bijeenkomst=meeting, user=leader)
    plan(local("2027-02-09 15:01"))
    assert [taak.user for taak in Taak.objects.filter(kind="PRESENTIE_INVULLEN")] == [leader]


def test_when_the_account_of_who_was_asked_is_closed_the_coordinatoren_are_asked() -> None:
    organiser, coordinator = UserFactory(), UserFactory(coordinator=True)
    meeting = a_meeting("2027-02-09 13:00", audience="LEDEN", organiser=organiser)
    DeelnameFactory(bijeenkomst=meeting)
    plan(local("2027-02-09 15:31"))
    assert [taak.user for taak in Taak.objects.filter(kind="PRESENTIE_INVULLEN")] == [organiser]
    User.objects.filter(pk=organiser.pk).update(is_active=False)
    for _ in range(2):
        plan(local("2027-02-10 09:00"))
    asked = Taak.objects.filter(kind="PRESENTIE_INVULLEN", user__is_active=True)
    assert [taak.user for taak in asked] == [coordinator]
