"""Page, drawing, CSV, Excel and pdf say the same, cell by cell; nothing that people wrote becomes a formula (T42)."""

import json
from datetime import timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from django.template.loader import render_to_string

from community.models import Organisatie, Partnerschap, Rapport
from community.pdf.zetten import pdf_of
from community.rapportage.bestanden import csv_rows, paper, sheets
from community.rapportage.bladen import Blad, blad_of
from community.rapportage.content import TamperedError, canonical, digest
from community.sheet_writing import csv_lines, xlsx_book
from tests.community.aanwezigheid.test_export import FORMULA_SIGNS, PAYLOADS
from tests.community.rapporten.lezers import (
    Rows,
    content_of,
    parts_of_csv,
    sheets_of_xlsx,
    squeezed,
    tables_of_page,
    text_of_pdf,
)
from tests.factories.moments import NOW
from tests.factories.partners import BEGINS, ENDS

PARTNER = Partnerschap(organisatie=Organisatie(name="Waterschap De Meanders"), start_date=BEGINS, end_date=ENDS)
MARKUP = ("<script>alert(1)</script>", "</text><a>", "{{ x }}", "a\x00b\x0bc")
SVG = "{http://www.w3.org/2000/svg}"


def a_blad(content: dict[str, Any], partnerschap: Partnerschap | None = PARTNER) -> Blad:
    """Return a sheet of this content; nothing is stored."""
    text = canonical(content)
    rapport = Rapport(partnerschap=partnerschap, year=2026, quarter=4, status="GEPUBLICEERD", content=text,
                      content_hash=digest(text), frozen_at=NOW - timedelta(days=10))  # fmt: skip
    return blad_of(rapport)


def page_of(blad: Blad) -> str:
    """Return the page of a sheet, without its frame."""
    return render_to_string("community/rapporten/_blad.html", {"blad": blad})


def on_paper(blad: Blad) -> bytes:
    """Return the pdf of a sheet."""
    return pdf_of("rapport", json.loads(json.dumps(paper(blad))))


def drawings(html: str) -> list[ElementTree.Element]:
    """Return the drawings of a page, each as valid XML."""
    pieces = html.split('<svg viewBox="0 0 340')[1:]
    return [
        ElementTree.fromstring(  # noqa: S314 - our own page
            f'<svg xmlns="{SVG[1:-1]}" viewBox="0 0 340{piece.partition("</svg>")[0]}</svg>'
        )
        for piece in pieces
    ]


@pytest.mark.parametrize("is_network", [False, True], ids=["partner", "netwerk"])
@pytest.mark.parametrize("quarters", [1, 9, 30])
def test_all_of_them_say_the_same_cell_by_cell(quarters: int, is_network: bool) -> None:
    partnerschap = None if is_network else PARTNER
    blad = a_blad(content_of(partnerschap, quarters), partnerschap)
    shown = [[list(table.head), *map(list, table.rows)] for table in blad.tables]
    full = [rows for rows in shown if len(rows) > 1]
    on_page = tables_of_page(page_of(blad))
    assert on_page == full
    first, *parts = parts_of_csv(b"".join(csv_lines(csv_rows(blad))))
    *parts, seal = parts
    assert [_without_note(part[1:], table.note) for part, table in zip(parts, blad.tables, strict=True)] == [
        rows if len(rows) > 1 else [*rows, [table.empty]] for rows, table in zip(shown, blad.tables, strict=True)
    ]
    book = sheets_of_xlsx(xlsx_book(sheets(blad)))
    assert list(book)[1:] == [table.sheet for table in blad.tables]
    assert [_without_note(book[table.sheet], table.note) for table in blad.tables if table.rows] == full
    words = [
        [blad.title],
        ["Over", blad.about],
        *map(list, blad.facts),
        *([line] for line in (*blad.summary, blad.hidden)),
    ]
    assert first == words
    assert seal == [list(pair) for pair in blad.seal] == book["Rapport"][len(blad.facts) + 2 :][:2]
    text, at = text_of_pdf(on_paper(blad)), 0
    for row in [*words, *(row for rows in full for row in rows), *seal]:
        sought = squeezed("".join(row)) if len(row) != 2 or row not in seal else squeezed(f"{row[0]}:{row[1]}")
        assert sought in text[at:], row
        at = text.index(sought, at)


def _without_note(rows: Rows, note: str) -> Rows:
    return rows[:-1] if note and rows[-1] == [note] else rows


def test_a_table_in_full() -> None:
    """One table by hand: quarters below each other, an activity beside the other, the whole period last."""
    content = content_of(PARTNER, 2)
    content["activiteiten"] = [
        {"code": "TRAINING", "naam": "Training", "uitleg": "Dagdelen.",
         "mensen": {"2026K3": None, "2026K4": [5, 12], "totaal": [1013, 1017]}, "uren_per_persoon": {"2026K4": [4, 6]},
         "uren": {"2026K4": 1240}, "aanwezigheid": {"2026K3": "HELFT_TOT_DRIEKWART", "2026K4": "DRIEKWART_TOT_90"}}
    ]  # fmt: skip
    tables = {table.code: table for table in a_blad(content).tables}
    assert tables["activiteiten"].head == ("Kwartaal", "Training")
    assert tables["activiteiten"].rows == (
        ("3e kwartaal 2026", "niet getoond"), ("4e kwartaal 2026", "5–12"), ("Hele periode", "1.013–1.017"),
    )  # fmt: skip
    assert tables["uren-per-persoon"].rows == (("3e kwartaal 2026", "niet getoond"), ("4e kwartaal 2026", "4 tot 6"))
    assert tables["uren"].rows[1] == ("4e kwartaal 2026", "1.240")
    assert tables["aanwezigheid"].rows == (("3e kwartaal 2026", "50 tot 75%"), ("4e kwartaal 2026", "75 tot 90%"))
    assert tables["bijdragen"].rows[0] == (
        "Jaarlijkse bijdrage", "Geld", "€ 12.000", "1 okt 2026", "€ 12.000", "1 okt 2026"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [("12000.50", "EURO", "€ 12.000,50"), ("40.00", "UUR", "40 uur"), ("7.50", "UUR", "7,5 uur"),
     ("8.00", "AANTAL", "8"), ("0.00", "EURO", "€ 0"), (None, "EURO", "–"), (None, "", "–")],
)  # fmt: skip
def test_amounts_are_written_with_a_comma(value: str | None, unit: str, words: str) -> None:
    row = {"soort": "UREN", "omschrijving": "Iets", "toegezegd": value, "gerealiseerd": None, "eenheid": unit,
           "voor": None, "op": None}  # fmt: skip
    blad = a_blad(content_of(PARTNER, 1, bijdragen=[row]))
    (cells,) = next(table for table in blad.tables if table.code == "bijdragen").rows
    assert cells == ("Iets", "Uren", words, "–", "–", "–")


def test_the_first_words_say_how_many_beside_the_list() -> None:
    content = content_of(PARTNER, 2)
    content["bereik"]["2026K4"] = [13, 17]
    assert a_blad(content).summary[0] == "In dit kwartaal: 13 tot 17 mensen bereikt; op de eigen lijst staan er 34."
    assert a_blad({**content, "lijst": 1}).summary[0].endswith("op de eigen lijst staat er 1.")
    nothing = {**content, "bereik": {}, "lijst": None, "rest": {}}
    assert a_blad(nothing).summary == (
        "Hoeveel mensen in dit kwartaal bereikt zijn, tonen we niet; de eigen lijst van regisseurs is nog leeg.",
        "De rest van het netwerk tonen we in dit kwartaal niet.",
    )


@pytest.mark.parametrize(
    "payload", [*PAYLOADS, "<script>alert(1)</script>", "</text><a>", "{{ x }}", "a\x00b\x0bc"], ids=repr
)
def test_what_people_wrote_stays_words_everywhere(payload: str) -> None:
    """T42: in every text a report holds, in both kinds of file, on its page and in its drawings."""
    content = _everywhere(content_of(PARTNER, 2), payload)
    blad = a_blad(content)
    cells = [cell for part in parts_of_csv(b"".join(csv_lines(csv_rows(blad)))) for row in part for cell in row]
    cells += [cell for rows in sheets_of_xlsx(xlsx_book(sheets(blad))).values() for row in rows for cell in row]
    assert [cell for cell in cells if cell.startswith(FORMULA_SIGNS)] == []
    html = page_of(blad)
    assert "<script" not in html
    assert len(drawings(html.replace("\x00", "").replace("\x0b", ""))) == 2


def test_what_people_wrote_stays_words_on_paper() -> None:
    content = _everywhere(content_of(PARTNER, 2), '#read("/etc/passwd") $x$ *vet*')
    text = text_of_pdf(on_paper(a_blad(content)))
    assert "root:x:" not in text
    assert '#read("/etc/passwd")$x$*vet*' in text.replace("“", '"').replace("”", '"')


def _everywhere(content: dict[str, Any], payload: str) -> dict[str, Any]:
    """Return content with this text wherever text of people can stand."""
    written = {"naam", "uitleg", "omschrijving", "titel", "plaats", "soort", "status", "regel", "tekst", "eenheid"}
    for name in ("activiteiten", "provincies", "edities", "effect", "bijdragen", "goede_voorbeelden", "wijzigingen",
                 "definities"):  # fmt: skip
        content[name] = [
            {key: payload if key in written else value for key, value in row.items()} for row in content[name]
        ]
    return {**content, "organisatie": payload}


@pytest.mark.parametrize("quarters", [2, 9, 30])
def test_each_bar_lies_between_its_numbers(quarters: int) -> None:
    """Valid XML with a name and a description; a bar for what is shown, a dotted line for what is not."""
    content = content_of(PARTNER, quarters)
    content["bereik"][content["kwartalen"][-1]] = None
    blad = a_blad(content)
    found = drawings(page_of(blad))
    assert [_spoken(drawing) for drawing in found] == [[chart.title, chart.description] for chart in blad.charts]
    for drawing in found:
        assert [one for one in drawing.iter() if "style" in one.attrib] == []
        for bar in drawing.iter(f"{SVG}rect"):
            begin, width = int(bar.attrib["x"]), int(bar.attrib["width"])
            assert 10 <= begin < begin + width <= 330
    words = [one.text for one in found[0].iter(f"{SVG}text") if one.attrib.get("class") == "staaf-getal"]
    assert words == [row[1] for row in blad.tables[0].rows[:-1]]
    assert len(list(found[0].iter(f"{SVG}rect"))) == quarters - 1


def _spoken(drawing: ElementTree.Element) -> list[str | None]:
    """Return what a screen reader says of a drawing."""
    assert drawing.attrib["role"] == "img"
    ids = drawing.attrib["aria-labelledby"].split()
    return [one.text for id_ in ids for one in drawing if one.attrib.get("id") == id_]


def test_the_network_counts_organisaties_by_quarter_alone() -> None:
    """Not counted is not the same as not shown."""
    blad = a_blad(content_of(None, 2, organisaties={"2026K3": None, "2026K4": 15}), None)
    assert [row[2] for row in blad.tables[0].rows] == ["niet getoond", "15", "–"]
    assert blad.summary[1] == "Zij werken bij minstens 15 organisaties."


def test_nothing_to_draw_is_no_drawing() -> None:
    content = content_of(PARTNER, 2)
    content["bereik"] = {}
    for row in content["activiteiten"]:
        row["mensen"] = {}
    assert drawings(page_of(a_blad(content))) == []


def test_a_province_without_a_figure_is_named_below_its_year() -> None:
    blad = a_blad(content_of(PARTNER, 6))
    new, old = [table for table in blad.tables if table.code.startswith("provincies-")]
    assert (new.head, old.head) == (
        ("Provincie", "1e kwartaal", "2e kwartaal", "3e kwartaal", "4e kwartaal"),
        ("Provincie", "3e kwartaal", "4e kwartaal"),
    )
    assert len(new.rows) == 6
    assert new.note.startswith("Niet getoond: Drenthe, ")
    assert {cell for row in new.rows for cell in row[1:]} == {"5–12"}


@pytest.mark.parametrize("definitie", [0, 2, "1", None])
def test_content_of_a_kind_that_is_not_known_is_not_shown(definitie: object) -> None:
    with pytest.raises(TamperedError):
        a_blad({**content_of(PARTNER, 1), "definitie": definitie})


def test_the_same_report_gives_the_same_bytes() -> None:
    """Who keeps a file can compare it with a later one."""
    blad = a_blad(content_of(PARTNER, 3))
    assert xlsx_book(sheets(blad)) == xlsx_book(sheets(blad))
    assert on_paper(blad) == pdf_of("rapport", json.loads(json.dumps(paper(blad))))
