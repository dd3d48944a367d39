"""The outbox on screen: what was mailed to whom and why, never the text (PLT-03; matrix: outbox_status)."""

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from community.models import Bericht, Hartslag, Postpauze, Rol, Storing, Zending
from tests.community.coordinatie.outbox import message
from tests.factories import OrganisatieFactory, RoltoekenningFactory, UserFactory
from tests.factories.browsers import browser_of
from tests.factories.moments import NOW
from tests.post.kinds import DAG, DIRECT

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("test_kinds")]

PAGE = "/coordinatie/berichten/"
MAY_LOOK = (Rol.COORDINATOR, Rol.BEHEERDER)
STATES = ("GEPLAND", "VERZONDEN", "MISLUKT", "ONZEKER", "VERVALLEN", "INGETROKKEN", "SCHERM")


@pytest.fixture
def browser() -> Client:
    return browser_of(UserFactory(coordinator=True))


def rows(browser: Client, query: str = "") -> list[list[str]]:
    """Return the rows of the table as (kind, person, moment, status, why)."""
    answer = browser.get(f"{PAGE}{query}")
    assert answer.status_code == 200
    body = answer.content.decode().partition("<tbody>")[2].partition("</tbody>")[0]
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S) for row in body.split("<tr>")[1:]]
    return [[re.sub(r"<[^>]+>", "", cell).strip() for cell in row] for row in cells]


def person(voornaam: str, tussenvoegsel: str, achternaam: str, email: str = "") -> Any:
    more = {"email": email} if email else {}
    return UserFactory(voornaam=voornaam, tussenvoegsel=tussenvoegsel, achternaam=achternaam, **more)


def detail(bericht: Bericht) -> str:
    return f"{PAGE}{bericht.pk}/"


@pytest.mark.parametrize("rol", [None, *(rol for rol in Rol if rol not in MAY_LOOK)])
def test_for_others_the_outbox_does_not_exist(rol: Rol | None) -> None:
    user = UserFactory()
    if rol:
        organisatie = OrganisatieFactory() if rol == Rol.PARTNERCONTACT else None
        RoltoekenningFactory(user=user, rol=rol, organisatie=organisatie)
    own = browser_of(user)
    missing = own.get("/coordinatie/bestaat-niet/").content
    mine = message(user, "VERZONDEN")
    answers = [own.get(path) for path in (PAGE, detail(mine), f"{PAGE}{uuid.uuid4()}/", f"{PAGE}pauzeren/")]
    assert {(answer.status_code, answer.content) for answer in answers} == {(404, missing)}


def test_who_is_not_logged_in_goes_to_the_login_page(client: Client) -> None:
    for path in (PAGE, detail(message(UserFactory())), f"{PAGE}{uuid.uuid4()}/"):
        assert client.get(path).headers["Location"] == f"/inloggen/?next={path}"


@pytest.mark.parametrize(
    ("lijst", "expected"),
    [
        ("", ["Gepland"]),
        ("gepland", ["Gepland"]),
        ("verzonden", ["Verstuurd"]),
        ("mislukt", ["Mislukt"]),
        ("onzeker", ["Onzeker"]),
        ("vervallen", ["Ingetrokken", "Vervallen"]),
    ],
)
def test_each_list_holds_its_own(browser: Client, lijst: str, expected: list[str]) -> None:
    for status in STATES:
        message(UserFactory(), status)
    assert sorted(row[3] for row in rows(browser, f"?lijst={lijst}")) == expected
    counts = re.findall(r'<span class="count">(\d+)<', browser.get(PAGE).content.decode())
    assert counts == ["1", "1", "1", "1", "2"]


def test_a_row_says_what_to_whom_when_and_why(browser: Client) -> None:
    message(person("Noor", "van der", "Wal"), "MISLUKT", error_code="GEWEIGERD", smtp_code="550")
    message(None, "MISLUKT", hours=30, error_code="ADRES")
    assert rows(browser, "?lijst=mislukt") == [
        ["Proef T1", "Noor van der Wal", "vandaag om 8 uur", "Mislukt",
         "De mailserver weigert dit adres of deze mail. (550)"],
        ["Proef T1", "Nog geen account", "gisteren om 3 uur", "Mislukt", "Dit e-mailadres kan niet bestaan."],
    ]  # fmt: skip


def test_a_reason_for_falling_away_is_told(browser: Client) -> None:
    Bericht.objects.filter(pk=message(UserFactory(), "VERVALLEN").pk).update(reason="de taak is klaar")
    message(UserFactory(), "INGETROKKEN", hours=9)
    assert [row[4] for row in rows(browser, "?lijst=vervallen")] == [
        "Niet meer nodig: de taak is klaar.", "Iemand van het coördinerend hart trok dit bericht in.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("noor", ["Noor van der Wal"]),
        ("wal", ["Noor van der Wal"]),
        ("van der wal noor", ["Noor van der Wal"]),
        ("AYDIN fatima", ["Fatima Aydın"]),
        ("kreek", ["Fatima Aydın"]),
        ("de boer", []),
        ("%", []),
        ("_", []),
    ],
)
def test_a_person_is_found_by_name_or_address(browser: Client, query: str, expected: list[str]) -> None:
    message(person("Noor", "van der", "Wal"))
    message(person("Fatima", "", "Aydın", "f.aydin@kreek.example"))
    message(None)
    answer = browser.get(PAGE, {"persoon": query})
    names = re.findall(r'<td data-label="Aan">([^<]*)<', answer.content.decode())
    assert names == expected


def test_kind_and_person_are_filtered_together_and_the_list_is_kept(browser: Client) -> None:
    noor = person("Noor", "van der", "Wal")
    message(noor, "VERZONDEN", kind=DIRECT)
    message(noor, "VERZONDEN", kind=DAG)
    message(UserFactory(achternaam="Anders"), "VERZONDEN", kind=DAG)
    assert [row[:2] for row in rows(browser, f"?lijst=verzonden&soort={DAG}&persoon=wal")] == [
        ["Proef T2", "Noor van der Wal"]
    ]
    page = browser.get(f"{PAGE}?lijst=verzonden&soort={DAG}").content.decode()
    assert '<input type="hidden" name="lijst" value="verzonden"' in page
    assert f"?lijst=mislukt&amp;soort={DAG}" in page


@pytest.mark.parametrize("field", ["lijst", "soort", "persoon"])
@pytest.mark.parametrize("value", ["\x00", "x" * 5000, "T1' or '1'='1", "🌾\u202e", "<script>alert(1)</script>"])
def test_strange_filters_are_answered_in_words(browser: Client, field: str, value: str) -> None:
    message(UserFactory())
    answer = browser.get(PAGE, {field: value})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "<script>alert" not in page
    assert "<tbody>" not in page


@pytest.mark.parametrize("query", ["?recipient__password=x", "?kind=T1&status=X", "?order_by=recipient__password"])
def test_what_is_no_filter_changes_nothing(browser: Client, query: str) -> None:
    """T49: only the fields of the form filter; ordering cannot be asked for."""
    for _ in range(3):
        message(UserFactory())
    assert rows(browser, query) == rows(browser)


@pytest.mark.parametrize("page", ["0", "-1", "99999999999999999999", "twee", "", "1'--"])
def test_a_strange_page_number_gives_a_page(browser: Client, page: str) -> None:
    message(UserFactory())
    assert len(rows(browser, f"?page={page}")) == 1


def test_fifty_stand_on_a_page(browser: Client) -> None:
    for number in range(51):
        message(UserFactory(), hours=number + 1)
    assert [len(rows(browser, query)) for query in ("", "?page=2")] == [50, 1]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("", "In deze lijst staat nu niets."),
        ("?persoon=niemand", "Geen berichten gevonden met deze filters. Haal een filter weg."),
    ],
)
def test_an_empty_list_says_so(browser: Client, query: str, sentence: str) -> None:
    assert sentence in browser.get(f"{PAGE}{query}").content.decode()


@pytest.mark.parametrize("amount", [1, 30])
def test_list_and_detail_cost_as_many_queries_for_one_as_for_thirty(
    browser: Client, amount: int, django_assert_num_queries: Any
) -> None:
    first = message(UserFactory(), "VERZONDEN")
    for _ in range(amount - 1):
        row = message(UserFactory(), "VERZONDEN")
        Bericht.objects.filter(pk=row.pk).update(zending=first.zending)
    browser.get(PAGE)
    with django_assert_num_queries(12):
        assert len(rows(browser, "?lijst=verzonden")) == amount
    with django_assert_num_queries(10):
        assert browser.get(detail(first)).status_code == 200


def test_how_the_mail_stands_is_told_above_the_list(browser: Client) -> None:
    assert "De achtergrond is stil" in browser.get(PAGE).content.decode()
    Hartslag.objects.create(name="plan", beat_at=NOW - timedelta(minutes=1))
    assert "De achtergrond is stil" not in browser.get(PAGE).content.decode()
    message(UserFactory(), attempts=0, next_attempt_at=NOW - timedelta(minutes=40))
    Storing.objects.create(place="deliver: T1", error_code="KeyError", first_at=NOW, last_at=NOW)
    page = browser.get(PAGE).content.decode()
    assert "De oudste mail wacht sinds vandaag om 8.20 uur." in page
    assert "deliver: T1: KeyError" in page
    Postpauze.objects.create(paused_at=NOW, paused_by=person("Joris", "de", "Boer"))
    page = browser.get(PAGE).content.decode()
    assert "Joris de Boer zette de mail op pauze, vandaag om 9 uur." in page
    assert [row[3] for row in rows(browser)] == ["Gepauzeerd"]


def test_the_detail_tells_of_the_mail_and_what_travels_with_it(browser: Client) -> None:
    noor = person("Noor", "van der", "Wal")
    row = message(noor, "VERZONDEN", smtp_code="250", attempts=3, uncertain=1)
    other = message(noor, "VERZONDEN", kind=DAG)
    Bericht.objects.filter(pk=other.pk).update(zending=row.zending)
    page = browser.get(detail(row)).content.decode()
    for words in ("Proef woord", "Noor van der Wal", "250", "maandag 18 januari 2027, 8 uur", "Ook in deze mail",
                  "De mail kan vaker dan één keer zijn aangekomen."):  # fmt: skip
        assert words in page
    assert re.search(r"Pogingen</dt><dd>3<", page)
    assert f'href="{detail(other)}"' in page


def test_a_message_without_a_mail_says_so(browser: Client) -> None:
    page = browser.get(detail(message(UserFactory(), hours=-20))).content.decode()
    assert "Er is nog geen mail voor dit bericht." in page
    assert "Mail gepland op" in page


def test_a_subject_that_may_not_be_shown_any_more_is_not_shown(browser: Client) -> None:
    page = browser.get(detail(message(UserFactory(is_active=False), "VERZONDEN"))).content.decode()
    assert "Niet meer te tonen: de aanleiding is weg of gesloten." in page
    assert "Proef woord" not in page


def test_a_beheerder_sees_that_not_what() -> None:
    row = message(UserFactory(), "MISLUKT")
    own = browser_of(UserFactory(beheerder=True))
    page = own.get(detail(row)).content.decode()
    assert "Proef T1" in page
    for hidden in ("Proef woord", "Onderwerp", "Verstuur opnieuw", "Trek in"):
        assert hidden not in page
    assert "Zet alle mail op pauze" not in own.get(PAGE).content.decode()


@pytest.mark.parametrize("code", ["bestaat-niet", "0", "1 or 1", "00000000-0000-4000-8000-000000000000"])
def test_a_forged_id_is_a_page_that_does_not_exist(browser: Client, code: str) -> None:
    missing = browser.get("/coordinatie/bestaat-niet/").content
    for tail in ("", "versturen/", "intrekken/"):
        answer = browser.get(f"{PAGE}{code}/{tail}")
        assert (answer.status_code, answer.content) == (404, missing)


@pytest.mark.parametrize("tail", ["", "pauzeren/", "hervatten/", "detail", "versturen/", "intrekken/"])
def test_looking_changes_nothing(browser: Client, tail: str) -> None:
    row = message(UserFactory(), "MISLUKT")
    path = {"detail": detail(row), "versturen/": f"{detail(row)}{tail}", "intrekken/": f"{detail(row)}{tail}"}
    before = (list(Bericht.objects.values()), list(Zending.objects.values()), list(Postpauze.objects.values()))
    for call in (browser.get, browser.head):
        assert call(path.get(tail, f"{PAGE}{tail}")).status_code == 200
    after = (list(Bericht.objects.values()), list(Zending.objects.values()), list(Postpauze.objects.values()))
    assert before == after
