"""A long form that saves by itself, in a real browser: without a connection, after logging out, in two windows."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.people import Person, somebody
from tests.browser.site import Site

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

QUESTION, AREA = "Mijn vraag", "Gebied en grenzen"
FAILS = "Opslaan lukt nu niet. Je tekst staat nog op dit scherm."
# What is kept in this tab of what was not stored yet.
KEPT = (
    "Object.entries(sessionStorage).filter(([name]) => name.startsWith('regiekamer.bewaren.')).map(([, text]) => text)"
)


@pytest.fixture
def writer(chromium: Browser, site: Site) -> Iterator[Person]:
    """Somebody who just began a casus and has its format before her. Whatever asks whether to leave gets a yes."""
    with somebody(chromium, site, "starter") as person:
        page = person.page
        page.on("dialog", lambda dialog: dialog.accept())
        person.go("/casussen/nieuw/")
        page.get_by_label("Werktitel").fill("Terp in de tijd")
        page.get_by_role("button", name="Begin").click()
        page.wait_for_url("**/format/")
        yield person


def test_without_a_connection_the_text_stays_and_is_sent_when_it_is_back(writer: Person) -> None:
    page = writer.page
    write(page, QUESTION, "Wie begint?")
    expect(stand(page)).to_contain_text("Opgeslagen om")
    page.context.set_offline(True)
    write(page, AREA, "Een terp met acht huizen.")
    expect(stand(page)).to_contain_text(FAILS)
    [text] = kept(page)
    assert "Een terp met acht huizen." in text
    assert page.evaluate("localStorage.length") == 0
    page.context.set_offline(False)
    expect(stand(page)).to_contain_text("Opgeslagen om")
    assert kept(page) == []
    page.reload()
    expect(page.get_by_label(AREA).first).to_have_value("Een terp met acht huizen.")


def test_text_that_was_not_sent_is_back_after_a_reload(writer: Person) -> None:
    page = writer.page
    refuse_saving(page)
    write(page, AREA, "Een terp met negen huizen.")
    expect(stand(page)).to_contain_text(FAILS)
    page.unroute_all()
    page.reload()
    expect(page.get_by_label(AREA).first).to_have_value("Een terp met negen huizen.")
    expect(stand(page)).to_contain_text("Opgeslagen om")
    assert kept(page) == []


def test_logging_out_wipes_what_was_not_sent(writer: Person) -> None:
    page = writer.page
    refuse_saving(page)
    write(page, AREA, "Een terp met tien huizen.")
    expect(stand(page)).to_contain_text(FAILS)
    writer.go("/uitloggen/")
    page.locator("main").get_by_role("button", name="Uitloggen").click()
    page.wait_for_url("**/uitgelogd/")
    assert kept(page) == []


def test_another_person_in_this_tab_finds_nothing(writer: Person) -> None:
    page = writer.page
    refuse_saving(page)
    write(page, AREA, "Een terp met elf huizen.")
    expect(stand(page)).to_contain_text(FAILS)
    page.context.clear_cookies(name="sessionid")
    writer.become("trekker")
    page.wait_for_url("**/mijn/")
    assert kept(page) == []


def test_an_ended_session_is_told_and_the_text_stays(writer: Person) -> None:
    page = writer.page
    page.context.clear_cookies(name="sessionid")
    write(page, AREA, "Een terp met twaalf huizen.")
    expect(stand(page)).to_contain_text("Je bent uitgelogd. Je tekst staat nog op dit scherm.")
    [text] = kept(page)
    assert "Een terp met twaalf huizen." in text


def test_two_windows_at_once_show_both_versions(writer: Person) -> None:
    first, second = writer.page, writer.page.context.new_page()
    second.goto(first.url)
    write(first, QUESTION, "Wie begint in het eerste venster?")
    expect(stand(first)).to_contain_text("Opgeslagen om")
    write(second, QUESTION, "Wie begint in het tweede venster?")
    expect(stand(second)).to_contain_text("Kies Opslaan om beide versies te zien.")
    second.locator("main").get_by_role("button", name="Opslaan").click()
    versions = second.locator(".versions")
    expect(versions).to_contain_text("Wie begint in het eerste venster?")
    expect(versions.locator(".mine")).to_contain_text("Wie begint in het tweede venster?")
    expect(second.get_by_label(QUESTION).first).to_have_value("Wie begint in het tweede venster?")
    write(second, QUESTION, "Wie begint in beide vensters?")
    expect(stand(second)).to_contain_text("Opgeslagen om")
    first.reload()
    expect(first.get_by_label(QUESTION).first).to_have_value("Wie begint in beide vensters?")


def write(page: Page, label: str, text: str) -> None:
    """Fill a field of the format."""
    page.get_by_label(label).first.fill(text)


def stand(page: Page) -> Locator:
    """Return where the page says how saving goes."""
    return page.locator("[data-stand]")


def kept(page: Page) -> list[str]:
    """Return what this tab keeps of what is not stored."""
    found: list[str] = page.evaluate(KEPT)
    return found


def refuse_saving(page: Page) -> None:
    """Let nothing that is saved arrive."""
    page.route(re.compile("/format/$"), lambda route: (
        route.abort() if route.request.method == "POST" else route.fallback()
    ))  # fmt: skip
