"""Logging in at a real browser: with a code by mail, with a second step, with a passkey. Every page can be used."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect

from deploy.demo.personas import demo_email, persona
from tests.browser.judge import judge_both
from tests.browser.people import Person, somebody
from tests.browser.post import login_code, mails_to, wait_for_mail
from tests.browser.site import Site
from tests.browser.ways_in import PASSWORD, code_of_app

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


def address_of(code: str) -> str:
    """Return the address of one of the demo's people."""
    known = persona(code)
    assert known is not None, f"the demo knows no {code}"
    return known.email


def send(person: Person, button: str) -> None:
    """Press the button of the form."""
    person.page.locator("main").get_by_role("button", name=button, exact=True).click()


def test_a_code_by_mail(chromium: Browser, site: Site) -> None:
    # A coördinator whom no button of the demo becomes: she has no second step yet, whatever other tests did.
    address = demo_email("Evelien Brinkhorst")
    earlier = len(mails_to(site, address))
    with somebody(chromium, site) as person:
        page = person.page
        person.go("/mijn/profiel/")
        person.link("Stuur mij een inlogcode").click()
        page.get_by_label("E-mailadres").fill(address)
        send(person, "Stuur de code")
        expect(page.locator("h1")).to_have_text("Vul de code uit je mail in")
        assert judge_both(page) == []
        page.get_by_label("Code").fill("AAAA-AAAA")
        send(person, "Ga verder")
        expect(page.locator(".summary")).to_be_focused()
        assert judge_both(page) == []
        page.get_by_label("Code").fill(login_code(wait_for_mail(site, address, number=earlier + 1)))
        send(person, "Ga verder")
        expect(page.locator("h1")).to_have_text("Veilig inloggen")


def test_a_password_and_a_second_step(chromium: Browser, site: Site) -> None:
    with somebody(chromium, site) as person:
        page = person.page
        person.go("/inloggen/")
        page.get_by_label("E-mailadres").fill(address_of("trainer"))
        page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
        send(person, "Inloggen")
        expect(page.locator("h1")).to_have_text("Nog één stap")
        assert judge_both(page) == []
        page.get_by_label("Code").fill("000000")
        send(person, "Inloggen")
        expect(page.locator(".summary")).to_be_focused()
        assert judge_both(page) == []
        page.get_by_label("Code").fill(code_of_app())
        send(person, "Inloggen")
        expect(page).to_have_url(f"{site.url}/mijn/")


def test_a_passkey(chromium: Browser, site: Site) -> None:
    """She adds one, gives it a name, logs in with it alone, shows with it that it is her, and removes it."""
    with at_localhost(site), somebody(chromium, site, "ex-lid") as person:
        page = person.page
        with_authenticator(page)
        person.go("/mijn/beveiliging/passkeys/nieuw/")
        page.get_by_label("Naam").fill("Mijn laptop")
        page.get_by_role("button", name="Voeg toe").click()
        expect(page.locator("h1")).not_to_have_text("Passkey toevoegen")
        person.go("/mijn/beveiliging/passkeys/")
        expect(page.locator("main table")).to_contain_text("Mijn laptop")
        assert judge_both(page) == []
        person.go("/uitloggen/")
        send(person, "Uitloggen")
        person.go("/inloggen/")
        person.button("Inloggen met een passkey").click()
        expect(page).to_have_url(f"{site.url}/mijn/")
        person.go("/mijn/beveiliging/passkeys/")
        person.link("Naam veranderen").click()
        expect(page.locator("h1")).to_have_text("Even controleren of jij het bent")
        assert judge_both(page) == []
        # Who has a code app as well is asked for its code first; the passkey is one click away.
        if page.get_by_role("link", name="Gebruik je passkey").count():
            person.link("Gebruik je passkey").click()
        page.get_by_role("button", name="Gebruik je passkey").click()
        expect(page.locator("h1")).to_have_text("Naam van je passkey")
        assert judge_both(page) == []
        person.go("/mijn/beveiliging/passkeys/")
        person.link("Verwijderen").click()
        expect(page.locator("h1")).to_have_text("Passkey verwijderen")
        assert judge_both(page) == []
        send(person, "Verwijderen")
        expect(page.locator("main")).to_contain_text("Je hebt nog geen passkey.")


@contextmanager
def at_localhost(site: Site) -> Iterator[None]:
    """Open the site by name: a browser makes no passkeys for an address of numbers."""
    before, site.host = site.host, "localhost"
    try:
        yield
    finally:
        site.host = before


def with_authenticator(page: Page) -> None:
    """Give this window a device that holds passkeys and always says yes."""
    line = page.context.new_cdp_session(page)
    line.send("WebAuthn.enable")
    line.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
