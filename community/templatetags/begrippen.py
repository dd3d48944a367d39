"""Explaining the terms of the craft in a text: the first of each on a page opens what it means.

`{% load begrippen %}{% begrippen %}{{ page.inleiding }}{% endbegrippen %}`, around any text that the community itself
keeps, plain or rich. Never around what a member wrote.
"""

from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from community.queries.begrippen import lexicon
from community.templatetags.componenten import use
from community.uitleg import Lexicon, Term, mark

register = template.Library()

KEPT = "_begrippen"


@register.simple_block_tag(takes_context=True)
def begrippen(context: Context, content: str, without: str = "") -> str:
    """Return what stands between the tags with its terms explained. `without` is the term that the page is about.

    The terms are asked for once in a request. A part of a page that is fetched by itself explains nothing: the page
    it lands on has these explanations already. So does a text that is drawn for no request: paper and mail.
    """
    request = context.get("request")
    if request is None or not content.strip() or request.headers.get("HX-Request"):
        return content
    words, seen = _kept(request)
    if without:
        seen.add(without)

    def draw(term: Term, written: str) -> str:
        # The line that ends the component would stand as a space before a comma.
        return use(context, "begrip", term=term, written=SafeString(written)).strip()

    # What comes in was escaped by the template that drew it; what is added, by the component.
    return SafeString(mark(content, words, seen, draw))


def _kept(request: Any) -> tuple[Lexicon, set[str]]:
    """Return the terms, and which of these this page explained before."""
    kept: tuple[Lexicon, set[str]] | None = getattr(request, KEPT, None)
    if kept is None:
        kept = (lexicon(), set())
        setattr(request, KEPT, kept)
    return kept
