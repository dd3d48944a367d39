"""Top tasks within their number of clicks (blueprint §3), counted at a real browser from Mijn omgeving; typing is free.

The four core tasks are done once more without a mouse, and the menu once more on a phone.
"""

import re
from pathlib import Path

import pytest
from icalendar import Calendar
from playwright.sync_api import Browser, Locator, expect

from tests.browser.judge import NARROW, judge
from tests.browser.people import Person, somebody
from tests.browser.site import Site

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

OPEN_GROUP = "Kust en kreken"


def main_link(person: Person, words: str) -> Locator:
    """Return the first link in the page itself whose text has these words."""
    return person.page.locator("main").get_by_role("link", name=re.compile(words)).first


def card_of(person: Person, group: str) -> Locator:
    """Return the card of a group in the list of all groups."""
    return person.page.locator("article.card", has_text=group).last


def test_find_a_vakgenoot_in_a_province(chromium: Browser, site: Site) -> None:
    with somebody(chromium, site, "lid") as person:
        person.begin()
        person.click(person.link("Leden"))
        person.page.get_by_label("Provincie").select_option(label="Gelderland")
        person.click(person.button("Zoeken"))
        expect(person.page).to_have_url(re.compile("provincie=GELDERLAND"))
        assert person.page.locator("main article.card").count() > 0
        assert person.clicks <= 3


def test_join_an_open_leergroep(chromium: Browser, site: Site) -> None:
    with somebody(chromium, site, "redacteur") as person:
        person.begin()
        person.click(main_link(person, "Bekijk de leergroepen"))
        person.click(card_of(person, OPEN_GROUP).get_by_role("button", name="Doe mee"))
        expect(person.page.locator("h1")).to_contain_text(OPEN_GROUP)
        assert person.clicks <= 2
        person.go("/leergroepen/")
        expect(card_of(person, OPEN_GROUP)).to_contain_text(re.compile("Je doet mee|Lees de afspraken"))


def test_see_where_and_when_the_next_meeting_is(chromium: Browser, ordinary: Site) -> None:
    with somebody(chromium, ordinary, "lid") as person:
        person.begin()
        card = person.page.locator("section", has=person.page.locator("#eerst"))
        expect(card).to_contain_text("donderdag 19 november 2026, 12 tot 13 uur")
        expect(card).to_contain_text("Online")
        assert person.clicks == 0


def test_put_it_in_ones_own_calendar(chromium: Browser, ordinary: Site, tmp_path: Path) -> None:
    with somebody(chromium, ordinary, "lid") as person:
        person.begin()
        with person.page.expect_download() as download:
            person.click(main_link(person, "Zet in mijn agenda"))
        file = tmp_path / "agenda.ics"
        download.value.save_as(file)
        assert [str(event["SUMMARY"]) for event in Calendar.from_ical(file.read_bytes()).walk("VEVENT")] == [
            "Lunchlezing: wie beslist waarover?"
        ]
        assert person.clicks <= 2


def test_answer_a_meeting(chromium: Browser, ordinary: Site) -> None:
    with somebody(chromium, ordinary, "trainer") as person:
        person.begin()
        person.click(person.link("Agenda"))
        person.click(main_link(person, "Ontwikkeldag voorjaar"))
        person.click(person.button("Aanmelden"))
        expect(person.page.locator("main")).to_contain_text("Je komt")
        assert person.clicks <= 3


def test_give_the_answer_that_a_taak_asks(chromium: Browser, ordinary: Site) -> None:
    with somebody(chromium, ordinary, "starter") as person:
        person.begin("/mijn/")
        person.click(main_link(person, "Laat weten of je komt"))
        person.click(person.button("Aanmelden"))
        expect(person.page.locator("main")).to_contain_text("Je komt")
        assert person.clicks <= 2
        person.go("/mijn/")
        expect(person.page.locator("main")).not_to_contain_text("Laat weten of je komt")


def test_invite_a_member(chromium: Browser, site: Site) -> None:
    with somebody(chromium, site, "coordinator") as person:
        person.begin()
        person.click(person.link("Coördinatie"))
        person.click(main_link(person, "^Uitnodigingen"))
        person.click(main_link(person, "Iemand uitnodigen"))
        person.page.get_by_label("E-mailadres").fill("lotte.veldman@voorbeeld.example")
        person.click(person.button("Uitnodigen"))
        expect(person.page.locator("main table")).to_contain_text("lotte.veldman@voorbeeld.example")
        assert person.clicks <= 4


def test_share_the_advice_with_the_opdrachtgever(chromium: Browser, site: Site) -> None:
    with somebody(chromium, site, "lid") as person:
        person.begin("/casussen/")
        person.click(
            person.page.locator("main")
            .get_by_role("link")
            .filter(has_text=re.compile("kruispunt|zomer|ruimte|agenda"))
            .first
        )
        person.click(person.page.locator("main").get_by_role("link", name="Advies", exact=True))
        person.click(main_link(person, "Deel met opdrachtgever"))
        person.page.get_by_label("Naam van de opdrachtgever").fill("Cor Gedeputeerde")
        person.page.get_by_label("E-mailadres").fill("cor@provincie.example")
        person.click(person.button("Bevestigen en versturen"))
        expect(person.page.locator("main")).to_contain_text("Cor Gedeputeerde")
        assert person.clicks <= 4


def test_see_which_mail_failed_and_why(chromium: Browser, site: Site) -> None:
    with somebody(chromium, site, "coordinator") as person:
        person.begin()
        person.click(main_link(person, "bericht is niet aangekomen"))
        expect(person.page.locator("main tbody tr")).to_have_count(1)
        expect(person.page.locator("main tbody")).to_contain_text("Mislukt")
        person.click(person.page.locator("main tbody th a"))
        expect(person.page.locator("main")).to_contain_text("550")
        assert person.clicks <= 2


def test_see_which_groups_are_silent(chromium: Browser, site: Site) -> None:
    with somebody(chromium, site, "coordinator") as person:
        person.begin()
        person.click(person.link("Coördinatie"))
        expect(person.page.locator("main")).to_contain_text("leergroepen zijn al 60 dagen stil")
        assert person.clicks <= 1


def test_admit_somebody_who_asks_to_join(chromium: Browser, site: Site) -> None:
    with somebody(chromium, site, "trekker") as person:
        person.begin()
        person.click(main_link(person, "Alle taken"))
        person.click(main_link(person, "wil meedoen met Regisseurs Oost"))
        person.click(person.page.locator("main").get_by_role("button").first)
        expect(person.page.locator(".notes, main").first).to_be_visible()
        assert person.clicks <= 4
        person.go("/mijn/taken/")
        expect(person.page.locator("main").get_by_role("link", name=re.compile("wil meedoen met"))).to_have_count(1)


def test_presence_of_everyone(chromium: Browser, site: Site) -> None:
    with somebody(chromium, site, "trekker") as person:
        person.begin("/leergroepen/veenweide-en-water/bijeenkomsten/")
        person.click(main_link(person, "Rekenen aan bodemdaling"))
        person.click(main_link(person, "^Presentie"))
        person.click(main_link(person, "Iedereen aanwezig"))
        person.click(person.button("Opslaan"))
        expect(person.page.locator(".notes")).to_contain_text("Opgeslagen:")
        assert person.clicks <= 5


# --- without a mouse ------------------------------------------------------------------------------------------------


def test_keys_alone_find_a_vakgenoot(chromium: Browser, site: Site) -> None:
    with somebody(chromium, site, "lid") as person:
        person.go("/mijn/")
        person.press("Tab")
        expect(person.page.locator(".skip")).to_be_focused()
        expect(person.page.locator(".skip")).to_be_in_viewport()
        person.tab_to(person.link("Leden"))
        person.press()
        person.page.wait_for_url("**/leden/")
        person.tab_to(person.page.get_by_label("Provincie"))
        person.page.keyboard.type("Gelderland")
        person.tab_to(person.button("Zoeken"))
        person.press()
        expect(person.page).to_have_url(re.compile("provincie=GELDERLAND"))
        person.press("Tab")
        person.press()
        assert person.page.evaluate("document.activeElement.id") == "inhoud"


def test_keys_alone_join_a_leergroep(chromium: Browser, site: Site) -> None:
    with somebody(chromium, site, "beheerder") as person:
        person.go("/leergroepen/")
        person.tab_to(card_of(person, OPEN_GROUP).get_by_role("button", name="Doe mee"))
        person.press()
        expect(person.page.locator("h1")).to_contain_text(OPEN_GROUP)


def test_keys_alone_answer_a_meeting(chromium: Browser, site: Site) -> None:
    with somebody(chromium, site, "beheerder") as person:
        person.go("/agenda/")
        person.tab_to(main_link(person, "Ontwikkeldag voorjaar"))
        person.press()
        person.page.wait_for_url(re.compile(r"/agenda/\w+/$"))
        person.tab_to(person.button("Aanmelden"))
        person.press()
        expect(person.page.locator("main")).to_contain_text("Je komt")


def test_keys_alone_save_the_profile(chromium: Browser, site: Site) -> None:
    with somebody(chromium, site, "beheerder") as person:
        person.go("/mijn/profiel/bewerken/")
        person.tab_to(person.page.locator("#id_biedt"), most=90)
        person.page.keyboard.press("Control+A")
        person.page.keyboard.type("Ik denk graag mee over rollen.")
        person.tab_to(person.page.locator("main").get_by_role("button", name="Opslaan"), most=90)
        person.press(" ")
        expect(person.page.locator("main")).to_contain_text("Ik denk graag mee over rollen.")


# --- on a phone -----------------------------------------------------------------------------------------------------


def test_the_menu_on_a_phone(chromium: Browser, site: Site) -> None:
    with somebody(chromium, site, "lid", width=NARROW) as person:
        page = person.page
        person.begin()
        sheet, opener = page.locator("#hoofdmenu"), page.locator("[data-menu]")
        expect(sheet).not_to_be_in_viewport()
        person.click(opener)
        expect(sheet.get_by_role("link", name="Mijn omgeving")).to_be_focused()
        assert judge(page) == []
        person.press("Escape")
        expect(opener).to_be_focused()
        expect(opener).to_have_attribute("aria-expanded", "false")
        person.press(" ")
        person.click(sheet.get_by_role("link", name="Leden"))
        expect(page.locator("h1")).to_have_text("Leden")
        expect(page.get_by_label("Provincie")).to_be_hidden()
        person.click(page.locator("summary", has_text="Zoeken en filteren"))
        expect(page.get_by_label("Provincie")).to_be_visible()


def test_the_menu_of_a_visitor_on_a_phone(chromium: Browser, site: Site) -> None:
    with somebody(chromium, site, width=NARROW) as person:
        person.begin("/")
        person.click(person.page.locator("[data-menu]"))
        person.click(person.page.locator("#hoofdmenu").get_by_role("link", name="Agenda"))
        expect(person.page.locator("h1")).to_have_text("Agenda")
        assert person.clicks == 2
