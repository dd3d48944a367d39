"""The stylesheet, the script and the pages that stand when nothing else does."""

import gettext
import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Engine
from django.template.loader import get_template
from django.test import RequestFactory

from community.templatetags.componenten import ICONS, STATUSES
from deploy.demo.views.componenten import componenten
from tests.community.test_componenten import Page

STATIC = settings.ROOT / "static"
TEMPLATES = settings.ROOT / "templates"
LOCALE = settings.ROOT / "locale" / "nl" / "LC_MESSAGES"
BARE_PAGES = ("400.html", "500.html", "503_kluis.html", "onderhoud.html")


def zipped(end: str) -> int:
    """Return how many bytes travel for the files of this kind that templates/base.html loads."""
    base = (STATIC.parent / "templates" / "base.html").read_text()
    loaded = re.findall(rf"static '([^']+\.{end})'", base)
    assert loaded
    return sum(len(gzip.compress((STATIC / name).read_bytes(), mtime=0)) for name in loaded)


def without_context(name: str) -> str:
    """Render a page as Django does when a view failed: no request, no context processor."""
    return Engine.get_default().get_template(name).render(Context())


def test_what_every_page_loads_stays_small() -> None:
    assert zipped("css") <= 12_000
    assert zipped("js") <= 5_000
    assert sum(path.stat().st_size for path in STATIC.glob("fonts/*.woff2")) <= 100_000


@pytest.mark.parametrize("path", sorted(STATIC.glob("*/*.*")), ids=lambda path: path.name)
def test_nothing_comes_from_elsewhere(path: Path) -> None:
    if path.suffix in {".css", ".js", ".svg"}:
        assert re.findall(r"https?://(?!www\.w3\.org/)\S+", path.read_text()) == []


def test_the_font_brings_its_licence() -> None:
    assert "SIL Open Font License, Version 1.1" in (STATIC / "fonts" / "OFL.txt").read_text()


def test_every_icon_that_is_named_exists() -> None:
    used = {icon for _, icon in STATUSES.values()}
    for path in TEMPLATES.rglob("*.html"):
        used |= set(re.findall(r"(?:{%\s*icon |\bicon=)\"([a-z-]+)\"", path.read_text()))
    assert used - ICONS == set()


def test_no_page_sums_its_mistakes_up_twice() -> None:
    """The component `form` brings the summary along."""
    twice = [
        str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html")
        if "components" not in path.parts and "components/error_summary.html" in (text := path.read_text())
        and re.search(r'{% (use|component) "form" ', text)
    ]  # fmt: skip
    assert twice == []


def test_every_component_says_what_it_takes() -> None:
    parts = (TEMPLATES / "components").glob("*.html")
    assert [path.name for path in parts if not path.read_text().startswith("{% comment %}")] == []


@pytest.mark.parametrize("name", BARE_PAGES)
def test_a_bare_page_needs_nothing(name: str) -> None:
    html = without_context(name)
    page = Page(html)
    assert [tag for tag, _ in page.tags].count("h1") == 1
    assert page.values("action", "form") == []
    assert html.startswith("<!doctype html>")


def test_the_failure_page_tells_whom_to_write_to() -> None:
    html = without_context("500.html")
    assert "Je gegevens zijn niet kwijt." in html
    assert f'href="mailto:{settings.REPLY_TO}"' in html


def test_maintenance_says_until_when() -> None:
    assert "tot ongeveer 18 uur." in get_template("onderhoud.html").render({"until": "18 uur"})


def test_the_page_of_components_is_one_sound_page() -> None:
    request = RequestFactory().get("/demo/componenten/")
    request.session = {}  # type: ignore[assignment]  # messages look for one
    html = componenten(request).content.decode()
    page = Page(html)
    ids = page.values("id")
    assert sorted({name for name in ids if ids.count(name) > 1}) == []
    assert [tag for tag, _ in page.tags].count("h1") == 1
    assert page.values("style") == []
    assert {target.removeprefix("#") for target in page.values("aria-controls")} <= set(ids)


def test_our_own_words_are_compiled() -> None:
    """Run `manage.py compilemessages` after a change of django.po."""
    with (LOCALE / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]  # the only way to list them
    source = (LOCALE / "django.po").read_text()
    pairs = re.findall(r'^msgid "(.+)"\nmsgstr "(.+)"$', source, re.M)
    plurals = re.findall(r'^msgid "(.+)"\nmsgid_plural ".+"\nmsgstr\[0\] "(.+)"\nmsgstr\[1\] "(.+)"$', source, re.M)
    expected = dict(pairs) | {(one, form): words[form] for one, *words in plurals for form in (0, 1)}
    assert {key: value for key, value in compiled.items() if key} == expected
