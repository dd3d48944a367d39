"""A visit on a phone without network: kept by choice, this page alone, and wiped when it must be."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

import psycopg
import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect

from deploy.demo.personas import persona
from tests.browser.filled import database_url
from tests.browser.judge import NARROW, judge_both, open_window
from tests.browser.site import Site
from tests.browser.wire import Wire, a_wire

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

LID = persona("lid")
QUESTION = "Hoe houden we de boeren aan tafel?"
STORED = """async () => {
  const found = {};
  for (const name of await caches.keys()) {
    const rows = await (await caches.open(name)).keys();
    found[name] = rows.map((one) => new URL(one.url).pathname);
  }
  return found;
}"""
MEMBERSHIP = """
UPDATE community_lidmaatschap AS m SET until_at = %s
FROM intervisie_bezoek AS b, intervisie_toernee AS t, community_user AS u
WHERE b.code = %s AND t.id = b.toernee_id AND m.kring_id = t.kring_id AND u.email = %s AND m.user_id = u.id
"""
WORKERS = "async () => (await navigator.serviceWorker.getRegistrations()).map((one) => new URL(one.scope).pathname)"


@dataclass
class Phone:
    """A browser on a wire, on the page of a visit."""

    page: Page
    context: BrowserContext
    wire: Wire
    site: Site
    path: str

    def become(self, persona: str) -> None:
        """Log in by the button of the demo."""
        self.page.goto(f"{self.wire.url}/demo/")
        self.page.locator(f'form[action$="/{persona}/"] button').click()
        self.page.wait_for_selector("body[data-person]:not([data-person=''])")

    def open(self, path: str = "") -> bool:
        """Open an address; False when there is no page."""
        try:
            self.page.goto(self.wire.url + (path or self.path))
        except Error:
            return False
        return True

    def keep(self) -> None:
        """Choose to keep the visit on this device."""
        self.open()
        self.page.get_by_role("button", name="Bewaar op dit apparaat").click()
        expect(self.page.locator("[data-stand]")).to_contain_text("Opgeslagen op dit apparaat op")

    def reads_without_network(self) -> bool:
        """Whether the question of the host can be read when the wire is cut; mends it afterwards."""
        self.wire.cut()
        try:
            return self.open() and QUESTION in self.page.locator("body").inner_text()
        finally:
            self.wire.mend()


@pytest.fixture
def phone(chromium: Browser, site: Site) -> Iterator[Phone]:
    """The phone of lid, who visits today."""
    path = next(one for one in site.links()["lid"] if one.startswith("/bezoeken/"))
    with a_wire(site.port) as wire:
        context = open_window(chromium, NARROW)
        found = Phone(context.new_page(), context, wire, site, path)
        found.become("lid")
        yield found
        context.close()


def test_kept_by_choice_it_is_read_without_network_and_no_other_page_is(phone: Phone) -> None:
    phone.open()
    assert (phone.page.evaluate(STORED), phone.page.evaluate(WORKERS)) == ({}, [])
    assert not phone.reads_without_network()
    phone.keep()
    ((name, paths),) = phone.page.evaluate(STORED).items()
    assert name.startswith("regiekamer.bezoek.")
    assert [path for path in paths if not path.startswith("/static/")] == [phone.path]
    assert phone.page.evaluate(WORKERS) == ["/bezoeken/"]
    for path in ("/mijn/", f"{phone.path}waarnemingen/", "/toernees/"):
        phone.open(path)
    assert list(phone.page.evaluate(STORED).values()) == [paths]
    assert phone.reads_without_network()
    shown = phone.page.locator("main")
    expect(shown).to_contain_text("Opgeslagen op dit apparaat op")
    expect(shown).to_contain_text("Gemeente, waterschap en veertien boeren.")
    phone.wire.cut()
    phone.page.reload()
    assert phone.page.evaluate("document.fonts.check('16px \"Source Sans 3\"') && document.styleSheets.length") == 4
    assert judge_both(phone.page) == []
    others = (
        "/mijn/",
        f"{phone.path}waarnemingen/",
        f"{phone.path}meenemen/",
        f"{phone.path}kit/",
        "/bezoeken/b-23456789/",
    )
    assert [phone.open(path) for path in others] == [False] * 5
    phone.open()
    phone.page.get_by_role("button", name="Verwijder van dit apparaat").click()
    expect(phone.page.locator("[data-stand]")).to_contain_text("Er staat niets meer van dit bezoek op dit apparaat.")
    assert phone.page.evaluate(STORED) == {}
    assert not phone.reads_without_network()


def _by_the_server(phone: Phone) -> None:
    """Log out without any script of a page."""
    phone.open("/uitloggen/")
    form = "new FormData(document.querySelector('main form'))"
    phone.page.evaluate(f"() => fetch('/uitloggen/', {{ method: 'POST', body: {form} }})")


def _by_the_page(phone: Phone) -> None:
    """Press the button while the form goes nowhere: only the script can wipe."""
    phone.open("/uitloggen/")
    form = phone.page.locator("form[data-wipe]")
    form.evaluate("(form) => form.addEventListener('submit', (event) => event.preventDefault())")
    form.locator("button").click()


def _by_another_account(phone: Phone) -> None:
    """Let her session end without logging out, and somebody else come in."""
    phone.context.clear_cookies()
    phone.become("beheerder")


def _taken_out(phone: Phone) -> None:
    """Take her out of the toernee, let her open the page, and put her back."""
    with psycopg.connect(database_url(phone.site.name), autocommit=True) as database:
        assert LID is not None
        who = (phone.path.split("/")[2], LID.email)
        database.execute(MEMBERSHIP, (phone.site.now() - timedelta(days=1), *who))
        try:
            phone.open()
            expect(phone.page.locator("main")).to_contain_text("Deze pagina bestaat niet of is niet voor jou.")
        finally:
            database.execute(MEMBERSHIP, (None, *who))


def _after_its_last_day(phone: Phone) -> None:
    """Let the copy be older than it may become."""
    phone.page.evaluate("""async () => {
      const cache = await caches.open((await caches.keys())[0]);
      const found = await cache.match(location.pathname);
      const headers = new Headers(found.headers);
      headers.set("X-Bewaar-Tot", String(Date.now() - 1));
      await cache.put(location.pathname, new Response(await found.text(), { headers }));
    }""")
    assert not phone.reads_without_network()
    phone.open("/mijn/")


@pytest.mark.parametrize(
    "happens", [_by_the_server, _by_the_page, _by_another_account, _taken_out, _after_its_last_day]
)
def test_the_copy_is_wiped(phone: Phone, happens: Callable[[Phone], None]) -> None:
    phone.keep()
    assert phone.reads_without_network()
    phone.open()
    happens(phone)
    phone.page.wait_for_function("async () => (await caches.keys()).length === 0")
    assert not phone.reads_without_network()
