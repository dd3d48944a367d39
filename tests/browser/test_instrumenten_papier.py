"""The instruments on paper, as a real browser prints them: A3 in one page, A4 in two, the advice in one."""

import io
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from tests.browser.site import Site

pytestmark = pytest.mark.browser
# Points: 72 in an inch.
A3_ON_ITS_SIDE, A4 = (1191, 842), (595, 842)


@pytest.fixture
def casus(chromium: Browser, ordinary: Site) -> Iterator[Page]:
    """The page of the casus of the demo that was worked out, open before its owner."""
    context = chromium.new_context(locale="nl-NL", base_url=ordinary.url)
    page = context.new_page()
    page.goto("/demo/")
    page.locator('form[action$="/lid/"] button').click()
    page.wait_for_url("**/mijn/")
    page.goto("/casussen/")
    page.get_by_role("link", name="Veenpolder op een kruispunt").click()
    page.wait_for_url("**/casussen/c-*/")
    yield page
    context.close()


@pytest.mark.parametrize(
    ("end", "pages", "size"),
    [
        ("canvas/nu/afdrukken/", 1, A3_ON_ITS_SIDE), ("canvas/nu/afdrukken/?papier=a3", 1, A3_ON_ITS_SIDE),
        ("canvas/nu/afdrukken/?papier=a4", 2, A4), ("keuzehulp/advies/", 1, A4),
    ],
)  # fmt: skip
def test_each_sheet_has_its_paper(casus: Page, end: str, pages: int, size: tuple[int, int]) -> None:
    casus.goto(casus.url + end)
    printed = PdfReader(io.BytesIO(casus.pdf(prefer_css_page_size=True)))
    found = [(round(page.mediabox.width), round(page.mediabox.height)) for page in printed.pages]
    assert found == [size] * pages


def test_however_much_is_written_the_canvas_is_one_sheet_with_the_rest_behind_it(casus: Page) -> None:
    sentence = "De stuurgroep beslist over geld en peilen, en de besturen stemmen daarna in. "
    home = casus.url
    for times, behind in ((4, 0), (45, 6)):
        casus.goto(f"{home}canvas/gewenst/")
        casus.evaluate(
            """(text) => document.querySelectorAll("textarea").forEach((box) => { box.value = text; })""",
            (sentence * times)[:4000],
        )
        casus.get_by_role("button", name="Opslaan").click()
        casus.goto(f"{home}canvas/gewenst/afdrukken/")
        printed = PdfReader(io.BytesIO(casus.pdf(prefer_css_page_size=True)))
        found = [(round(page.mediabox.width), round(page.mediabox.height)) for page in printed.pages]
        words = [page.extract_text() for page in printed.pages]
        assert (set(found), 1 <= len(found) <= 1 + behind) == ({A3_ON_ITS_SIDE}, True)
        assert all(code in words[0] for code in ("K1", "C4", "D3", "F2"))
        assert ("Vervolg" in "".join(words[1:])) == bool(behind)


def test_the_whole_format_comes_on_two_pages_and_no_answer_is_cut_off(casus: Page) -> None:
    casus.goto(casus.url + "format/")
    printed = PdfReader(io.BytesIO(casus.pdf(prefer_css_page_size=True)))
    words = "".join(page.extract_text() for page in printed.pages)
    assert (len(printed.pages), "Drinkwaterbedrijf" in words, "Voorbeeld" in words) == (2, True, False)
