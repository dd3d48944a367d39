"""Walks through a running site as one person: every link of every page, one page for each address of the URLconf."""

import re
from collections import deque
from dataclasses import dataclass
from html.parser import HTMLParser
from http.client import HTTPConnection, HTTPResponse
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urldefrag, urlencode, urljoin, urlsplit
from urllib.request import HTTPCookieProcessor, HTTPHandler, HTTPRedirectHandler, Request, build_opener

from django.urls import Resolver404, resolve

# Pages of one kind that are opened; more of the same tells nothing new and takes time.
PER_NAME = 3
LONGEST_WALK = 900


@dataclass(frozen=True)
class Seen:
    """One page as it answered."""

    name: str
    path: str
    status: int
    headers: dict[str, str]
    body: str
    found_on: str

    @property
    def is_html(self) -> bool:
        """Whether a browser shows this as a page."""
        return "html" in self.headers.get("content-type", "")

    @property
    def is_page(self) -> bool:
        """Whether this is a page that answered."""
        return self.is_html and self.status == 200


class _Links(HTMLParser):
    """Collects the addresses of links and pictures."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the address of a link or a picture."""
        wanted = {"a": "href", "img": "src"}.get(tag)
        self.addresses += [value for key, value in attrs if key == wanted and value]


class _NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *_args: object, **_kwargs: object) -> None:
        return None


class _FromAddress(HTTPHandler):
    """Comes from an address of its own on this machine, as people do who work in different places."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self._source = (address, 0)

    def http_open(self, req: Request) -> HTTPResponse:
        """Open a connection from that address."""
        return self.do_open(HTTPConnection, req, source_address=self._source)


class Visitor:
    """A browser without pictures: keeps cookies, follows no redirect by itself."""

    def __init__(self, url: str, *, comes_from: str = "") -> None:
        self.url = url
        self.cookies = CookieJar()
        at = [_FromAddress(comes_from)] if comes_from else []
        self._open = build_opener(HTTPCookieProcessor(self.cookies), _NoRedirect, *at).open

    def get(self, path: str) -> tuple[int, dict[str, str], str]:
        """Return status, headers and text of a page."""
        return self._send(Request(urljoin(self.url, path)))  # noqa: S310 - our own loopback server

    def post(self, path: str, fields: dict[str, str]) -> tuple[int, dict[str, str], str]:
        """Send a form with the CSRF token that the browser holds."""
        token = next((cookie.value or "" for cookie in self.cookies if cookie.name.endswith("csrftoken")), "")
        data = urlencode({"csrfmiddlewaretoken": token, **fields}).encode()
        request = Request(urljoin(self.url, path), data=data)  # noqa: S310 - our own loopback server
        request.add_header("Referer", self.url + path)
        return self._send(request)

    def become(self, persona: str) -> None:
        """Log in as one of the demo's people. Raises AssertionError when the demo does not let her in."""
        self.get("/demo/")
        status, headers, _ = self.post(f"/demo/inloggen/{persona}/", {})
        assert (status, headers.get("location", "").split("?")[0]) != (200, ""), f"{persona} did not get in"

    def _send(self, request: Request) -> tuple[int, dict[str, str], str]:
        try:
            with self._open(request, timeout=60) as answer:
                text = answer.read().decode("utf-8", "replace")
                return answer.status, {k.lower(): v for k, v in answer.headers.items()}, text
        except HTTPError as error:
            return error.code, {k.lower(): v for k, v in error.headers.items()}, error.read().decode("utf-8", "replace")


def walk(visitor: Visitor, starts: list[str]) -> list[Seen]:
    """Return every page that can be reached from `starts`, at most PER_NAME for each address of the URLconf.

    Each of `starts` is opened: no page leads there.
    """
    waiting: deque[tuple[str, str]] = deque((start, "") for start in starts)
    known, count, seen = set(starts), {}, []  # type: tuple[set[str], dict[str, int], list[Seen]]
    while waiting and len(seen) < LONGEST_WALK:
        path, found_on = waiting.popleft()
        name = name_of(path)
        if found_on and count.get(name, 0) >= PER_NAME:
            continue
        count[name] = count.get(name, 0) + 1
        status, headers, body = visitor.get(path)
        page = Seen(name, path, status, headers, body, found_on)
        seen.append(page)
        targets = [headers["location"]] if "location" in headers else links_of(body) if page.is_html else []
        for target in targets:
            address = urldefrag(urljoin(visitor.url + path, target)).url
            inside = address.removeprefix(visitor.url)
            if address.startswith(visitor.url) and inside not in known and may_walk(inside, path):
                known.add(inside)
                waiting.append((inside, path))
    return seen


def links_of(body: str) -> list[str]:
    """Return the addresses of the links on a page."""
    parser = _Links()
    parser.feed(body)
    return parser.addresses


def name_of(path: str) -> str:
    """Return the name of the address in the URLconf, with the filter's presence: '?' pages count apart."""
    parts = urlsplit(path)
    try:
        match = resolve(parts.path)
    except Resolver404:
        return f"unknown:{parts.path}"
    name = match.url_name or match.view_name
    if name == "wagtail_serve":
        name = f"pagina:{parts.path}"
    return f"{name}?" if parts.query else name


def may_walk(path: str, found_on: str) -> bool:
    """Whether this is a page to walk to: of ours, no static file, no Wagtail admin.

    The demo's own pages are the same for everyone, so only a visitor walks there; and what its mailbox shows was meant
    for somebody else.
    """
    if found_on.startswith("/demo/"):
        return path.startswith("/demo/")
    is_elsewhere = re.match(r"/(static|media|beheer)/", path) or (path.startswith("/demo/") and found_on != "/")
    return path.startswith("/") and not is_elsewhere
