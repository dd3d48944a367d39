"""What in a page could run, load or lead away: read as plain tags, and as a browser builds it."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urlsplit

import html5lib

Tag = tuple[str, dict[str, str]]

# What no page of ours holds: it would open another page within it, or load something.
NEVER = {"iframe", "object", "embed", "applet", "base", "frame", "frameset", "portal", "style", "marquee", "math",
         "foreignobject", "xmp", "listing", "plaintext"}  # fmt: skip
LEADS = {"href", "src", "action", "formaction", "xlink:href", "poster", "data", "background", "srcset", "hx-get",
         "hx-post", "ping", "manifest"}  # fmt: skip
SCHEMES = {"", "http", "https", "mailto", "tel", "webcal", "geo"}
LOADS = {"img", "script", "link", "video", "audio", "source", "use", "image", "input", "track"}
DATA_BLOCKS = {"application/json", "application/ld+json"}
BAD_HOST = "kwaad.example"  # of the vectors
INVISIBLE = re.compile(r"[\x00-\x20\x7f-\xa0]+")
MARK = re.compile(r"\bv4\d{3}\b")
VECTOR = re.compile(r"alert\(|\bv4\d{3}\b|kwaad")


class _Tags(HTMLParser):
    """Collects every tag with its attributes, also what is nested wrongly."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[Tag] = []
        self.inline = 0
        self._in_script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        held = {name: value or "" for name, value in attrs}
        self.tags.append((tag, held))
        self._in_script = tag == "script" and held.get("type") not in DATA_BLOCKS

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag that closes itself."""
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        """Leave a script."""
        self._in_script = False

    def handle_data(self, data: str) -> None:
        """Count what would run from the page itself."""
        self.inline += bool(self._in_script and data.strip())


def tags_of(body: str) -> list[Tag]:
    """Return the tags as they are written."""
    parser = _Tags()
    parser.feed(body)
    parser.close()
    return [*parser.tags, *([("script", {})] * parser.inline)]


def tree_of(body: str) -> list[Tag]:
    """Return the elements as a browser builds them."""
    tree = html5lib.parse(body, treebuilder="etree", namespaceHTMLElements=False)
    return [
        (str(element.tag).rpartition("}")[2].lower(), {_plain(name): value for name, value in element.attrib.items()})
        for element in tree.iter()
        if isinstance(element.tag, str)
    ]


def _plain(name: str) -> str:
    return name.rpartition("}")[2].lower()


def dangers(tags: list[Tag], *, own: str = "", is_mail: bool = False) -> list[str]:
    """Return what could run or lead away. `own` is the address of the site, for what names it in full.

    A mail brings its style in its tags, since programs of mail read no other; that of a page is in files.
    """
    said = {each for tag, attributes in tags for each in _dangers_of(tag, attributes, own)}
    styled = {each for each in said if is_mail and " style=" in each and not VECTOR.search(each)}
    return sorted(said - styled)


def _dangers_of(tag: str, attributes: dict[str, str], own: str) -> Iterator[str]:
    if tag in NEVER:
        yield f"<{tag}>"
    if tag == "meta" and attributes.get("http-equiv", "").lower() == "refresh":
        yield "<meta refresh>"
    if tag == "script" and not _is_our_script(attributes):
        yield f"<script {attributes}>"
    for name, value in attributes.items():
        yield from _dangers_of_attribute(tag, name, value, own)


def _dangers_of_attribute(tag: str, name: str, value: str, own: str) -> Iterator[str]:
    if name.startswith(("on", "hx-on")) or name in {"srcdoc", "style", "hx-vals", "shadowrootmode"}:
        yield f"<{tag} {name}={value!r}>"
    if name in {"id", "class", "data-x"} and MARK.search(value):
        yield f"<{tag} {name}={value!r}>"
    if name in LEADS:
        address = INVISIBLE.sub("", value)
        if _scheme(address) not in SCHEMES:
            yield f"<{tag} {name}={value!r}>"
        elif _is_elsewhere(address, own) and (tag in LOADS or _host(address) == BAD_HOST):
            yield f"<{tag} {name}={value!r}> from elsewhere"


def _is_our_script(attributes: dict[str, str]) -> bool:
    return attributes.get("src", "").startswith("/static/") or attributes.get("type") in DATA_BLOCKS


def _is_elsewhere(address: str, own: str) -> bool:
    return _host(address) not in {"", urlsplit(own).netloc}


def _host(address: str) -> str:
    return urlsplit(address).netloc


def _scheme(address: str) -> str:
    found = re.match(r"([a-z][a-z0-9+.-]*):", address, re.IGNORECASE)
    return found[1].lower() if found else ""
