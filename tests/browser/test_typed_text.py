"""Typed text is not lost when a group is closed to its writer between opening the form and sending it."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.judge import judge_both
from tests.browser.people import Person, somebody
from tests.browser.site import Site

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

GROUP = "/leergroepen/veenweide-en-water/berichten/"
TEXT = "De grutto's zitten dit jaar ten noorden van de dijk.\nWie telt er mee?"
KEPT = "sessionStorage.getItem('regiekamer.text')"


def send_to(person: Person, path: str) -> None:
    """Type a message on the page of the group, and send it to an address that answers as a group that shut."""
    person.go(GROUP)
    person.page.locator("main textarea[name=text]").fill(TEXT)
    form = person.page.locator("main form[method=post]").filter(has=person.page.locator("textarea[name=text]"))
    form.evaluate("(form, path) => form.setAttribute('action', path)", path)
    form.get_by_role("button", name="Plaatsen").click()


def typed_texts(page: Page) -> list[str]:
    """Return what the page gives back of what was typed."""
    return [box.input_value() for box in page.locator("main [data-typed] textarea").all()]


def test_who_was_taken_out_reads_her_text_on_the_page_that_is_the_same_for_everybody(
    chromium: Browser, site: Site
) -> None:
    with somebody(chromium, site, "lid") as person:
        send_to(person, "/leergroepen/bestaat-niet/berichten/")
        expect(person.page.locator("main")).to_contain_text("Deze pagina bestaat niet of is niet voor jou.")
        assert typed_texts(person.page) == [TEXT]
        expect(person.page.get_by_role("heading", name="Wat je typte, is niet verstuurd")).to_be_visible()
        assert judge_both(person.page) == []
        person.go("/mijn/")
        assert person.page.evaluate(KEPT) is None
        person.go("/leergroepen/bestaat-niet/")
        assert typed_texts(person.page) == []
        expect(person.page.locator("main [data-typed]")).to_be_hidden()


def test_another_person_in_the_same_tab_reads_nothing(chromium: Browser, site: Site) -> None:
    with somebody(chromium, site, "lid") as person:
        send_to(person, "/leergroepen/bestaat-niet/berichten/")
        person.page.wait_for_selector("main [data-typed] textarea")
        person.page.context.clear_cookies()
        person.become("coordinator")
        person.go("/leergroepen/bestaat-niet/")
        assert (typed_texts(person.page), person.page.evaluate(KEPT)) == ([], None)
