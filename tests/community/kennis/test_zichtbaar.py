"""Who reads which page of knowledge: the page itself, lists, counts, the map of the site and feeds."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from community.access.kennis import may_see_page, visible_kennispaginas, visible_pages
from community.models import KennisRubriekPage, NieuwsPage, User
from tests.factories import UserFactory
from tests.factories.moments import NOW
from tests.factories.paginas import a_kennispagina, a_nieuwsbericht, a_verhaal

pytestmark = pytest.mark.django_db

OPEN, CLOSED, DRAFT = "Wilgenroosje", "Moerasspirea", "Watermunt"
WHERE = ("/", "/kennis/", "/kennis/handreikingen/", "/kennis/handreikingen/wilgenroosje/", "/sitemap.xml",
         "/nieuws/feed/", "/verhalen/feed/", "/kennis/handreikingen/?page=2")  # fmt: skip


@pytest.fixture
def three() -> None:
    a_kennispagina(OPEN, "Tekst.")
    a_kennispagina(CLOSED, "Tekst.", is_for_leden=True)
    a_kennispagina(DRAFT, "Tekst.", live=False)


def of(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


@pytest.mark.usefixtures("three")
def test_a_stranger_finds_what_is_for_everybody_and_no_trace_of_the_rest(client: Client) -> None:
    for path in WHERE:
        page = of(client, path)
        assert not any(word.lower() in page.lower() for word in (CLOSED, DRAFT)), path
    assert OPEN in of(client, "/kennis/handreikingen/")
    assert "1 pagina" in of(client, "/kennis/")
    for title in (CLOSED, DRAFT):
        hidden = client.get(f"/kennis/handreikingen/{title.lower()}/")
        never = client.get(f"/kennis/handreikingen/{'x' * len(title)}/")
        assert (hidden.status_code, never.status_code) == (404, 404)
        assert hidden.content == never.content


@pytest.mark.usefixtures("three")
def test_a_member_reads_both_and_no_draft(client: Client) -> None:
    client.force_login(UserFactory())
    assert CLOSED in of(client, "/kennis/handreikingen/moerasspirea/")
    assert "2 pagina" in of(client, "/kennis/")
    for path in WHERE[1:4]:
        assert DRAFT not in of(client, path)
    # The map of the site and the feeds are for everybody, so they hold the same for a member.
    assert "moerasspirea" not in of(client, "/sitemap.xml")
    assert client.get("/kennis/handreikingen/watermunt/").status_code == 404


@pytest.mark.usefixtures("three")
def test_who_closed_her_account_reads_what_a_stranger_reads() -> None:
    closed = UserFactory(is_active=False)
    anonymous: Any = AnonymousUser()
    for person in (closed, anonymous):
        assert list(visible_kennispaginas(person, NOW).values_list("title", flat=True)) == [OPEN]
        assert not visible_pages(person, NOW).filter(title=CLOSED).exists()


def test_every_way_of_asking_gives_the_same_answer() -> None:
    pages = [a_kennispagina("Een"), a_kennispagina("Twee", is_for_leden=True), a_kennispagina("Drie", live=False)]
    nobody: Any = AnonymousUser()
    people: list[User] = [nobody, UserFactory()]
    for person in people:
        for page in pages:
            seen = may_see_page(person, page, NOW)
            assert seen == visible_pages(person, NOW).filter(pk=page.pk).exists()
            assert seen == visible_kennispaginas(person, NOW).filter(pk=page.pk).exists()


@pytest.mark.parametrize("path", ["/kennis/", "/kennis/handreikingen/", "/nieuws/", "/", "/sitemap.xml"])
def test_thirty_pages_cost_as_many_questions_as_one(client: Client, path: str) -> None:
    def one_more(number: int) -> None:
        a_kennispagina(f"Pagina {number}", "Tekst.")
        a_nieuwsbericht(f"Bericht {number}")

    one_more(0)
    client.get(path)
    with CaptureQueriesContext(connection) as one:
        of(client, path)
    for number in range(1, 30):
        one_more(number)
    with CaptureQueriesContext(connection) as thirty:
        of(client, path)
    assert len(thirty) == len(one)


def test_a_page_costs_the_same_with_thirty_beside_it(client: Client) -> None:
    a_kennispagina("Eerste", "Tekst.")
    client.get("/kennis/handreikingen/eerste/")
    a_kennispagina("Tweede")
    with CaptureQueriesContext(connection) as one:
        of(client, "/kennis/handreikingen/eerste/")
    for number in range(29):
        a_kennispagina(f"Nog {number}")
    with CaptureQueriesContext(connection) as thirty:
        of(client, "/kennis/handreikingen/eerste/")
    assert len(thirty) == len(one)


def test_a_long_list_comes_in_pages_in_the_order_of_the_alphabet(client: Client) -> None:
    for number in range(25):
        a_kennispagina(f"Titel {number:02}")
    first, second = of(client, "/kennis/handreikingen/"), of(client, "/kennis/handreikingen/?page=2")
    assert first.index("Titel 00") < first.index("Titel 19")
    assert ("Titel 20" in first, "Titel 20" in second, "Titel 19" in second) == (False, True, False)
    assert of(client, "/kennis/handreikingen/?page=absurd") == first.replace("?page=2", "?page=2")


@pytest.mark.parametrize("soort", KennisRubriekPage._meta.get_field("soort").choices)
def test_every_section_has_its_page(client: Client, soort: tuple[str, str]) -> None:
    rubriek = KennisRubriekPage.objects.get(soort=soort[0])
    assert "Hier staat nog niets" in of(client, rubriek.url)
    a_kennispagina("Boterbloem", soort=soort[0])
    assert "Boterbloem" in of(client, rubriek.url)


def test_a_page_says_when_its_day_to_be_checked_has_passed(client: Client) -> None:
    a_kennispagina("Oud").save()
    page = a_kennispagina("Vers")
    page.controle_datum = "2099-01-01"
    page.save()
    assert "Controleer of dit nog klopt" in of(client, "/kennis/handreikingen/oud/")
    assert "Controleer of dit nog klopt" not in of(client, "/kennis/handreikingen/vers/")


def test_the_source_stands_with_the_page(client: Client) -> None:
    a_kennispagina("Met bron", vindplaats="bladzijde 12", herschreven_door="de redactie")
    page = of(client, "/kennis/handreikingen/met-bron/")
    assert all(words in page for words in ("Eigen werk", "De redactie", "bladzijde 12", "Herschreven door de redactie"))


def test_the_feeds_hold_news_and_stories_that_are_online(client: Client) -> None:
    a_nieuwsbericht("Kattenstaart")
    a_nieuwsbericht("Zwanenbloem", live=False)
    a_verhaal("Gele lis")
    news, stories = client.get("/nieuws/feed/"), client.get("/verhalen/feed/")
    assert news.headers["Content-Type"].startswith("application/atom+xml")
    assert ("Kattenstaart" in news.content.decode(), "Zwanenbloem" in news.content.decode()) == (True, False)
    assert "http://testserver/nieuws/kattenstaart/" in news.content.decode()
    assert "Gele lis" in stories.content.decode()


def test_search_engines_are_kept_out_of_what_is_for_members(client: Client) -> None:
    text = of(client, "/robots.txt")
    assert "Disallow: /mijn/" in text
    assert "Sitemap: http://testserver/sitemap.xml" in text


def test_a_sign_from_a_text_editor_does_not_break_the_feed(client: Client) -> None:
    page = a_nieuwsbericht("Kop\x0bmet een sprong")
    NieuwsPage.objects.filter(pk=page.pk).update(inleiding="Regel\x0ceen.")
    answer = client.get("/nieuws/feed/")
    assert answer.status_code == 200
    assert "met een sprong" in answer.content.decode()
