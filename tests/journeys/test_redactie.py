"""A page of knowledge, from its first word to the day it goes: a redacteur in /beheer/, a clock that moves, and what a
stranger and a member can read on the way.

She writes a page for members, hears what lacks, chooses a date and lets the clock put it online. She opens it to
everybody, and withdraws it. At every step a stranger and a member look: at the page, its list and the map of the site.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from community.notation import AMSTERDAM
from tests.browser.people import Person, somebody
from tests.browser.site import Site, running_site, worker_name
from tests.journeys.redactie_network import BRON

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

# A Thursday; the page comes on the Monday after it, at nine o'clock.
BEGIN = datetime(2026, 12, 10, 10, tzinfo=AMSTERDAM)
COMES = datetime(2026, 12, 14, 9, tzinfo=AMSTERDAM)
TITLE, SLUG, LIST = "Samen het veld in", "samen-het-veld-in", "/kennis/handreikingen/"
PAGE = f"{LIST}{SLUG}/"
WORDS = "Begin bij de sloot, niet bij de vergadertafel."


@dataclass(frozen=True)
class Sight:
    """What one person finds: the page itself, its title in the list, its address in the map of the site."""

    page: bool
    listed: bool
    mapped: bool


NOTHING, MEMBERS, ALL = Sight(False, False, False), Sight(True, True, False), Sight(True, True, True)


@pytest.fixture
def site(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None) -> Iterator[Site]:
    """A site with everything that runs: the clock puts the page online."""
    folder = Path(tmp_path_factory.mktemp("redactie"))
    name = f"redactie_{worker_name()}"
    with running_site(name, folder, with_workers=True, fill="redactie", moment=BEGIN) as running:
        yield running


def test_a_page_is_written_planned_published_and_withdrawn(chromium: Browser, site: Site) -> None:
    with (
        somebody(chromium, site, "redacteur") as esmee,
        somebody(chromium, site, "lid") as noor,
        somebody(chromium, site) as stranger,
    ):
        editor = writes(esmee)
        assert (seen_by(stranger), seen_by(noor)) == (NOTHING, NOTHING)
        hears_what_lacks(esmee)
        assert (seen_by(stranger), seen_by(noor)) == (NOTHING, NOTHING)
        plans(esmee)
        assert (seen_by(stranger), seen_by(noor)) == (NOTHING, NOTHING)
        site.move_clock(COMES)
        site.pass_of_beat()
        esmee.become("redacteur")  # a weekend went by: both log in again
        noor.become("lid")
        assert (seen_by(stranger), seen_by(noor)) == (NOTHING, MEMBERS)
        noor.go(PAGE)
        expect(noor.page.get_by_text(WORDS)).to_be_visible()
        expect(noor.page.get_by_text(BRON)).to_be_visible()
        opens_to_everybody(esmee, editor)
        assert seen_by(stranger) == ALL
        withdraws(esmee, editor)
        assert (seen_by(stranger), seen_by(noor)) == (NOTHING, NOTHING)


def writes(esmee: Person) -> str:
    """Begin a page from the menu of /beheer/, keep it as a draft, and return where it is edited."""
    page = esmee.page
    esmee.go("/beheer/pages/")
    for title, place in (("Kennis", ""), ("Handreikingen", "add_subpage/")):
        editor = page.get_by_role("link", name=title, exact=True).first.get_attribute("href") or ""
        esmee.go(editor.replace("edit/", place))
    page.wait_for_url("**/add/community/kennispage/**")
    page.locator("#id_title").fill(TITLE)
    page.locator("#id_samenvatting").fill("Hoe een wandeling een gesprek op gang brengt.")
    page.locator("#id_zichtbaar").select_option(label="Alleen leden")
    page.get_by_role("button", name="Blok invoegen").first.click()
    page.get_by_role("option", name="Tekst", exact=True).click()
    text = page.locator("[data-streamfield-child] [contenteditable=true]").first
    text.click()
    expect(text).to_be_focused()
    text.press_sequentially(WORDS)
    # The editor hands on what is typed a moment later.
    expect(page.locator("[name=inhoud-0-value]")).to_have_value(re.compile(WORDS))
    page.get_by_role("button", name="Bewaar concept").click()
    page.wait_for_url("**/edit/")
    return page.url.removeprefix(esmee.site.url)


def publish(esmee: Person) -> None:
    """Press the button that puts a page online, now or on its date."""
    esmee.page.get_by_role("button", name="Meer acties").click()
    esmee.page.locator("button[name=action-publish]").click()


def hears_what_lacks(esmee: Person) -> None:
    """Publish without a source: the page stays as it was typed, and says what is asked."""
    publish(esmee)
    expect(esmee.page.get_by_text("Zonder bron gaat zij niet online").first).to_be_visible()
    expect(esmee.page.get_by_text("Controleer opnieuw op").first).to_be_visible()
    expect(esmee.page.locator("#id_title")).to_have_value(TITLE)


def plans(esmee: Person) -> None:
    """Name the source, choose the day, and publish on that day."""
    page = esmee.page
    page.locator("#id_bron").select_option(label=BRON)
    page.locator("#id_controle_datum").fill("2027-12-01")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Toon/verberg status").click()
    page.get_by_role("button", name="Stel schema in").click()
    page.locator("#id_go_live_at").fill(f"{COMES:%Y-%m-%d %H:%M}")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Schema opslaan").press("Enter")  # the calendar lies over it for a mouse
    publish(esmee)
    expect(page.get_by_text("ingepland voor publicatie").first).to_be_visible()


def opens_to_everybody(esmee: Person, editor: str) -> None:
    """Let everybody read it."""
    esmee.go(editor)
    esmee.page.locator("#id_zichtbaar").select_option(label="Iedereen")
    publish(esmee)
    expect(esmee.page.get_by_text("is gepubliceerd").first).to_be_visible()


def withdraws(esmee: Person, editor: str) -> None:
    """Take the page off the website."""
    esmee.go(editor.replace("/edit/", "/unpublish/"))
    esmee.page.locator("form button[type=submit], form input[type=submit]").last.click()
    expect(esmee.page.get_by_text("is ingetrokken").first).to_be_visible()


def seen_by(person: Person) -> Sight:
    """Return what this person finds of the page at this moment."""
    ask = person.page.request
    url = person.site.url
    return Sight(
        page=ask.get(url + PAGE).status == 200, listed=TITLE in ask.get(url + LIST).text(),
        mapped=PAGE in ask.get(f"{url}/sitemap.xml").text(),
    )  # fmt: skip
