"""T41: nothing that people wrote runs, loads or leads away, wherever it comes out: pages, /beheer/, search, mail.

Everything they wrote was replaced by vectors (poison.py). Pages are read as tags and as a browser builds them, and
opened by a real browser that would let a script run. `make test` walks as some and opens what shows most; the proof
walks as all and opens a page of each address.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.crawl import Seen, Visitor, links_of, name_of
from tests.browser.judge import WIDE, open_window
from tests.browser.markup import dangers, tags_of, tree_of
from tests.browser.post import read
from tests.browser.site import Site, running_site, worker_name
from tests.browser.vectors import VECTORS, numbers_in
from tests.browser.walks import ANONIEM, PEOPLE, Walks
from tests.in_full import IS_FULL, share, tell
from tests.toegang.addresses import Address, addresses

pytestmark = [pytest.mark.browser, pytest.mark.timeout(3600 if IS_FULL else 900)]

WALKED = share(PEOPLE) if IS_FULL else ["lid", "coordinator", "redacteur"]
KEEPERS = [person for person in ("redacteur", "coordinator") if person in WALKED or not IS_FULL]
OPENED = 10_000 if IS_FULL else 30  # pages of one person
SCREENS = 600 if IS_FULL else 150  # of /beheer/
OPENED_SCREENS = 10_000 if IS_FULL else 10
SOUGHT = share(VECTORS) if IS_FULL else VECTORS[::6]
LEAST_MET = 0.6
LEAST_FIELDS, LEAST_VALUES, LEAST_MAILS = 180, 5_000, 300
# What stands in the page as the browser has it, after our own scripts ran.
LOOK = """() => [...document.querySelectorAll("*")].flatMap((element) => element.getAttributeNames()
  .filter((name) => name.startsWith("on") || name === "srcdoc"
    || /^(href|src|action|formaction|xlink:href)$/.test(name)
    && /^[\\s\\x00-\\x20]*(javascript|vbscript|data):/i.test(element.getAttribute(name)))
  .map((name) => `<${element.localName} ${name}=${element.getAttribute(name)}>`))"""


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None) -> Iterator[Site]:
    """The platform with a vector wherever somebody wrote something."""
    with running_site(f"xss_{worker_name()}", Path(tmp_path_factory.mktemp("xss")), fill="xss") as running:
        yield running


@pytest.fixture(scope="module")
def walks(poisoned: Site) -> Walks:
    """The walks of this worker."""
    return Walks(poisoned)


def test_there_are_at_least_a_hundred_and_twenty_ways() -> None:
    assert len(set(VECTORS)) == len(VECTORS) >= 120
    assert all(len(numbers_in(vector)) == 1 for vector in VECTORS)


def test_what_people_wrote_was_replaced(poisoned: Site) -> None:
    told = json.loads((poisoned.folder / "poison.json").read_text())
    assert told["refused"] == []
    assert len(told["filled"]) >= LEAST_FIELDS
    assert sum(told["filled"].values()) >= LEAST_VALUES


@pytest.mark.parametrize("person", WALKED)
def test_no_page_holds_what_could_run(walks: Walks, person: str) -> None:
    pages = walks.of(person).pages
    site = walks.site.url
    wrong = {page.path: said for page in pages if page.is_html and (said := dangers(tags_of(page.body), own=site))}
    for page in richest_of(pages):
        wrong |= {f"tree of {page.path}": said for said in [dangers(tree_of(page.body), own=site)] if said}
    broken = [f"{page.status} {page.path}" for page in pages if page.status >= 500]
    met = {number for page in pages for number in numbers_in(page.body)}
    tell(people=1, pages=len(pages), met=len(met), dangers=len(wrong), errors=len(broken))
    assert wrong == {}
    assert broken == []
    assert len(met) >= LEAST_MET * len(VECTORS), "the vectors do not come out: the test looks at nothing"


@pytest.mark.parametrize("person", WALKED)
def test_nothing_runs_in_a_browser(walks: Walks, chromium: Browser, person: str) -> None:
    pages = sorted(richest_of(walks.of(person).pages), key=lambda page: -len(numbers_in(page.body)))[:OPENED]
    assert_quiet(chromium, walks.of(person).visitor, pages)


@pytest.mark.parametrize("person", KEEPERS)
def test_nothing_runs_in_beheer(poisoned: Site, chromium: Browser, person: str) -> None:
    """There Wagtail's own scripts may stand in the page, so that those of others would run."""
    visitor = Visitor(poisoned.url)
    visitor.become(person)
    screens = screens_of(visitor)
    broken = [f"{page.status} {page.path}" for page in screens if page.status >= 500]
    met = {number for page in screens for number in numbers_in(page.body)}
    tell(screens=len(screens), met=len(met), errors=len(broken))
    assert broken == []
    assert len(met) >= LEAST_MET * len(VECTORS) / 2
    shown = sorted(richest_of(screens), key=lambda page: -len(numbers_in(page.body)))[:OPENED_SCREENS]
    assert_quiet(chromium, visitor, shown, is_wagtail=True)


@pytest.mark.parametrize("person", [ANONIEM, "lid"])
def test_what_is_looked_for_is_said_back_as_words(poisoned: Site, person: str) -> None:
    visitor = Visitor(poisoned.url)
    if person != ANONIEM:
        visitor.become(person)
    wrong = {}
    for vector in SOUGHT:
        status, _headers, body = visitor.get(f"/zoeken/?{urlencode({'q': vector})}")
        said = dangers(tags_of(body), own=poisoned.url) + dangers(tree_of(body), own=poisoned.url)
        if said or status not in {200, 429}:
            wrong[vector] = [str(status), *said]
    tell(searches=len(SOUGHT), dangers=len(wrong))
    assert wrong == {}


def test_no_mail_holds_what_could_run(poisoned: Site) -> None:
    mails = [read(path) for path in poisoned.mails()]
    wrong = {mail.subject: said for mail in mails if (said := dangers(tags_of(mail.html), is_mail=True))}
    met = {number for mail in mails for number in numbers_in(mail.html)}
    tell(mails=len(mails), met_in_mail=len(met), dangers=len(wrong))
    assert wrong == {}
    assert len(mails) >= LEAST_MAILS
    assert met, "no mail holds a vector: the test looks at nothing"


def richest_of(pages: list[Seen]) -> list[Seen]:
    """Return for each name of an address the page that shows most vectors."""
    found: dict[str, Seen] = {}
    for page in pages:
        name = page.name.rstrip("?")
        if page.is_page and (name not in found or _richness(page) > _richness(found[name])):
            found[name] = page
    return list(found.values())


def _richness(page: Seen) -> tuple[int, int]:
    return len(numbers_in(page.body)), len(page.body)


def screens_of(visitor: Visitor) -> list[Seen]:
    """Return screens of /beheer/: its lists, whose menu is drawn by a script, and what they lead to."""
    waiting = [f"/{each.route}" for each in addresses() if each.route.startswith("beheer/") and is_list(each)]
    known, seen, count = set(waiting), list[Seen](), Counter[str]()
    while waiting and len(seen) < SCREENS:
        path = waiting.pop(0)
        name = f"{name_of(path)} {path.split('/')[2]}"
        count[name] += 1
        if count[name] > (3 if IS_FULL else 1):
            continue
        status, headers, body = visitor.get(path)
        page = Seen(name, path, status, headers, body, "")
        seen.append(page)
        for target in links_of(body) if page.is_html else []:
            inside = urljoin(path, target).partition("#")[0]
            if inside.startswith("/beheer/") and inside not in known and "/logout/" not in inside:
                known.add(inside)
                waiting.append(inside)
    return seen


def is_list(address: Address) -> bool:
    """Whether this is a screen by itself: not of one thing, no part of a screen, no way out."""
    return not address.converters and not re.search(r"[$*]|logout|results|sprite|jsi18n", address.route)


def assert_quiet(chromium: Browser, visitor: Visitor, pages: list[Seen], *, is_wagtail: bool = False) -> None:
    """Open these pages and listen. Raises AssertionError when one speaks, is refused something or asks elsewhere."""
    window = open_window(chromium, WIDE, visitor)
    window.route("**/*", lambda route: route.continue_() if _is_here(route.request.url) else route.abort())
    sheet = window.new_page()
    said: list[str] = []
    listen(sheet, said)
    wrong = {}
    for page in pages:
        said.clear()
        sheet.goto(visitor.url + page.path)
        found = [*said, *(each for each in sheet.evaluate(LOOK) if numbers_in(each) or not is_wagtail)]
        refused = sheet.evaluate("window.refused")
        if found or (refused and not is_wagtail):
            wrong[page.path] = [*found, *refused]
    window.close()
    tell(opened=len(pages), ran=len(wrong))
    assert wrong == {}
    assert pages, "nothing was opened"


def listen(sheet: Page, said: list[str]) -> None:
    """Note what a page says: a dialog, a fault of a script, what the CSP refuses, and whom else it asks."""

    def answer(dialog: Any) -> None:
        said.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    sheet.on("dialog", answer)
    sheet.on("pageerror", lambda fault: said.append(f"script: {fault}"))
    sheet.on("console", lambda line: said.append(line.text) if "Content Security Policy" in line.text else None)
    sheet.on("request", lambda asked: None if _is_here(asked.url) else said.append(f"asks {asked.url}"))


def _is_here(address: str) -> bool:
    return urlsplit(address).hostname == "127.0.0.1" or address.startswith(("data:", "blob:"))
