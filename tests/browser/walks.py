"""The demo as each of its people sees it: walked once per worker, judged by many tests."""

from dataclasses import dataclass
from functools import cached_property
from html.parser import HTMLParser

from django.urls import reverse

from deploy.demo.personas import PERSONAS
from tests.browser.crawl import Seen, Visitor, walk
from tests.browser.rows import changed, rows_of
from tests.browser.site import Site
from tests.browser.ways_in import show_that_it_is_you

ANONIEM = "anoniem"
PEOPLE = (ANONIEM, *(persona.code for persona in PERSONAS))


@dataclass(frozen=True)
class Walk:
    """What one person met, and what that changed in the database: table -> numbers of rows before and after."""

    visitor: Visitor
    pages: list[Seen]
    changes: dict[str, tuple[int, int]]


# Where an answered form, a machine or a person who knows the address goes: no page links there.
BEHIND = {
    ANONIEM: ("uitgelogd", "uitnodiging-verstuurd", "aansluiten-bedankt", "account_reset_password_done",
              "account_reset_password_from_key_done", "demo-componenten", "gezond-levend"),
    "coordinator": ("coordinatie-berichten-hervatten",),
}  # fmt: skip


class Walks:
    """Walks of a site by person. Each is made when it is first asked for."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self._made: dict[str, Walk] = {}

    def of(self, person: str) -> Walk:
        """Return the walk of this person."""
        if person not in self._made:
            visitor = Visitor(self.site.url)
            if person != ANONIEM:
                visitor.become(person)
            if person == "trainer":
                show_that_it_is_you(visitor)
            before = rows_of(self.site.name)
            pages = walk(visitor, self._starts(person))
            self._made[person] = Walk(visitor, pages, changed(before, rows_of(self.site.name)))
        return self._made[person]

    def _starts(self, person: str) -> list[str]:
        """Return where a person begins: the start of the site, and what she knows from elsewhere."""
        known = [reverse(name) for name in BEHIND.get(person, ())] + self.site.links().get(person, [])
        return ["/" if person == ANONIEM else "/mijn/", *known]

    @cached_property
    def richest(self) -> dict[str, tuple[str, Seen]]:
        """Return for each name of an address who sees most of it, and that page."""
        found: dict[str, tuple[str, Seen]] = {}
        for person in PEOPLE:
            for page in self.of(person).pages:
                name = page.name.rstrip("?")
                if page.is_page and (name not in found or len(page.body) > len(found[name][1].body)):
                    found[name] = (person, page)
        return found


class Words(HTMLParser):
    """What a person reads or hears on a page: its text, and the names of its controls."""

    SILENT = frozenset({"script", "style", "template"})
    SPOKEN = frozenset({"aria-label", "title", "placeholder", "alt"})

    def __init__(self, body: str) -> None:
        super().__init__()
        self.text: list[str] = []
        self.main: list[str] = []
        self.title = ""
        self._open: list[str] = []
        self.feed(body)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note where we are, and what the control is called."""
        if tag in self.SILENT or tag in {"main", "title", "svg"}:
            self._open.append(tag)
        self.text += [value for name, value in attrs if name in self.SPOKEN and value]

    def handle_endtag(self, tag: str) -> None:
        """Leave."""
        if tag in self._open:
            self._open.remove(tag)

    def handle_data(self, data: str) -> None:
        """Note what stands there."""
        if self.SILENT & set(self._open) or not data.strip():
            return
        self.text.append(data.strip())
        if "main" in self._open:
            self.main.append(data.strip())
        if "title" in self._open and "svg" not in self._open:  # a drawing has a title of its own
            self.title += data.strip()
