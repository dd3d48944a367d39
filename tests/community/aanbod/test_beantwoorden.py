"""Handling requests: the list, taking one up, the answer, and the page where who asked reads it."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from community.access import DeniedError
from community.actions.aanbod import (
    AanvraagError,
    answer_aanvraag,
    erase_aanvragen,
    remove_old_aanvragen,
    take_up_aanvraag,
)
from community.actions.errors import StaleSaveError
from community.berichten.planning import plan
from community.berichten.sender import deliver
from community.models import Aanvraag, Gastlink, Rol, Taak, User
from tests.community.toegang.steps import text_of
from tests.factories import OrganisatieFactory, RoltoekenningFactory, UserFactory
from tests.factories.browsers import browser_of
from tests.factories.moments import NOW
from tests.factories.website import an_aanbod, an_aanvraag

pytestmark = pytest.mark.django_db

LIST = "/coordinatie/aanvragen/"
ANSWER = "De volgende begint op 1 maart."


@pytest.fixture
def joris() -> User:
    """A coördinator."""
    return UserFactory(coordinator=True, voornaam="Joris", tussenvoegsel="de", achternaam="Boer")


@pytest.fixture
def desk(joris: User) -> Client:
    """His browser."""
    return browser_of(joris)


@pytest.mark.parametrize("rol", [None, *(rol for rol in Rol if rol != Rol.COORDINATOR)])
def test_for_others_requests_do_not_exist(rol: Rol | None) -> None:
    user, row = UserFactory(), an_aanvraag()
    if rol:
        organisatie = OrganisatieFactory() if rol == Rol.PARTNERCONTACT else None
        RoltoekenningFactory(user=user, rol=rol, organisatie=organisatie)
    browser = browser_of(user)
    for path in (LIST, f"{LIST}{row.code}/", f"{LIST}{row.code}/oppakken/"):
        assert browser.get(path).status_code == 404
        assert browser.post(path, {"answer": ANSWER, "version": 1}).status_code in {404, 405}
    row.refresh_from_db()
    assert row.status == "NIEUW"
    for act in (take_up_aanvraag, answer_aanvraag):
        more = {"answer": ANSWER} if act is answer_aanvraag else {}
        with pytest.raises(DeniedError):
            act(actor=user, aanvraag=row, version=1, now=NOW, **more)


def test_the_list_shows_what_waits_first(desk: Client) -> None:
    an_aanvraag(naam="Al beantwoord", status="BEANTWOORD", answered_at=NOW)
    an_aanvraag(naam="Net binnen")
    an_aanvraag(naam="Wacht langer", created_at=NOW - timedelta(days=3), status="OPGEPAKT")
    page = text_of(desk.get(LIST))
    assert page.index("Wacht langer") < page.index("Net binnen") < page.index("Al beantwoord")


@pytest.mark.parametrize(
    ("query", "result"),
    [
        ({"status": "BEANTWOORD"}, "1 aanvraag"),
        ({"soort": "COACHING"}, "1 aanvraag"),
        ({"q": "beekdal"}, "1 aanvraag"),
        ({"q": "niemand"}, "Geen aanvragen gevonden met deze filters."),
        ({"status": "zomaar"}, "Kies een van de mogelijkheden in de lijst."),
        ({"soort": "zomaar"}, "Kies een van de mogelijkheden in de lijst."),
        ({"q": "x" * 200}, "hooguit 100 tekens."),
        ({"zomaar": "x"}, "2 aanvragen"),
    ],
)
def test_filters_of_the_list(desk: Client, query: dict[str, str], result: str) -> None:
    an_aanvraag(organisatie="Stichting Beekdal", soort="COACHING")
    an_aanvraag(status="BEANTWOORD", answered_at=NOW)
    answer = desk.get(LIST, query)
    assert answer.status_code == 200
    assert result in text_of(answer)


def test_an_empty_list_says_so(desk: Client) -> None:
    assert "Er zijn nog geen aanvragen." in text_of(desk.get(LIST))


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_costs_the_same_for_one_and_for_thirty(
    desk: Client, joris: User, django_assert_num_queries: Any, number: int
) -> None:
    for _ in range(number):
        an_aanvraag(handler=joris, status="OPGEPAKT")
    desk.get(LIST)
    with django_assert_num_queries(6):
        desk.get(LIST)


def test_the_cockpit_counts_what_waits(desk: Client) -> None:
    an_aanvraag()
    an_aanvraag(status="OPGEPAKT")
    an_aanvraag(status="BEANTWOORD", answered_at=NOW)
    assert "2 aanvragen uit het aanbod wachten" in text_of(desk.get("/coordinatie/"))


def test_who_takes_it_up_is_alone_in_being_asked(client: Client, desk: Client, joris: User) -> None:
    other = UserFactory(coordinator=True)
    an_aanbod()
    client.post(
        "/aanbod/aanbod-training/aanvragen/", {"naam": "Wouter", "email": "w@voorbeeld.example", "vraag": "Wanneer?"}
    )
    row = Aanvraag.objects.get()
    page = text_of(desk.get(f"{LIST}{row.code}/"))
    assert "Pak op" in page
    assert (
        desk.post(f"{LIST}{row.code}/oppakken/", {"version": row.version}).headers["Location"] == f"{LIST}{row.code}/"
    )
    row.refresh_from_db()
    assert (row.status, row.handler, row.version) == ("OPGEPAKT", joris, 2)
    assert set(Taak.objects.filter(withdrawn_at__isnull=True).values_list("user", flat=True)) == {joris.pk}
    assert "Joris de Boer pakt deze aanvraag op." in text_of(browser_of(other).get(f"{LIST}{row.code}/"))
    taken_over = take_up_aanvraag(actor=other, aanvraag=row, version=2, now=NOW)
    assert taken_over.handler == other
    assert set(Taak.objects.filter(withdrawn_at__isnull=True).values_list("user", flat=True)) == {other.pk}


def test_of_two_who_take_it_up_the_second_hears_so(desk: Client, joris: User) -> None:
    other, row = UserFactory(coordinator=True), an_aanvraag()
    take_up_aanvraag(actor=other, aanvraag=row, version=1, now=NOW)
    told = text_of(desk.post(f"{LIST}{row.code}/oppakken/", {"version": 1}, follow=True))
    assert "Een collega was je net voor." in told
    assert take_up_aanvraag(actor=other, aanvraag=row, version=1, now=NOW).version == 2  # hers already: nothing changes
    for version in ("", "x", "0", "99999999999999"):
        assert "te oud" in text_of(desk.post(f"{LIST}{row.code}/oppakken/", {"version": version}, follow=True))
    row.refresh_from_db()
    assert row.handler == other


def test_a_visitor_reads_the_answer_through_a_link_of_her_own(client: Client, desk: Client, joris: User) -> None:
    row = an_aanvraag()
    assert desk.post(f"{LIST}{row.code}/", {"answer": ANSWER, "version": 1}).headers["Location"] == LIST
    row.refresh_from_db()
    assert (row.status, row.answer, row.answered_at, row.handler) == ("BEANTWOORD", ANSWER, NOW, joris)
    deliver(NOW)
    letter = mail.outbox[-1]
    assert (letter.to, letter.subject) == (["wouter@voorbeeld.example"], "Er is antwoord op je aanvraag")
    assert ANSWER not in str(letter.message())
    found = re.search(r"http://testserver(/gedeeld/\S+)", str(letter.body))
    assert found
    page = client.get(found[1])
    assert page.headers["Cache-Control"] == "private, no-store"
    assert ANSWER in text_of(page)
    assert "Wanneer begint de volgende?" in text_of(page)
    assert "wouter@voorbeeld.example" not in text_of(page)
    Gastlink.objects.update(expires_at=NOW - timedelta(seconds=1), made_at=NOW - timedelta(days=90))
    assert client.get(found[1]).status_code == 404


def test_a_member_reads_the_answer_on_a_page_of_her_own(desk: Client) -> None:
    person = UserFactory()
    row = an_aanvraag(user=person, email=person.email)
    page = f"/mijn/aanvragen/{row.code}/"
    browser = browser_of(person)
    assert "Je krijgt een mail als het antwoord er is." in text_of(browser.get(page))
    desk.post(f"{LIST}{row.code}/", {"answer": ANSWER, "version": 1})
    deliver(NOW)
    assert (mail.outbox[-1].to, page in str(mail.outbox[-1].body)) == ([person.email], True)
    assert ANSWER in text_of(browser.get(page))
    assert not Gastlink.objects.exists()


def test_an_answer_is_given_once_and_the_text_of_the_second_is_not_lost(desk: Client) -> None:
    other, row = UserFactory(coordinator=True, voornaam="Fatima", tussenvoegsel="", achternaam="Aydın"), an_aanvraag()
    answer_aanvraag(actor=other, aanvraag=row, version=1, answer=ANSWER, now=NOW)
    page = text_of(desk.post(f"{LIST}{row.code}/", {"answer": "Mijn eigen antwoord", "version": 1}))
    assert "Fatima Aydın heeft deze aanvraag al beantwoord." in page
    assert ANSWER in page
    assert "Mijn eigen antwoord" in page
    with pytest.raises(AanvraagError):
        take_up_aanvraag(actor=other, aanvraag=row, version=2, now=NOW)
    assert Gastlink.objects.count() == 1


def test_who_answers_what_somebody_took_up_meanwhile_sees_so_first(desk: Client) -> None:
    other, row = UserFactory(coordinator=True), an_aanvraag()
    take_up_aanvraag(actor=other, aanvraag=row, version=1, now=NOW)
    with pytest.raises(StaleSaveError):
        answer_aanvraag(actor=other, aanvraag=row, version=1, answer=ANSWER, now=NOW)
    page = desk.post(f"{LIST}{row.code}/", {"answer": ANSWER, "version": 1})
    assert "Je tekst is niet weg." in text_of(page)
    assert 'name="version" value="2"' in text_of(page)
    assert desk.post(f"{LIST}{row.code}/", {"answer": ANSWER, "version": 2}).status_code == 302


def test_sending_the_answer_twice_by_accident_answers_once(desk: Client) -> None:
    row, data = an_aanvraag(), {"answer": ANSWER, "version": 1, "eenmalig": "6f0c4b7e-3f5a-4b3e-9a0e-2b7c1d9e4a21"}
    assert [desk.post(f"{LIST}{row.code}/", data).status_code for _ in range(2)] == [302, 302]
    assert Gastlink.objects.count() == 1


@pytest.mark.parametrize(("text", "sentence"), [("", "Schrijf een antwoord."), ("x" * 3001, "hooguit 3000 tekens."),
                                                ("a\x00b", "teken")])  # fmt: skip
def test_a_wrong_answer_is_told(desk: Client, text: str, sentence: str) -> None:
    row = an_aanvraag()
    assert sentence in text_of(desk.post(f"{LIST}{row.code}/", {"answer": text, "version": 1}))
    row.refresh_from_db()
    assert row.status == "NIEUW"


def test_when_who_took_it_up_leaves_the_team_the_others_are_asked(joris: User) -> None:
    leaver, row = UserFactory(), an_aanvraag()
    role = RoltoekenningFactory(user=leaver, rol=Rol.COORDINATOR)
    take_up_aanvraag(actor=leaver, aanvraag=row, version=1, now=NOW)
    role.until_date = NOW.date() - timedelta(days=1)
    role.save()
    plan(NOW)
    assert Taak.objects.filter(user=joris, kind="AANVRAAG_BEANTWOORDEN", withdrawn_at__isnull=True).exists()


def test_a_request_goes_half_a_year_after_its_answer_with_the_link(joris: User) -> None:
    rows = [an_aanvraag() for _ in range(3)]
    for row in rows[:2]:
        answer_aanvraag(actor=joris, aanvraag=row, version=1, answer=ANSWER, now=NOW)
    Aanvraag.objects.filter(pk=rows[1].pk).update(answered_at=NOW + timedelta(days=2))
    assert remove_old_aanvragen(NOW + timedelta(days=183)) == 0
    assert remove_old_aanvragen(NOW + timedelta(days=184)) == 1
    assert set(Aanvraag.objects.values_list("pk", flat=True)) == {rows[1].pk, rows[2].pk}
    assert set(Gastlink.objects.values_list("object_id", flat=True)) == {rows[1].pk}
    assert remove_old_aanvragen(NOW + timedelta(days=900)) == 1  # what nobody answered stays


def test_who_goes_takes_her_requests_along_also_those_from_before(joris: User) -> None:
    person = UserFactory()
    an_aanvraag(user=person, email="eerder@voorbeeld.example")
    as_visitor, other = an_aanvraag(email=person.email), an_aanvraag()
    answer_aanvraag(actor=joris, aanvraag=as_visitor, version=1, answer=ANSWER, now=NOW)
    assert erase_aanvragen(person, NOW) == {"aanvragen": 2}
    assert (Aanvraag.objects.get(), Gastlink.objects.count()) == (other, 0)
    assert erase_aanvragen(person, NOW) == {"aanvragen": 0}
