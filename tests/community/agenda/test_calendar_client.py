"""An independent calendar client reads the real feed over HTTP: one entry, moved with it, then none."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
import time_machine
from django.urls import reverse
from pytest_django.live_server_helper import LiveServer

from community.actions.agenda import cancel_bijeenkomst, change_bijeenkomst
from community.actions.deelname import answer
from community.actions.feed import renew_feed
from community.models import Bijeenkomst, User
from tests.community.agenda.khal import Client
from tests.community.agenda.opzetten import opzet_of
from tests.factories import BijeenkomstFactory, DeelnameFactory, UserFactory
from tests.factories.moments import NOW

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture
def user() -> User:
    return UserFactory()


@pytest.fixture
def program(user: User, live_server: LiveServer, tmp_path: Path) -> Iterator[Client]:
    """A calendar program that this person subscribed to her own feed."""
    with time_machine.travel(NOW, tick=False):
        token = renew_feed(actor=user, now=NOW)
        subscribed = Client(tmp_path)
        subscribed.subscribe(live_server.url + reverse("agenda-feed", args=[token]))
        yield subscribed


def at(text: str) -> datetime:
    """Return '2027-02-09T13:00+01:00' as a moment."""
    return datetime.fromisoformat(text)


def moved(meeting: Bijeenkomst, planner: User, starts: str, ends: str) -> Bijeenkomst:
    """Store the new times of a meeting as its planner does."""
    meeting.refresh_from_db()
    opzet = opzet_of(meeting, starts_at=at(starts), ends_at=at(ends))
    return change_bijeenkomst(actor=planner, bijeenkomst=meeting, version=meeting.version, opzet=opzet, now=NOW)


def test_one_entry_before_and_after_a_move_and_none_after_a_cancellation(user: User, program: Client) -> None:
    planner = UserFactory(coordinator=True)
    meeting = BijeenkomstFactory(
        title="Dijk, water; en \\ land: zo lang dat de regel in het bestand gevouwen wordt, met een é op de vouw",
        starts_at=at("2027-02-09T13:00+01:00"), ends_at=at("2027-02-09T16:30+01:00"),
    )  # fmt: skip
    assert program.entries() == []
    answer(actor=user, bijeenkomst=meeting, is_coming=True, now=NOW)
    title = meeting.title
    assert program.entries() == [("2027-02-09 13:00", "2027-02-09 16:30", title)]
    assert program.entries() == [("2027-02-09 13:00", "2027-02-09 16:30", title)]
    moved(meeting, planner, "2027-07-12T09:00+02:00", "2027-07-12T12:00+02:00")
    assert program.entries() == [("2027-07-12 09:00", "2027-07-12 12:00", title)]
    meeting.refresh_from_db()
    cancel_bijeenkomst(actor=planner, bijeenkomst=meeting, reason="x", now=NOW)
    assert program.entries() == []


def test_the_nights_of_the_clock_and_several_days_stand_at_the_right_local_time(user: User, program: Client) -> None:
    times = {
        "Zomertijd begint": ("2027-03-28T03:00+02:00", "2027-03-28T05:00+02:00"),
        "De nacht naar zomertijd": ("2027-03-27T23:30+01:00", "2027-03-28T04:00+02:00"),
        "De dag ervoor": ("2027-03-27T13:00+01:00", "2027-03-27T16:00+01:00"),
        "Wintertijd begint": ("2027-10-31T09:00+01:00", "2027-10-31T12:30+01:00"),
        "De nacht naar wintertijd": ("2027-10-30T23:30+02:00", "2027-10-31T04:00+01:00"),
        "Twee dagen": ("2027-02-09T09:00+01:00", "2027-02-10T16:30+01:00"),
        "Over de klok heen": ("2027-10-29T09:00+02:00", "2027-11-01T17:00+01:00"),
    }
    for title, (starts, ends) in times.items():
        DeelnameFactory(user=user, bijeenkomst__title=title, bijeenkomst__starts_at=at(starts),
                        bijeenkomst__ends_at=at(ends))  # fmt: skip
    shown = {(start.replace(" ", "T"), end.replace(" ", "T"), title) for start, end, title in program.entries()}
    assert shown == {(starts[:16], ends[:16], title) for title, (starts, ends) in times.items()}


def test_who_signs_off_has_no_entry_any_more_and_who_comes_back_has_one(user: User, program: Client) -> None:
    meeting = BijeenkomstFactory(starts_at=at("2027-02-09T13:00+01:00"), ends_at=at("2027-02-09T16:30+01:00"))
    counts = []
    for is_coming in (True, False, True):
        answer(actor=user, bijeenkomst=meeting, is_coming=is_coming, now=NOW)
        counts.append(len(program.entries()))
    assert counts == [1, 0, 1]
