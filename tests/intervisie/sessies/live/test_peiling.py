"""The cheap answer 'nothing new': only for who passes every check on a request; all others go the ordinary way."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from community.models import Rol, Roltoekenning, Sessie, User
from tests.factories.moments import NOW
from tests.factories.sessies import a_sessie, plek_of, seat_of
from tests.intervisie.sessies.live.livework import at, browser
from tests.intervisie.sessies.live.test_stand import revision

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"])


@pytest.fixture
def asking(people: list[User]) -> tuple[Client, str, dict[str, str], User]:
    """Return somebody's browser that asked once before, the address, and what she saw."""
    sessie, client = a_sessie(*people[:3]), Client()
    client.force_login(people[1])
    asked = {"na": revision(sessie, people[1])}
    assert client.get(at(sessie, "stand"), asked).status_code == 204
    return client, at(sessie, "stand"), asked, people[1]


def is_cheap(client: Client, address: str, asked: dict[str, str]) -> bool:
    """Whether nothing new was answered for two questions to the database: the login, and the session."""
    with CaptureQueriesContext(connection) as found:
        answer = client.get(address, asked)
    return answer.status_code == 204 and len(found) == 2


def test_who_may_ask_costs_two_questions(asking: Any) -> None:
    client, address, asked, _user = asking
    assert is_cheap(client, address, asked)


def test_the_prepared_question_answers_as_the_plain_one(asking: Any) -> None:
    client, address, asked, _user = asking
    answer = client.get(address, asked)
    assert (answer.status_code, answer["X-Nu"]) == (204, str(int(NOW.timestamp() * 1000)))
    assert answer["Cache-Control"] == "private, no-store"
    assert client.get(address, {"na": "1"}).status_code == 200


def test_a_guest_costs_one_question(people: list[User]) -> None:
    sessie = a_sessie(*people[:3], guests=1)
    client, asked = browser(1, sessie), {"na": revision(sessie, 1)}
    client.get(at(sessie, "stand"), asked)
    with CaptureQueriesContext(connection) as found:
        assert client.get(at(sessie, "stand"), asked).status_code == 204
    assert len(found) == 1
    assert client.get(at(sessie, "stand"), asked).status_code == 204


def test_presence_is_noted_in_the_same_answer(people: list[User]) -> None:
    sessie = a_sessie(*people[:3], guests=1)
    client, asked = browser(people[1], sessie), {"na": revision(sessie, people[1])}
    client.get(at(sessie, "stand"), asked)
    with time_machine.travel(NOW + timedelta(seconds=11), tick=False):
        assert client.get(at(sessie, "stand"), asked).status_code == 204
    deelnemer = plek_of(sessie, people[1]).deelnemer
    assert deelnemer is not None
    assert seat_of(sessie, deelnemer.number).seen_at == NOW + timedelta(seconds=11)


def test_a_closed_account_is_sent_to_the_login(asking: Any) -> None:
    client, address, asked, user = asking
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert client.get(address, asked).status_code == 302


def test_another_password_ends_it(asking: Any) -> None:
    client, address, asked, user = asking
    user.set_password("een-heel-ander-wachtwoord")
    user.save()
    assert client.get(address, asked).status_code == 302


def test_an_ended_session_is_sent_to_the_login(asking: Any) -> None:
    client, address, asked, user = asking
    Sessie.objects.filter(user=user).delete()
    assert client.get(address, asked).status_code == 302


@pytest.mark.parametrize("later", [timedelta(hours=8, seconds=1), timedelta(hours=25)])
def test_a_session_ends_by_its_age_here_too(asking: Any, later: timedelta) -> None:
    client, address, asked, _user = asking
    with time_machine.travel(NOW + later, tick=False):
        assert client.get(address, asked).status_code == 302


def test_asking_keeps_the_login_session_alive(asking: Any) -> None:
    client, address, asked, _user = asking
    for hours in range(1, 12):
        with time_machine.travel(NOW + timedelta(hours=hours), tick=False):
            assert client.get(address, asked).status_code in (200, 204)


def test_who_has_a_role_that_needs_a_second_factor_is_checked_in_full(asking: Any) -> None:
    client, address, asked, user = asking
    Roltoekenning.objects.create(user=user, rol=Rol.COORDINATOR, from_date=NOW.date() - timedelta(days=1))
    answer = client.get(address, asked)
    assert answer.status_code == 302
    assert not is_cheap(client, address, asked)


@pytest.mark.parametrize("cookie", ["", "x", "\x00", "é" * 40, "a" * 5000])
def test_a_made_up_cookie_is_sent_to_the_login(asking: Any, cookie: str) -> None:
    _client, address, asked, _user = asking
    stranger = Client()
    stranger.cookies["sessionid"] = cookie
    assert stranger.get(address, asked).status_code == 302


@pytest.mark.parametrize("seen", ["", "-1", "x", "9" * 400, "\x00", "1e3"])
def test_whatever_a_page_says_it_saw_gets_the_whole_answer(asking: Any, seen: str) -> None:
    client, address, _asked, _user = asking
    assert client.get(address, {"na": seen}).status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_only_looking_is_answered_cheaply(asking: Any, method: str) -> None:
    client, address, asked, _user = asking
    assert getattr(client, method)(f"{address}?na={asked['na']}").status_code == 405


def test_somebody_of_another_session_gets_nothing(asking: Any, people: list[User]) -> None:
    _client, address, asked, _user = asking
    other = Client()
    other.force_login(people[3])
    other.get("/mijn/")
    assert other.get(address, asked).status_code == 404
