"""Search finds what is there: by any form of a word, in title and text, for who may see it."""

from datetime import timedelta

import pytest
from django.test import Client

from community.models import KennisPage, Paginatekst
from tests.community.people.situations import profiel_of
from tests.community.zoeken.uitslag import searched
from tests.factories import (
    BijeenkomstFactory,
    LeergroepFactory,
    OrganisatieFactory,
    SamenwerkingFactory,
    UserFactory,
)
from tests.factories.browsers import browser_of
from tests.factories.casussen import a_casus
from tests.factories.intervisiegroepen import a_groep, people_of
from tests.factories.moments import NOW
from tests.factories.paginas import a_begrip, a_kennispagina, a_nieuwsbericht, a_verhaal, an_aanbod
from tests.factories.toernees import a_toernee
from tests.factories.training import an_editie

pytestmark = pytest.mark.django_db


def test_everybody_finds_what_is_public(client: Client) -> None:
    a_kennispagina("Werken met tegenspraak")
    a_begrip("Tegenspraak", "Zeggen dat je het anders ziet.")
    a_nieuwsbericht("Dag van de tegenspraak")
    a_verhaal("Hoe ik leerde van tegenspraak")
    an_aanbod("Oefenen in tegenspraak")
    found = searched(client, "tegenspraak")
    assert found.count == 5
    assert found.tabs == {"Alles": 5, "Kennis": 1, "Begrippen": 1, "Aanbod": 1, "Verhalen": 1, "Nieuws": 1}
    assert found.titles[0] == "Tegenspraak"  # just that word comes first
    for path in found.paths:
        assert client.get(path).status_code == 200, path


def test_members_find_people_groups_meetings_and_their_own_casussen() -> None:
    reader = UserFactory(achternaam="Zoeker")
    profiel_of(reader, in_ledengids=True, biedt="Ervaring met veenweide")
    LeergroepFactory(kring__name="Veenweide in het westen")
    BijeenkomstFactory(
        title="Middag over veenweide", starts_at=NOW + timedelta(days=9), ends_at=NOW + timedelta(days=10)
    )
    OrganisatieFactory(name="Stichting Veenweide")
    SamenwerkingFactory(name="Veenweide Noord", visible="NAAM")
    casus = a_casus(reader, werktitel="Mijn veenweide")
    browser = browser_of(reader)
    found = searched(browser, "veenweide")
    assert found.tabs == {
        "Alles": 6, "Mijn casussen": 1, "Agenda": 1, "Leden": 1, "Leergroepen": 1, "Organisaties": 1,
        "Samenwerkingen": 1,
    }  # fmt: skip
    assert f"/casussen/{casus.code}/" in found.paths
    for path in found.paths:
        assert browser.get(path).status_code == 200, path


def test_members_find_their_own_groups_of_intervisie_toernees_and_trainings() -> None:
    groep = a_groep(name="Intervisie Zandrug")
    [reader, *_] = people_of(groep)
    a_toernee(reader, *(UserFactory() for _ in range(4)), name="Toernee Zandrug")
    an_editie(name="Basistraining Zandrug")
    browser = browser_of(reader)
    found = searched(browser, "zandrug")
    assert found.tabs == {"Alles": 3, "Trainingen": 1, "Mijn intervisiegroepen": 1, "Mijn visitatietoernees": 1}
    for path in found.paths:
        assert browser.get(path).status_code == 200, path


def test_the_database_keeps_the_text_of_pages_whoever_writes_them(client: Client) -> None:
    page = a_kennispagina("Oud", "Eerste <b>woord</b> &amp; tekst")
    assert Paginatekst.objects.get(page=page).title == "Oud"
    KennisPage.objects.filter(pk=page.pk).update(title="Zilverschoon", samenvatting="Heggenrank")
    assert searched(client, "zilverschoon").titles == ["Zilverschoon"]
    assert "Heggenrank" in searched(client, "heggenrank").text
    page = KennisPage.objects.get(pk=page.pk)
    page.title = "Guichelheil"
    page.save_revision().publish()
    assert searched(client, "guichelheil").titles == ["Guichelheil"]
    page.unpublish()
    assert searched(client, "guichelheil").count == 0
    page.delete()
    assert not Paginatekst.objects.filter(pk=page.pk).exists()


def test_one_subject_alone(client: Client) -> None:
    a_kennispagina("Tegenspraak oefenen")
    a_nieuwsbericht("Nieuws over tegenspraak")
    found = searched(client, "tegenspraak", waar="nieuws")
    assert (found.titles, found.count) == (["Nieuws over tegenspraak"], 1)
    assert found.tabs == {"Alles": 2, "Kennis": 1, "Nieuws": 1}
    for unknown in ("casussen", "leden", "alles", "'", "kennis,nieuws"):
        assert searched(client, "tegenspraak", waar=unknown).count == 2


def test_leafing_through_many(client: Client) -> None:
    for number in range(45):
        a_nieuwsbericht(f"Bericht {number} over kwelwater")
    pages = [searched(client, "kwelwater", pagina=number) for number in (1, 2, 3)]
    assert [len(page.titles) for page in pages] == [20, 20, 5]
    assert len({title for page in pages for title in page.titles}) == 45
    assert {page.count for page in pages} == {45}
    assert "Zo veel pagina's zijn er niet." in searched(client, "kwelwater", pagina=4).text


def test_nothing_found_helps(client: Client) -> None:
    text = searched(client, "qqqqqqq").text
    assert "0 resultaten gevonden." in text
    assert "Niets gevonden" in text
    assert "Kijk of de woorden goed geschreven zijn." in text


def test_a_typing_error_gets_a_suggestion_and_what_looks_like_it(client: Client) -> None:
    a_kennispagina("Het waterschap aan tafel")
    found = searched(client, "watershcap")
    assert "Bedoel je: waterschap" in found.text
    assert found.titles[0] == "Het waterschap aan tafel"
    assert "Dit lijkt erop." in found.text


def test_fragments_show_where_the_word_stands_and_escape_it(client: Client) -> None:
    a_kennispagina(
        "Escape", f"{'Aanloop van woorden. ' * 30}Hier &lt;script&gt;alert(1)&lt;/script&gt; rietkraag slot."
    )
    found = searched(client, "rietkraag")
    assert "<mark>rietkraag</mark>" in found.main
    assert "<script>alert" not in found.main
    assert "&lt;script&gt;" in found.main
    assert found.text.count("Aanloop") < 10


def test_the_box_stands_in_the_header_for_both_and_says_what_was_typed() -> None:
    for browser in (Client(), browser_of(UserFactory())):
        page = browser.get("/agenda/").content.decode()
        assert 'role="search"' in page
        assert 'action="/zoeken/"' in page
        assert page.count('name="q"') >= 1
        page = browser.get('/zoeken/?q="><b>x').content.decode()
        assert 'value="&quot;&gt;&lt;b&gt;x"' in page
        assert page.count('id="zoekwoorden"') == 1
        title = page.split("<title>")[1].split("</title>")[0]
        assert title.startswith("Zoeken ·")
