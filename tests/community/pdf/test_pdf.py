"""What people write stays words on paper; the pdf is tagged, named and numbered (SECURITY.md §4.4, T48; PLT-06)."""

import os
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pypdf
import pytest

from community import pdf
from community.pdf import PdfError, blocks_of_html, typeset
from community.pdf.tekens import BOX, plainest, shown
from community.pdf.zetten import TEMPLATES, pdf_of
from tests.community.pdf.aanvallen import CORPUS, MARKUP
from tests.community.pdf.conftest import WATERMARK, a_bundle
from tests.house_rules.source import ROOT

Read = Callable[[bytes], pypdf.PdfReader]
# What of the machine or of the templates would show if a text were ever taken for code.
LEAKS = ("root:x:", "PATH=", "calc.max", "#let typeset")


def words(reader: pypdf.PdfReader) -> str:
    """Return all text of a pdf in one line, without hyphens at line ends."""
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_the_corpus_is_large_enough() -> None:
    assert len(set(CORPUS)) >= 60


def test_no_text_breaks_out_of_the_data(read: Read) -> None:
    """All at once, each in every place: a pdf comes, with every page marked and nothing of the machine in it."""
    reader = read(typeset("bundel", a_bundle(*CORPUS)))
    text = words(reader)
    assert [leak for leak in LEAKS if leak in text] == []
    for page in reader.pages:
        assert WATERMARK in page.extract_text()
        assert "Vertrouwelijk" in page.extract_text()
    assert reader.metadata is not None
    assert reader.metadata.title == "Praktijkboek"


@pytest.mark.parametrize("text", [one for one in MARKUP if one.isascii() and len(one) < 40])
def test_markup_is_shown_as_it_was_typed(text: str, read: Read) -> None:
    squeezed = "".join(words(read(pdf_of("bundel", a_bundle(text)))).split())
    assert "".join(text.split()).replace("---", "—").replace('"', "") in squeezed.replace("---", "—").replace('"', "")


def test_one_megabyte_is_typeset_within_bounds(read: Read) -> None:
    text = "Een zin over het beekdal, met #read en $tekens$. " * 21_000
    assert len(text) > 1_000_000
    data = a_bundle() | {"chapters": [{"title": "Groot", "byline": "", "sections": [
        {"title": "Deel", "blocks": [{"t": "p", "text": text}]}]}]}  # fmt: skip
    assert len(read(typeset("bundel", data)).pages) > 150


def test_it_is_tagged_named_and_in_dutch(read: Read) -> None:
    content = typeset("bundel", a_bundle("Beekdal"))
    reader = read(content)
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith("nl")
    assert root["/StructTreeRoot"]["/K"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    assert content.startswith(b"%PDF-")


def test_pages_are_numbered_and_the_contents_lead_to_the_chapters(read: Read) -> None:
    reader = read(typeset("bundel", a_bundle("Beekdal", "Polder", "Kust")))
    total = len(reader.pages)
    assert [f"Pagina {number} van {total}" in page.extract_text() for number, page in enumerate(reader.pages, 1)] == [
        True
    ] * total
    contents = reader.pages[1].extract_text()
    assert [name in contents for name in ("Inhoud", "Beekdal", "Polder", "Kust")] == [True] * 4
    assert len(reader.pages[1]["/Annots"]) >= 3


def test_an_empty_bundle_says_so(read: Read) -> None:
    assert "Nog leeg." in words(read(typeset("bundel", a_bundle())))


def test_the_same_data_gives_the_same_words_twice() -> None:
    assert typeset("bundel", a_bundle("Beekdal")) == typeset("bundel", a_bundle("Beekdal"))


def test_who_looks_can_end_it() -> None:
    class Enough(Exception):
        pass

    def look() -> None:
        raise Enough

    data = a_bundle() | {"chapters": [a_bundle("Beekdal " * 30_000)["chapters"][0]] * 6}
    with pytest.raises(Enough):
        typeset("bundel", data, look=look)


def test_what_does_not_fit_is_a_code_without_text() -> None:
    with pytest.raises(PdfError) as caught:
        typeset("bundel", {"kind": "gagelheide"})
    assert (caught.value.code, str(caught.value)) == ("ZETTEN", "ZETTEN")
    with pytest.raises(PdfError) as caught:
        typeset("../../../etc/passwd", {})
    assert caught.value.code == "ZETTEN"


def test_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "PROGRAM", [sys.executable, "-c", "import time; time.sleep(60)"])
    with pytest.raises(PdfError) as caught:
        typeset("bundel", {}, longest=1)
    assert caught.value.code == "TE_LANG"


def test_the_process_gets_no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No key, no database, no address of anything."""
    monkeypatch.setenv("KEK_FILE", "/geheim")
    program = "import os,sys; sys.stdout.write(' '.join(sorted(os.environ)))"
    monkeypatch.setattr(pdf, "PROGRAM", [sys.executable, "-s", "-c", program])
    names = set(typeset("bundel", {}).decode().split())
    assert names <= {"LC_CTYPE"}


def test_the_web_process_never_loads_typst() -> None:
    """P9: nor does a worker; only the process that typesets."""
    code = (
        "import django,sys; django.setup(); import deploy.urls, deploy.wsgi, deploy.celery, community.tasks, "
        "community.pdf.zetten, casussen.views.afdrukken; sys.exit(any(n.startswith('typst') for n in sys.modules))"
    )
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "deploy.settings.test"}
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, check=False).returncode == 0


def test_templates_only_show_what_they_are_given() -> None:
    """No template evaluates, opens or fetches anything but the template beside it and its own data."""
    found = []
    for path in TEMPLATES.glob("*.typ"):
        text = path.read_text()
        found += [(path.name, word) for word in ("eval(", "read(", "plugin(", "image(", "@preview", "include", "csv(",
                                                 "yaml(", "toml(", "xml(", "link(") if word in text]  # fmt: skip
        for line in text.splitlines():
            if line.startswith("#import"):
                assert line.startswith('#import "blokken.typ"'), line
        assert text.count("json(") <= 1
    assert found == []


def test_characters_without_a_font_become_a_box() -> None:
    assert shown("Fatima Aydın schrijft €, é en ĳ.") == "Fatima Aydın schrijft €, é en ĳ."
    assert shown("a\U0001f600b") == f"a{BOX}b"
    assert shown("\u202egeheim\x00") == "geheim"
    assert plainest("a\u0444b") == f"a{BOX}b"


def test_a_fragment_of_a_page_becomes_blocks() -> None:
    fragment = (
        "<section><h2>Partijen</h2><table><caption>Wie</caption><thead><tr><th>Naam</th><th>Rol</th></tr></thead>"
        '<tbody><tr><th scope="row">Water &amp; &lt;land&gt;</th><td>Trekt<br>door</td></tr><tr><th>B</th></tr></tbody>'
        "</table><ul><li>een</li><li><p>twee</p></li></ul><dl><dt>Vraag</dt><dd>Hoe <em>dan</em>?</dd><dt>Leeg</dt>"
        '<dd></dd></dl><p>Los <a href="/x">woord</a>.</p><svg><title>beeld</title></svg><p hidden>weg</p></section>'
    )
    assert blocks_of_html(fragment) == [
        {"t": "h", "text": "Partijen"},
        {"t": "table", "caption": "Wie", "head": ["Naam", "Rol"],
         "rows": [["Water & <land>", "Trekt\ndoor"], ["B", ""]]},
        {"t": "list", "is_ordered": False, "items": ["een", "twee"]},
        {"t": "qa", "items": [["Vraag", "Hoe dan?"], ["Leeg", ""]]},
        {"t": "p", "text": "Los woord."},
    ]  # fmt: skip


def test_a_line_with_more_in_it_is_taken_apart_in_order() -> None:
    fragment = (
        "<ol><li><span>12 juli</span><span>Mijlpaal</span><p>De eerste peilen.</p></li><li>Klaar</li></ol>"
        "<ul><li><p>Openheid</p><dl><dt>Voor</dt><dd><ul><li>snel</li><li>eerlijk</li></ul></dd></dl></li><li>Los</li></ul>"
    )
    assert blocks_of_html(fragment) == [
        {"t": "list", "is_ordered": True, "items": ["12 juli Mijlpaal\nDe eerste peilen.", "Klaar"]},
        {"t": "h", "text": "Openheid"},
        {"t": "qa", "items": [["Voor", "• snel\n• eerlijk"]]},
        {"t": "p", "text": "Los"},
    ]
