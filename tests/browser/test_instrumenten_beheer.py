"""Instruments, methods and decks in /beheer/ before a beheerder: they answer, speak Dutch, can be used by everyone."""

import re
from collections import deque

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.crawl import Visitor, links_of
from tests.browser.judge import NARROW, WIDE, judge_address, open_window
from tests.browser.site import Site
from tests.browser.test_pages import ENGLISH
from tests.browser.walks import Words

pytestmark = pytest.mark.browser
# A thing that is kept as data, and its versions.
REGISTERS = (("instrumenten", "instrumentversies"), ("werkvormen", "werkvormversies"), ("kaartendecks", "deckversies"))
LISTS = tuple(f"/beheer/{name}/" for pair in REGISTERS for name in pair)
ROW = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# What there is to do with a thing, and with a version of it; only a draft is changed or thrown away.
SCREENS = {
    *LISTS,
    *(f"/beheer/{whole}/{verb}/ROW/" for whole, _ in REGISTERS for verb in ("edit", "history", "usage")),
    *(
        f"/beheer/{versies}/{verb}/ROW/"
        for _, versies in REGISTERS for verb in ("edit", "delete", "inspect", "history", "usage")
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def screens(site: Site) -> tuple[Visitor, dict[str, tuple[str, str]]]:
    """One page of each kind that the links of the lists lead to: its address and what it says."""
    visitor = Visitor(site.url)
    visitor.become("beheerder")
    waiting, known, found = deque(LISTS), set(LISTS), {}  # type: tuple[deque[str], set[str], dict[str, tuple[str, str]]]
    while waiting:
        path = waiting.popleft()
        status, headers, body = visitor.get(path)
        # What was published does not change: its address to change it leads to its page.
        targets = links_of(body) if status == 200 else [headers["location"]]
        if status == 200:
            found.setdefault(ROW.sub("ROW", path), (path, body))
        for address in {link.split("#")[0].split("?")[0] for link in targets} - known:
            if address.startswith(LISTS):
                known.add(address)
                waiting.append(address)
    visitor.get(LISTS[0])  # takes along what was said about changing a published version
    return visitor, found


def test_the_lists_lead_to_every_screen(screens: tuple[Visitor, dict[str, tuple[str, str]]]) -> None:
    assert set(screens[1]) == SCREENS


def test_the_screens_speak_dutch(screens: tuple[Visitor, dict[str, tuple[str, str]]]) -> None:
    said = {kind: english_in(body) for kind, (_path, body) in screens[1].items()}
    assert {kind: words for kind, words in said.items() if words} == {}


@pytest.mark.timeout(300)
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_screens_can_be_used_by_everyone(
    screens: tuple[Visitor, dict[str, tuple[str, str]]], site: Site, chromium: Browser, width: int
) -> None:
    visitor, found = screens
    window = open_window(chromium, width, visitor)
    sheet: Page = window.new_page()
    wrong = {path: said for path, _body in found.values() if (said := judge_address(sheet, site.url + path))}
    window.close()
    assert wrong == {}


def english_in(body: str) -> list[str]:
    """Return the English words of a page, in its own part: the menu of Wagtail is judged once, with the lists."""
    return sorted({match[0] for text in Words(body).main for match in ENGLISH.finditer(text)})
