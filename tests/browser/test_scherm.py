"""What the small script and the stylesheet do in a real browser."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Route, ViewportSize

from tests.browser.site import Site

pytestmark = pytest.mark.browser
WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
PHONE: ViewportSize = {"width": 360, "height": 740}
FORM = "/mijn/profiel/bewerken/"
ANSWER = "textarea[name=biedt]"
KEPT = "sessionStorage.getItem('regiekamer.text')"


@pytest.fixture
def context(chromium: Browser, site: Site) -> Iterator[BrowserContext]:
    """A browser of somebody who was never here."""
    context = chromium.new_context(locale="nl-NL", base_url=site.url)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """An empty tab; a script that fails fails the test."""
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    assert errors == []


def become(page: Page, persona: str) -> None:
    """Log in by the button of the demo."""
    page.goto("/demo/")
    page.locator(f'form[action$="/{persona}/"] button').click()
    page.wait_for_url("**/mijn/")


def type_and_lose_the_session(page: Page, text: str) -> None:
    """Type in the profile, let the session end, and save."""
    page.goto(FORM)
    page.locator(ANSWER).fill(text)
    save_without_a_session(page)


def save_without_a_session(page: Page) -> None:
    """Let the session end, and save."""
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Opslaan").click()
    page.get_by_role("heading", name="Log opnieuw in").wait_for()


@pytest.mark.parametrize("width", [1280, 360, 320])
def test_the_components_pass_axe_and_fit(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/demo/componenten/")
    assert [found["id"] for found in Axe().run(page, options=WCAG).response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") == 0


@pytest.mark.parametrize("width", [1280, 360])
def test_targets_are_large_enough_for_a_thumb(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/demo/componenten/")
    small = page.evaluate(
        """() => [...document.querySelectorAll("a, button, input, select, summary, textarea")].filter((each) => {
          const box = each.getBoundingClientRect();
          const isInText = getComputedStyle(each).display === "inline";
          return box.width && box.height < 43.5 && !isInText && !each.closest("label");
        }).map((each) => each.outerHTML.slice(0, 120))"""
    )
    assert small == []


def test_typed_text_survives_the_end_of_a_session(page: Page) -> None:
    become(page, "lid")
    type_and_lose_the_session(page, "Een luisterend oor, ook in de avond.")
    become(page, "lid")
    page.get_by_role("link", name="Ga terug naar je tekst").click()
    page.wait_for_url(f"**{FORM}")
    assert page.locator(ANSWER).input_value() == "Een luisterend oor, ook in de avond."
    assert page.locator("#berichten").inner_text() == "We hebben je tekst bewaard."
    assert page.evaluate(KEPT) is None


def test_several_choices_of_one_list_survive_too(page: Page) -> None:
    several = "<select multiple name=meer><option value=a>A<option value=b>B<option value=c>C</select>"

    def with_a_list(route: Route) -> None:
        answer = route.fetch()
        body = answer.text().replace('<div class="actions">', f'{several}<div class="actions">')
        route.fulfill(response=answer, body=body)

    page.route(f"**{FORM}", lambda route: with_a_list(route) if route.request.method == "GET" else route.fallback())
    become(page, "lid")
    page.goto(FORM)
    page.locator("[name=meer]").select_option(["a", "c"])
    page.locator(ANSWER).fill("Twee van de drie.")
    save_without_a_session(page)
    become(page, "lid")
    page.get_by_role("link", name="Ga terug naar je tekst").click()
    page.wait_for_url(f"**{FORM}")
    chosen = page.locator("[name=meer]").evaluate("list => Array.from(list.selectedOptions, option => option.value)")
    assert (page.locator(ANSWER).input_value(), chosen) == ("Twee van de drie.", ["a", "c"])


def test_nobody_else_gets_the_text(page: Page) -> None:
    become(page, "lid")
    type_and_lose_the_session(page, "Alleen voor Noor.")
    become(page, "trekker")
    page.goto(FORM)
    assert page.locator(ANSWER).input_value() != "Alleen voor Noor."
    assert page.evaluate(KEPT) is None


def test_a_save_that_arrived_leaves_nothing_behind(page: Page) -> None:
    become(page, "starter")
    page.goto(FORM)
    page.locator(ANSWER).fill("Ik denk graag mee.")
    page.get_by_role("button", name="Opslaan").click()
    page.wait_for_load_state()
    assert page.evaluate(KEPT) is None


def test_an_unsaved_change_is_told(page: Page) -> None:
    become(page, "lid")
    page.goto(FORM)
    page.locator(ANSWER).press_sequentially("x")
    assert page.locator(".unsaved").inner_text() == "Je wijzigingen zijn nog niet opgeslagen."


def test_the_menu_of_a_phone_works_by_keyboard(page: Page) -> None:
    page.set_viewport_size(PHONE)
    become(page, "lid")
    opener = page.get_by_role("button", name="Menu")
    opener.focus()
    page.keyboard.press("Space")
    assert opener.get_attribute("aria-expanded") == "true"
    assert page.evaluate("document.activeElement.textContent") == "Mijn omgeving"
    page.keyboard.press("Escape")
    assert page.locator("#hoofdmenu").is_hidden()
    assert page.evaluate("document.activeElement.textContent.trim()") == "Menu"


def test_the_menu_of_a_phone_works_without_javascript(chromium: Browser, site: Site) -> None:
    context = chromium.new_context(locale="nl-NL", base_url=site.url, java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    page.goto("/")
    assert page.locator("#hoofdmenu").is_hidden()
    page.locator("[data-menu]").click()
    assert page.locator("#hoofdmenu").is_visible()
    page.get_by_role("link", name="Sluit het menu").click()
    assert page.locator("#hoofdmenu").is_hidden()
    context.close()


def test_paper_shows_the_page_without_its_frame(page: Page) -> None:
    page.goto("/demo/componenten/")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    for frame in (".nav", ".foot", ".tools", ".demo", "form .actions"):
        assert page.locator(frame).first.is_hidden()
    assert page.locator("main h1").is_visible()
    assert page.locator("main details:not([open])").count() == 0


def test_tabs_are_one_calm_row_on_a_phone_with_the_open_one_in_sight(page: Page) -> None:
    page.set_viewport_size(PHONE)
    page.goto("/demo/componenten/")
    row = page.locator(".tabs ul").first
    last = row.locator("a").last
    row.evaluate("(list) => list.querySelectorAll('a').forEach((tab) => { tab.textContent += ' van de hele groep'; })")
    assert row.evaluate("(list) => list.clientHeight < 60 && list.scrollWidth > list.clientWidth")
    last.focus()
    assert last.evaluate("(tab) => tab.getBoundingClientRect().right <= innerWidth + 1")
