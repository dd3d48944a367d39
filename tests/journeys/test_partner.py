"""A founding partner, from its start to its end, with everything that runs and a clock that moves.

A coördinator starts the partnerschap; its contact logs in with a second factor, imports her list and promises money. A
quarter goes by, and the report is frozen on the fifth working day after it. A regisseur sees beforehand how she counts,
lets herself be named and takes that back. Every mail is compared with what is owed, at moments counted here.
"""

import csv
from collections.abc import Iterator
from datetime import date, datetime, time

import pytest
from playwright.sync_api import Browser, expect

from community.notation import AMSTERDAM
from tests.browser.post import mails_to
from tests.browser.site import LONGEST_WAIT
from tests.browser.ways_in import code_of_app
from tests.in_full import tell
from tests.journeys import catalogus
from tests.journeys.editie_network import PASSWORD, email_of
from tests.journeys.partner_network import CONTACT, COORDINATOR, EXPECTED, NAME, NOOR, WORKERS
from tests.journeys.trip import Trip, Window, a_trip, moment, morning, name_of

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

# A Tuesday. The quarter ends on a Wednesday, so its report is frozen a week later.
BEGIN = datetime(2026, 9, 22, 16, 30, tzinfo=AMSTERDAM)
OVERVIEW, FROZEN = date(2026, 9, 29), date(2026, 10, 7)
# It runs to 1 April: six months before it is a Thursday, three months before it New Year.
START, END, SIX, THREE = "3-8-2026", "1-4-2027", date(2026, 10, 1), date(2026, 12, 31)
# Thirty days before what was promised for 30 October.
PROMISED, REMINDED = "30-10-2026", date(2026, 9, 30)
OVER = date(2027, 1, 4)
KINDS = {"N84", "N85", "N86", "N253"}
LIST = "Naam;E-mailadres\nNoor van der Wal;noor.van.der.wal@regiekamer.example\nFroukje Kadepad;\nEppo Kadepad;"


@pytest.fixture
def trip(chromium: Browser, tmp_path_factory: pytest.TempPathFactory, django_db_setup: None) -> Iterator[Trip]:
    """A site with a real mail server beside it."""
    with a_trip("partner", BEGIN, chromium, tmp_path_factory) as found:
        yield found


def test_a_founding_partner_from_start_to_end(trip: Trip) -> None:
    starts(trip)
    saves_presence(trip)
    zeynep = trip.window(CONTACT)
    logs_in(zeynep)
    imports_her_list(zeynep, trip.slug)
    promises(trip, zeynep)
    lets_herself_be_named(trip)
    trip.at(morning(FROZEN))
    report = reads_the_report(trip, zeynep)
    takes_it_back(trip, zeynep, report)
    it_came(zeynep, trip.slug)
    trip.at(morning(THREE))
    ends(trip, zeynep, report)
    different, bad, double = catalogus.differences(trip), catalogus.bad_mails(trip), catalogus.twice(trip)
    tell(mails=len(trip.bag.arrivals), owed=len(trip.owed), different=len(different), bad=len(bad), double=len(double))
    assert different == [], "\n".join(different)
    assert bad == [], "\n".join(bad)
    assert double == [], "\n".join(double)
    assert {one.kind for one in catalogus.told(trip)} & KINDS == {one.kind for one in trip.owed} == KINDS


def starts(trip: Trip) -> None:
    """Write the partnerschap down and start it: who works there hears how she counts, the end is remembered."""
    joris, page = trip.planner, trip.planner.page
    joris.go("/coordinatie/partners/nieuw/")
    page.get_by_label("Organisatie").select_option(label=NAME)
    joris.press("Opslaan")
    joris.hears("Het partnerschap staat erbij.")
    trip.slug = page.url.split("/partners/")[1].split("/")[0]
    page.get_by_role("link", name="Start", exact=True).click()
    page.get_by_label("Begint op").fill(START)
    page.get_by_label("Loopt tot").fill(END)
    joris.press("Start het partnerschap")
    joris.hears("Het partnerschap is gestart.")
    trip.owes("N253", WORKERS, OVERVIEW)
    for day in (SIX, THREE):
        trip.owes("N86", (CONTACT, COORDINATOR), day)


def saves_presence(trip: Trip) -> None:
    """Say who was at the meeting: all."""
    [row] = trip.rows("SELECT code FROM community_bijeenkomst")
    trip.planner.go(f"/agenda/{row['code']}/presentie/?iedereen=aanwezig")
    trip.planner.press("Opslaan")
    trip.planner.page.wait_for_load_state()
    present = trip.rows("SELECT count(*) AS n FROM community_deelname WHERE status = 'AANWEZIG'")
    assert present == [{"n": len(EXPECTED)}]


def logs_in(zeynep: Window) -> None:
    """Give the password and then the code of the app; the menu leads to the partnerschap."""
    page, url = zeynep.page, zeynep.site.url
    page.goto(f"{url}/inloggen/")
    page.get_by_label("E-mailadres").fill(email_of(CONTACT))
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    zeynep.press("Inloggen")
    expect(page.locator("h1")).to_have_text("Nog één stap")
    page.get_by_label("Code").fill(code_of_app())
    zeynep.press("Inloggen")
    expect(page).to_have_url(f"{url}/mijn/")
    page.get_by_role("link", name="Partner", exact=True).first.click()
    zeynep.reads(f"{NAME}. Loopt tot 1 april 2027")
    zeynep.reads("Er is nog geen rapport.")


def imports_her_list(zeynep: Window, code: str) -> None:
    """Paste the regisseurs of her organisatie and look before they are kept."""
    zeynep.go(f"/partner/{code}/regisseurs/import/")
    zeynep.page.get_by_label("Of plak de lijst hier").fill(LIST)
    zeynep.press("Bekijk de lijst")
    zeynep.reads("Froukje Kadepad")
    zeynep.press("Zet 3 mensen op de lijst")
    zeynep.go(f"/partner/{code}/")
    zeynep.reads("Op jullie lijst staan 3 regisseurs.")


def promises(trip: Trip, zeynep: Window) -> None:
    """Promise money: she and the hart are reminded a month before."""
    page = zeynep.page
    zeynep.go(f"/partner/{trip.slug}/bijdragen/nieuw/")
    page.get_by_label("Geld").check()
    page.get_by_label("Omschrijving").fill("Bijdrage eerste jaar")
    page.get_by_label("Hoeveel is toegezegd?").fill("12000")
    page.get_by_label("Uiterlijk op").fill(PROMISED)
    zeynep.press("Opslaan")
    zeynep.reads("Bijdrage eerste jaar")
    trip.owes("N85", (CONTACT, COORDINATOR), REMINDED)


def lets_herself_be_named(trip: Trip) -> None:
    """Noor sees before the freeze where she is counted, and says yes to her name."""
    noor = trip.noor
    noor.go("/mijn/rapportage/")
    noor.reads("Ontmoetingen en webinars")
    noor.reads("1 keer")
    noor.go("/mijn/rapportage/naam/")
    noor.press("Laat mijn naam zien")
    noor.reads("Trek je toestemming in")
    # It is frozen as soon as the day begins, and told in the morning.
    trip.stops.add(moment(FROZEN, time(0, 1)))
    trip.owes("N84", [CONTACT], FROZEN)


def reads_the_report(trip: Trip, zeynep: Window) -> str:
    """Open the report from the mail with one click, save it and ask the pdf; return its address."""
    [mail] = [one for one in mails_to(trip.site, email_of(CONTACT)) if "apport" in one.subject]
    report = mail.path("/partner/")
    zeynep.go(report)
    page = zeynep.page
    expect(page.locator("h1")).to_have_text("Rapport 3e kwartaal 2026")
    zeynep.reads("Ontmoetingen en webinars")
    zeynep.reads(name_of(NOOR))
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    text = download.value.path().read_text("utf-8-sig")
    cells = [cell for row in csv.reader(text.splitlines(), delimiter=";") for cell in row]
    assert "Ontmoetingen en webinars" in cells
    # Nobody's name, and not how many people there were exactly.
    assert (name_of(NOOR) in text, str(len(EXPECTED)) in cells) == (False, False)
    zeynep.press("Bewaar als pdf")
    expect(page.get_by_role("link", name="Haal de pdf op")).to_be_visible(timeout=LONGEST_WAIT * 1000)
    return report


def takes_it_back(trip: Trip, zeynep: Window, report: str) -> None:
    """Noor sees what the partner sees of her, and takes it back: gone at the next look."""
    noor = trip.noor
    noor.go("/mijn/rapportage/")
    noor.reads("Rapport 3e kwartaal 2026: Ontmoetingen en webinars")
    noor.press("Trek je toestemming in")
    noor.reads("zien je naam niet")
    zeynep.go(report)
    zeynep.reads("Namen met toestemming")
    expect(zeynep.page.locator("main")).not_to_contain_text(name_of(NOOR))


def it_came(zeynep: Window, code: str) -> None:
    """Say that the money came: nobody is reminded on the day itself."""
    zeynep.go(f"/partner/{code}/bijdragen/")
    zeynep.page.get_by_role("link", name="Is gekomen").click()
    zeynep.page.get_by_label("Hoeveel is er gekomen?").fill("12000")
    zeynep.press("Opslaan")
    zeynep.reads("€ 12.000")


def ends(trip: Trip, zeynep: Window, report: str) -> None:
    """End it: its contact finds nothing any more, at any address."""
    trip.at(moment(OVER))
    joris = trip.planner
    joris.go(f"/coordinatie/partners/{trip.slug}/beeindigen/")
    joris.page.get_by_label("Eerste dag zonder partnerschap").fill("4-1-2027")
    joris.press("Beëindig het partnerschap")
    joris.hears("Het partnerschap is beëindigd.")
    zeynep.go("/mijn/")
    home = f"/partner/{trip.slug}/"
    for path in ("/partner/", home, f"{home}bijdragen/", f"{home}regisseurs/", report, f"{report}csv/"):
        answer = zeynep.page.request.get(f"{trip.site.url}{path}", max_redirects=0)
        assert (path, answer.status) == (path, 404)
    joris.go(f"/coordinatie/partners/{trip.slug}/")
    joris.reads("Rapport 3e kwartaal 2026")
