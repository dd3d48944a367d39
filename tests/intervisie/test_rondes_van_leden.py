"""Rounds as members find them: declined, closed, of others, and what their pages cost."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from community.access import DeniedError
from community.confidential import confidential
from community.workdays import local_date
from intervisie.access.matching import own_vasteregels
from intervisie.actions.matchaanmeldingen import decline_ronde, withdraw_aanmelding
from intervisie.models import Matchaanmelding, Matchronde, RondeStatus, Rondeuitnodiging, Vasteregel
from intervisie.queries.matchaanmeldingen import priveregels_of
from tests.factories import UserFactory
from tests.factories.intervisie import CLOSES, a_ronde, an_aanmelding, an_uitnodiging
from tests.factories.moments import NOW
from tests.intervisie.matchwork import LID, client_of, register

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"])


@pytest.fixture(autouse=True)
def clock() -> Any:
    """Let it be an ordinary Monday."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def test_this_time_not_and_yet_after_all() -> None:
    ronde, user = a_ronde(), UserFactory()
    client = client_of(user)
    client.post(f"{LID}{ronde.code}/nu-niet/")
    assert Rondeuitnodiging.objects.get().declined_at == NOW
    assert "Je gaf aan: deze keer niet." in client.get("/intervisie/").content.decode()
    register(user, ronde)
    assert Rondeuitnodiging.objects.get().declined_at is None
    page = client.post(f"{LID}{ronde.code}/nu-niet/", follow=True).content.decode()
    assert "Trek eerst je aanmelding in." in page
    assert Rondeuitnodiging.objects.get().declined_at is None


@pytest.mark.parametrize(("days", "is_open"), [(0, True), (1, False)])
def test_registering_ends_with_the_last_day(clock: Any, days: int, is_open: bool) -> None:
    ronde, user = a_ronde(), UserFactory()
    clock.move_to(NOW + timedelta(days=(CLOSES - local_date(NOW)).days + days, hours=14))
    register(user, ronde)
    assert Matchaanmelding.objects.exists() is is_open


@pytest.mark.parametrize(
    "status", [RondeStatus.CONCEPT, RondeStatus.GESLOTEN, RondeStatus.VASTGESTELD, RondeStatus.AFGEBLAZEN]
)
def test_a_round_that_is_not_open_takes_nobody(status: RondeStatus) -> None:
    ronde, user = a_ronde(status=status), UserFactory()
    assert register(user, ronde).status_code == 404
    assert not Matchaanmelding.objects.exists()
    with pytest.raises(DeniedError):
        decline_ronde(actor=user, ronde=ronde, now=NOW)


def test_a_closed_round_shows_her_own_answers_and_lets_her_withdraw_until_groups_are_made() -> None:
    ronde, user = a_ronde(), UserFactory()
    row = an_aanmelding(ronde, user, place="Gouda")
    for status, may in ((RondeStatus.GESLOTEN, True), (RondeStatus.VASTGESTELD, False)):
        Matchronde.objects.update(status=status)
        page = client_of(user).get(f"{LID}{ronde.code}/").content.decode()
        assert ("Gouda" in page, "Trek je aanmelding in" in page) == (True, may)
    answer = client_of(user).post(f"{LID}{ronde.code}/intrekken/", follow=True).content.decode()
    assert "Er is geen aanmelding die je nu kunt intrekken." in answer
    row.refresh_from_db()
    assert row.withdrawn_at is None


def test_others_reach_nothing_of_a_registration() -> None:
    ronde = a_ronde(status=RondeStatus.GESLOTEN)
    row = an_aanmelding(ronde, niet_met=[UserFactory()])
    stranger, coordinator = UserFactory(), UserFactory(coordinator=True)
    for path in (f"{LID}{ronde.code}/", f"{LID}{ronde.code}/intrekken/"):
        assert client_of(stranger).get(path).status_code == 404
        assert client_of(stranger).post(path).status_code == 404
        assert Client().get(path).url.startswith("/inloggen/")
    for user in (stranger, coordinator):
        with confidential():
            assert not own_vasteregels(user, NOW).exists()
            assert not priveregels_of(user, row, NOW)
        with pytest.raises(DeniedError):
            withdraw_aanmelding(actor=user, aanmelding=row, now=NOW)


def test_the_landing_says_what_is_there_and_what_is_not() -> None:
    user = UserFactory()
    page = client_of(user).get("/intervisie/").content.decode()
    assert "Je zit nog niet in een groep." in page
    assert "Er is nu geen ronde waarvoor je je kunt aanmelden." in page
    assert client_of(user).get("/intervisie/aanmelden/").url == "/intervisie/"
    ronde = a_ronde()
    assert client_of(user).get("/intervisie/aanmelden/").url == f"{LID}{ronde.code}/"
    a_ronde(name="Nog een")
    assert client_of(user).get("/intervisie/aanmelden/").url == "/intervisie/"


def test_pages_cost_the_same_for_one_and_for_thirty() -> None:
    ronde, user = a_ronde(), UserFactory()
    an_aanmelding(ronde, user, niet_met=[UserFactory()], wants=[UserFactory()])
    client, counts = client_of(user), []
    for number in (1, 9):
        for n in range(number):
            an_aanmelding(a_ronde(name=f"Ronde {number}-{n}"), user, now=NOW - timedelta(days=1))
            an_uitnodiging(ronde, UserFactory())
        with confidential():
            row = Vasteregel.objects.get(aanmelding__ronde=ronde)
            row.content = {"niet_met": [str(UserFactory().pk) for _ in range(number)], "lijn": []}
            row.save()
        for path in ("/intervisie/", f"{LID}{ronde.code}/"):
            client.get(path)
            with CaptureQueriesContext(connection) as queries:
                client.get(path)
            counts.append(len(queries))
    assert counts[:2] == counts[2:]
    assert counts[:2] == [9, 13]
