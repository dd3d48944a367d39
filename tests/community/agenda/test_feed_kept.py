"""What a process keeps of the calendars it wrote: never a word that is no longer right, never somebody else's."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from community.actions.feed import renew_feed
from community.models import Bijeenkomst, Deelname, Kring, Lidmaatschap, User
from community.queries import feed as feed_queries
from tests.community.agenda.cast import a_group, group_meeting
from tests.factories import AfsprakenFactory, DeelnameFactory, UserFactory
from tests.factories.moments import LONG_AGO, NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    return UserFactory()


@pytest.fixture
def path(user: User) -> str:
    return reverse("agenda-feed", args=[renew_feed(actor=user, now=NOW)])


FIELDS = {
    "title": "Andere titel", "is_confidential": True, "description": "Anders", "place_name": "Assen",
    "address": "Kade 2", "online_url": "https://video.example/x", "sequence": 7, "changed_at": NOW,
    "starts_at": NOW + timedelta(days=3), "ends_at": NOW + timedelta(days=300), "audience": "OPENBAAR",
    "code": "bcdfghjk", "status": "GEANNULEERD",
}  # fmt: skip
PLACE = {"status": "UITGENODIGD", "answered_at": NOW, "invited_at": NOW - timedelta(days=1)}


def unkept(user: User) -> bytes:
    """Return the feed as a process gives it that has written nothing yet."""
    feed_queries._written.clear()
    return feed_queries.feed(user, NOW)


@pytest.mark.parametrize("field", FIELDS)
def test_what_was_written_before_is_never_shown_after_a_change(user: User, field: str) -> None:
    place = DeelnameFactory(user=user, bijeenkomst__starts_at=NOW + timedelta(days=5), answered_at=LONG_AGO)
    before = unkept(user)
    more = {"cancelled_at": NOW} if field == "status" else {}
    Bijeenkomst.objects.filter(pk=place.bijeenkomst_id).update(**{field: FIELDS[field]}, **more)
    after = feed_queries.feed(user, NOW)
    assert after == unkept(user)
    assert (after != before) is (field != "audience"), "for whom it is does not stand in an open meeting"


@pytest.mark.parametrize("field", PLACE)
def test_an_answer_is_in_the_feed_at_once(user: User, field: str) -> None:
    place = DeelnameFactory(user=user, answered_at=LONG_AGO, bijeenkomst__changed_at=LONG_AGO)
    before = unkept(user)
    Deelname.objects.filter(pk=place.pk).update(**{field: PLACE[field]})
    after = feed_queries.feed(user, NOW)
    assert after == unkept(user)
    assert after != before


def test_everybody_has_her_own_events(user: User) -> None:
    """Two people in one meeting, one of whom has not agreed: each as if the other were not there."""
    kring, leader, _members = a_group()
    meeting = group_meeting(kring, title="grutto-overleg")
    for person in (user, leader):
        DeelnameFactory(bijeenkomst=meeting, user=person)
    Lidmaatschap.objects.create(kring=kring, user=user, from_at=LONG_AGO)
    afspraken = AfsprakenFactory(kring=kring)
    Lidmaatschap.objects.filter(user=leader).update(accepted=afspraken, accepted_at=NOW)
    feed_queries._written.clear()
    assert b"grutto" in feed_queries.feed(leader, NOW)
    assert b"grutto" not in feed_queries.feed(user, NOW)
    Kring.objects.update(name="Kieviten")
    assert b"Kieviten" in feed_queries.feed(user, NOW)


def test_a_process_keeps_no_more_than_so_many_events(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed_queries, "MOST_KEPT", 1)
    feed_queries._written.clear()
    for _number in range(4):
        feed_queries.feed(DeelnameFactory().user, NOW)
    assert len(feed_queries._written) <= 2


def test_a_program_that_has_it_already_is_told_so(user: User, path: str) -> None:
    first = Client().get(path)
    again = Client().get(path, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert again["Cache-Control"] == "private, no-store"
    DeelnameFactory(user=user)
    fresh = Client().get(path, headers={"If-None-Match": first["ETag"]})
    assert fresh.status_code == 200
    assert fresh["ETag"] != first["ETag"]
