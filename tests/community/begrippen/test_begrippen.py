"""The pages of terms and sources: what everybody reads, where other words lead, and what the pages ask."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.template import Context, RequestContext, Template
from django.test import Client
from django.test.utils import CaptureQueriesContext

from community.kennis_points import Begripplek, term_places
from community.models import BronLicentie, KennisIndexPage, KennisPage, KennisRubriekPage, Rubriek, Zichtbaar
from tests.casussen.instrumenten.test_beheer import browser
from tests.factories import UserFactory
from tests.factories.begrippen import a_begrip, a_bron, a_versie
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db
LIST = "/kennis/begrippen/"
EVIL = "<script>alert('x')</script>\"><img src=x onerror=alert(1)>"


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def page(address: str, client: Client | None = None) -> str:
    answer = (client or Client()).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def queries(address: str, client: Client | None = None) -> int:
    with CaptureQueriesContext(connection) as asked:
        page(address, client)
    return len(asked)


def knowledge(**fields: Any) -> KennisPage:
    """Return a page of knowledge that is online."""
    rubriek = KennisRubriekPage.objects.filter(soort=Rubriek.HANDREIKING).first()
    if rubriek is None:
        rubriek = KennisRubriekPage(title="Handreikingen", slug="handreikingen", soort=Rubriek.HANDREIKING)
        KennisIndexPage.objects.get().add_child(instance=rubriek)
    row = KennisPage(**({"title": "Samen beginnen", "samenvatting": "Zo begin je.", "bron": a_bron()} | fields))
    rubriek.add_child(instance=row)
    return row


def test_everybody_reads_the_list_from_a_to_z() -> None:
    a_begrip("opgave", "maatschappelijke opgave", settled_by=UserFactory())
    a_begrip("Élan")
    a_begrip("coalitie")
    html = page(LIST)
    places = [html.index(f">{term}</a>") for term in ("coalitie", "Élan", "opgave")]
    assert places == sorted(places)
    assert '<h2 id="letter-2">E</h2>' in html
    assert "Wat coalitie betekent." in html
    assert "maatschappelijke opgave" in html
    assert html.count("Concept</span>") == 2


@pytest.mark.parametrize("asked", ["opgaven", "OPGAVE", "maatschappelijk", "betekent opgave", "zin"])
def test_one_finds_a_term_by_its_words_in_singular_and_plural(asked: str) -> None:
    a_begrip("opgave", "maatschappelijke kwestie", voorbeeld="Een zin met een voorbeeld.")
    a_begrip("coalitie")
    html = page(f"{LIST}?q={asked}")
    assert ">opgave</a>" in html
    assert ">coalitie</a>" not in html


@pytest.mark.parametrize("asked", ["%", "'", "x" * 101, "%00", "((((", "zebrapad", "\\", "<script>", "_", "😀" * 40])
def test_absurd_words_get_a_sentence(asked: str) -> None:
    a_begrip("coalitie")
    answer = Client().get(LIST, {"q": asked})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()


def test_a_search_that_finds_nothing_says_so() -> None:
    a_begrip("coalitie")
    assert "Geen begrippen gevonden" in page(f"{LIST}?q=zebrapad")


def test_the_page_of_a_settled_term_tells_all() -> None:
    reader = UserFactory()
    begrip = a_begrip("opgave", "maatschappelijke opgave", settled_by=reader, voorbeeld="Een dijk én een wijk.")
    other = a_begrip("project")
    begrip.niet_hetzelfde_als.add(other)
    a_versie(begrip, 2, settled_by=reader, definitie="Wat wij samen willen bereiken.", vindplaats="hoofdstuk 2")
    a_versie(begrip, 3, definitie="Nog een plan.")
    html = page(f"{LIST}opgave/")
    for told in ("Wat wij samen willen bereiken.", "Niet hetzelfde als", f'href="{LIST}project/"', "versie 2",
                 "Handboek samen sturen", "hoofdstuk 2", "Feiten en begrippen, in eigen woorden",
                 "Wat opgave betekent.", "maatschappelijke opgave"):  # fmt: skip
        assert told in html, told
    assert "Nog een plan." not in html
    assert "Een dijk" not in html  # of an earlier version
    assert f"{LIST}opgave/" in page(f"{LIST}project/")  # the other way round too


def test_a_concept_says_that_it_is_one() -> None:
    a_begrip("opgave")
    html = page(f"{LIST}opgave/")
    assert "Concept" in html
    assert "nog niet door een tweede lezer" in html


def test_another_word_leads_on_to_the_preferred_term_for_good() -> None:
    a_begrip("opgave", "Maatschappelijke opgave")
    answer = Client().get(f"{LIST}maatschappelijke-opgave/")
    assert (answer.status_code, answer.headers["Location"]) == (301, f"{LIST}opgave/")
    assert Client().get(f"{LIST}bestaat-niet/").status_code == 404


def test_a_term_links_to_the_step_that_uses_it(monkeypatch: pytest.MonkeyPatch) -> None:
    begrip = a_begrip("opgave", settled_by=UserFactory())
    place = Begripplek("Instrument: Verzonnen", "/casussen/", ("Schrijf de opgaven op.",))
    elsewhere = Begripplek("Instrument: Anders", "/trainingen/", ("Schrijf iets op.",))
    monkeypatch.setattr(term_places, "_items", {"proef": lambda: [place, place, elsewhere]})
    member, visitor = browser(UserFactory()), Client()
    assert page(f"{LIST}{begrip.slug}/", member).count('<a href="/casussen/">Instrument: Verzonnen</a>') == 1
    html = page(f"{LIST}{begrip.slug}/", visitor)
    assert "Instrument: Verzonnen" in html
    assert '<a href="/casussen/">' not in html
    assert "Instrument: Anders" not in html


def test_terms_in_a_definition_are_explained_but_the_term_itself_is_not() -> None:
    a_begrip("opgave", definitie="Een opgave is geen project.")
    a_begrip("project", definitie="Tijdelijk werk.")
    html = page(f"{LIST}opgave/")
    assert '<button type="button" class="begrip" popovertarget="begrip-project">project</button>' in html
    assert 'popovertarget="begrip-opgave"' not in html
    assert "Tijdelijk werk." in html


def test_stored_scripts_are_text_everywhere(client: Client) -> None:
    bron = a_bron(EVIL[:60], maker=EVIL, licentie=BronLicentie.OPEN, licentie_note=EVIL)
    begrip = a_begrip("opgave", EVIL, definitie=f"{EVIL} project", voorbeeld=EVIL, vindplaats=EVIL, bron=bron)
    begrip.term = f"opgave {EVIL}"
    begrip.save()
    a_begrip("project", definitie=EVIL)
    for address in (LIST, f"{LIST}opgave/", "/bronnen/", f"{LIST}project/"):
        html = page(address)
        assert "<script>alert" not in html
        assert "<img src=x" not in html
        assert "&lt;script&gt;" in html


def test_pages_ask_as_much_for_thirty_terms_as_for_one() -> None:
    reader = UserFactory()
    member = browser(reader)
    page("/mijn/", member)
    knowledge()
    begrip = a_begrip("opgave", "kwestie", settled_by=reader, definitie="Een opgave.")
    addresses = (LIST, f"{LIST}?q=opgave", f"{LIST}opgave/", "/bronnen/")
    page("/bronnen/")  # which site this is, is asked once for all
    few = [(queries(address), queries(address, member)) for address in addresses]
    for number in range(2, 31):
        other = a_begrip(f"begrip {number}", f"woord {number}", bron=a_bron(f"Boek {number}"))
        begrip.niet_hetzelfde_als.add(other)
        a_versie(begrip, number, settled_by=reader, definitie=f"Een opgave met woord {number}.")
        knowledge(title=f"Pagina {number}", slug=f"pagina-{number}", bron=a_bron(f"Boek {number}"))
    assert [(queries(address), queries(address, member)) for address in addresses] == few
    assert max(count for pair in few for count in pair) <= 14


def test_sources_show_what_is_made_from_them_and_nothing_of_members_to_strangers() -> None:
    bron = a_bron(
        "Boek over water", licentie=BronLicentie.OPEN, licentie_note="CC BY 4.0", url="https://voorbeeld.example/x"
    )
    a_begrip("opgave", bron=bron)
    knowledge(title="Voor iedereen", slug="voor-iedereen", bron=bron)
    knowledge(title="Voor leden alleen", slug="voor-leden", bron=bron, zichtbaar=Zichtbaar.LEDEN)
    hidden = knowledge(title="Nog niet klaar", slug="nog-niet", bron=bron)
    hidden.unpublish()
    html = page("/bronnen/")
    for told in ("Boek over water", "Open licentie", "CC BY 4.0", "https://voorbeeld.example/x", ">opgave</a>",
                 ">Voor iedereen</a>"):  # fmt: skip
        assert told in html, told
    assert "Voor leden alleen" not in html
    member = page("/bronnen/", browser(UserFactory()))
    assert "Voor leden alleen" in member
    assert "Nog niet klaar" not in member


def test_the_tag_asks_for_the_terms_once_in_a_request(rf: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    a_begrip("opgave")
    source = (
        "{% load begrippen %}{% begrippen %}<p>opgave</p>{% endbegrippen %}{% begrippen %}{{ text }}{% endbegrippen %}"
    )
    request = rf.get("/")
    with CaptureQueriesContext(connection) as asked:
        html = Template(source).render(RequestContext(request, {"text": "opgave <b>"}))
    assert len([one for one in asked if "begripversie" in one["sql"]]) == 1
    assert (html.count('class="begrip"'), "opgave &lt;b&gt;" in html) == (1, True)


def test_a_part_that_is_fetched_and_paper_explain_nothing(rf: Any) -> None:
    a_begrip("opgave")
    source = Template("{% load begrippen %}{% begrippen %}<p>opgave</p>{% endbegrippen %}")
    assert source.render(RequestContext(rf.get("/", headers={"HX-Request": "true"}))) == "<p>opgave</p>"
    assert source.render(Context()) == "<p>opgave</p>"


def test_no_space_comes_between_a_term_and_what_follows(rf: Any) -> None:
    a_begrip("opgave")
    source = Template("{% load begrippen %}{% begrippen %}<p>Een opgave, dus.</p>{% endbegrippen %}")
    assert "</span>, dus.</p>" in source.render(RequestContext(rf.get("/")))
