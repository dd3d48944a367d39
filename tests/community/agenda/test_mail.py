"""What is mailed about a meeting, to whom, and what is no longer mailed once things changed (T46, T85, T86)."""

from datetime import datetime, timedelta
from email import message_from_bytes, policy
from typing import Any

import pytest
from django.core.mail import EmailMessage
from icalendar import Calendar, Event

from community.actions.agenda import cancel_bijeenkomst, change_bijeenkomst, plan_bijeenkomst
from community.actions.deelname import answer, give_up_places, invite_kring, invite_new_member
from community.actions.kringen import end_member
from community.extension_points import bericht_kinds
from community.models import Bericht, Bijeenkomst, Lidmaatschap, User, Voorkeur
from tests.community.agenda.cast import a_group, group_meeting, post_at, subjects_at
from tests.community.agenda.opzetten import new_opzet, opzet_of
from tests.factories import AfsprakenFactory, BijeenkomstFactory, DeelnameFactory, UserFactory
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db
# Monday 8 February 2027, 9 o'clock, three weeks after NOW.
DAY = "8 februari 2027"
LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def planner() -> User:
    return UserFactory(coordinator=True)


def attached(mail: EmailMessage) -> tuple[str, Event]:
    """Return METHOD and event of the calendar file of a mail."""
    files = [part for part in message_of(mail).walk() if part.get_content_type() == "text/calendar"]
    assert len(files) == 1
    calendar = Calendar.from_ical(files[0].get_payload(decode=True))
    assert str(calendar["METHOD"]) == files[0].get_param("method")
    return str(calendar["METHOD"]), calendar.walk("VEVENT")[0]


def message_of(mail: EmailMessage) -> Any:
    return mail.message()


def move(meeting: Bijeenkomst, planner: User, *, now: datetime = LATER, **changes: Any) -> Bijeenkomst:
    meeting.refresh_from_db()
    return change_bijeenkomst(
        actor=planner, bijeenkomst=meeting, version=meeting.version, opzet=opzet_of(meeting, **changes), now=now
    )


def test_an_answer_is_confirmed_with_the_appointment() -> None:
    meeting, user = BijeenkomstFactory(), UserFactory()
    answer(actor=user, bijeenkomst=meeting, is_coming=True, now=NOW)
    (mail,) = post_at(NOW)
    assert mail.subject == f"Je bent aangemeld: Ontmoeting op {DAY}"
    assert "maandag 8 februari 2027, ochtend (9 tot 12 uur)" in mail.body
    assert f"http://testserver/agenda/{meeting.code}/" in mail.body
    method, event = attached(mail)
    assert (method, str(event["UID"]), event["SEQUENCE"], str(event["STATUS"])) == (
        "REQUEST", f"{meeting.pk}@testserver", 0, "CONFIRMED",
    )  # fmt: skip
    assert str(event["ATTENDEE"]) == f"mailto:{user.email}"
    assert event["ATTENDEE"].params["PARTSTAT"] == "ACCEPTED"
    assert str(event["ORGANIZER"]) == "mailto:community@regiekamer.example"


def test_signing_off_takes_the_appointment_back() -> None:
    meeting, user = BijeenkomstFactory(), UserFactory()
    answer(actor=user, bijeenkomst=meeting, is_coming=True, now=NOW)
    post_at(NOW)
    answer(actor=user, bijeenkomst=meeting, is_coming=False, now=LATER)
    (mail,) = post_at(LATER)
    method, event = attached(mail)
    assert (mail.subject, method) == (f"Je bent afgemeld: Ontmoeting op {DAY}", "CANCEL")
    # The meeting goes on for the others: RFC 5546 §3.2.5 forbids a status here.
    assert ("STATUS" in event, str(event["ATTENDEE"])) == (False, f"mailto:{user.email}")


def test_who_changes_her_mind_before_the_mail_left_hears_the_last_word_only() -> None:
    meeting, user = BijeenkomstFactory(), UserFactory()
    for minute, is_coming in enumerate((True, False, True)):
        answer(actor=user, bijeenkomst=meeting, is_coming=is_coming, now=NOW + timedelta(minutes=minute))
    assert subjects_at(NOW + timedelta(minutes=3)) == [f"Je bent aangemeld: Ontmoeting op {DAY}"]


def test_the_waiting_list_has_a_number_and_then_a_place() -> None:
    meeting = BijeenkomstFactory(capacity=1)
    first, second, third = UserFactory.create_batch(3)
    for minute, user in enumerate((first, second, third)):
        answer(actor=user, bijeenkomst=meeting, is_coming=True, now=NOW + timedelta(minutes=minute))
    (mail,) = post_at(LATER, third)
    assert mail.subject == f"Je staat op de wachtlijst: Ontmoeting op {DAY}"
    assert "Je staat op plek 2 van de wachtlijst." in mail.body
    assert mail.attachments == []
    answer(actor=first, bijeenkomst=meeting, is_coming=False, now=LATER)
    (mail,) = post_at(LATER, second)
    assert mail.subject == f"Je hebt een plek: Ontmoeting op {DAY}"
    assert attached(mail)[0] == "REQUEST"


def test_an_invitation_never_carries_the_title_of_a_group_meeting() -> None:
    kring, leader, members = a_group(1)
    meeting = group_meeting(kring, title="grutto-overleg", description="kemphanenvraag", place_name="Gouda")
    invite_kring(actor=leader, bijeenkomst=meeting, now=NOW)
    (mail,) = post_at(NOW, *members)
    assert (mail.to, mail.subject) == (
        [members[0].email], f"Uitnodiging: Bijeenkomst van {kring.name} op {DAY}",
    )  # fmt: skip
    text = mail.body + mail.alternatives[0][0]
    assert "grutto-overleg" not in text
    method, event = attached(mail)
    for canary in ("grutto", "kemphanenvraag"):
        assert canary not in message_of(mail).as_string() + event.to_ical().decode()
    assert str(event["SUMMARY"]) == f"Bijeenkomst van {kring.name}"
    assert (method, str(event["STATUS"]), str(event["CLASS"])) == ("REQUEST", "TENTATIVE", "PRIVATE")
    assert event["ATTENDEE"].params["PARTSTAT"] == "NEEDS-ACTION"


def test_a_confidential_meeting_tells_when_and_nothing_else() -> None:
    meeting = BijeenkomstFactory(title="grutto-overleg", is_confidential=True, place_name="Roerdomphuis")
    user = UserFactory()
    answer(actor=user, bijeenkomst=meeting, is_coming=True, now=NOW)
    (mail,) = post_at(NOW)
    everything = message_of(mail).as_string() + mail.body + mail.alternatives[0][0]
    assert "grutto" not in everything
    assert "Roerdomp" not in everything
    assert str(attached(mail)[1]["SUMMARY"]) == "Bijeenkomst (vertrouwelijk)"


def test_a_move_is_told_at_once_with_the_old_and_the_new_moment(planner: User) -> None:
    place = DeelnameFactory(bijeenkomst__place_name="Gouda")
    meeting = place.bijeenkomst
    saturday_night = datetime.fromisoformat("2027-01-23T23:30:00+01:00")
    start = meeting.starts_at + timedelta(days=1, hours=4)
    move(meeting, planner, now=saturday_night, starts_at=start, ends_at=start + timedelta(hours=2))
    (mail,) = post_at(saturday_night)
    assert mail.subject == "Gewijzigd: Ontmoeting is nu op 9 februari 2027"
    assert "Eerst was het: maandag 8 februari 2027, 9 tot 12 uur." in mail.body
    assert "Het is nu: dinsdag 9 februari 2027, middag (13 tot 15 uur)." in mail.body
    method, event = attached(mail)
    assert (method, event["SEQUENCE"], event["DTSTART"].dt.isoformat()) == (
        "REQUEST", 1, "2027-02-09T13:00:00+01:00",
    )  # fmt: skip


def test_another_place_at_the_same_time_says_so(planner: User) -> None:
    place = DeelnameFactory()
    move(place.bijeenkomst, planner, place_name="Zwolle")
    (mail,) = post_at(LATER)
    assert mail.subject == f"Andere plaats: Ontmoeting op {DAY}"
    assert "Eerst was het" not in mail.body
    assert "Waar: Zwolle" in mail.body


def test_two_moves_before_the_mail_left_are_told_as_one(planner: User) -> None:
    """T86: the first new moment is never told; the moment a person knew is the one before both."""
    meeting = DeelnameFactory().bijeenkomst
    for days in (1, 2):
        start = meeting.starts_at + timedelta(days=1)
        meeting = move(meeting, planner, now=NOW + timedelta(minutes=days), starts_at=start,
                       ends_at=start + timedelta(hours=3))  # fmt: skip
    (mail,) = post_at(LATER)
    assert mail.subject == "Gewijzigd: Ontmoeting is nu op 10 februari 2027"
    assert "Eerst was het: maandag 8 februari 2027, 9 tot 12 uur." in mail.body


def test_who_was_not_invited_yet_gets_the_invitation_with_the_new_moment() -> None:
    kring, leader, members = a_group(1)
    meeting = group_meeting(kring)
    night = datetime.fromisoformat("2027-01-18T22:00:00+01:00")
    invite_kring(actor=leader, bijeenkomst=meeting, now=night)
    start = meeting.starts_at + timedelta(days=1)
    move(meeting, leader, now=night, starts_at=start, ends_at=start + timedelta(hours=3))
    post_at(night)
    morning = datetime.fromisoformat("2027-01-19T08:15:00+01:00")
    assert subjects_at(morning, *members) == [f"Uitnodiging: Bijeenkomst van {kring.name} op 9 februari 2027"]


def test_a_cancellation_is_told_at_once_and_ends_the_rest() -> None:
    kring, leader, members = a_group(2)
    meeting = group_meeting(kring)
    invite_kring(actor=leader, bijeenkomst=meeting, now=NOW)
    answer(actor=members[0], bijeenkomst=meeting, is_coming=False, now=NOW)
    post_at(NOW)
    cancel_bijeenkomst(actor=leader, bijeenkomst=meeting, reason="Geheime reden", now=LATER)
    mails = sorted(post_at(LATER), key=lambda mail: mail.to[0] == leader.email)
    assert {mail.to[0]: mail.subject for mail in mails} == {
        user.email: f"Gaat niet door: Bijeenkomst van {kring.name} op {DAY}" for user in (leader, members[1])
    }
    method, event = attached(mails[0])
    assert (method, str(event["STATUS"]), event["SEQUENCE"]) == ("CANCEL", "CANCELLED", 1)
    assert all("Geheime reden" not in mail.body for mail in mails)
    for days in range(25):
        assert subjects_at(datetime.fromisoformat("2027-01-19T08:30:00+01:00") + timedelta(days=days)) == []


def test_the_reason_is_told_for_a_meeting_of_everyone(planner: User) -> None:
    place = DeelnameFactory()
    cancel_bijeenkomst(actor=planner, bijeenkomst=place.bijeenkomst, reason="De zaal staat onder water.", now=NOW)
    (mail,) = post_at(NOW)
    assert "De reden: De zaal staat onder water." in mail.body


def test_moves_and_cancellations_ignore_what_somebody_switched_off(planner: User) -> None:
    place = DeelnameFactory()
    Voorkeur.objects.create(user=place.user, subject="AGENDA", mode="GEEN")
    move(place.bijeenkomst, planner, place_name="Zwolle")
    assert len(post_at(LATER)) == 1
    cancel_bijeenkomst(actor=planner, bijeenkomst=place.bijeenkomst, reason="x", now=LATER)
    (mail,) = post_at(LATER)
    assert "List-Unsubscribe" not in message_of(mail)


def removed(meeting: Bijeenkomst, user: User, leader: User, now: datetime) -> None:
    assert meeting.kring is not None
    end_member(lidmaatschap=Lidmaatschap.objects.get(kring=meeting.kring, user=user), now=now)
    give_up_places(user=user, kring=meeting.kring, now=now)


def silently_removed(meeting: Bijeenkomst, user: User, leader: User, now: datetime) -> None:
    """The membership ends and nothing else happens: the loaders must notice by themselves."""
    Lidmaatschap.objects.filter(kring=meeting.kring, user=user).update(until_at=now)


def cancelled(meeting: Bijeenkomst, user: User, leader: User, now: datetime) -> None:
    cancel_bijeenkomst(actor=leader, bijeenkomst=meeting, reason="x", now=now)


def silently_cancelled(meeting: Bijeenkomst, user: User, leader: User, now: datetime) -> None:
    Bijeenkomst.objects.filter(pk=meeting.pk).update(status="GEANNULEERD", cancelled_at=now)


def moved(meeting: Bijeenkomst, user: User, leader: User, now: datetime) -> None:
    start = meeting.starts_at + timedelta(days=30)
    move(meeting, leader, now=now, starts_at=start, ends_at=start + timedelta(hours=3))


def deactivated(meeting: Bijeenkomst, user: User, leader: User, now: datetime) -> None:
    User.objects.filter(pk=user.pk).update(is_active=False)


CHANGES = [removed, silently_removed, cancelled, silently_cancelled, moved, deactivated]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
@pytest.mark.parametrize("kind", ["N106", "N107", "N108", "N111", "N112", "N80"])
def test_old_mail_is_not_sent_when_things_changed_in_between(kind: str, change: Any) -> None:
    """T86: between planning and sending the meeting moved or was cancelled, or the person left."""
    kring, leader, members = a_group(1)
    user = members[0]
    meeting = group_meeting(kring, organiser=leader)
    status = {"N108": "AANGEMELD", "N111": "AANGEMELD", "N80": "AANGEMELD"}.get(kind, "UITGENODIGD")
    DeelnameFactory(bijeenkomst=meeting, user=user, status=status, invited_at=NOW)
    moment = {"N108": "AANGEMELD.1", "N111": "v1", "N112": "v1.202702070800.202702071100"}.get(kind, "1")
    Bericht.objects.create(kind=kind, object_id=meeting.pk, recipient=user, moment=moment, dedupe_key="oud",
                           created_at=NOW, due_at=NOW, mail_at=NOW, mail_mode="DIRECT")  # fmt: skip
    change(meeting, user, leader, NOW)
    sent = post_at(LATER, user)
    row = Bericht.objects.get(dedupe_key="oud")
    if change is moved and kind in {"N106", "N107", "N108", "N80"}:
        # Still true after the move: it tells the new moment.
        assert all("10 maart 2027" in mail.body for mail in sent)
        return
    assert row.status == "VERVALLEN"
    assert [mail.subject for mail in sent if "februari" in str(mail.subject) and "Gaat niet" not in mail.subject] == []


def test_without_a_change_that_old_mail_is_sent() -> None:
    """The test above would also pass when nothing ever left."""
    kring, _leader, members = a_group(1)
    meeting = group_meeting(kring)
    DeelnameFactory(bijeenkomst=meeting, user=members[0], status="UITGENODIGD", invited_at=NOW)
    Bericht.objects.create(kind="N106", object_id=meeting.pk, recipient=members[0], moment="1", dedupe_key="oud",
                           created_at=NOW, due_at=NOW, mail_at=NOW, mail_mode="DIRECT")  # fmt: skip
    assert len(post_at(LATER)) == 1


def test_who_has_not_agreed_hears_when_and_where_only() -> None:
    kring, leader, members = a_group(1)
    meeting = group_meeting(kring, title="grutto-overleg", organiser=leader)
    AfsprakenFactory(kring=kring)
    invite_new_member(kring=kring, user=members[0], now=NOW)
    (mail,) = post_at(NOW)
    assert "grutto" not in message_of(mail).as_string() + mail.body
    assert str(attached(mail)[1]["SUMMARY"]) == f"Bijeenkomst van {kring.name}"
    assert meeting.place_name in mail.body


def test_a_new_meeting_is_told_in_the_overview_until_one_answers(planner: User) -> None:
    silent, coming = UserFactory.create_batch(2)
    meeting = plan_bijeenkomst(actor=planner, opzet=new_opzet(), now=NOW)
    answer(actor=coming, bijeenkomst=meeting, is_coming=True, now=NOW)
    rows = list(Bericht.objects.filter(kind="N79"))
    told = bericht_kinds.get("N79").load(rows, LATER)
    assert [row.recipient_id for row in rows if row.pk in told] == [silent.pk]
    assert [inhoud.path for inhoud in told.values()] == [f"/agenda/{meeting.code}/"]


# PostgreSQL itself refuses NUL.
LINE_BREAKS = ("\r\n", "\n", "\r", "\u2028", "\x0b", "\x1f", "\x85")


@pytest.mark.parametrize("sign", LINE_BREAKS)
@pytest.mark.parametrize("place", ["title", "place_name", "address", "kring", "naam"])
def test_no_field_adds_a_line_to_a_header_or_a_calendar(sign: str, place: str) -> None:
    """T46: what somebody types stays inside its own line, in headers and in the calendar file."""
    evil = f"Groet{sign}Bcc: kwaad@voorbeeld.example{sign}ATTENDEE:mailto:kwaad@voorbeeld.example"
    kring, leader, members = a_group(1)
    if place == "kring":
        kring.name = evil[:120]
        kring.save()
    if place == "naam":
        User.objects.filter(pk=members[0].pk).update(voornaam=evil[:60], achternaam=evil[:80])
    fields = {place: evil[:110]} if place in {"title", "place_name", "address"} else {}
    meeting = group_meeting(kring, **fields)
    invite_kring(actor=leader, bijeenkomst=meeting, now=NOW)
    (mail,) = post_at(NOW, *members)
    message = message_from_bytes(message_of(mail).as_bytes(linesep="\r\n"), policy=policy.default)
    assert set(message.keys()) == {
        "Content-Type", "MIME-Version", "Subject", "From", "To", "Reply-To", "Message-ID", "Auto-Submitted", "Date",
        "List-Unsubscribe", "List-Unsubscribe-Post",
    }  # fmt: skip
    method, event = attached(mail)
    assert (method, str(event["ATTENDEE"])) == ("REQUEST", f"mailto:{members[0].email}")
    file = next(part for part in message.walk() if part.get_content_type() == "text/calendar")
    lines = file.get_payload(decode=True).decode().split("\r\n")
    assert [line for line in lines if line.startswith(("Bcc", "ATTENDEE:"))] == []
    assert all(len(line.encode()) <= 75 for line in lines)
