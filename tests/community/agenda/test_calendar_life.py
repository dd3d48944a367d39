"""The calendar files that are mailed during the life of a meeting (RFC 5545 and 5546), and the way to answer."""

from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from icalendar import Calendar, Event

from community.actions.agenda import cancel_bijeenkomst, change_bijeenkomst, plan_bijeenkomst
from community.actions.deelname import answer, invite_kring
from community.actions.kringen import add_member, end_member
from community.ical import VTIMEZONE, CalendarEvent, Guest, calendar
from community.models import Bericht, Bijeenkomst, Deelname, Lidmaatschap, User
from community.notation import AMSTERDAM
from tests.community.agenda.cast import a_group, group_meeting, post_at, status_of
from tests.community.agenda.opzetten import opzet_of
from tests.factories.browsers import browser_of
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db


def file_of(message: EmailMessage) -> tuple[bytes, Event]:
    """Return the calendar file of a mail as it was sent, and the event in it; METHOD stands in both places."""
    parts: Any = message.message()
    (part,) = [part for part in parts.walk() if part.get_content_type() == "text/calendar"]
    content = part.get_payload(decode=True)
    whole = Calendar.from_ical(content)
    assert str(whole["METHOD"]) == part.get_param("method")
    (event,) = whole.walk("VEVENT")
    event["X-METHOD"] = whole["METHOD"]
    return content, event


def stamp(event: Event) -> datetime:
    """Return when a file was made."""
    moment: datetime = event.DTSTAMP  # type: ignore[assignment]  # every event of ours has one
    return moment


def only_file(now: datetime, user: User) -> Event:
    """Let the clock tick and return the event in the one mail that this person gets."""
    (message,) = post_at(now, user)
    return file_of(message)[1]


def change(meeting: Bijeenkomst, planner: User, now: datetime, **changes: Any) -> None:
    meeting.refresh_from_db()
    change_bijeenkomst(actor=planner, bijeenkomst=meeting, version=meeting.version,
                       opzet=opzet_of(meeting, **changes), now=now)  # fmt: skip


def test_one_uid_and_a_rising_number_from_the_invitation_to_the_cancellation() -> None:
    """Invited, moved, another place, answered, cancelled: one appointment that each file brings up to date."""
    kring, leader, (user,) = a_group(1)
    meeting = group_meeting(kring)
    moments = [NOW + timedelta(minutes=10 * step) for step in range(5)]
    start = meeting.starts_at + timedelta(days=1)
    invite_kring(actor=leader, bijeenkomst=meeting, now=moments[0])
    files = [only_file(moments[0], user)]
    change(meeting, leader, moments[1], starts_at=start, ends_at=start + timedelta(hours=3))
    files.append(only_file(moments[1], user))
    change(meeting, leader, moments[2], place_name="Zwolle")
    files.append(only_file(moments[2], user))
    answer(actor=user, bijeenkomst=meeting, is_coming=True, now=moments[3])
    files.append(only_file(moments[3], user))
    meeting.refresh_from_db()
    cancel_bijeenkomst(actor=leader, bijeenkomst=meeting, reason="x", now=moments[4])
    files.append(only_file(moments[4], user))
    assert {str(event["UID"]) for event in files} == {f"{meeting.pk}@testserver"}
    assert [(str(event["X-METHOD"]), event["SEQUENCE"], str(event["STATUS"])) for event in files] == [
        ("REQUEST", 0, "TENTATIVE"), ("REQUEST", 1, "TENTATIVE"), ("REQUEST", 2, "TENTATIVE"),
        ("REQUEST", 2, "CONFIRMED"), ("CANCEL", 3, "CANCELLED"),
    ]  # fmt: skip
    assert [event["ATTENDEE"].params["PARTSTAT"] for event in files] == [
        "NEEDS-ACTION", "NEEDS-ACTION", "NEEDS-ACTION", "ACCEPTED", "ACCEPTED",
    ]  # fmt: skip
    assert {str(event["ORGANIZER"]) for event in files} == {"mailto:community@regiekamer.example"}
    assert {str(event["ATTENDEE"]) for event in files} == {f"mailto:{user.email}"}
    assert [event["DTSTART"].dt for event in files] == [start - timedelta(days=1), start, start, start, start]
    assert str(files[2]["LOCATION"]) == "Zwolle"
    # The same number with a later stamp is the newer one (RFC 5546 §2.1.5).
    stamps = [stamp(event) for event in files]
    assert stamps == sorted(stamps)
    assert stamps[3] > stamps[2]


def test_who_declines_gets_a_cancellation_for_herself_only() -> None:
    kring, leader, (first, second) = a_group(2)
    meeting = group_meeting(kring)
    invite_kring(actor=leader, bijeenkomst=meeting, now=NOW)
    post_at(NOW)
    later = NOW + timedelta(minutes=10)
    answer(actor=first, bijeenkomst=meeting, is_coming=False, now=later)
    (message,) = post_at(later)
    event = file_of(message)[1]
    assert (message.to, str(event["X-METHOD"]), "STATUS" in event) == ([first.email], "CANCEL", False)
    assert str(event["ATTENDEE"]) == f"mailto:{first.email}"
    assert status_of(meeting, second) == "UITGENODIGD"
    again = later + timedelta(minutes=10)
    answer(actor=first, bijeenkomst=meeting, is_coming=True, now=again)
    back = only_file(again, first)
    assert (str(back["X-METHOD"]), stamp(back) > stamp(event)) == ("REQUEST", True)


def test_the_link_of_an_invitation_opens_the_answer_buttons_and_changes_nothing_itself() -> None:
    kring, leader, (user,) = a_group(1)
    meeting = group_meeting(kring)
    invite_kring(actor=leader, bijeenkomst=meeting, now=NOW)
    (message,) = post_at(NOW, user)
    _content, event = file_of(message)
    link = f"http://testserver/agenda/{meeting.code}/"
    assert link in message.body
    assert str(event["DESCRIPTION"]) == f"Laat weten of je komt: {link}"
    # A scanner of mail, or somebody who is not logged in, comes to the login page and nowhere else.
    stranger = Client().get(urlsplit(link).path)
    assert (stranger.status_code, stranger["Location"]) == (302, f"/inloggen/?next=/agenda/{meeting.code}/")
    browser = browser_of(user, with_factor=False)
    for name in ("", "aanmelden/", "afmelden/"):
        browser.get(urlsplit(link).path + name)
    assert status_of(meeting, user) == "UITGENODIGD"
    page = browser.get(urlsplit(link).path).content.decode()
    assert [f'action="/agenda/{meeting.code}/{verb}/"' in page for verb in ("aanmelden", "afmelden")] == [True, True]
    browser.post(f"/agenda/{meeting.code}/aanmelden/")
    assert status_of(meeting, user) == "AANGEMELD"


def test_a_meeting_of_several_days_is_written_in_words_in_mail_and_page() -> None:
    kring, leader, (user,) = a_group(1)
    start = datetime(2027, 2, 9, 9, tzinfo=AMSTERDAM)
    meeting = group_meeting(kring, starts_at=start, ends_at=start + timedelta(days=1, hours=7))
    invite_kring(actor=leader, bijeenkomst=meeting, now=NOW)
    (message,) = post_at(NOW, user)
    assert message.subject == f"Uitnodiging: Bijeenkomst van {kring.name} van 9 t/m 10 februari 2027"
    words = "van dinsdag 9 t/m woensdag 10 februari 2027, begin 9 uur, einde 16 uur"
    assert f"Wanneer: {words}" in message.body
    assert "Je bent uitgenodigd" in message.body
    _content, event = file_of(message)
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (meeting.starts_at, meeting.ends_at)
    browser = browser_of(user, with_factor=False)
    assert words in browser.get(f"/agenda/{meeting.code}/").content.decode()
    assert words in browser.get("/agenda/").content.decode()


def test_the_time_zone_of_the_file_has_the_rules_of_the_netherlands() -> None:
    (zone,) = Calendar.from_ical(f"BEGIN:VCALENDAR\r\n{VTIMEZONE}END:VCALENDAR\r\n").walk("VTIMEZONE")
    ours = zone.to_tz(lookup_tzid=False)
    for year in range(2020, 2038):
        for hours in range(0, 24 * 365, 37):
            moment = datetime(year, 1, 1, tzinfo=UTC) + timedelta(hours=hours)
            local = moment.astimezone(AMSTERDAM).replace(tzinfo=None)
            assert local.replace(tzinfo=ours).utcoffset() == local.replace(tzinfo=AMSTERDAM).utcoffset(), local


@pytest.mark.parametrize(
    "text",
    [
        "é" * 200,
        "🐄" * 90,
        "a, b; c\\ d: e" * 30,
        'aanhaling "dubbel"' * 10,
        "\\n is geen nieuwe regel",
        "x" * 74 + "é",
    ],
)
def test_long_lines_are_folded_by_octets_and_come_back_as_they_were(text: str) -> None:
    event = CalendarEvent("a@b", 0, NOW, NOW + timedelta(hours=1), NOW, text, "CONFIRMED", place=text,
                          description=f"{text}\n{text}")  # fmt: skip
    guest = Guest(
        "Regiekamer", "community@regiekamer.example", 'Noor "de" Wal; x', "noor@voorbeeld.example", "ACCEPTED"
    )
    content = calendar([event], method="REQUEST", guest=guest)
    lines = content.split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    assert b"\n" not in content.replace(b"\r\n", b"")
    for line in lines:
        line.decode()  # no character is cut in two
    (back,) = Calendar.from_ical(content).walk("VEVENT")
    assert (str(back["SUMMARY"]), str(back["LOCATION"])) == (text, text)
    assert str(back["DESCRIPTION"]) == f"{text}\n{text}"


def test_an_invitation_after_a_membership_that_ended_is_newer_than_what_was_sent_before() -> None:
    kring, leader, (user,) = a_group(1)
    meeting = group_meeting(kring)
    invite_kring(actor=leader, bijeenkomst=meeting, now=NOW)
    first = only_file(NOW, user)
    later = NOW + timedelta(hours=1)
    Deelname.objects.filter(bijeenkomst=meeting, user=user).delete()
    invite_kring(actor=leader, bijeenkomst=meeting, now=later)
    again = only_file(later, user)
    assert (again["SEQUENCE"], stamp(again) > stamp(first)) == (first["SEQUENCE"], True)


def leave(meeting: Bijeenkomst, user: User, now: datetime) -> None:
    """Let somebody's membership of the group of a meeting end."""
    end_member(lidmaatschap=Lidmaatschap.objects.get(kring=meeting.kring, user=user, until_at=None), now=now)


def test_who_is_out_of_the_group_gets_its_meetings_out_of_her_calendar() -> None:
    """Also those that moved meanwhile; the file cancels for her alone (RFC 5546 §3.2.5: no STATUS)."""
    kring, leader, (user, stays) = a_group(2)
    meetings = [group_meeting(kring, title="grutto-overleg"), group_meeting(kring)]
    for meeting in meetings:
        invite_kring(actor=leader, bijeenkomst=meeting, now=NOW)
    post_at(NOW)
    change(meetings[0], leader, NOW + timedelta(minutes=5), place_name="Zwolle")
    post_at(NOW + timedelta(minutes=5))
    answer(actor=user, bijeenkomst=meetings[0], is_coming=True, now=NOW + timedelta(minutes=6))
    post_at(NOW + timedelta(minutes=6))
    later = NOW + timedelta(minutes=10)
    leave(meetings[0], user, later)
    sent = post_at(later)
    assert {mail.to[0] for mail in sent} == {user.email}, "who stays hears nothing of it"
    assert stays.email != user.email
    assert {str(mail.subject) for mail in sent} == {
        f"Niet meer in je agenda: Bijeenkomst van {kring.name} op 8 februari 2027"
    }
    files = sorted((file_of(mail)[1] for mail in sent), key=lambda event: -int(event["SEQUENCE"]))
    assert [(str(event["UID"]), event["SEQUENCE"], str(event["X-METHOD"]), "STATUS" in event) for event in files] == [
        (f"{meetings[0].pk}@testserver", 1, "CANCEL", False), (f"{meetings[1].pk}@testserver", 0, "CANCEL", False),
    ]  # fmt: skip
    assert {str(event["ATTENDEE"]) for event in files} == {f"mailto:{user.email}"}
    assert [stamp(event) for event in files] == [later, later]
    everything = "".join(message.message().as_string() for message in sent)
    assert "grutto" not in everything
    assert post_at(later + timedelta(minutes=10)) == []


def test_who_never_got_the_invitation_hears_nothing_when_she_is_out() -> None:
    kring, leader, (unaware, declined) = a_group(2)
    meeting = group_meeting(kring)
    invite_kring(actor=leader, bijeenkomst=meeting, now=NOW)
    answer(actor=declined, bijeenkomst=meeting, is_coming=False, now=NOW)
    leave(meeting, unaware, NOW)
    post_at(NOW)
    leave(meeting, declined, NOW + timedelta(minutes=5))
    assert post_at(NOW + timedelta(minutes=5)) == []
    assert not Bericht.objects.filter(kind="N134").exists()


def test_who_is_in_again_before_the_mail_left_keeps_the_appointment() -> None:
    kring, leader, (user,) = a_group(1)
    meeting = group_meeting(kring)
    invite_kring(actor=leader, bijeenkomst=meeting, now=NOW)
    files = [only_file(NOW, user)]
    leave(meeting, user, NOW + timedelta(minutes=5))
    add_member(kring=kring, user=user, now=NOW + timedelta(minutes=6))
    files.append(only_file(NOW + timedelta(minutes=6), user))
    assert [(str(event["X-METHOD"]), event["SEQUENCE"]) for event in files] == [("REQUEST", 0), ("REQUEST", 0)]
    assert stamp(files[0]) < stamp(files[1])


def test_who_comes_back_gets_an_invitation_that_is_newer_than_what_took_it_away() -> None:
    kring, leader, (user,) = a_group(1)
    meeting = group_meeting(kring)
    invite_kring(actor=leader, bijeenkomst=meeting, now=NOW)
    files = [only_file(NOW, user)]
    leave(meeting, user, NOW + timedelta(minutes=5))
    files.append(only_file(NOW + timedelta(minutes=5), user))
    add_member(kring=kring, user=user, now=NOW + timedelta(minutes=20))
    files.append(only_file(NOW + timedelta(minutes=20), user))
    assert [str(event["X-METHOD"]) for event in files] == ["REQUEST", "CANCEL", "REQUEST"]
    assert {str(event["UID"]) for event in files} == {f"{meeting.pk}@testserver"}
    assert sorted(stamp(event) for event in files) == [stamp(event) for event in files]


def test_who_plans_a_meeting_of_her_group_gets_it_for_her_calendar_too() -> None:
    kring, leader, _members = a_group(1)
    meeting = plan_bijeenkomst(actor=leader, opzet=opzet_of(group_meeting(kring)), kring=kring, now=NOW)
    event = only_file(NOW, leader)
    assert (str(event["X-METHOD"]), str(event["UID"]), event["SEQUENCE"], str(event["STATUS"])) == (
        "REQUEST", f"{meeting.pk}@testserver", 0, "CONFIRMED",
    )  # fmt: skip
    assert event["ATTENDEE"].params["PARTSTAT"] == "ACCEPTED"
    cancel_bijeenkomst(actor=leader, bijeenkomst=meeting, reason="x", now=NOW + timedelta(minutes=5))
    gone = only_file(NOW + timedelta(minutes=5), leader)
    assert (str(gone["X-METHOD"]), gone["SEQUENCE"]) == ("CANCEL", 1)
