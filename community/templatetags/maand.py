"""The squares of a month. Drawn here and not in a template: forty squares with three meetings each stand on one page.

Every text is escaped where it is put into the page; tests/community/agenda/test_maand.py tries.
"""

from collections.abc import Iterable
from html import escape
from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from community.notation import date_plain, weekday

register = template.Library()


@register.simple_tag
def month_weeks(weeks: Iterable[Iterable[Any]]) -> SafeString:
    """Draw the weeks of components/calendar_month.html as rows of a table."""
    words = {"today": escape(_("vandaag")), "off": escape(_("afgelast")), "more": escape(_("en nog")),
             "on": escape(_("op"))}  # fmt: skip
    return SafeString("".join(f"<tr>{''.join(_square(day, words) for day in week)}</tr>" for week in weeks))


def _square(day: Any, words: dict[str, str]) -> str:
    """Draw one day: its number, what is the matter with it, its meetings, and the way to those that do not fit."""
    looks = (("is-out", day.is_out), ("is-today", day.is_today), ("has-items", bool(day.items or day.notes)))
    css = " ".join(look for look, is_so in looks if is_so)
    today = f'<span class="vh"> ({words["today"]})</span>' if day.is_today else ""
    notes = "".join(f'<p class="note">{escape(note)}</p>' for note in day.notes)
    items = f"<ul>{''.join(_item(item, words) for item in day.items)}</ul>" if day.items else ""
    return (
        f'<td class="{css}"><time class="day" datetime="{day.date.isoformat()}">'
        f'<span class="word">{weekday(day.date)[:2]} </span>{day.date.day}{today}</time>'
        f"<div>{notes}{items}{_more(day, words) if day.more else ''}</div></td>"
    )


def _item(item: Any, words: dict[str, str]) -> str:
    css, off = (' class="is-cancelled"', f" ({words['off']})") if item.is_cancelled else ("", "")
    start = f"<b>{escape(item.start)}</b> " if item.start else ""
    return f'<li{css}><a href="{escape(item.url)}">{start}{escape(item.title)}{off}</a></li>'


def _more(day: Any, words: dict[str, str]) -> str:
    return (
        f'<p class="more-items"><a href="{escape(day.url)}">{words["more"]} {day.more}'
        f'<span class="vh"> {words["on"]} {date_plain(day.date)}</span></a></p>'
    )
