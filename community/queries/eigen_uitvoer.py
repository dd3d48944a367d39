"""The download of a person's own data as text: `gegevens.json` for other software, `index.html` to read.

Written piece by piece while it is sent; nothing of it is kept. In a scope of the vault.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Field
from django.utils.html import escape
from django.utils.translation import gettext as _

from community.models import User
from community.privacy_points import OwnTable
from community.queries.eigen_gegevens import exported_fields, own_rows, tables
from community.workdays import AMSTERDAM

STYLE = (
    "body{font:1rem/1.5 sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem}"
    "dl{border-top:1px solid #bbb;padding-top:.5rem}dt{font-weight:bold}dd{margin:0 0 .5rem;white-space:pre-wrap;"
    "overflow-wrap:anywhere}"
)


class _Encoder(DjangoJSONEncoder):
    """Writes what Django knows; anything else as its text."""

    def default(self, o: Any) -> Any:
        try:
            return super().default(o)
        except TypeError:
            return str(o)


def json_pieces(user: User, *, now: datetime) -> Iterator[bytes]:
    """Yield `{"gemaakt_op": ..., "uitleg": ..., "gegevens": {table: [row, ...]}}`, row by row."""
    head = {"gemaakt_op": now, "uitleg": _explanation()}
    yield (_json(head)[:-1] + ', "gegevens": {').encode()
    for number, (label, table) in enumerate(tables()):
        yield (("" if number == 0 else ",") + f"\n{_json(label)}: [").encode()
        for count, row in enumerate(own_rows(table, user)):
            yield (("" if count == 0 else ",") + "\n" + _json(row)).encode()
        yield b"]"
    yield b"}}\n"


def html_pieces(user: User, *, now: datetime) -> Iterator[bytes]:
    """Yield a page that holds all of it in words: per table a heading, per row a list. Everything is escaped."""
    title = escape(_("Mijn gegevens"))
    yield (
        f'<!doctype html>\n<html lang="nl"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{STYLE}</style></head><body>\n<h1>{title}</h1>\n<p>{escape(_explanation())}</p>\n"
        f"<p>{escape(_('Gemaakt op'))} {escape(_words(now))}.</p>\n"
    ).encode()
    for _label, table in tables():
        yield from _section(table, user)
    yield b"</body></html>\n"


def _section(table: OwnTable, user: User) -> Iterator[bytes]:
    """Yield the heading and rows of one table; nothing when she has none."""
    fields = {field.name: field for field in exported_fields(table)}
    for count, row in enumerate(own_rows(table, user)):
        if count == 0:
            name = str(table.model._meta.verbose_name_plural)
            yield f"<h2>{escape(name[:1].upper() + name[1:])}</h2>\n".encode()
        yield _listed(row, fields).encode()


def _listed(row: Mapping[str, Any], fields: Mapping[str, "Field[Any, Any]"]) -> str:
    lines = []
    for name, value in row.items():
        if value not in (None, "", [], {}):
            label = str(fields[name].verbose_name)
            lines.append(
                f"<dt>{escape(label[:1].upper() + label[1:])}</dt><dd>{escape(_said(value, fields[name]))}</dd>"
            )
    return f"<dl>{''.join(lines)}</dl>\n"


def _said(value: Any, field: "Field[Any, Any]") -> str:
    """Return a value as a person reads it: the words of a choice, yes or no, a moment on the clock here."""
    chosen = dict(field.flatchoices).get(value) if isinstance(value, str) and field.choices else None
    return str(chosen) if chosen is not None else _words(value)


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    if isinstance(value, datetime):
        return value.astimezone(AMSTERDAM).strftime("%d-%m-%Y %H:%M")
    if isinstance(value, date):
        return value.strftime("%d-%m-%Y")
    if isinstance(value, list | dict):
        return _json(value)
    return str(value)


def _json(value: Any) -> str:
    return json.dumps(value, cls=_Encoder, ensure_ascii=False)


def _explanation() -> str:
    return _(
        "Dit is alles wat we over jou bewaren. Wat anderen aan jou of over jouw werk schreven, staat erbij. "
        "Wat zij verder schreven, staat er niet bij. "
        "Waar een ander voorkomt, staat 'iemand anders'. Je bestanden staan in de map 'bestanden'. "
        "Alleen jij hebt dit bestand: bewaar het op een veilige plek."
    )
