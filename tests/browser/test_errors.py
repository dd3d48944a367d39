"""What a person meets when something is not right: a page that helps, that everyone can use."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.judge import judge_both
from tests.browser.people import Person, somebody
from tests.browser.site import Site

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


def has_focus(page: Page, selector: str) -> bool:
    """Whether the element with the focus is the first that fits this selector."""
    return bool(page.evaluate("(wanted) => document.activeElement === document.querySelector(wanted)", selector))


@pytest.mark.parametrize("code", ["", "lid"])
def test_a_page_that_is_not_there(chromium: Browser, site: Site, code: str) -> None:
    with somebody(chromium, site, code) as person:
        answer = person.page.goto(f"{site.url}/leergroepen/bestaat-niet/" if code else f"{site.url}/bestaat-niet/")
        assert answer is not None
        assert answer.status == 404
        expect(person.page.locator("main")).to_contain_text("Deze pagina bestaat niet of is niet voor jou.")
        assert judge_both(person.page) == []
        home = person.page.locator("main").get_by_role("link")
        expect(home).to_have_attribute("href", "/mijn/" if code else "/")


def test_a_form_without_its_token(chromium: Browser, site: Site) -> None:
    with somebody(chromium, site, "lid") as person:
        person.go("/mijn/profiel/bewerken/")
        person.page.locator("#id_zoekt").fill("Iemand die eerder een gebiedsfonds opzette.")
        person.page.context.clear_cookies(name=re.compile("csrf"))
        person.page.locator("main").get_by_role("button", name="Opslaan").click()
        expect(person.page.locator("h1")).to_have_text("Stuur het nog een keer")
        expect(person.page.locator("main")).to_contain_text("gebiedsfonds")
        assert judge_both(person.page) == []


def test_an_invitation_that_is_too_old(chromium: Browser, site: Site) -> None:
    _open, expired = [path for path in site.links()["anoniem"] if path.startswith("/uitnodiging/")]
    with somebody(chromium, site) as person:
        person.go(expired)
        expect(person.page.locator("main")).to_contain_text("verlopen")
        assert judge_both(person.page) == []


def test_logging_in_with_a_wrong_password(chromium: Browser, site: Site) -> None:
    with somebody(chromium, site) as person:
        person.go("/inloggen/")
        person.page.get_by_label("E-mailadres").fill("niemand@voorbeeld.example")
        person.page.get_by_label("Wachtwoord", exact=True).fill("weidevogels")
        person.page.locator("main").get_by_role("button", name="Inloggen", exact=True).click()
        expect(person.page.locator(".summary")).to_contain_text("klopt niet")
        assert has_focus(person.page, ".summary")
        assert judge_both(person.page) == []


def send_empty(person: Person, path: str, button: str) -> None:
    """Open a form and send it with nothing filled in."""
    person.go(path)
    for box in person.page.locator("main form[method=post] input[type=text], main form[method=post] textarea").all():
        if box.is_visible():
            box.fill("")
    person.page.locator("main").get_by_role("button", name=button, exact=True).click()


@pytest.mark.parametrize(
    ("code", "path", "button"),
    [
        ("", "/aansluiten/", "Versturen"),
        ("lid", "/mijn/profiel/bewerken/", "Opslaan"),
        ("coordinator", "/coordinatie/uitnodigingen/nieuw/", "Uitnodigen"),
        ("coordinator", "/leergroepen/nieuw/", "Maak de groep"),
        ("coordinator", "/agenda/nieuw/", "Inplannen"),
    ],
)
def test_a_form_that_misses_something(chromium: Browser, site: Site, code: str, path: str, button: str) -> None:
    """The summary has the focus; Tab and Enter lead from it to the question; the question says what is wrong."""
    with somebody(chromium, site, code) as person:
        send_empty(person, path, button)
        page = person.page
        expect(page.locator(".summary h2")).to_contain_text("Er ging iets mis.")
        assert has_focus(page, ".summary")
        person.press("Tab")
        assert has_focus(page, ".summary a")
        target = page.locator(".summary a").first.get_attribute("href")
        assert target is not None
        person.press("Enter")
        assert has_focus(page, target)
        field = page.locator(target)
        assert field.get_attribute("aria-invalid") == "true" or page.locator(f"{target} [aria-invalid]").count()
        assert judge_both(page) == []
