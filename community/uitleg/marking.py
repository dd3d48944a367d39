"""Marking the first of each term in a piece of HTML, everywhere but where a reader would stumble over it."""

import re
from collections.abc import Callable
from html import escape

from community.uitleg.lexicon import Lexicon, Term

# A tag or a comment: what stands between two of these is text. Quotes may hold the sign that ends a tag.
TAG = re.compile(r"""<!--.*?-->|<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9-]*)(?:"[^"]*"|'[^']*'|[^'">])*>""", re.DOTALL)
# No term is marked in these: they are pressed, name something, are somebody's own words, or are no running text.
CLOSED = frozenset({
    "a", "button", "label", "summary", "legend", "select", "textarea", "option", "script", "style", "template", "svg",
    "h1", "h2", "h3", "h4", "h5", "h6", "title", "caption", "th", "dt", "code", "pre", "kbd", "blockquote", "q", "math",
    "iframe", "video", "audio", "object", "noscript",
})  # fmt: skip

# Draws a term as it is written in the text; both the writing and the answer are HTML.
Draw = Callable[[Term, str], str]


def mark(html: str, lexicon: Lexicon, seen: set[str], draw: Draw) -> str:
    """Return the HTML with the first of each term drawn by `draw`, and add the slugs of these to `seen`.

    What is in `seen` is not marked again. All else stays as it was, sign by sign.
    """
    if lexicon.pattern is None:
        return html
    parts: list[str] = []
    closed: list[str] = []
    place = 0
    for tag in TAG.finditer(html):
        parts.append(_text(html[place : tag.start()], lexicon, seen, draw, is_open=not closed))
        parts.append(tag[0])
        place = tag.end()
        _enter(closed, tag)
    parts.append(_text(html[place:], lexicon, seen, draw, is_open=not closed))
    return "".join(parts)


def terms_in(text: str, lexicon: Lexicon) -> set[str]:
    """Return the slugs of the terms that stand in a plain text, in whatever form."""
    if lexicon.pattern is None:
        return set()
    found = (lexicon.find(hit[0]) for hit in lexicon.pattern.finditer(escape(text)))
    return {term.slug for term in found if term is not None}


def _enter(closed: list[str], tag: re.Match[str]) -> None:
    """Keep which closed elements the text after this tag stands in."""
    name = (tag["name"] or "").lower()
    if name not in CLOSED:
        return
    if not tag["end"]:
        closed.append(name)
    elif name in closed:
        del closed[len(closed) - 1 - closed[::-1].index(name) :]


def _text(text: str, lexicon: Lexicon, seen: set[str], draw: Draw, *, is_open: bool) -> str:
    if not is_open or not text or text.isspace() or lexicon.pattern is None:
        return text

    def marked(found: re.Match[str]) -> str:
        term = lexicon.find(found[0])
        if term is None or term.slug in seen:
            return found[0]
        seen.add(term.slug)
        return draw(term, found[0])

    return lexicon.pattern.sub(marked, text)
