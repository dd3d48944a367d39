"""Asking for what is offered: the public form, for visitors and members."""

from typing import Any

import pytest
from django.test import Client

from community.models import Aanvraag, Bericht, Taak
from tests.community.toegang.steps import text_of
from tests.factories import DienstverbandFactory, UserFactory
from tests.factories.browsers import browser_of
from tests.factories.moments import NOW
from tests.factories.website import an_aanbod, an_aanvraag

pytestmark = pytest.mark.django_db

FORM, THANKS = "/aanbod/aanbod-training/aanvragen/", "/aanbod/aanbod-training/aangevraagd/"


def answers(**changes: str) -> dict[str, str]:
    """Return a well filled-in form."""
    given = {"naam": "Wouter Hofstra", "email": "Wouter@voorbeeld.example", "organisatie": "Stichting Beekdal",
             "vraag": "Wanneer begint de volgende training?"}  # fmt: skip
    return given | changes


@pytest.fixture(autouse=True)
def _offer() -> None:
    an_aanbod()


def test_what_is_offered_is_listed_and_shown(client: Client) -> None:
    an_aanbod("COACHING", title="Coaching", is_open=False)
    an_aanbod("EXPERT", title="Experts", live=False)
    page = text_of(client.get("/aanbod/"))
    assert page.index("Trainingen") < page.index("Coaching")
    assert "Experts" not in page
    assert f'href="{FORM}"' in text_of(client.get("/aanbod/aanbod-training/"))
    closed = text_of(client.get("/aanbod/aanbod-coaching/"))
    assert ("Je kunt dit nu niet aanvragen." in closed, "Vraag dit aan" in closed) == (True, False)


@pytest.mark.parametrize("slug", ["bestaat-niet", "aanbod-expert", "%00", "aanvragen"])
def test_what_is_not_offered_cannot_be_asked_for(client: Client, slug: str) -> None:
    an_aanbod("EXPERT", live=False)
    assert client.get(f"/aanbod/{slug}/aanvragen/").status_code == 404
    assert client.post(f"/aanbod/{slug}/aanvragen/", answers()).status_code == 404
    assert client.get(f"/aanbod/{slug}/aangevraagd/").status_code == 404
    assert not Aanvraag.objects.exists()


def test_a_visitor_asks_and_is_confirmed_and_the_coordinatoren_get_it_as_a_duty(client: Client) -> None:
    joris, other = UserFactory(coordinator=True), UserFactory(coordinator=True)
    assert client.post(FORM, answers()).headers["Location"] == THANKS
    assert "Binnen 2 werkdagen krijg je een mail" in text_of(client.get(THANKS))
    row = Aanvraag.objects.get()
    assert (row.naam, row.email, row.user, row.status, row.soort, row.created_at) == (
        "Wouter Hofstra", "wouter@voorbeeld.example", None, "NIEUW", "TRAINING", NOW,
    )  # fmt: skip
    assert Bericht.objects.filter(kind="N08", recipient=None, object_id=row.pk, moment="ontvangen").count() == 1
    assert set(Taak.objects.values_list("user", flat=True)) == {joris.pk, other.pk}


def test_a_member_is_known_and_asks_two_things(client: Client) -> None:
    person = UserFactory(voornaam="Sanne", tussenvoegsel="", achternaam="Bos")
    employer = DienstverbandFactory(user=person).organisatie
    browser = browser_of(person)
    page = text_of(browser.get(FORM))
    assert f"Je vraagt dit aan als Sanne Bos. We mailen naar {person.email}." in page
    assert employer.name in page
    assert 'name="email"' not in page
    sent = browser.post(FORM, answers(naam="Iemand Anders", email="ander@voorbeeld.example"))
    row = Aanvraag.objects.get()
    assert sent.headers["Location"] == f"/mijn/aanvragen/{row.code}/"
    assert (row.user, row.naam, row.email) == (person, "Sanne Bos", person.email)
    assert Bericht.objects.get(kind="N08").recipient == person
    assert "Wanneer begint de volgende training?" in text_of(browser.get(f"/mijn/aanvragen/{row.code}/"))
    assert "Trainingen" in text_of(browser.get("/mijn/aanvragen/"))
    assert f"/mijn/aanvragen/{row.code}/" in text_of(browser.get("/aanbod/aanbod-training/"))


def test_a_request_is_nobody_elses(client: Client) -> None:
    person, other = UserFactory(), UserFactory(coordinator=True)
    browser_of(person).post(FORM, answers())
    path = f"/mijn/aanvragen/{Aanvraag.objects.get().code}/"
    assert browser_of(other).get(path).status_code == 404
    assert client.get(path).headers["Location"] == f"/inloggen/?next={path}"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"naam": ""}, "Vul je naam in."),
        ({"naam": "<script>alert(1)</script>"}, "Schrijf de naam met letters"),
        ({"naam": "x" * 141}, "hooguit 140 tekens."),
        ({"email": ""}, "Vul je e-mailadres in."),
        ({"email": "geen adres"}, "Schrijf het e-mailadres zo: naam@organisatie.nl."),
        ({"email": "a@b.nl\nBcc: c@d.nl"}, "Schrijf het e-mailadres zo: naam@organisatie.nl."),
        ({"email": "a" * 260 + "@x.nl"}, "hooguit 254 tekens."),
        ({"organisatie": "x" * 161}, "hooguit 160 tekens."),
        ({"vraag": "  "}, "Schrijf in een paar zinnen wat je vraagt."),
        ({"vraag": "x" * 2001}, "hooguit 2000 tekens."),
        ({"vraag": "a\x00b"}, "teken"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_typed_is_lost(client: Client, change: dict[str, str], sentence: str) -> None:
    answer = client.post(FORM, answers(**change))
    page = text_of(answer)
    assert answer.status_code == 200
    assert sentence in page
    assert not Aanvraag.objects.exists()
    for name, value in answers().items():
        if name not in change:
            assert value in page


def test_what_is_typed_is_never_markup(client: Client) -> None:
    client.post(FORM, answers(vraag="<img src=x onerror=alert(1)>", organisatie='"><b>'))
    desk = browser_of(UserFactory(coordinator=True))
    page = desk.get(f"/coordinatie/aanvragen/{Aanvraag.objects.get().code}/").content.decode()
    assert "<img src=x" not in page
    assert "&lt;img src=x" in page


def test_sending_twice_by_accident_asks_once(client: Client) -> None:
    data = answers(eenmalig="6f0c4b7e-3f5a-4b3e-9a0e-2b7c1d9e4a11")
    assert [client.post(FORM, data).headers["Location"] for _ in range(2)] == [THANKS] * 2
    member = browser_of(UserFactory())
    data = answers(eenmalig="6f0c4b7e-3f5a-4b3e-9a0e-2b7c1d9e4a12")
    first, second = (member.post(FORM, data).headers["Location"] for _ in range(2))
    assert first == second
    assert Aanvraag.objects.count() == 2


def test_the_form_cannot_be_used_to_mail_one_stranger_much_or_many(client: Client) -> None:
    one = [client.post(FORM, answers(), REMOTE_ADDR=f"198.51.100.{n}").status_code for n in range(1, 8)]
    assert one == [302] * 5 + [429] * 2
    many = [client.post(FORM, answers(email=f"vreemde{n}@voorbeeld.example")).status_code for n in range(22)]
    assert many == [302] * 20 + [429] * 2


def test_what_closed_while_somebody_typed_says_so_and_keeps_her_text(client: Client) -> None:
    client.get(FORM)
    an_aanbod("COACHING", is_open=False)
    path = "/aanbod/aanbod-coaching/aanvragen/"
    assert client.get(path).headers["Location"] == "/aanbod/aanbod-coaching/"
    answer = client.post(path, answers())
    assert "Dit is net gesloten voor aanvragen." in text_of(answer)
    assert "Wanneer begint de volgende training?" in text_of(answer)
    assert not Aanvraag.objects.exists()


def test_only_the_questions_of_the_form_are_stored(client: Client) -> None:
    joris = UserFactory(coordinator=True)
    extra = {"status": "BEANTWOORD", "handler": str(joris.pk), "answer": "x", "user": str(joris.pk), "version": "9"}
    client.post(FORM, answers(**extra))
    row = Aanvraag.objects.get()
    assert (row.status, row.handler, row.answer, row.user, row.version) == ("NIEUW", None, "", None, 1)


@pytest.mark.parametrize("number", [1, 30])
def test_own_requests_cost_the_same_for_one_and_for_thirty(django_assert_num_queries: Any, number: int) -> None:
    person = UserFactory()
    for _ in range(number):
        an_aanvraag(user=person, email=person.email)
    browser = browser_of(person)
    browser.get("/mijn/aanvragen/")
    with django_assert_num_queries(5):
        browser.get("/mijn/aanvragen/")
