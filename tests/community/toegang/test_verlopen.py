"""An expired session loses no typed text; a token that is too old neither; and secrets are never written back."""

from typing import Any

import pytest
from django.test import Client

from community.models import Aanmelding
from tests.community.toegang.steps import text_of
from tests.factories import UserFactory
from tests.factories.second_factor import with_second_factor
from tests.factories.toegang import AanmeldingFactory

pytestmark = pytest.mark.django_db

NOTE = "Gebeld op dinsdag.\nLijkt een goede match & komt langs."


@pytest.fixture
def page() -> str:
    """The page of a request to join: its form keeps a note."""
    return f"/coordinatie/aanmeldingen/{AanmeldingFactory().pk}/"


def test_a_form_without_session_shows_what_was_typed(client: Client, page: str) -> None:
    answer = client.post(page, {"note": NOTE, "version": "1"}, headers={"Referer": f"http://testserver{page}"})
    body = answer.content.decode()
    assert answer.status_code == 401
    assert "Gebeld op dinsdag.\nLijkt een goede match &amp; komt langs.</textarea>" in body
    assert "readonly" in body
    assert "Log in, dan ga je verder waar je was." in text_of(answer)
    assert f'href="/inloggen/?next={page.replace("/", "%2F")}"' in body
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert Aanmelding.objects.get().note == ""


def test_pages_that_exist_and_that_do_not_answer_the_same(client: Client, page: str) -> None:
    nothing = "/coordinatie/aanmeldingen/00000000-0000-4000-8000-000000000000/"
    bodies = {client.post(path, {"note": "x y"}).content.decode().replace(path.replace("/", "%2F"), "")
              for path in (page, nothing)}  # fmt: skip
    assert len(bodies) == 1


@pytest.mark.parametrize(
    "referer",
    ["https://evil.example/x/", "//evil.example", "", "http://testserver//evil.example/", "http://testserver\\@evil.x"],
)
def test_a_foreign_page_is_never_the_way_back(client: Client, page: str, referer: str) -> None:
    body = client.post(page, {"note": "x y"}, headers={"Referer": referer}).content.decode()
    assert f'href="/inloggen/?next={page.replace("/", "%2F")}"' in body


SECRETS = {"password": "geheim-1", "oldpassword": "geheim-2", "password1": "geheim-3", "wachtwoord": "geheim-4",
           "code": "geheim-5", "csrfmiddlewaretoken": "geheim-6", "credential": "geheim-7", "api_token": "geheim-8",
           "eenmalig": "geheim-9"}  # fmt: skip


def test_secrets_are_never_written_back(client: Client, page: str) -> None:
    for path in (page, "/mijn/beveiliging/wachtwoord/", "/mijn/beveiliging/controle/"):
        assert "geheim-" not in client.post(path, {"note": "wel te zien", **SECRETS}).content.decode()
    strict = Client(enforce_csrf_checks=True)
    for path in (page, "/inloggen/"):
        answer = strict.post(path, {"note": "wel te zien", **SECRETS})
        assert answer.status_code == 403
        assert "geheim-" not in answer.content.decode()


def test_what_was_typed_is_shown_as_text(client: Client, page: str) -> None:
    hostile = '</textarea><script>alert(1)</script><img src=x onerror="x">'
    body = client.post(page, {"note": hostile, hostile: hostile}).content.decode()
    assert "<script>alert" not in body
    assert "<img" not in body.split("getypt_1")[1]


def test_codes_of_choices_are_left_out_and_words_kept(client: Client, page: str) -> None:
    body = client.post(page, {"naam": "NOORD", "joining": "OP_VERZOEK", "akkoord": "on"}).content.decode()
    assert "NOORD</textarea>" in body
    assert "OP_VERZOEK" not in body
    assert body.count("<textarea") == 1


def test_a_form_that_is_too_large_to_show_does_not_break(client: Client, page: str) -> None:
    many: dict[str, Any] = {f"veld{n}": "tekst die iemand typte" for n in range(120)}
    assert client.post(page, many).content.decode().count("<textarea") == 40
    assert client.post(page, {"note": "x " * 400_000}).status_code == 401


def test_a_form_sent_by_htmx_leads_to_logging_in(client: Client, page: str) -> None:
    here = {"HX-Request": "true", "HX-Current-URL": "http://testserver/leergroepen/veen/"}
    answer = client.post(page, {"note": "x"}, headers=here)
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["HX-Redirect"] == "/inloggen/?next=%2Fleergroepen%2Fveen%2F"


def test_an_old_token_shows_what_was_typed() -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(with_second_factor(UserFactory(coordinator=True)))
    page = f"/coordinatie/aanmeldingen/{AanmeldingFactory().pk}/"
    answer = client.post(page, {"note": NOTE, "csrfmiddlewaretoken": "a" * 64})
    assert answer.status_code == 403
    assert "Gebeld op dinsdag.\nLijkt een goede match &amp; komt langs.</textarea>" in answer.content.decode()
    assert Aanmelding.objects.get().note == ""
