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
def casus(chromium: Browser, site: Site) -> Iterator[Page]:
    """The page of the casus of the demo that was worked out, open before its owner."""
    context = chromium.new_context(locale="nl-NL", base_url=site.url)
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
        ("canvas/nu/afdrukken/", 1, A3_ON_ITS_SIDE), ("canvas/gewenst/afdrukken/?papier=a3", 1, A3_ON_ITS_SIDE),
        ("canvas/nu/afdrukken/?papier=a4", 2, A4), ("keuzehulp/advies/", 1, A4),
    ],
)  # fmt: skip
def test_each_sheet_has_its_paper(casus: Page, end: str, pages: int, size: tuple[int, int]) -> None:
    casus.goto(casus.url + end)
    printed = PdfReader(io.BytesIO(casus.pdf(prefer_css_page_size=True)))
    found = [(round(page.mediabox.width), round(page.mediabox.height)) for page in printed.pages]
    assert found == [size] * pages
