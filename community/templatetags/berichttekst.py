"""How the text of a message is drawn: paragraphs, links, and the names of people in bold. All of it is escaped."""

import re
from collections.abc import Sequence

from django import template
from django.template.defaultfilters import linebreaksbr, urlizetrunc
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()

LONGEST_LINK = 60
PARAGRAPHS = re.compile(r"\n{2,}")
# Without one of these before another sign no text has an address in it.
LINKABLE = re.compile(r"[.:@]\S")


@register.filter
def berichttekst(text: str, written: Sequence[str] = ()) -> SafeString:
    """Return plain text as paragraphs in which web addresses are links and the `written` names after '@' are bold."""
    names = "|".join(re.escape(name) for name in sorted(set(written), key=len, reverse=True))
    pattern = re.compile(rf"(?<![\w@.+/-])(@(?:{names}))(?![\w])") if names else None
    parts = ((linebreaksbr(_drawn(part, pattern)),) for part in PARAGRAPHS.split(text))
    return format_html_join("\n", "<p>{}</p>", parts)


def _drawn(text: str, pattern: re.Pattern[str] | None) -> SafeString:
    if pattern is None:
        return _linked(text)
    # What stands between brackets in the pattern comes back at the odd places: the names.
    drawn = (
        format_html("<strong>{}</strong>", part) if place % 2 else _linked(part)
        for place, part in enumerate(pattern.split(text))
    )
    return format_html_join("", "{}", ((part,) for part in drawn))


def _linked(text: str) -> SafeString:
    if not LINKABLE.search(text):
        return escape(text)
    linked: SafeString = urlizetrunc(text, LONGEST_LINK, autoescape=True)
    return linked
