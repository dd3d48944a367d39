"""A session that ends while somebody types: nothing is stored, and nothing of what she typed is lost."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.people import somebody
from tests.browser.post import login_code, wait_for_mail
from tests.browser.site import Site
from tests.journeys.steps import send

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

NOOR = "noor.van.der.wal@regiekamer.example"
TEXT = "Iemand die eerder een gebiedsfonds opzette, met boeren en een waterschap."


def test_a_session_that_ends_keeps_what_was_typed(chromium: Browser, small_site: Site) -> None:
    with somebody(chromium, small_site, "lid") as noor:
        page = noor.page
        noor.go("/mijn/profiel/bewerken/")
        page.locator("#id_zoekt").fill(TEXT)
        small_site.forget_sessions()
        send(noor, "Opslaan")
        expect(page.locator("main")).to_contain_text("We hebben je tekst bewaard.")
        expect(page.locator("main")).to_contain_text(TEXT)
        page.get_by_role("link", name="Log in en ga verder").click()
        noor.link("Stuur mij een inlogcode").click()
        page.get_by_label("E-mailadres").fill(NOOR)
        send(noor, "Stuur de code")
        mail = wait_for_mail(small_site, NOOR)
        page.get_by_label("Code").fill(login_code(mail))
        send(noor, "Ga verder")
        expect(page.locator("h1")).to_have_text("Profiel bewerken")
        expect(page.locator("#id_zoekt")).to_have_value(TEXT)
        expect(page.locator("body")).to_contain_text("We hebben je tekst bewaard.")
        send(noor, "Opslaan")
        expect(page.locator("main")).to_contain_text(TEXT)
