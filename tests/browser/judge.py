"""What a real browser and axe-core have to say about a page."""

from functools import cache
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

from tests.browser.crawl import Visitor

WIDE, NARROW = 1280, 360
HEIGHTS = {WIDE: 900, NARROW: 740}
LONGEST_WAIT = 30_000.0  # milliseconds, on a busy machine
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# A console line of the browser itself about the status of a page that we asked for on purpose.
STATUS_LINE = "Failed to load resource: the server responded with a status of 4"

WATCH = """
window.refused = [];
document.addEventListener("securitypolicyviolation",
  (event) => window.refused.push(`${event.effectiveDirective} refused ${event.blockedURI || event.sample}`));
"""
JUDGE = """async (tags) => {
  const found = await axe.run(document, {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]});
  const said = found.violations.flatMap((rule) => rule.nodes.map((node) =>
    `${rule.id}: ${node.target.join(" ")} ${node.failureSummary.split("\\n").slice(1).join(" ").trim()}`));
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (wide > 0) said.push(`overflow: ${wide} px wider than the window`);
  const headings = document.querySelectorAll("h1").length;
  if (headings !== 1) said.push(`h1: ${headings} of them`);
  return said.concat(window.refused);
}"""


def judge(page: Page) -> list[str]:
    """Return what is wrong with the page that is open: WCAG 2.2 AA, width, headings, refused by the CSP."""
    page.evaluate(axe_core())
    return list(page.evaluate(JUDGE, RULES))


def judge_both(page: Page) -> list[str]:
    """Return what is wrong with the page that is open, wide and on a phone."""
    said = []
    for width in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
        said += [f"{width}: {sentence}" for sentence in judge(page)]
    return said


def judge_address(page: Page, address: str) -> list[str]:
    """Open an address and judge it, the browser's console included."""
    said: list[str] = []

    def hear(line: ConsoleMessage) -> None:
        if line.type in {"error", "warning"} and not line.text.startswith(STATUS_LINE):
            said.append(f"console: {line.text}")

    def fail(fault: Any) -> None:
        said.append(f"script: {fault}")

    page.on("console", hear)
    page.on("pageerror", fail)
    try:
        page.goto(address)
        return said + judge(page)
    finally:
        page.remove_listener("console", hear)
        page.remove_listener("pageerror", fail)


def open_window(browser: Browser, width: int, visitor: Visitor | None = None) -> BrowserContext:
    """Return a window of this width, logged in as the visitor is; it notes what the CSP refuses."""
    context = browser.new_context(
        viewport={"width": width, "height": HEIGHTS[width]}, locale="nl-NL", reduced_motion="reduce"
    )
    context.set_default_timeout(LONGEST_WAIT)
    context.add_init_script(WATCH)
    if visitor is not None:
        for cookie in visitor.cookies:
            context.add_cookies([{"name": cookie.name, "value": cookie.value or "", "url": visitor.url}])
    return context


@cache
def axe_core() -> str:
    """Return the source of axe-core, as it came with its package."""
    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
