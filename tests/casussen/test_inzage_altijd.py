"""Nothing of somebody else's casus is shown without a line in the log, whatever the browser says it is doing."""

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from casussen.models import DelingRol, Inzage
from community.confidential import confidential
from community.models import User
from tests.factories import UserFactory
from tests.factories.casussen import CANARY, a_casus, a_deling
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"])
BY_ITSELF = {"X-Bewaren": "1"}
PAGES = ("", "format/", "partijen/", "doelen/", "doelen/afweging/", "dilemmas/", "tijdlijn/", "fasen/", "documenten/",
         "canvas/nu/", "keuzehulp/", "wie-ziet-dit/")  # fmt: skip


@pytest.fixture(autouse=True)
def _scope_and_clock() -> Iterator[None]:
    with confidential(), time_machine.travel(NOW, tick=False):
        yield


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("page", PAGES)
def test_a_browser_that_says_it_saves_by_itself_does_not_read_unseen(page: str) -> None:
    casus, reader = a_casus(), UserFactory()
    a_deling(casus, user=reader)
    answer = browser(reader).get(f"/casussen/{casus.code}/{page}", headers=BY_ITSELF)
    assert (answer.status_code, CANARY in answer.content.decode()) == (200, True)
    assert Inzage.objects.filter(casus=casus, reader=reader).count() == 1


@pytest.mark.parametrize("page", ["format/", "canvas/nu/", "vormverkenner/", "doelen/afweging/"])
def test_a_form_that_only_a_writer_may_send_shows_a_reader_nothing_unseen(page: str) -> None:
    casus, reader = a_casus(), UserFactory()
    a_deling(casus, user=reader)
    answer = browser(reader).post(f"/casussen/{casus.code}/{page}", {}, headers=BY_ITSELF)
    assert Inzage.objects.filter(casus=casus, reader=reader).count() == int(CANARY in answer.content.decode())


@pytest.mark.parametrize("page", ["partijen/nieuw/", "documenten/", "keuzehulp/vraag/doel/"])
def test_a_co_owner_reads_no_page_unseen_by_sending_a_form_that_does_not_save_by_itself(page: str) -> None:
    casus, writer = a_casus(), UserFactory()
    a_deling(casus, user=writer, role=DelingRol.MEDE_EIGENAAR)
    browser(writer).post(f"/casussen/{casus.code}/{page}", {}, headers=BY_ITSELF)
    assert Inzage.objects.filter(casus=casus, reader=writer).count() == 1


def test_saving_by_itself_shows_nothing_and_is_no_reading() -> None:
    casus, writer = a_casus(), UserFactory()
    a_deling(casus, user=writer, role=DelingRol.MEDE_EIGENAAR)
    answer = browser(writer).post(f"/casussen/{casus.code}/format/", {"version": "9", "doel": "x"}, headers=BY_ITSELF)
    assert (answer.headers["Content-Type"], CANARY in answer.content.decode()) == ("application/json", False)
    assert Inzage.objects.count() == 0
