"""What templates use to write Dutch and to place the components of templates/components/.

The pure notation stands in community/notation.py; the filters here only let an empty value stay empty.
"""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.template import Context, Engine
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from community import notation
from community.dagdelen import when

register = template.Library()

ICON_SHEET = Path(__file__).parents[2] / "static" / "img" / "icons.svg"
ICONS = frozenset(re.findall(r'<symbol id="([a-z-]+)"', ICON_SHEET.read_text(encoding="utf-8")))

# A status is always word + icon + colour; the first word decides, so that 'Wacht op Noor' has the look of 'Wacht op'.
STATUSES = {
    "Nog niet begonnen": ("", "circle"),
    "Later": ("", "circle"),
    "Nu": ("info", "half"),
    "Bezig": ("info", "half"),
    "Ingeleverd": ("ok", "check"),
    "Reactie gekregen": ("info", "reply"),
    "Klaar": ("ok", "check-circle"),
    "Afgerond": ("ok", "check-circle"),
    "Gemist": ("err", "cross-circle"),
    "Verlopen": ("err", "hourglass"),
    "Wacht op jou": ("warn", "flag"),
    "Wacht op": ("", "hourglass"),
    "Vertrouwelijk": ("warn", "lock"),
    "Gesloten": ("", "lock"),
    "Open": ("ok", "plus"),
    "Op aanvraag": ("info", "mail"),
    "Vol": ("warn", "people"),
    "Concept": ("", "pencil"),
    "Gepland": ("info", "calendar"),
    "Uitgenodigd": ("info", "mail"),
    "Aangemeld": ("ok", "check"),
    "Wachtlijst": ("warn", "hourglass"),
    "Afgemeld": ("", "minus-circle"),
    "Aanwezig": ("ok", "check-circle"),
    "Afwezig": ("", "cross-circle"),
    "Afgelast": ("err", "cross-circle"),
    "Gewijzigd": ("warn", "undo"),
    "Verstuurd": ("ok", "check"),
    "Mislukt": ("err", "warning"),
    "Onzeker": ("warn", "warning"),
    "Gepauzeerd": ("warn", "hourglass"),
}


# --- components ----------------------------------------------------------------------------------------------------


@register.simple_tag(name="icon")
@lru_cache(maxsize=512)
def draw_icon(name: str, css: str = "") -> SafeString:
    """Draw an icon of static/img/icons.svg; it is decoration, the word beside it carries the meaning.

    Raises TemplateSyntaxError for a name the sprite does not have.
    """
    if name not in ICONS:
        raise template.TemplateSyntaxError(f"there is no icon {name!r}")
    return format_html(
        '<svg class="icon{}" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        f" {css}" if css else "", static("img/icons.svg"), name,
    )  # fmt: skip


@register.simple_tag(takes_context=True)
def use(context: Context, component_name: str, **params: Any) -> str:
    """Place templates/components/<component_name>.html: `{% use "button" text="Opslaan" icon="check" %}`.

    Unlike `include` it knows nothing of the page but the request and its CSRF token, so that no variable of the page
    is taken for a parameter.
    """
    inner = context.new({key: context.get(key) for key in ("request", "csrf_token")})
    inner.update(params)
    return Engine.get_default().get_template(f"components/{component_name}.html").render(inner)


@register.simple_block_tag(takes_context=True)
def component(context: Context, content: str, component_name: str, **params: Any) -> str:
    """Place a component as `use` does, with what stands between the tags as its `content`.

    `{% component "card" title="Agenda" url="/agenda/" %}<p>...</p>{% endcomponent %}`.
    """
    return use(context, component_name, content=content, **params)


@register.simple_tag
def status(word: str, tone: str = "", icon: str = "") -> SafeString:
    """Show a status as word, icon and colour; `tone` (ok, warn, err, info) and `icon` overrule the known words."""
    known_tone, known_icon = STATUSES.get(str(word)) or next(
        (look for start, look in STATUSES.items() if str(word).startswith(f"{start} ")), ("", "dot")
    )
    look = tone or known_tone
    return format_html(
        '<span class="badge{}">{}{}</span>\n', f" badge-{look}" if look else "", draw_icon(icon or known_icon), word
    )


@register.simple_tag
def qr_code(drawing: str, label: str = "") -> SafeString:
    """Draw a QR code in the page; only its squares are taken from `drawing`, an SVG of the qrcode package.

    `label` says what it is for who does not see it.
    """
    squares = re.search(r' d="([MVHzZ0-9., -]+)"', drawing)
    size = re.search(r'viewBox="0 0 (\d+) ', drawing)
    if not squares or not size:
        return format_html("")
    return format_html(
        '<svg class="qr" viewBox="0 0 {0} {0}" role="img" aria-label="{1}"><path d="{2}"/></svg>',
        size[1], label or _("QR-code voor je code-app"), squares[1],
    )  # fmt: skip


@register.simple_tag
def contact_email() -> str:
    """Return the address of the coördinator that people can write to, also when the database is away."""
    return str(getattr(settings, "REPLY_TO", ""))


@register.filter
def paginanummers(page: Page[Any]) -> list[int | None]:
    """Return the page numbers to offer; None stands for the ones left out."""
    offered = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return [number if isinstance(number, int) else None for number in offered]


# --- Dutch ---------------------------------------------------------------------------------------------------------


def _filter(name: str, write: Callable[..., str]) -> None:
    """Register a writer of community/notation.py as a filter that leaves an empty value empty."""

    def shown(value: Any, *arguments: Any) -> str:
        return "" if value is None or value == "" else write(value, *arguments)

    shown.__doc__ = write.__doc__
    register.filter(name, shown)


_filter("datum", notation.date_long)
_filter("datum_kort", notation.date_short)
_filter("datum_dag", notation.date_with_day)
_filter("datum_zonder_dag", notation.date_plain)
_filter("maand", notation.month_of)
_filter("weekdag", notation.weekday)
_filter("tijd", notation.time_of_day)
_filter("kloktijd", notation.clock_time)
_filter("opgeslagen", notation.saved_at)
_filter("tot", notation.until)
_filter("getal", notation.number)
_filter("bestandsgrootte", notation.file_size)
_filter("telefoon", notation.phone)
_filter("telefoonlink", notation.phone_link)
_filter("initialen", notation.initials)


@register.filter
def tijdvak(start: time | datetime | None, end: time | datetime | None = None) -> str:
    """Write '13 tot 16.30 uur'; only the start where there is no end."""
    if start is None:
        return ""
    return notation.time_of_day(start) if end is None else notation.time_range(start, end)


@register.filter
def moment(start: datetime | None, end: datetime | None = None) -> str:
    """Write 'dinsdag 9 februari 2027, 13 tot 16.30 uur', or 'van dinsdag 9 t/m woensdag 10 februari 2027, ...'."""
    return "" if start is None else when(start, end)


@register.filter
def moment_kort(start: datetime | None, end: datetime | None = None) -> str:
    """Write 'di 9 feb 2027, 13 tot 16.30 uur'."""
    return "" if start is None else notation.moment_short(start, end)


@register.filter
def datumblok(day: date | datetime) -> tuple[str, str, str]:
    """Return weekday, day and month for the date block of a card: 'di', '9', 'feb 2027'."""
    weekday, number, month = notation.date_with_day(day).split(" ", 2)
    return weekday, number, month


@register.filter
def relatief(day: date | datetime | None, today: date | datetime) -> str:
    """Write 'morgen' or 'over 3 dagen', seen from `today`; pass the moment of the request."""
    return "" if day is None else notation.relative_day(day, today=notation.day_of(today))


@register.filter
def relatief_moment(value: datetime | None, now: datetime) -> str:
    """Write 'vandaag om 14.32 uur' or '9 feb 2027 om 9 uur'."""
    return "" if value is None else notation.relative_moment(value, now=now)


@register.filter
def dagdelen(start: datetime | None, end: datetime) -> str:
    """Write 'ochtend en middag' for the parts of the day between two moments."""
    return "" if start is None else notation.listing(notation.dagdelen_of(start, end))


@register.filter
def aantal(amount: int | Decimal | None, words: str) -> str:
    """Write '1 lid' or '3 leden': `{{ 3|aantal:"lid,leden" }}`."""
    one, many = words.split(",")
    return "" if amount is None else notation.count(int(amount), one, many)
