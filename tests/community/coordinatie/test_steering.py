"""The hand on the tap: pause, let go, send again, cancel; each asked first, each once (T59, T92)."""

import uuid
from typing import Any

import pytest
from django.test import Client

from community.models import Bericht, Postpauze, Zending
from tests.community.coordinatie.outbox import message
from tests.factories import UserFactory
from tests.factories.browsers import browser_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("test_kinds")]

PAGE = "/coordinatie/berichten/"


@pytest.fixture
def browser() -> Client:
    return browser_of(UserFactory(coordinator=True, voornaam="Joris", tussenvoegsel="de", achternaam="Boer"))


def token() -> dict[str, str]:
    return {"eenmalig": str(uuid.uuid4())}


def said(answer: Any) -> str:
    return " ".join(str(message) for message in answer.context["messages"])


def is_paused() -> bool:
    return Postpauze.objects.filter(paused_at__isnull=False).exists()


def test_all_mail_is_paused_and_let_go(browser: Client) -> None:
    assert "Er gaat geen mail meer weg" in browser.get(f"{PAGE}pauzeren/").content.decode()
    answer = browser.post(f"{PAGE}pauzeren/", token(), follow=True)
    assert is_paused()
    assert "De mail staat op pauze." in said(answer)
    assert f'href="{PAGE}hervatten/"' in answer.content.decode()
    answer = browser.post(f"{PAGE}hervatten/", token(), follow=True)
    assert not is_paused()
    assert "De mail gaat weer weg." in said(answer)


def test_sending_a_form_twice_has_one_effect(browser: Client) -> None:
    form = token()
    browser.post(f"{PAGE}pauzeren/", form)
    browser.post(f"{PAGE}hervatten/", token())
    browser.post(f"{PAGE}pauzeren/", form)
    assert not is_paused()


def test_a_failed_mail_is_sent_again_with_the_same_message_id(browser: Client) -> None:
    row = message(UserFactory(), "MISLUKT", attempts=5, error_code="GEWEIGERD", smtp_code="550")
    page = browser.get(f"{PAGE}{row.pk}/versturen/").content.decode()
    assert "gaat nog een keer weg" in page
    answer = browser.post(f"{PAGE}{row.pk}/versturen/", token(), follow=True)
    assert "Het bericht staat klaar en gaat opnieuw weg." in said(answer)
    mail = Zending.objects.get()
    assert (mail.pk, mail.status, mail.attempts) == (row.zending_id, "GEPLAND", 0)
    assert Bericht.objects.get().status == "GEPLAND"


def test_a_planned_message_is_cancelled_and_can_come_back(browser: Client) -> None:
    row = message(UserFactory())
    answer = browser.post(f"{PAGE}{row.pk}/intrekken/", token(), follow=True)
    assert "Het bericht is ingetrokken." in said(answer)
    assert Bericht.objects.get().status == "INGETROKKEN"
    assert "Verstuur opnieuw" in answer.content.decode()
    browser.post(f"{PAGE}{row.pk}/versturen/", token())
    assert Bericht.objects.get().status == "GEPLAND"


@pytest.mark.parametrize(
    ("status", "verb", "sentence"),
    [
        ("GEPLAND", "versturen", "Dit bericht staat al klaar, of het is niet meer nodig."),
        ("VERVALLEN", "versturen", "Dit bericht staat al klaar, of het is niet meer nodig."),
        ("VERZONDEN", "intrekken", "Dit bericht is al verstuurd of niet meer nodig."),
        ("VERVALLEN", "intrekken", "Dit bericht is al verstuurd of niet meer nodig."),
    ],
)
def test_what_cannot_be_done_is_explained(browser: Client, status: str, verb: str, sentence: str) -> None:
    row = message(UserFactory(), status)
    assert sentence in said(browser.post(f"{PAGE}{row.pk}/{verb}/", token(), follow=True))
    assert Bericht.objects.get().status == status


@pytest.mark.parametrize(
    ("status", "buttons"),
    [
        ("GEPLAND", (False, True)),
        ("VERZONDEN", (True, False)),
        ("MISLUKT", (True, True)),
        ("ONZEKER", (True, True)),
        ("VERVALLEN", (False, False)),
        ("INGETROKKEN", (True, False)),
        ("SCHERM", (False, True)),
    ],
)
def test_only_what_can_be_done_is_offered(browser: Client, status: str, buttons: tuple[bool, bool]) -> None:
    page = browser.get(f"{PAGE}{message(UserFactory(), status).pk}/").content.decode()
    assert ("Verstuur opnieuw" in page, ">Trek in<" in page) == buttons


@pytest.mark.parametrize("trait", ["beheerder", "trainer", "redacteur", None])
def test_nobody_else_touches_the_tap(trait: str | None) -> None:
    row = message(UserFactory(), "MISLUKT")
    own = browser_of(UserFactory(**({trait: True} if trait else {})))
    for path in (f"{PAGE}pauzeren/", f"{PAGE}hervatten/", f"{PAGE}{row.pk}/versturen/", f"{PAGE}{row.pk}/intrekken/"):
        assert (own.get(path).status_code, own.post(path, token()).status_code) == (404, 404)
    assert (is_paused(), Bericht.objects.get().status) == (False, "MISLUKT")


def test_a_form_from_elsewhere_is_refused(browser: Client) -> None:
    row = message(UserFactory(), "MISLUKT")
    browser.handler.enforce_csrf_checks = True
    for path in (f"{PAGE}pauzeren/", f"{PAGE}{row.pk}/versturen/", f"{PAGE}{row.pk}/intrekken/"):
        assert browser.post(path, token()).status_code == 403
    assert (is_paused(), Bericht.objects.get().status) == (False, "MISLUKT")


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_do_nothing(browser: Client, method: str) -> None:
    row = message(UserFactory(), "MISLUKT")
    for path in (PAGE, f"{PAGE}{row.pk}/", f"{PAGE}{row.pk}/versturen/", f"{PAGE}pauzeren/"):
        assert getattr(browser, method)(path).status_code == 405
