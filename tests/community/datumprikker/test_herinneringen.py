"""When the mails of a date poll leave, by the clock of the Netherlands: weekends, feestdagen and both clock changes."""

from datetime import datetime, timedelta

import pytest
from django.core import mail

from community.actions.antwoorden import save_antwoorden
from community.actions.datumprikker import Moment, Vraag, change_datumprikker, fix_date, open_datumprikker
from community.actions.kringen import add_member, end_member
from community.berichten.planning import plan
from community.berichten.sender import deliver
from community.models import Datumprikker, Lidmaatschap, Profiel, Taak, User
from community.reminders.datumprikker import choose_moment, last_call, list_moment, nudge_moment
from community.workdays import AMSTERDAM
from tests.community.agenda.cast import a_group
from tests.community.agenda.test_reminder_times import local, sent_between, ticks
from tests.community.datumprikker.polls import opties
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
INVITED, SILENT = "Vul je datums in voor", "Nog niet ingevuld"
WHO, CHOOSE, CHANGED, NO_DATE = "Wie nog geen datums", "Kies de datum", "zijn veranderd", "Geen datum gekozen"


def asked_at(opened: str, until: str, *, members: int = 1) -> tuple[Datumprikker, User, list[User]]:
    """Return a poll opened at a local moment, to be answered until another; its dates lie two weeks after that."""
    kring, leader, others = a_group(members)
    vraag = Vraag(title="Ronde", duration_minutes=60, answer_until=local(until))
    moments = [Moment(local(until) + timedelta(days=14 + day)) for day in range(2)]
    poll = open_datumprikker(actor=leader, kring=kring, vraag=vraag, moments=moments, now=local(opened))
    fill_in(leader, poll, local(opened))
    return poll, leader, others


def fill_in(user: User, poll: Datumprikker, now: datetime, *, number: int = 2) -> None:
    poll.refresh_from_db()
    answers = {row.pk: "KAN" for row in opties(poll)[:number]}
    save_antwoorden(actor=user, prikker=poll, version=poll.version, answers=answers, note="", now=now)


def told_to(user: User, start: str, end: str) -> list[str]:
    """Let the clock tick and return what this person was mailed, as moment and subject."""
    told = []
    for now in ticks(start, end):
        mail.outbox.clear()
        plan(now)
        deliver(now)
        own = [str(each.subject) for each in mail.outbox if each.to == [user.email]]
        told += [f"{now.astimezone(AMSTERDAM):%m-%d %H:%M} {subject}" for subject in own if "Deze week" not in subject]
    return told


LADDER = [
    # opened, answered until, +4 days, the last call, who is silent, time over
    ("2027-02-01 10:00", "2027-02-12 00:00", "2027-02-05", "2027-02-09", "2027-02-10", "2027-02-12"),  # plain weeks
    ("2027-02-03 10:00", "2027-02-16 00:00", "2027-02-08", "2027-02-12", "2027-02-15", "2027-02-16"),  # Sunday, Sunday
    (
        "2027-03-22 10:00",
        "2027-04-03 00:00",
        "2027-03-30",
        "2027-03-31",
        "2027-04-01",
        "2027-04-05",
    ),  # Good Friday+Easter
    ("2027-03-24 10:00", "2027-04-07 00:00", "2027-03-30", "2027-04-02", "2027-04-05", "2027-04-07"),  # clock forward
    ("2027-10-27 10:00", "2027-11-06 00:00", "2027-11-01", "2027-11-03", "2027-11-04", "2027-11-08"),  # clock back
    ("2027-04-23 10:00", "2027-05-01 00:00", "2027-04-28", "2027-04-28", "2027-04-29", "2027-05-03"),  # Koningsdag
    ("2027-12-21 10:00", "2028-01-06 00:00", "2027-12-27", "2028-01-03", "2028-01-04", "2028-01-06"),  # Christmas
    ("2028-02-24 10:00", "2028-03-04 00:00", "2028-02-28", "2028-03-01", "2028-03-02", "2028-03-06"),  # leap day
    ("2027-02-01 10:00", "2027-02-05 00:00", None, "2027-02-02", "2027-02-03", "2027-02-05"),  # four days
    (
        "2027-02-01 10:00",
        "2027-02-03 00:00",
        None,
        "2027-01-29",
        "2027-02-01",
        "2027-02-03",
    ),  # two days: no nudge leaves
    # The last minute of a Sunday on which the clock goes forward, or back: nobody is called on a Monday after it.
    ("2027-03-17 10:00", "2027-03-28 23:59", "2027-03-22", "2027-03-25", None, "2027-03-30"),
    ("2027-10-20 10:00", "2027-10-31 23:59", "2027-10-25", "2027-10-29", None, "2027-11-01"),
    ("2027-02-01 10:00", "2027-02-11 23:59", "2027-02-05", "2027-02-09", "2027-02-10", "2027-02-12"),
]


@pytest.mark.parametrize(("opened", "until", "nudge", "last", "listed", "over"), LADDER)
def test_the_ladder_lies_on_working_days_at_half_past_eight(
    opened: str, until: str, nudge: str | None, last: str, listed: str | None, over: str
) -> None:
    taak = Taak(opened_at=local(opened), due_at=local(until))
    same_day = nudge == last
    assert nudge_moment(taak) == (local(f"{nudge} 08:30") if nudge and not same_day else None)
    assert last_call(taak) == local(f"{last} 08:30")
    assert list_moment(taak) == (local(f"{listed} 08:30") if listed else None)
    assert choose_moment(taak) == local(f"{over} 08:30")
    assert local(until) - local(f"{last} 08:30") >= timedelta(hours=48)


def test_a_duty_without_a_date_has_no_ladder() -> None:
    taak = Taak(opened_at=local("2027-02-01 10:00"))
    assert [rung(taak) for rung in (nudge_moment, last_call, list_moment, choose_moment)] == [None] * 4


def test_the_silent_are_asked_four_days_later_and_two_days_before_and_nobody_else() -> None:
    asked_at("2027-02-01 10:00", "2027-02-12 00:00")
    assert sent_between("2027-02-01 15:00", "2027-02-20 15:00", words=SILENT) == [
        "2027-02-05 08:30", "2027-02-09 08:30"
    ]  # fmt: skip


def test_who_answered_hears_nothing_more_and_the_leader_hears_that_all_did() -> None:
    poll, leader, (member,) = asked_at("2027-02-01 10:00", "2027-02-12 00:00")
    fill_in(member, poll, local("2027-02-03 12:00"))
    assert sent_between("2027-02-03 15:00", "2027-02-11 15:00", words=SILENT) == []
    assert told_to(leader, "2027-02-03 15:00", "2027-02-11 15:00") == []


def test_the_leader_is_told_once_that_everybody_answered() -> None:
    poll, leader, (member,) = asked_at("2027-02-01 10:00", "2027-02-12 00:00")
    plan(local("2027-02-01 15:00"))
    fill_in(member, poll, local("2027-02-03 14:00"))
    assert told_to(leader, "2027-02-03 15:00", "2027-02-03 15:00") == [
        f"02-03 15:00 Kies de datum voor {poll.kring.name}"
    ]
    fill_in(member, poll, local("2027-02-03 16:00"))
    assert told_to(leader, "2027-02-04 08:29", "2027-02-05 15:00") == []


def test_half_an_answer_is_still_asked_for() -> None:
    poll, _leader, (member,) = asked_at("2027-02-01 10:00", "2027-02-12 00:00")
    fill_in(member, poll, local("2027-02-01 12:00"), number=1)
    assert [moment[:10] for moment in sent_between("2027-02-01 15:00", "2027-02-11 15:00", words=SILENT)] == [
        "2027-02-05", "2027-02-09"
    ]  # fmt: skip


def test_the_leader_hears_who_is_silent_and_then_to_choose() -> None:
    poll, leader, (_member,) = asked_at("2027-02-01 10:00", "2027-02-12 00:00")
    assert told_to(leader, "2027-02-01 15:00", "2027-02-11 15:00") == [
        f"02-10 08:30 {WHO} invulde voor {poll.kring.name}"
    ]
    assert told_to(leader, "2027-02-12 02:30", "2027-02-13 15:00") == [f"02-12 08:30 {CHOOSE} voor {poll.kring.name}"]


def test_a_fixed_date_stops_every_reminder() -> None:
    poll, leader, _ = asked_at("2027-02-01 10:00", "2027-02-12 00:00")
    fix_date(actor=leader, prikker=poll, optie_id=opties(poll)[0].pk, now=local("2027-02-02 10:00"))
    for words in (SILENT, WHO, CHOOSE):
        assert sent_between("2027-02-02 10:00", "2027-02-13 15:00", words=words) == []


def test_the_invitation_leaves_when_it_was_asked_and_not_in_the_weekend() -> None:
    asked_at("2027-02-06 10:00", "2027-02-19 00:00")  # a Saturday
    assert sent_between("2027-02-06 15:00", "2027-02-09 15:00", words=INVITED) == ["2027-02-08 08:29"]


def test_who_leaves_hears_nothing_more() -> None:
    poll, _leader, (member,) = asked_at("2027-02-01 10:00", "2027-02-19 00:00")
    end_member(lidmaatschap=Lidmaatschap.objects.get(kring=poll.kring, user=member), now=local("2027-02-01 12:00"))
    assert told_to(member, "2027-02-01 15:00", "2027-02-20 15:00") == []


def test_a_new_member_gets_the_invitation_and_both_nudges() -> None:
    poll, _leader, (member,) = asked_at("2027-02-01 10:00", "2027-02-19 00:00")
    fill_in(member, poll, local("2027-02-01 12:00"))
    fresh = UserFactory()
    add_member(kring=poll.kring, user=fresh, now=local("2027-02-08 10:00"))
    told = told_to(fresh, "2027-02-08 15:00", "2027-02-20 15:00")
    assert [line[:11] for line in told if INVITED in line or SILENT in line] == [
        "02-08 15:00", "02-12 08:30", "02-16 08:30"
    ]  # fmt: skip


def test_a_later_last_day_moves_the_last_call() -> None:
    poll, leader, _ = asked_at("2027-02-01 10:00", "2027-02-12 00:00")
    assert sent_between("2027-02-05 08:29", "2027-02-08 08:30", words=SILENT) == ["2027-02-05 08:30"]
    kept = [Moment(row.starts_at, row.pk) for row in opties(poll)]
    vraag = Vraag(title="Ronde", duration_minutes=60, answer_until=local("2027-02-19 00:00"))
    change_datumprikker(actor=leader, prikker=poll, version=1, vraag=vraag, moments=kept,
                        now=local("2027-02-08 10:00"))  # fmt: skip
    assert sent_between("2027-02-08 15:00", "2027-02-20 15:00", words=SILENT) == ["2027-02-16 08:30"]


def test_a_mail_never_says_what_it_is_about() -> None:
    asked_at("2027-02-01 10:00", "2027-02-12 00:00")
    for now in ticks("2027-02-01 15:00", "2027-02-13 15:00"):
        mail.outbox.clear()
        plan(now)
        deliver(now)
        assert not [each for each in mail.outbox if "Ronde" in f"{each.subject}{each.body}"]


def test_the_question_goes_to_another_leader_when_the_first_leaves() -> None:
    poll, leader, (member,) = asked_at("2027-02-01 10:00", "2027-02-12 00:00")
    Lidmaatschap.objects.filter(user=member).update(role="TREKKER")
    end_member(lidmaatschap=Lidmaatschap.objects.get(user=leader), now=local("2027-02-02 10:00"))
    plan(local("2027-02-02 15:00"))
    open_duties = Taak.objects.filter(kind="DATUM_KIEZEN", object_id=poll.pk, withdrawn_at__isnull=True)
    assert [taak.user for taak in open_duties] == [member]


def test_the_mail_about_the_silent_names_them_and_no_number() -> None:
    _poll, leader, (member,) = asked_at("2027-02-01 10:00", "2027-02-12 00:00")
    Profiel.objects.filter(user=member).update(telefoon="06-55500001")
    moment = local("2027-02-10 08:30")
    mail.outbox.clear()
    plan(moment)
    deliver(moment)
    body = next(str(each.body) for each in mail.outbox if each.to == [leader.email] and WHO in str(each.subject))
    assert member.naam in body
    assert "5550" not in body
