"""Calendar files and the secret feed, read back by a calendar library."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar, Event

from community.actions.agenda import cancel_bijeenkomst, change_bijeenkomst
from community.actions.deelname import answer
from community.actions.feed import renew_feed, revoke_feed
from community.ical import CalendarEvent, calendar
from community.links import digest
from community.models import AgendaFeed, Bijeenkomst, Deelname, Lidmaatschap, User
from community.workdays import AMSTERDAM
from tests.community.agenda.cast import a_group, group_meeting
from tests.community.agenda.opzetten import opzet_of
from tests.factories import AfsprakenFactory, BijeenkomstFactory, DeelnameFactory, UserFactory
from tests.factories.browsers import browser_of
from tests.factories.moments import LONG_AGO, NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    return UserFactory()


@pytest.fixture
def path(user: User) -> str:
    return reverse("agenda-feed", args=[renew_feed(actor=user, now=NOW)])


def events(path: str) -> dict[str, Event]:
    response = Client().get(path)
    assert (response.status_code, response["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    return {str(event["UID"]): event for event in Calendar.from_ical(response.content).walk("VEVENT")}


def only(path: str) -> Event:
    (event,) = events(path).values()
    return event


def test_the_feed_of_somebody_has_what_she_is_asked_for_or_comes_to(user: User, path: str) -> None:
    expected = {
        "UITGENODIGD": "TENTATIVE", "AANGEMELD": "CONFIRMED", "WACHTLIJST": "TENTATIVE", "AANWEZIG": "CONFIRMED",
        "AFWEZIG": "CONFIRMED", "AFGEMELD": None,
    }  # fmt: skip
    meetings = {}
    for status in expected:
        since = NOW if status == "WACHTLIJST" else None
        place = DeelnameFactory(user=user, status=status, waiting_since=since)
        meetings[f"{place.bijeenkomst.pk}@testserver"] = expected[status]
    BijeenkomstFactory()
    DeelnameFactory()
    assert {uid: str(event["STATUS"]) for uid, event in events(path).items()} == {
        uid: status for uid, status in meetings.items() if status
    }


def test_an_event_is_complete_and_its_time_is_local(user: User, path: str) -> None:
    start = datetime(2027, 2, 9, 13, 0, tzinfo=AMSTERDAM)
    place = DeelnameFactory(
        user=user, bijeenkomst__starts_at=start, bijeenkomst__title="Water, land; en \\ lucht",
        bijeenkomst__description="Regel een\nRegel twee", bijeenkomst__address="Kerkstraat 1", answered_at=LONG_AGO,
    )  # fmt: skip
    event = only(path)
    assert event["DTSTART"].dt == start
    assert event["DTSTART"].params["TZID"] == "Europe/Amsterdam"
    assert event.duration == timedelta(hours=3)
    assert event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt == place.bijeenkomst.changed_at
    assert str(event["SUMMARY"]) == "Water, land; en \\ lucht"
    assert str(event["DESCRIPTION"]) == "Regel een\nRegel twee"
    assert str(event["LOCATION"]) == "Gouda, Kerkstraat 1"
    assert str(event["URL"]) == f"http://testserver/agenda/{place.bijeenkomst.code}/"


def test_the_file_names_its_maker_its_zone_and_when_to_look_again(path: str) -> None:
    whole = Calendar.from_ical(Client().get(path).content)
    assert str(whole["PRODID"]) == "-//Regiekamer//Agenda//NL"
    assert (str(whole["VERSION"]), str(whole["METHOD"])) == ("2.0", "PUBLISH")
    assert whole["REFRESH-INTERVAL"].dt == timedelta(hours=1)
    (zone,) = whole.walk("VTIMEZONE")
    assert str(zone["TZID"]) == "Europe/Amsterdam"


@pytest.mark.parametrize(
    ("starts", "ends"),
    [
        ("2027-03-28T00:30+01:00", "2027-03-28T04:30+02:00"),  # over the hour that does not exist
        ("2027-03-28T03:00+02:00", "2027-03-28T05:00+02:00"),
        ("2027-10-31T01:30+02:00", "2027-10-31T03:30+01:00"),  # over the hour that comes twice
        ("2027-02-28T22:00+01:00", "2027-03-01T00:00+01:00"),
        ("2028-02-29T09:00+01:00", "2028-03-01T17:00+01:00"),
    ],
)
def test_both_nights_of_the_clock_keep_the_moment(starts: str, ends: str) -> None:
    start, end = datetime.fromisoformat(starts), datetime.fromisoformat(ends)
    event = CalendarEvent("a@b", 0, start.astimezone(UTC), end.astimezone(UTC), NOW, "x", "CONFIRMED")
    (back,) = Calendar.from_ical(calendar([event])).walk("VEVENT")
    assert (back["DTSTART"].dt.astimezone(UTC), back["DTEND"].dt.astimezone(UTC)) == (start, end)
    assert back["DTSTART"].dt.isoformat() == start.isoformat()


def test_a_move_keeps_one_entry_with_a_rising_number_and_a_cancellation_none(user: User, path: str) -> None:
    planner, meeting = UserFactory(coordinator=True), BijeenkomstFactory()
    answer(actor=user, bijeenkomst=meeting, is_coming=True, now=NOW)
    first = only(path)
    start = meeting.starts_at + timedelta(days=1)
    opzet = opzet_of(meeting, starts_at=start, ends_at=start + timedelta(hours=1))
    change_bijeenkomst(actor=planner, bijeenkomst=meeting, version=1, opzet=opzet, now=NOW)
    moved = only(path)
    cancel_bijeenkomst(actor=planner, bijeenkomst=meeting, reason="x", now=NOW)
    assert events(path) == {}
    assert str(first["UID"]) == str(moved["UID"])
    assert [event["SEQUENCE"] for event in (first, moved)] == [0, 1]
    assert moved["DTSTART"].dt == start


@pytest.mark.parametrize("days", [0, 29])
def test_a_cancelled_meeting_is_gone_at_once(user: User, path: str, days: int) -> None:
    cancelled_at = NOW - timedelta(days=days)
    DeelnameFactory(user=user, bijeenkomst__status="GEANNULEERD", bijeenkomst__cancelled_at=cancelled_at)
    assert events(path) == {}


def test_a_confidential_meeting_is_a_moment_and_nothing_else(user: User, path: str) -> None:
    DeelnameFactory(
        user=user, bijeenkomst__title="grutto-overleg", bijeenkomst__is_confidential=True,
        bijeenkomst__description="kemphanenvraag", bijeenkomst__place_name="Roerdomphuis",
    )  # fmt: skip
    event = only(path)
    assert str(event["SUMMARY"]) == "Bijeenkomst (vertrouwelijk)"
    assert ("LOCATION" in event, "DESCRIPTION" in event) == (False, False)
    content = Client().get(path).content.decode()
    assert [word for word in ("grutto", "kemphaan", "Roerdomp") if word in content] == []


def test_the_way_into_an_online_meeting_never_leaves_the_site(user: User, path: str) -> None:
    place = DeelnameFactory(user=user, bijeenkomst__online_url="https://video.example/roerdomp")
    single = browser_of(user, with_factor=False).get(reverse("bijeenkomst-ics", args=[place.bijeenkomst.code]))
    for content in (Client().get(path).content, single.content):
        assert b"roerdomp" not in content


def test_meetings_of_a_group_are_there_while_one_is_in_it(path: str, user: User) -> None:
    kring, _leader, _members = a_group()
    place = DeelnameFactory(bijeenkomst=group_meeting(kring, description="kemphanenvraag"), user=user)
    assert events(path) == {}
    Lidmaatschap.objects.create(kring=kring, user=user, from_at=LONG_AGO)
    event = only(path)
    assert (str(event["SUMMARY"]), "DESCRIPTION" in event) == (place.bijeenkomst.title, False)
    AfsprakenFactory(kring=kring)
    assert str(only(path)["SUMMARY"]) == f"Bijeenkomst van {kring.name}"
    Lidmaatschap.objects.update(until_at=NOW)
    assert events(path) == {}


def test_only_the_digest_is_kept_and_a_new_address_ends_the_old(user: User, path: str) -> None:
    token = path.removeprefix("/agenda/feed/").removesuffix(".ics")
    assert AgendaFeed.objects.get().token_hash == digest(token)
    assert token not in str(list(AgendaFeed.objects.values()))
    fresh = reverse("agenda-feed", args=[renew_feed(actor=user, now=NOW)])
    assert (Client().get(path).status_code, Client().get(fresh).status_code) == (404, 200)
    revoke_feed(actor=user)
    assert Client().get(fresh).status_code == 404


def test_a_closed_account_has_no_feed(user: User, path: str) -> None:
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert Client().get(path).status_code == 404


def forged(path: str) -> Iterator[str]:
    """Return addresses that resemble the right one."""
    token = path.removeprefix("/agenda/feed/").removesuffix(".ics")
    yield from (
        token[:-1], token + "A", token[::-1], token.swapcase(), f"{token}%00", f"%20{token}", "x" * 5000, "%00",
        "é", "%F0%9F%92%A9", "%ED%A0%80", "..", "%2e%2e%2f", "null", "0", "-", "' or 1=1 --", digest(token),
    )  # fmt: skip


def test_no_forged_address_opens_a_feed(path: str) -> None:
    for token in forged(path):
        assert Client().get(f"/agenda/feed/{token}.ics").status_code == 404, token


def test_a_feed_is_kept_by_no_cache_and_found_by_no_search_engine(path: str) -> None:
    response = Client().get(path)
    assert (response["Cache-Control"], response["X-Robots-Tag"]) == ("private, no-store", "noindex")
    assert "sessie" not in response.cookies


def test_a_feed_of_three_hundred_meetings_costs_as_much_as_one(user: User, path: str) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            Client().get(path)
        return len(queries)

    kring, _leader, _members = a_group()
    Lidmaatschap.objects.create(kring=kring, user=user, from_at=LONG_AGO)
    DeelnameFactory(user=user, bijeenkomst=group_meeting(kring))
    assert cost() == 6
    many: Any = [
        Bijeenkomst(kind="ONTMOETING", audience="LEDEN", title=f"Ontmoeting {number}", changed_at=LONG_AGO,
                    starts_at=NOW + timedelta(days=number), ends_at=NOW + timedelta(days=number, hours=1))
        for number in range(299)
    ]  # fmt: skip
    Bijeenkomst.objects.bulk_create(many)
    Deelname.objects.bulk_create([Deelname(bijeenkomst=row, user=user, status="AANGEMELD") for row in many])
    assert cost() == 6
    assert cost() == 5, "what was written before is looked up"
    assert len(events(path)) == 300


def test_the_page_shows_the_address_once(user: User) -> None:
    client = browser_of(user, with_factor=False)
    form = {"eenmalig": "5b0ad1c6-1f53-4c3b-9d69-6d4d7e0f1a11"}
    first = client.post(reverse("mijn-agenda-vernieuwen"), form)
    (address,) = {word for word in first.content.decode().split('"') if "/agenda/feed/" in word}
    assert Client().get(address.removeprefix("http://testserver")).status_code == 200
    assert "no-store" in first["Cache-Control"]
    again = client.post(reverse("mijn-agenda-vernieuwen"), form, follow=True)
    assert "/agenda/feed/" not in again.content.decode()
    assert AgendaFeed.objects.get().token_hash == digest(address.rpartition("/")[2].removesuffix(".ics"))
    assert "/agenda/feed/" not in client.get(reverse("mijn-agenda")).content.decode()
    client.post(reverse("mijn-agenda-intrekken"))
    assert not AgendaFeed.objects.exists()


def test_looking_makes_and_ends_no_feed(user: User, path: str) -> None:
    client = browser_of(user, with_factor=False)
    for name in ("mijn-agenda-vernieuwen", "mijn-agenda-intrekken"):
        assert client.get(reverse(name)).status_code == 302
    assert Client().get(path).status_code == 200
