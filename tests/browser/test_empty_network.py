"""The platform on its first day: one member, one coördinator, nothing else. Every list says what will stand there."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.crawl import Visitor, walk
from tests.browser.judge import NARROW, judge_address, open_window
from tests.browser.site import Site, running_site, worker_name
from tests.browser.walks import Words

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

NOBODY_FITS = "?q=qqqqzzzz"
EMPTY = {
    "lid": {
        "/mijn/": "Je hebt nu niets te doen.",
        "/mijn/taken/": "Je hebt nu niets te doen.",
        "/mijn/taken/afgerond/": "Hier staan straks de taken die je hebt afgerond.",
        "/mijn/meldingen/": "Je hebt nog geen meldingen.",
        "/agenda/": "Er staat nog niets gepland.",
        "/agenda/?eerder=1": "Er zijn nog geen bijeenkomsten geweest.",
        "/agenda/2026/11/": "Er staat deze maand niets gepland.",
        "/agenda/2026/11/23/": "Er staat deze dag niets gepland.",
        "/leergroepen/": "Er zijn nog geen leergroepen.",
        "/leden/": "Nog niemand heeft gekozen om vindbaar te zijn.",
        "/leden/organisaties/": "Er staan nog geen organisaties in de lijst.",
        "/casussen/": "Je hebt nog geen casus. Begin met vijf regels: waar schuurt het in jouw samenwerking?",
        "/praktijkboeken/": "Je doet nog niet mee met een praktijkboek. Een coördinator voegt je toe.",
        f"/agenda/{NOBODY_FITS}": "Geen bijeenkomsten gevonden met deze filters.",
        f"/leergroepen/{NOBODY_FITS}": "Geen leergroepen gevonden met deze filters.",
        f"/leden/{NOBODY_FITS}": "Geen leden gevonden met deze filters.",
        f"/leden/organisaties/{NOBODY_FITS}": "Geen organisaties gevonden met deze filters.",
    },
    "coordinator": {
        "/coordinatie/": "Er ligt nu niets te wachten.",
        "/coordinatie/leergroepen/": "Er zijn nog geen leergroepen.",
        "/coordinatie/aanmeldingen/": "Er zijn nog geen aanmeldingen.",
        "/coordinatie/uitnodigingen/": "Er is nog niemand uitgenodigd.",
        "/coordinatie/berichten/": "In deze lijst staat nu niets.",
        "/coordinatie/kalender/": "Er staat niets in de kalender.",
        "/coordinatie/praktijkboeken/": "Er is nog geen praktijkboek. Maak het eerste en voeg daarna de mensen toe.",
        f"/coordinatie/aanmeldingen/{NOBODY_FITS}": "Geen aanmeldingen gevonden met deze filters.",
        f"/coordinatie/uitnodigingen/{NOBODY_FITS}": "Geen uitnodigingen gevonden met deze filters.",
        f"/coordinatie/accounts/{NOBODY_FITS}": "Geen accounts gevonden met deze filters.",
        f"/coordinatie/rollen/{NOBODY_FITS}": "Geen rollen gevonden met deze filters.",
    },
}
PEOPLE = tuple(EMPTY)


@pytest.fixture(scope="module")
def empty_site(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None) -> Iterator[Site]:
    """The platform with two people in it."""
    with running_site(f"few_{worker_name()}", Path(tmp_path_factory.mktemp("few")), fill="few") as running:
        yield running


@pytest.fixture(scope="module")
def visitors(empty_site: Site) -> dict[str, Visitor]:
    """The two people, logged in."""
    found = {code: Visitor(empty_site.url) for code in PEOPLE}
    for code, visitor in found.items():
        visitor.become(code)
    return found


@pytest.mark.parametrize("person", PEOPLE)
def test_an_empty_list_says_so(visitors: dict[str, Visitor], person: str) -> None:
    silent = []
    for path, sentence in EMPTY[person].items():
        status, _headers, body = visitors[person].get(path)
        if status != 200 or sentence not in " ".join(Words(body).main):
            silent.append(f"{path} ({status}) does not say: {sentence}")
    assert silent == []


@pytest.mark.parametrize("person", PEOPLE)
def test_the_first_day_has_no_broken_page(visitors: dict[str, Visitor], chromium: Browser, person: str) -> None:
    visitor = visitors[person]
    pages = walk(visitor, ["/mijn/"])
    assert [(page.status, page.path) for page in pages if page.status not in {200, 302}] == []
    window = open_window(chromium, NARROW, visitor)
    sheet, wrong = window.new_page(), {}
    for page in {page.name: page for page in pages if page.is_page}.values():
        if said := judge_address(sheet, visitor.url + page.path):
            wrong[page.path] = said
    window.close()
    assert wrong == {}
