"""The answers of a date poll. Drawn here and not in a template: thirty dates and forty people stand on one page.

Every text is escaped where it is put into the page; tests/community/datumprikker/test_paginas.py tries.
"""

from collections.abc import Iterable
from html import escape
from typing import Any

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from community.models import Keuze
from community.notation import moment_short

register = template.Library()


@register.simple_tag
def answer_choices(question: Any) -> SafeString:
    """Draw the answers to choose from at one moment, a Question."""
    return SafeString(
        "".join(
            f'<label class="choice" for="{escape(pk)}"><input type="radio" name="{escape(question.name)}"'
            f' value="{escape(value)}" id="{escape(pk)}"{" checked" if is_chosen else ""}>'
            f"<span>{escape(words)}</span></label>"
            for pk, value, words, is_chosen in question.choices
        )
    )


@register.simple_tag
def answer_rows(tallies: Iterable[Any], badge: str = "", arrow: str = "") -> SafeString:
    """Draw a row for each moment: how many said what, and who behind a click.

    `badge` is drawn with the one that suits best, `arrow` where one can click.
    """
    opener = f"<summary>{conditional_escape(arrow)}{escape(_('Wie?'))}</summary>"
    best = f"<br>{conditional_escape(badge)}" if badge else ""
    heads = [escape(str(words)) for words in (*Keuze.labels, _("Nog open"))]
    return SafeString("".join(_row(tally, opener, heads, best if tally.suits else "") for tally in tallies))


def _row(tally: Any, opener: str, heads: list[str], best: str) -> str:
    said = list(zip(heads, tally.said, strict=True))
    named = "".join(f"<div><dt>{head}</dt><dd>{escape(', '.join(names))}</dd></div>" for head, names in said if names)
    numbers = "".join(f'<td class="num" data-label="{head}">{len(names)}</td>' for head, names in said)
    return (
        f'<tr><th scope="row">{escape(moment_short(tally.optie.starts_at, tally.optie.ends_at))}{best}'
        f'<details class="more">{opener}<dl class="data">{named}</dl></details></th>{numbers}</tr>'
    )
