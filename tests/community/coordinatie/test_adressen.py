"""Where mail does not arrive: shown to who can do something about it, and to the member herself."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from community.models import Bezorging, BezorgReden, User
from tests.community.toegang.steps import text_of
from tests.factories import UserFactory
from tests.factories.moments import NOW
from tests.factories.second_factor import with_second_factor

pytestmark = pytest.mark.django_db
LIST = "/coordinatie/berichten/adressen/"


@pytest.fixture(autouse=True)
def clock() -> Any:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def stop(user: User, **changes: Any) -> Bezorging:
    """Stop the address of this person."""
    given = {"user": user, "email": user.email, "reason": BezorgReden.TERUG, "code": "5.1.1", "count": 2,
             "since": NOW - timedelta(days=2), "last_at": NOW, "stopped_at": NOW, **changes}  # fmt: skip
    return Bezorging.objects.create(**given)


def office(**role: bool) -> Client:
    """Return the browser of somebody of the office."""
    client = Client()
    client.force_login(with_second_factor(UserFactory(**role)))
    return client


@pytest.mark.parametrize("role", ["coordinator", "beheerder"])
def test_the_office_sees_it_and_uses_the_address_again(role: str) -> None:
    user = UserFactory(email="noor@oud.example")
    stop(user)
    client = office(**{role: True})
    assert "Mail aan 1 lid komt niet aan" in text_of(client.get("/coordinatie/berichten/"))
    page = text_of(client.get(LIST))
    assert "noor@oud.example" in page
    assert "Mail naar dit adres kwam terug (5.1.1)" in page
    account = f"/coordinatie/accounts/{user.profiel.code}/"
    assert "Mail komt hier niet aan" in text_of(client.get(account))
    question = f"{account}mail/"
    assert "weer gebruiken" in text_of(client.get(question))
    assert Bezorging.objects.count() == 1
    assert client.post(question).headers["Location"] == account
    assert Bezorging.objects.count() == 0
    assert "gaat al weer mail" in text_of(client.post(question, follow=True))
    assert "Alle mail komt aan" in text_of(client.get(LIST))


def test_the_first_time_is_shown_and_nothing_is_stopped_yet() -> None:
    user = UserFactory()
    stop(user, count=1, stopped_at=None)
    client = office(coordinator=True)
    assert "We mailen nog" in text_of(client.get(LIST))
    assert "Er ging iets mis met mail" in text_of(client.get(f"/coordinatie/accounts/{user.profiel.code}/"))
    assert "komt niet aan" not in text_of(client.get("/coordinatie/berichten/"))


def test_the_cockpit_says_so() -> None:
    stop(UserFactory())
    assert "Mail aan 1 lid komt niet aan" in text_of(office(coordinator=True).get("/coordinatie/"))


def test_an_older_address_and_a_closed_account_are_left_out() -> None:
    stop(UserFactory(), email="ouder@voorbeeld.example")
    stop(UserFactory(is_active=False))
    assert "Alle mail komt aan" in text_of(office(coordinator=True).get(LIST))


@pytest.mark.parametrize("path", ["/mijn/", "/mijn/voorkeuren/"])
def test_the_member_herself_is_told_how_to_change_her_address(client: Client, path: str) -> None:
    user = UserFactory(email="noor@oud.example")
    client.force_login(user)
    assert "Onze mail komt niet bij je aan" not in text_of(client.get(path))
    stop(user)
    page = text_of(client.get(path))
    assert "Onze mail komt niet bij je aan" in page
    assert "Mail naar noor@oud.example komt niet aan." in page
    assert 'href="/mijn/beveiliging/e-mailadres/"' in page


@pytest.mark.parametrize("amount", [1, 30])
def test_the_list_costs_as_many_queries_for_one_as_for_thirty(amount: int, django_assert_num_queries: Any) -> None:
    client = office(coordinator=True)
    for _ in range(amount):
        stop(UserFactory())
    client.get(LIST)
    with django_assert_num_queries(6):
        client.get(LIST)
