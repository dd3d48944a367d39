"""Error pages: what may not be seen and what does not exist are one answer (blueprint §6.20, T5)."""

import re
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest
from django.test import Client, RequestFactory

from community.views import fouten
from tests.community.coordinatie.outbox import message
from tests.factories import LeergroepFactory, UserFactory
from tests.factories.browsers import browser_of

# Of others, of nobody, and of no shape at all.
MISSING = ("/coordinatie/", "/coordinatie/berichten/", "/bestaat/niet/", "/mijn/bestaat-niet/", "/leden/bestaatniet/",
           "/coordinatie/berichten/00000000-0000-4000-8000-000000000000/", "/mijn/taken/1/")  # fmt: skip


@pytest.mark.django_db
def test_every_404_of_a_person_has_the_same_body_and_headers() -> None:
    browser = browser_of(UserFactory(), with_factor=False)
    existing = f"/coordinatie/berichten/{message(UserFactory()).pk}/"
    answers = [browser.get(path) for path in (*MISSING, existing)]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert len({str(sorted(answer.headers.items())) for answer in answers}) == 1


@pytest.mark.django_db
def test_a_404_says_the_same_to_strangers_but_for_menu_and_button(client: Client) -> None:
    stranger = main_of(client.get("/bestaat/niet/").content.decode())
    member = main_of(browser_of(UserFactory(), with_factor=False).get("/bestaat/niet/").content.decode())
    sentence = "Deze pagina bestaat niet of is niet voor jou."
    assert sentence in stranger
    assert re.sub(r'<a class="btn".*?</a>', "", stranger) == re.sub(r'<a class="btn".*?</a>', "", member)
    assert 'href="/mijn/"' in member


@pytest.mark.django_db
def test_a_404_never_repeats_the_address(client: Client) -> None:
    leergroep = LeergroepFactory(kring__name="Geheime kring")
    for path in ("/bestaat/<script>niet/", "/bestaat/niet-7f3k9m/", f"/coordinatie/{leergroep.slug}/"):
        page = client.get(path).content.decode()
        assert "7f3k9m" not in page
        assert "niet/" not in main_of(page)
        assert leergroep.slug not in page


@pytest.mark.django_db
def test_a_refusal_is_answered_as_what_does_not_exist() -> None:
    refused = fouten.not_allowed(request(), PermissionDenied("why"))
    missing = fouten.not_found(request(), Http404("why"))
    assert (refused.status_code, refused.content) == (missing.status_code, missing.content)


def test_a_fault_needs_neither_database_nor_person() -> None:
    """Without the database mark any query would fail this test."""
    fault, odd = fouten.broken(request()), fouten.not_understood(request(), SuspiciousOperation())
    assert (fault.status_code, odd.status_code) == (500, 400)
    assert "Je gegevens zijn niet kwijt." in fault.content.decode()
    assert "We begrijpen deze vraag niet." in odd.content.decode()


@pytest.mark.django_db
def test_a_view_that_breaks_shows_the_page_and_nothing_of_the_fault(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(UserFactory())
    client.raise_request_exception = False
    monkeypatch.setattr("community.views.taken.open_taken_of", broken_query)
    answer = client.get("/mijn/")
    assert answer.status_code == 500
    assert "Er gaat iets mis bij ons" in answer.content.decode()
    assert "geheim" not in answer.content.decode()


@pytest.mark.django_db
def test_a_host_that_is_not_ours_gets_a_plain_400(client: Client) -> None:
    answer = client.get("/", HTTP_HOST="kwaad.example")
    assert answer.status_code == 400
    assert "kwaad" not in answer.content.decode()


def broken_query(*_: Any) -> None:
    raise RuntimeError("geheim")


def request() -> HttpRequest:
    return RequestFactory().get("/bestaat/niet/")


def main_of(page: str) -> str:
    return page.split("<main", 1)[1].split("</main>", 1)[0]
