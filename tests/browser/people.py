"""People at a real browser: they log in, count their clicks, use the keyboard."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Locator, Page

from deploy.demo.personas import persona
from tests.browser.judge import WIDE, open_window
from tests.browser.site import Site


class Person:
    """Somebody with a window of her own. `clicks` counts what she clicked since she began."""

    def __init__(self, page: Page, site: Site) -> None:
        self.page = page
        self.site = site
        self.clicks = 0

    def go(self, path: str) -> None:
        """Open an address that she has from elsewhere; a link in a mail counts as a click, this does not."""
        self.page.goto(self.site.url + path)

    def begin(self, path: str = "/mijn/") -> None:
        """Begin a task on this page; clicks count from here."""
        self.go(path)
        self.clicks = 0

    def click(self, what: Locator) -> None:
        """Click once."""
        what.click()
        self.clicks += 1

    def link(self, name: str, *, nth: int = 0) -> Locator:
        """Return the link with this name in the page itself or its menu."""
        return self.page.get_by_role("link", name=name).nth(nth)

    def button(self, name: str, *, nth: int = 0) -> Locator:
        """Return the button with this name."""
        return self.page.get_by_role("button", name=name).nth(nth)

    def become(self, code: str) -> None:
        """Log in with one click, as one of the demo's people."""
        known = persona(code)
        assert known is not None, f"the demo knows no {code}"
        self.go("/demo/")
        self.page.locator(f"form[action$='/{code}/'] button").click()

    def tab_to(self, wanted: Locator, *, most: int = 60) -> None:
        """Press Tab until this has the focus; what has it must be seen. Raises AssertionError when it never comes."""
        for _press in range(most):
            self.page.keyboard.press("Tab")
            if wanted.evaluate("(element) => element === document.activeElement"):
                assert wanted.is_visible(), "the focus is on something that is not shown"
                return
        raise AssertionError(f"{most} times Tab does not lead to {wanted}")

    def press(self, key: str = "Enter") -> None:
        """Press a key."""
        self.page.keyboard.press(key)


@contextmanager
def somebody(browser: Browser, site: Site, code: str = "", *, width: int = WIDE) -> Iterator[Person]:
    """Give a window to one of the demo's people, or to a visitor."""
    context = open_window(browser, width)
    person = Person(context.new_page(), site)
    try:
        if code:
            person.become(code)
        yield person
    finally:
        context.close()
