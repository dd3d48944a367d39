"""A live session in real browsers: one clock for all, writing without a connection, and nothing lost on the way."""

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.judge import NARROW, judge
from tests.browser.people import Person, somebody
from tests.browser.site import LONGEST_WAIT, Site, wait_for

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]

KEPT = "Object.keys(sessionStorage).filter((name) => name.startsWith('regiekamer.bewaren.')).length"
# A device whose clock is five hours ahead.
HOURS_OFF = """
const Real = Date;
Date = class extends Real {
  constructor(...given) { if (given.length) super(...given); else super(Real.now() + 5 * 3600e3); }
  static now() { return Real.now() + 5 * 3600e3; }
};
"""


@pytest.fixture
def leader(chromium: Browser, site: Site) -> Iterator[Person]:
    """Who keeps the steps, on a wide screen."""
    with somebody(chromium, site, "trekker") as person:
        yield person


@pytest.fixture
def writer(chromium: Browser, site: Site) -> Iterator[Person]:
    """Who takes part, on a phone whose clock is wrong. Whatever asks whether to leave gets a yes."""
    with somebody(chromium, site, "lid", width=NARROW) as person:
        person.page.context.add_init_script(HOURS_OFF)
        person.page.on("dialog", lambda dialog: dialog.accept())
        yield person


def both_open(leader: Person, writer: Person, number: int) -> None:
    """Open the same session in both windows: one of those that tests may move."""
    links = json.loads((leader.site.folder / "links.json").read_text())["lid"]
    path = [link for link in links if re.fullmatch(r"/intervisie/sessies/[^/]+/live/", link)][number]
    with leader.page.expect_response("**/stand/**"):  # who leads is there before somebody could take over
        leader.go(path)
    writer.go(path)


def goes_to(leader: Person, step: str) -> None:
    """Let who leads press until this step begins."""
    for _press in range(12):
        where = leader.page.locator("[data-stand-nu]")
        before = where.get_attribute("data-positie") or ""
        if step in leader.page.locator(".live-step").inner_text():
            return
        leader.button("Volgende").click()
        expect(where).not_to_have_attribute("data-positie", before)
    raise AssertionError(step)


def own_sheet(page: Page) -> Locator:
    """Return the sheet of the step that goes on."""
    return page.locator("[data-deel=nu] form[data-blad]")


def test_the_clock_is_that_of_the_server_and_who_writes_goes_on_when_she_is_ready(
    leader: Person, writer: Person
) -> None:
    both_open(leader, writer, 1)
    clocks = [person.page.locator("[data-klok]").get_attribute("data-tot") for person in (leader, writer)]
    assert clocks[0] == clocks[1]
    words = [person.page.locator("[data-over-tekst]").inner_text() for person in (leader, writer)]
    assert words[0] == words[1]
    goes_to(leader, "Schrijf je vraag")
    page = writer.page
    expect(page.locator(".live-step")).to_contain_text("Schrijf je vraag")
    own_sheet(page).locator("textarea").click()
    page.keyboard.type("Hoe kunnen wij")
    goes_to(leader, "Lees voor")
    note = page.locator("[data-verder]")

    def is_told_while_typing() -> bool:
        page.keyboard.type("!")
        return note.is_visible()

    wait_for(is_told_while_typing, LONGEST_WAIT, "a word that the others went on")
    expect(note).to_contain_text("De volgende stap is begonnen.")
    written = page.evaluate("document.activeElement.value")
    assert re.fullmatch("Hoe kunnen wij!+", written)
    # Her cursor stays in the field; when she writes no more the page goes on by itself, and what she wrote is there.
    expect(page.locator(".live-step")).to_contain_text("Lees voor")
    expect(own_sheet(page)).to_have_count(0)
    expect(page.locator("[data-deel=eerder] textarea")).to_have_value(written)
    expect(page.locator("[data-deel=eerder] textarea")).to_be_visible()
    page.reload()
    expect(page.locator("[data-deel=eerder] textarea")).to_have_value(written)


def test_what_is_written_without_a_connection_arrives(leader: Person, writer: Person) -> None:
    both_open(leader, writer, 2)
    goes_to(leader, "Schrijf je vraag")
    page = writer.page
    expect(page.locator(".live-step")).to_contain_text("Schrijf je vraag")
    page.context.set_offline(True)
    field = own_sheet(page).locator("textarea")
    field.fill("Geschreven zonder verbinding.")
    expect(page.locator("[data-verbinding]")).to_contain_text("Je bent even offline. Schrijf gerust door")
    expect(own_sheet(page).locator("[data-stand]")).to_contain_text("Je bent even offline.")
    assert page.evaluate(KEPT) == 1
    goes_to(leader, "Lees voor")
    page.context.set_offline(False)
    go_along = page.locator("[data-naar]")

    def may_go_along() -> bool:
        field.press("End")
        return go_along.is_visible()

    wait_for(may_go_along, LONGEST_WAIT, "the way to the next step")
    go_along.click()
    expect(page.locator(".live-step")).to_contain_text("Lees voor")
    expect(page.locator("[data-verbinding]")).to_be_hidden()
    expect(own_sheet(page)).to_have_count(0)
    wait_for(lambda: page.evaluate(KEPT) == 0, LONGEST_WAIT, "the sheet at the server")
    page.reload()
    expect(page.locator("[data-deel=eerder] textarea")).to_have_value("Geschreven zonder verbinding.")


def test_the_keyboard_presses_and_keeps_its_place(leader: Person, writer: Person) -> None:
    both_open(leader, writer, 2)
    page = leader.page
    leader.tab_to(page.locator("#doe-pauze button"))
    leader.press()
    expect(page.locator("#doe-pauze button")).to_have_text("Verder")
    expect(page.locator("#doe-pauze button")).to_be_focused()
    expect(writer.page.locator(".live-paused")).to_be_visible()
    assert judge(page) == []
    assert judge(writer.page) == []
    leader.press()
    expect(page.locator("#doe-pauze button")).to_have_text("Pauze")
