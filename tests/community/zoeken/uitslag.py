"""What a browser shows of a search."""

import re
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlencode

from django.test import Client

PAGE = "/zoeken/"
TITLE = re.compile(r'<h2><a href="([^"]*)">(.*?)</a></h2><p class="meta">([^<]*)</p>')
COUNT = re.compile(r"(\d+) resulta(?:at|ten) gevonden")
TAB = re.compile(r'<li><a href="/zoeken/\?[^"]*"[^>]*>([^<]+) <span class="count">(\d+)</span>')
MAIN = re.compile(r"<main.*?</main>", re.DOTALL)
TAGS = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Shown:
    """Titles in order, how many in all, how many by subject, and all of the page."""

    titles: list[str]
    paths: list[str]
    count: int
    tabs: dict[str, int]
    main: str

    @property
    def text(self) -> str:
        """What one reads, without tags."""
        return " ".join(unescape(TAGS.sub(" ", self.main)).split())


def searched(browser: Client, text: str, **rest: object) -> Shown:
    """Return what a browser shows for these words."""
    answer = browser.get(f"{PAGE}?{urlencode({'q': text, **rest})}")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "private, no-store"
    main = MAIN.search(answer.content.decode())
    assert main is not None
    found = TITLE.findall(main[0])
    counted = COUNT.search(main[0])
    return Shown(
        titles=[unescape(TAGS.sub("", title)) for _path, title, _subject in found],
        paths=[path for path, _title, _subject in found],
        count=int(counted[1]) if counted else 0,
        tabs={unescape(name): int(number) for name, number in TAB.findall(main[0])},
        main=main[0],
    )
