"""The heart of trust, in a real browser: a casus is written, worked out, shared, read, bundled, fetched as pdf,
withdrawn, closed and destroyed; after each step whoever lost the right sees nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.people import Person, somebody
from tests.browser.site import MOMENT, Site, running_site, worker_name

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

TITLE = "Kreek met twee oevers"
TEXTS = {
    "Gebied en grenzen": "Een kreek met polders aan beide kanten.", "Opgaven": "Zoet water bewaren.",
    "Partijen": "Waterschap\nTelersvereniging", "Mijn rol en mandaat": "Ik zit het overleg voor.",
    "Opdrachtgever of opdrachtgevers": "De stuurgroep.", "Gezamenlijk doel": "Genoeg zoet water in elke zomer.",
    "Wat gaat goed": "De telers denken mee.", "Mijn vraag": "Hoe kunnen wij samen beginnen?",
    "Wat wil ik leren": "Eerder vragen wat iemand inbrengt.",
}  # fmt: skip
AUTHOR, READER, KEEPER = "Yara Benali", "Noor van der Wal", "David Oeverland"
BOOK = "Proef van de winter"
GONE = "Deze pagina bestaat niet of is niet voor jou."


@pytest.fixture
def site_with_workers(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None) -> Iterator[Site]:
    """The demo's network with everything that runs."""
    folder = Path(tmp_path_factory.mktemp("casus"))
    with running_site(f"casus_{worker_name()}", folder, with_workers=True, fill="demo", moment=MOMENT) as running:
        yield running


def test_from_first_words_to_destruction(chromium: Browser, site_with_workers: Site) -> None:
    with (
        somebody(chromium, site_with_workers, "starter") as author,
        somebody(chromium, site_with_workers, "lid") as reader,
        somebody(chromium, site_with_workers, "trainer") as keeper,
        somebody(chromium, site_with_workers, "coordinator") as coordinator,
    ):
        casus = writes(author)
        fills_the_canvas(author, casus)
        is_advised(author, casus)
        shares(author, reader, casus)
        boek = plans_a_book(coordinator)
        for person in (author, reader, keeper):
            agrees(person, boek)
        hands_in(author, boek)
        establishes(keeper, boek)
        opname = reads(reader, author, boek)
        pdf = fetches_the_pdf(reader, boek)
        withdraws(author, reader, casus)
        closes_and_destroys(keeper, boek)
        for address in (opname, pdf):
            sees_nothing(reader, address)
        sees_nothing(coordinator, casus)
        author.go(casus)
        expect(author.page.locator("h1")).to_have_text(TITLE)


def writes(author: Person) -> str:
    """Begin a casus and write the whole format; the page saves by itself. Return its address."""
    page = author.page
    author.go("/casussen/nieuw/")
    page.get_by_label("Werktitel").fill(TITLE)
    page.get_by_label("Waar schuurt het?").fill("Niemand begint.")
    page.get_by_role("button", name="Begin").click()
    for label, text in TEXTS.items():
        page.get_by_label(label).first.fill(text)
    page.get_by_label("Zeeland").check()
    page.get_by_label("Aanleiding").select_option("EIGEN")
    page.get_by_label("Fase").select_option("2")
    is_saved(page)
    page.reload()
    expect(page.get_by_label("Mijn vraag")).to_have_value(TEXTS["Mijn vraag"])
    return "/" + "/".join(page.url.split("/")[3:5]) + "/"


def fills_the_canvas(author: Person, casus: str) -> None:
    """Write the common goal in the box of the canvas."""
    page = author.page
    author.go(f"{casus}canvas/nu/")
    page.locator("main textarea").nth(2).fill(TEXTS["Gezamenlijk doel"])
    is_saved(page)
    author.go(f"{casus}canvas/vergelijken/")
    expect(page.locator("main")).to_contain_text(TEXTS["Gezamenlijk doel"])


def is_advised(author: Person, casus: str) -> None:
    """Answer the six questions, go back, and read the advice of the last answers."""
    page = author.page
    author.go(f"{casus}keuzehulp/vraag/doel/")
    for answer in ("ja", "ja", "ja", "essentieel", "symmetrisch", "laag"):
        page.locator(f"main button[value='{answer}']").click()
    expect(page.locator("main")).to_contain_text("Alliantie")
    expect(page.locator("main")).to_contain_text("advies")


def shares(author: Person, reader: Person, casus: str) -> None:
    """Read it over, let somebody read along, and see that she read."""
    page = author.page
    sees_nothing(reader, casus)
    author.go(f"{casus}controle/")
    for tick in page.locator("main input[type=checkbox]").all():
        tick.check()
    page.get_by_role("button", name="Het klopt, ik kan delen").click()
    page.get_by_label("Naam").fill("Noor")
    page.locator("main").get_by_role("button", name="Zoek").click()
    page.get_by_role("link", name="Laat meelezen").first.click()
    page.get_by_role("button", name="Geef toegang").click()
    reader.go(casus)
    expect(reader.page.locator("h1")).to_have_text(TITLE)
    assert TITLE not in reader.page.title()
    author.go(f"{casus}inzage/")
    expect(page.locator("main table")).to_contain_text(READER)


def plans_a_book(coordinator: Person) -> str:
    """Set up a praktijkboek and let people in; the coördinator herself reads nothing. Return its address."""
    page = coordinator.page
    coordinator.go("/coordinatie/praktijkboeken/nieuw/")
    page.get_by_label("Naam").fill(BOOK)
    page.get_by_role("button", name="Maak praktijkboek").click()
    expect(page.locator("h1")).to_have_text(BOOK)
    plan = page.url
    for name, role in ((KEEPER, "Begeleider"), (AUTHOR, "Deelnemer"), (READER, "Deelnemer")):
        page.goto(f"{plan}mensen/nieuw/")
        page.get_by_label("Naam of e-mailadres van een lid").fill(name)
        page.get_by_label(role).check()
        page.get_by_role("button", name="Voeg toe").click()
    expect(page.locator("main")).to_contain_text(AUTHOR)
    boek = plan.replace(coordinator.site.url, "").replace("/coordinatie", "")
    sees_nothing(coordinator, boek)
    return boek


def agrees(person: Person, boek: str) -> None:
    """Accept the rules, without which nothing is shown."""
    person.go(boek)
    page = person.page
    if not page.url.endswith("/afspraken/"):
        page.locator("main a[href*='/afspraken/']").first.click()
    page.get_by_label("Ik ga akkoord met deze afspraken").check()
    page.get_by_role("button", name="Akkoord", exact=True).click()
    expect(page.locator("h1")).to_have_text(BOOK)


def hands_in(author: Person, boek: str) -> None:
    """Put her casus in."""
    page = author.page
    author.go(f"{boek}inleveren/")
    choice = page.locator("main input[type=radio]").first
    if choice.count():
        choice.check()
    for tick in page.locator("main input[type=checkbox]").all():
        tick.check()
    page.get_by_role("button", name="Lever in").click()
    expect(page.locator("main")).to_contain_text(TITLE)


def establishes(keeper: Person, boek: str) -> None:
    """Establish the book."""
    keeper.go(f"{boek}vaststellen/")
    keeper.page.locator("main form[method=post] button").first.click()
    expect(keeper.page.locator("main")).to_contain_text("Vastgesteld")


def reads(reader: Person, author: Person, boek: str) -> str:
    """Read the casus in the book; its author sees that it was read. Return the address of the reading page."""
    page = reader.page
    reader.go(boek)
    page.get_by_role("link", name=TITLE).click()
    expect(page.locator("main")).to_contain_text(TEXTS["Gezamenlijk doel"])
    author.go(boek)
    expect(author.page.locator("main")).to_contain_text("Gelezen door 1 van")
    return page.url.replace(reader.site.url, "")


def fetches_the_pdf(reader: Person, boek: str) -> str:
    """Ask for the pdf, wait for the worker, fetch it. Return its address."""
    page = reader.page
    reader.go(f"{boek}afdrukken/")
    page.get_by_role("button", name="Maak de pdf").click()
    link = page.get_by_role("link", name="Haal de pdf op")
    expect(link).to_be_visible(timeout=90_000)
    address = str(link.get_attribute("href"))
    with page.expect_download() as download:
        link.click()
    content = Path(download.value.path()).read_bytes()
    assert content[:5] == b"%PDF-"
    assert TITLE not in download.value.suggested_filename
    return address


def withdraws(author: Person, reader: Person, casus: str) -> None:
    """Take sight away: from the next request on there is nothing."""
    page = author.page
    author.go(f"{casus}wie-ziet-dit/")
    page.get_by_role("link", name="Haal weg").first.click()
    page.locator("main form[method=post] button").first.click()
    sees_nothing(reader, casus)


def closes_and_destroys(keeper: Person, boek: str) -> None:
    """Close the book and destroy it for good."""
    for word in ("sluiten", "vernietigen"):
        keeper.go(f"{boek}{word}/")
        page = keeper.page
        for tick in page.locator("main form input[type=checkbox]").all():
            tick.check()
        page.locator("main form[method=post] button").first.click()
    expect(keeper.page.locator("main")).to_contain_text("vernietigd")


def sees_nothing(person: Person, address: str) -> None:
    """Meet the page that says the same for everything that is not there."""
    person.go(address)
    expect(person.page.locator("main")).to_contain_text(GONE)
    expect(person.page.locator("main")).not_to_contain_text(TITLE)


def is_saved(page: Page) -> None:
    """Wait until the page says that it is stored."""
    expect(page.locator("[data-stand]")).to_contain_text("Opgeslagen om", timeout=30_000)
