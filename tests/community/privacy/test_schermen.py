"""The pages of the log, the purge and the terms: who sees them, what they say, and that they change nothing."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from community.actions.logboek import note
from community.extension_points import purges
from community.models import Logregel, Opruiming, Rol, User
from community.privacy_points import retention_rules
from tests.factories import RoltoekenningFactory, UserFactory
from tests.factories.browsers import browser_of
from tests.factories.moments import NOW
from tests.toegang.addresses import addresses

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LOG, PURGE, TERMS = "/coordinatie/logboek/", "/coordinatie/opruimen/", "/privacy/bewaartermijnen/"


@pytest.fixture(autouse=True)
def _at_now() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def a_beheerder() -> User:
    user: User = RoltoekenningFactory(rol=Rol.BEHEERDER).user
    return user


def lines(number: int) -> None:
    for _number in range(number):
        note(actor=UserFactory(), subject=UserFactory(), action="ROL_GEGEVEN", object_kind="ROL",
             object_id=uuid.uuid4(), detail="TRAINER", now=NOW)  # fmt: skip


@pytest.mark.parametrize("path", [LOG, PURGE])
def test_a_coordinator_and_a_beheerder_see_them_and_nobody_else(path: str) -> None:
    for user in (UserFactory(coordinator=True), a_beheerder()):
        assert browser_of(user).get(path).status_code == 200
    for rol in (Rol.TRAINER, Rol.REDACTEUR, Rol.PRIVACYCONTACT):
        assert browser_of(RoltoekenningFactory(rol=rol).user).get(path).status_code == 404
    assert browser_of(UserFactory()).get(path).status_code == 404
    assert Client().get(path).status_code == 302


def test_a_line_is_read_in_words() -> None:
    actor, subject = UserFactory(voornaam="Joke", achternaam="Jansma"), UserFactory(voornaam="Piet", achternaam="Pook")
    note(actor=actor, subject=subject, action="ROL_GEGEVEN", object_kind="ROL", object_id=uuid.uuid4(),
         detail="TRAINER", now=NOW)  # fmt: skip
    note(actor=None, action="ACCOUNT_GEWIST", now=NOW)
    html = browser_of(a_beheerder()).get(LOG).content.decode()
    for words in ("Rol gegeven: Trainer", actor.naam, subject.naam, "Account gewist", "Vanzelf"):
        assert words in html
    assert "ROL_GEGEVEN</th>" not in html


def test_who_is_gone_is_named_no_more() -> None:
    Logregel.objects.create(at=NOW, actor_id=uuid.uuid4(), subject_id=uuid.uuid4(), action="ROL_GEGEVEN")
    assert browser_of(a_beheerder()).get(LOG).content.decode().count("Oud-lid") == 2


def test_filters_find_what_was_done_by_or_about_somebody_on_days() -> None:
    joke = UserFactory(voornaam="Joke", achternaam="Jansma")
    note(actor=joke, action="ACCOUNT_GESLOTEN", now=NOW - 10 * DAY)
    note(actor=None, subject=joke, action="ACCOUNT_GEOPEND", now=NOW)
    lines(1)
    browser = browser_of(a_beheerder())

    def found(**query: str) -> int:
        return browser.get(LOG, query).content.decode().count('<th scope="row">')

    assert found() == 3
    assert found(persoon="jansma") == 2
    assert found(persoon=joke.email) == 2
    assert found(wat="ACCOUNT_GESLOTEN") == 1
    assert found(vanaf="10 januari 2027") == 2
    assert found(tot="10 januari 2027") == 1
    assert found(vanaf="8-1-2027", tot="8-1-2027") == 1
    assert found(persoon="niemand zo") == 0


@pytest.mark.parametrize("query", [
    {"wat": "IETS"}, {"vanaf": "morgen ergens"}, {"tot": "31 februari 2027"}, {"persoon": "x" * 141},
    {"vanaf": "\x00"}, {"page": "99999999999999"}, {"page": "-1"}, {"wat": "' OR 1=1 --"},
])  # fmt: skip
def test_wrong_filters_are_answered_with_a_sentence(query: dict[str, str]) -> None:
    lines(1)
    answer = browser_of(a_beheerder()).get(LOG, query)
    assert answer.status_code == 200
    if "page" not in query:
        assert "Niets gevonden" in answer.content.decode()


def test_thirty_lines_take_as_many_questions_as_one() -> None:
    browser = browser_of(a_beheerder())
    lines(1)
    browser.get(LOG)
    with CaptureQueriesContext(connection) as one:
        browser.get(LOG)
    lines(29)
    with CaptureQueriesContext(connection) as thirty:
        browser.get(LOG)
    assert len(thirty) == len(one)


def test_the_numbers_stand_on_the_page_with_what_failed() -> None:
    Opruiming.objects.create(name="formulieren", at=NOW, removed=17)
    Opruiming.objects.create(name="formulieren", at=NOW - 3 * DAY, removed=4)
    Opruiming.objects.create(name="formulieren", at=NOW - 40 * DAY, removed=1000)
    Opruiming.objects.create(name="taken", at=NOW, removed=0, failed_code="OperationalError")
    html = browser_of(a_beheerder()).get(PURGE).content.decode()
    assert ">17<" in html
    assert ">21<" in html
    assert "OperationalError" in html
    assert "1 onderdeel is de laatste keer mislukt" in html
    assert "Er is lang niet opgeruimd" not in html


def test_a_clock_that_stands_still_is_seen() -> None:
    browser = browser_of(a_beheerder())
    assert "Er is lang niet opgeruimd" in browser.get(PURGE).content.decode()
    Opruiming.objects.create(name="taken", at=NOW - 2 * DAY, removed=0)
    assert "Er is lang niet opgeruimd" in browser.get(PURGE).content.decode()


def test_many_runs_take_as_many_questions_as_one() -> None:
    browser = browser_of(a_beheerder())
    Opruiming.objects.create(name="taken", at=NOW, removed=0)
    browser.get(PURGE)
    with CaptureQueriesContext(connection) as one:
        browser.get(PURGE)
    for number in range(30):
        for name in purges.named():
            Opruiming.objects.create(name=name, at=NOW - number * DAY, removed=number)
    with CaptureQueriesContext(connection) as many:
        browser.get(PURGE)
    assert len(many) == len(one)


def test_everybody_reads_every_rule_as_it_stands() -> None:
    html = Client().get(TERMS).content.decode()
    for rule in retention_rules.all():
        assert rule.what in html
        assert rule.then in html
    assert "183 dagen" in html
    assert "183" not in html.replace("183 dagen", "")


def test_no_address_changes_a_line_of_the_log() -> None:
    """Every address that takes a form, asked by who may most: no line goes or is other than it was."""
    lines(3)
    before = list(Logregel.objects.order_by("pk").values())
    pk = before[0]["id"]
    user = UserFactory(coordinator=True)
    for rol in (Rol.BEHEERDER, Rol.REDACTEUR, Rol.PRIVACYCONTACT):
        RoltoekenningFactory(user=user, rol=rol)
    browser, asked = browser_of(user), 0
    browser.raise_request_exception = False
    for address in addresses():
        given = address.sample() | {name: pk for name, kind in address.converters if kind == "UUIDConverter"}
        try:
            path = reverse(address.name, kwargs=given)
        except NoReverseMatch:
            continue
        browser.post(path, {"pk": str(pk), "id": str(pk), "action": "x", "detail": "x", "delete": "on"})
        browser.force_login(user)  # one of these logs out
        asked += 1
    assert asked > 300
    now = {row["id"]: row for row in Logregel.objects.values()}
    assert [now.get(row["id"]) for row in before] == before


def test_no_viewset_keeps_the_log() -> None:
    from wagtail.snippets.models import get_snippet_models  # noqa: PLC0415 - beside its only use

    assert Logregel not in get_snippet_models()
    assert Opruiming not in get_snippet_models()
