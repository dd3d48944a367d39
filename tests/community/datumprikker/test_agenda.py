"""Tentative dates in the calendar feed: there while the poll is open, gone when it is fixed or closed."""

from datetime import date, time, timedelta

import icalendar
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from community.access.kringen import keep_standings
from community.actions.datumprikker import Moment, change_datumprikker, close_datumprikker, fix_date
from community.models import Datumprikker, Lidmaatschap, User
from community.queries.feed import feed
from community.workdays import at_local
from tests.community.datumprikker.polls import DATES, DAY, TITLE, a_poll, a_vraag, opties, says
from tests.factories import AfsprakenFactory, AntwoordFactory, OptieFactory
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db


def events_of(user: User, now: object = NOW) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(feed(user, now)).walk("VEVENT"))  # type: ignore[arg-type]  # a moment


def kept_free(user: User) -> list[tuple[str, int]]:
    """Return uid and sequence of what is tentative in this person's calendar."""
    return [(str(row["UID"]), int(row["SEQUENCE"])) for row in events_of(user) if row["STATUS"] == "TENTATIVE"]


def uid(poll: Datumprikker, number: int) -> str:
    return f"optie-{opties(poll)[number].pk}@testserver"


def test_dates_one_can_or_rather_not_are_tentative_and_the_rest_is_absent() -> None:
    poll, leader, (member, *_) = a_poll()
    says(member, poll, "KAN", "LIEVER_NIET", "KAN_NIET")
    assert kept_free(member) == [(uid(poll, 0), 0), (uid(poll, 1), 0)]
    event = events_of(member)[0]
    assert (str(event["SUMMARY"]), str(event["CLASS"])) == (f"Misschien: {TITLE}", "PRIVATE")
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (DATES[0], DATES[0] + timedelta(hours=2))
    assert kept_free(leader) == []


def test_they_are_gone_when_the_date_is_fixed_and_the_meeting_stands_there() -> None:
    poll, leader, (member, *_) = a_poll()
    says(member, poll, "KAN", "KAN", "KAN")
    meeting = fix_date(actor=leader, prikker=poll, optie_id=opties(poll)[1].pk, now=NOW)
    assert [str(row["UID"]).partition("@")[0] for row in events_of(member)] == [str(meeting.pk)]


def test_they_are_gone_when_it_closes() -> None:
    poll, leader, (member, *_) = a_poll()
    says(member, poll, "KAN", "KAN", "KAN")
    close_datumprikker(actor=leader, prikker=poll, now=NOW)
    assert events_of(member) == []


def test_a_moved_date_leaves_and_comes_back_under_its_own_uid_with_a_higher_sequence() -> None:
    poll, leader, (member, *_) = a_poll()
    says(member, poll, "KAN", "KAN_NIET", "KAN_NIET")
    first, *rest = opties(poll)
    kept = [Moment(row.starts_at, row.pk) for row in rest]
    kept.append(Moment(first.starts_at + timedelta(hours=3), first.pk))
    change_datumprikker(actor=leader, prikker=poll, version=1, vraag=a_vraag(), moments=kept, now=NOW)
    assert kept_free(member) == []
    says(member, poll, "KAN", "KAN_NIET", "KAN_NIET", now=NOW + DAY)
    assert kept_free(member) == [(f"optie-{first.pk}@testserver", 1)]


def test_who_left_or_must_agree_first_keeps_nothing_free() -> None:
    poll, _leader, (member, other, _) = a_poll()
    for person in (member, other):
        says(person, poll, "KAN", "KAN", "KAN")
    Lidmaatschap.objects.filter(user=member).update(until_at=NOW)
    assert kept_free(member) == []
    AfsprakenFactory(kring=poll.kring)
    assert kept_free(other) == []


def test_dates_that_are_past_are_left_out() -> None:
    poll, _leader, (member, *_) = a_poll()
    says(member, poll, "KAN", "KAN", "KAN")
    assert len(events_of(member, DATES[1] + timedelta(minutes=1))) == 2


@pytest.mark.parametrize("number", [1, 30])
def test_a_feed_asks_as_much_for_one_as_for_thirty_dates(number: int) -> None:
    poll, _leader, (member, *_) = a_poll()
    for optie in OptieFactory.create_batch(number, datumprikker=poll):
        AntwoordFactory(optie=optie, user=member)
    keep_standings(member, NOW)
    with CaptureQueriesContext(connection) as seen:
        feed(member, NOW)
    assert len(seen) == 4


@pytest.mark.parametrize(
    ("local", "utc"),
    [("2027-03-27", "T09:00"), ("2027-03-28", "T08:00"), ("2027-10-30", "T08:00"), ("2027-10-31", "T09:00")],
)
def test_ten_o_clock_is_ten_o_clock_around_both_clock_changes(local: str, utc: str) -> None:
    dates = (at_local(date.fromisoformat(local), time(10)),)
    poll, _leader, (member, *_) = a_poll(dates=dates)
    says(member, poll, "KAN")
    (event,) = events_of(member)
    assert f"{event.decoded('DTSTART'):%H:%M}" == "10:00"
    assert f"T{opties(poll)[0].starts_at:%H:%M}" == utc
