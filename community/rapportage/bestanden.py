"""A frozen report as files: rows for CSV, sheets for XLSX, data for the pdf. Names of people are in none of them."""

from typing import Any

from django.utils.translation import gettext as _

from community.rapportage.bladen import Blad
from community.rapportage.grafieken import Grafiek
from community.rapportage.tabellen import Row, Tabel
from community.sheet_writing import safe_cell

# How wide the columns of words are on paper; figures have columns of one width behind a wider first one.
FIRST, OTHER = 1.5, 1.0
MEANING = {"definities", "effect"}


def csv_rows(blad: Blad) -> list[Row]:
    """Return the whole report below each other, an empty line between its parts; every cell is safe."""
    rows: list[Row] = [(blad.title,), *_facts(blad), *((line,) for line in (*blad.summary, blad.hidden)), ()]
    for table in blad.tables:
        rows += [(table.title,), *_table_rows(table), ()]
    return [_safe(row) for row in (*rows, *blad.seal)]


def sheets(blad: Blad) -> list[tuple[str, list[Row]]]:
    """Return a sheet about the report and one for each table: its head on the first row; every cell is safe."""
    about: list[Row] = [
        (blad.title,),
        *_facts(blad),
        *blad.seal,
        (),
        *((line,) for line in (*blad.summary, blad.hidden)),
    ]
    found = [(_("Rapport"), about)] + [(table.sheet, _table_rows(table)) for table in blad.tables]
    return [(name, [_safe(row) for row in rows]) for name, rows in found]


def paper(blad: Blad) -> dict[str, Any]:
    """Return what the template `rapport` typesets."""
    return {
        "kind": _("Participatierapport"),
        "title": blad.title,
        "facts": [list(pair) for pair in _facts(blad)],
        "summary": list(blad.summary),
        "hidden": blad.hidden,
        "sections": [_section(table, chart) for table, chart in blad.parts],
        "seal": [list(pair) for pair in blad.seal],
        "foot": f"{blad.title} · {blad.about}",
        "page-words": [_("Pagina"), _("van")],
    }


def _facts(blad: Blad) -> list[tuple[str, str]]:
    """Return whom it is about before its other facts; a page says it below its title."""
    return [(_("Over"), blad.about), *blad.facts]


def _table_rows(table: Tabel) -> list[Row]:
    said = table.rows or ((table.empty,),)
    return [table.head, *said, *([(table.note,)] if table.note else [])]


def _safe(row: Row) -> Row:
    return tuple(map(safe_cell, row))


def _section(table: Tabel, chart: Grafiek | None) -> dict[str, Any]:
    return {
        "title": table.title,
        "head": list(table.head),
        "rows": [list(row) for row in table.rows],
        "widths": _widths(table),
        "is-figures": table.has_figures,
        "note": table.note,
        "empty": table.empty,
        "chart": _drawing(chart) if chart else None,
    }


def _widths(table: Tabel) -> list[float]:
    if table.code in MEANING:
        return [OTHER, 2.5] if table.code == "definities" else [3.0, OTHER]
    return [FIRST] + [OTHER] * (len(table.head) - 1)


def _drawing(chart: Grafiek) -> dict[str, Any]:
    """Return the bars with their places as parts of the whole width."""
    return {
        "title": chart.title,
        "alt": " ".join((chart.description, *(f"{bar.label}: {bar.words}." for bar in chart.bars))),
        "bars": [
            {"label": bar.label, "words": bar.words, "start": bar.start, "end": bar.end, "is-shown": bar.is_shown}
            for bar in chart.bars
        ],
        "ticks": [[int(place), words] for place, words in chart.ticks],
    }
