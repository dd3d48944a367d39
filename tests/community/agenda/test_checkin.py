"""Reporting oneself at the door: the QR code on the sheet, the page with one button, and what it says when it fails."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse

from community.models import Bijeenkomst, Deelname
from community.views.presentie import _drawing
from tests.community.agenda.cast import a_group, group_meeting, status_of
from tests.factories import BijeenkomstFactory, UserFactory
from tests.factories.browsers import browser_of
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db
CODE = "k7m2x9qd"
STORED = "Je staat als aanwezig op de lijst."
NOT_STORED = "Het is niet gelukt om dit op te slaan. Je staat nog niet op de lijst."


@pytest.fixture
def meeting() -> Bijeenkomst:
    return BijeenkomstFactory(starts_at=NOW, checkin_code=CODE, organiser=UserFactory(coordinator=True))


def path_of(meeting: Bijeenkomst) -> str:
    return reverse("bijeenkomst-inchecken", args=[meeting.code])


def member() -> Client:
    return browser_of(UserFactory(), with_factor=False)


def test_the_sheet_carries_a_qr_code_that_opens_the_page_with_the_code_filled_in(meeting: Bijeenkomst) -> None:
    sheet = browser_of(meeting.organiser).get(reverse("bijeenkomst-presentie-afdrukken", args=[meeting.code]))
    address = f"http://testserver{path_of(meeting)}?code={CODE}"
    squares = re.search(r' d="([^"]+)"', _drawing(address))
    assert squares is not None
    assert squares[1] in sheet.content.decode()
    page = member().get(f"{path_of(meeting)}?code={CODE}").content.decode()
    assert f'value="{CODE}"' in page
    assert page.count("Ik ben er</button>") == 1
    assert not Deelname.objects.exists()


def test_one_click_after_scanning_stores_it_and_says_so(meeting: Bijeenkomst) -> None:
    user = UserFactory()
    client, token = browser_of(user, with_factor=False), str(uuid4())
    for _ in range(2):
        shown = client.post(path_of(meeting), {"code": CODE, "eenmalig": token}, follow=True).content.decode()
        assert STORED in shown
    place = Deelname.objects.get()
    assert (place.user, place.status, place.attended_via) == (user, "AANWEZIG", "PLAATS")
    again = client.get(path_of(meeting)).content.decode()
    assert STORED in again
    assert "Ik ben er</button>" not in again


def test_who_scans_without_being_logged_in_comes_back_with_the_code(meeting: Bijeenkomst) -> None:
    answer = Client().get(f"{path_of(meeting)}?code={CODE}")
    assert answer.headers["Location"] == f"/inloggen/?next={path_of(meeting)}%3Fcode%3D{CODE}"


@pytest.mark.parametrize("broken", ["community.actions.presentie.Deelname.save", "community.actions.presentie.lock"])
def test_when_storing_fails_nothing_says_that_it_worked(
    meeting: Bijeenkomst, broken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object, **_more: object) -> None:
        raise DatabaseError("the disk is full")

    client, token = member(), str(uuid4())
    with monkeypatch.context() as patch:
        patch.setattr(broken, fail)
        answer = client.post(path_of(meeting), {"code": "k7m2 x9qd", "eenmalig": token})
    page = answer.content.decode()
    assert answer.status_code == 503
    assert NOT_STORED in page
    assert "Vraag de organisator om je op de lijst te zetten." in page
    assert 'value="k7m2 x9qd"' in page
    assert STORED not in page
    assert not Deelname.objects.exists()
    # The same form once more, when the fault is gone: now it is stored, and only now it says so.
    assert STORED in client.post(path_of(meeting), {"code": CODE, "eenmalig": token}, follow=True).content.decode()
    assert Deelname.objects.get().status == "AANWEZIG"


def test_the_code_of_another_meeting_is_refused_with_what_was_typed(meeting: Bijeenkomst) -> None:
    other = BijeenkomstFactory(starts_at=NOW, checkin_code="zzzzzzzz")
    page = member().post(path_of(meeting), {"code": other.checkin_code}).content.decode()
    assert "Deze code klopt niet. Kijk nog eens op het blad bij de deur." in page
    assert 'value="zzzzzzzz"' in page
    assert not Deelname.objects.exists()


@pytest.mark.parametrize("hours", [-48, -4, 2, 48])
def test_outside_the_hours_of_the_meeting_the_page_says_when_it_can(hours: int) -> None:
    meeting = BijeenkomstFactory(starts_at=NOW + timedelta(hours=hours), ends_at=NOW + timedelta(hours=hours + 1),
                                 checkin_code=CODE)  # fmt: skip
    client = member()
    for answer in (client.get(path_of(meeting)), client.post(path_of(meeting), {"code": CODE})):
        page = answer.content.decode()
        assert "vanaf een half uur voor het begin tot twee uur na het einde" in page
        assert "Ik ben er</button>" not in page
    assert not Deelname.objects.exists()


def test_a_cancelled_meeting_says_so(meeting: Bijeenkomst) -> None:
    Bijeenkomst.objects.update(status="GEANNULEERD", cancelled_at=NOW)
    assert "Deze bijeenkomst gaat niet door." in member().post(path_of(meeting), {"code": CODE}).content.decode()


def test_only_who_may_answer_a_meeting_of_a_group_reports_herself() -> None:
    kring, leader, members = a_group()
    meeting = group_meeting(kring, starts_at=NOW, checkin_code=CODE)
    for outsider in (UserFactory(), UserFactory(coordinator=True)):
        client = browser_of(outsider)
        assert client.get(path_of(meeting)).status_code == 404
        assert client.post(path_of(meeting), {"code": CODE}).status_code == 404
    for person in (leader, members[0]):
        client = browser_of(person)
        assert client.get(path_of(meeting)).status_code == 200
        assert client.post(path_of(meeting), {"code": CODE}).status_code == 302
        assert status_of(meeting, person) == "AANWEZIG"


@pytest.mark.parametrize("code", ["<script>alert(1)</script>", "%00", "x" * 9000, "‮", '"onfocus="x'])
def test_an_odd_code_in_the_address_harms_nothing(meeting: Bijeenkomst, code: str) -> None:
    answer = member().get(path_of(meeting), {"code": code})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "<script>alert" not in page
    assert '"onfocus=' not in page
    assert "x" * 21 not in page
