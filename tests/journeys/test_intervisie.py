"""A round of intervisie in real browsers: a proposal that waits is moved, locked, improved by the worker and adopted;
somebody agrees and writes, gives her dates, and leaves. Nobody outside the group ever sees what she wrote."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.people import Person, somebody
from tests.browser.post import Mail, mails_to
from tests.browser.site import LONGEST_WAIT, MOMENT, Site, running_site, wait_for, worker_name
from tests.journeys.steps import complaints_about, send

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]

ROUND, NOTE = "Intervisie online", "Pimpelmees: wat in deze groep gezegd wordt, blijft hier."
GONE = "Deze pagina bestaat niet of is niet voor jou."
MEMBER, ADDRESS = "trekker", "mirjam.kuipers@regiekamer.example"


@pytest.fixture
def site_with_workers(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None) -> Iterator[Site]:
    """The demo's network with everything that runs."""
    folder = Path(tmp_path_factory.mktemp("intervisie"))
    with running_site(f"intervisie_{worker_name()}", folder, with_workers=True, fill="demo", moment=MOMENT) as running:
        yield running


def test_from_a_proposal_to_a_group_that_lives(chromium: Browser, site_with_workers: Site) -> None:
    with (
        somebody(chromium, site_with_workers, "coordinator") as planner,
        somebody(chromium, site_with_workers, MEMBER) as member,
    ):
        opens_the_proposal(planner)
        moves_somebody(planner)
        locked = locks_somebody(planner)
        improves(planner, locked)
        compares(planner)
        adopts(planner)
        group = agrees(member)
        writes(member, group)
        planner.go(group)
        expect(planner.page.locator("main")).to_contain_text(GONE)
        leaves(member, group)
        mails = mails_to(site_with_workers, ADDRESS)
        assert [complaint for mail in mails for complaint in complaints_about(mail, site_with_workers)] == []
        assert not any("Pimpelmees" in mail.text + mail.html + mail.subject for mail in mails)


def opens_the_proposal(planner: Person) -> None:
    """Find the proposal of the round by clicking."""
    planner.go("/coordinatie/matching/")
    planner.page.get_by_role("link", name=ROUND).click()
    planner.page.locator("main").get_by_role("link", name="Voorstel 1", exact=True).click()
    expect(planner.page.locator("h1")).to_have_text("Voorstel 1")
    expect(planner.page.locator("main")).to_contain_text("Goed als geheel")


def moves_somebody(planner: Person) -> None:
    """Ask what it costs to put somebody elsewhere, and do it; the old proposal stays as it was."""
    page = planner.page
    asks_until_somebody_can_move(planner)
    page.locator("main label.choice", has_text="Kan:").first.click()
    send(planner, "Verplaats")
    expect(page.locator("h1")).to_have_text("Voorstel 2")


def asks_until_somebody_can_move(planner: Person) -> None:
    """Go to the first person of the proposal who fits elsewhere: who that is depends on the groups the search found."""
    page, asked = planner.page, 0
    while True:
        page.locator("main a", has_text="Verplaats naar").nth(asked).click()
        asked += 1
        counted = f"Je keek vandaag naar {asked} van hooguit 40 verplaatsingen."
        expect(page.locator("main")).to_contain_text(counted)
        if page.locator("main label.choice", has_text="Kan:").count():
            return
        page.locator("main").get_by_role("link", name="Terug naar het voorstel").click()
        expect(page.locator("h1")).to_have_text("Voorstel 1")


def locks_somebody(planner: Person) -> str:
    """Lock one person where she is; return the address of the proposal that came of it."""
    page = planner.page
    page.locator("main ul.groepsleden label.choice").first.click()
    send(planner, "Bewaar wie vaststaat")
    expect(page.locator("main")).to_contain_text("1 persoon staat vast.")
    return page.url


def improves(planner: Person, proposal: str) -> None:
    """Let the worker improve it with few changes, and look how far it is until it is ready."""
    page = planner.page
    send(planner, "Verbeter met zo min mogelijk wijzigingen")
    page.locator("main").get_by_role("link", name="Bekijk het").click(timeout=LONGEST_WAIT * 1000)
    expect(page.locator("main")).to_contain_text("1 persoon staat vast.")
    assert page.url != proposal


def compares(planner: Person) -> None:
    """See who sits elsewhere than in the first proposal."""
    page = planner.page
    page.get_by_label("Vergelijk met").select_option("1")
    send(planner, "Vergelijk")
    expect(page.locator("h1")).to_have_text("Twee voorstellen naast elkaar")
    expect(page.locator("main")).to_contain_text("Voorstel 1")
    page.go_back()


def adopts(planner: Person) -> None:
    """Make the groups; they stand on the page of all groups."""
    page = planner.page
    page.locator("main").get_by_role("link", name="Neem dit voorstel over").click()
    send(planner, "Maak de groepen bekend")
    expect(page.locator("main")).to_contain_text("De groepen zijn bekend.")
    planner.go("/coordinatie/intervisiegroepen/")
    expect(page.locator("main tr", has_text=ROUND).first).to_be_visible()


def agrees(member: Person) -> str:
    """Hear of the group by mail, read the agreements first, agree; return the address of the group."""
    wait_for(lambda: told_of_group(member.site), LONGEST_WAIT, "the mail about the group")
    page = member.page
    page.goto(next(link for link in told_of_group(member.site)[-1].links if "/intervisie/groepen/" in link))
    expect(page.locator("main")).to_contain_text("Lees eerst de afspraken")
    group = page.url.removeprefix(member.site.url)
    page.get_by_role("link", name="Naar de afspraken").click()
    page.get_by_label("Ik ga akkoord met deze afspraken").check()
    send(member, "Akkoord")
    member.go(group)
    expect(page.locator("main")).to_contain_text("Notities")
    return group


def told_of_group(site: Site) -> list[Mail]:
    """Return the mails that told her of a group."""
    return [mail for mail in mails_to(site, ADDRESS) if mail.subject == "Je intervisiegroep is bekend"]


def writes(member: Person, group: str) -> None:
    """Write a note for the group."""
    page = member.page
    page.get_by_role("link", name="Schrijf een notitie").click()
    page.locator("main textarea").fill(NOTE)
    page.locator("main form button[type=submit]").last.click()
    expect(page.locator("main")).to_contain_text(NOTE)


def leaves(member: Person, group: str) -> None:
    """Leave with one button; from then on the page is gone, and her own note is still hers."""
    page = member.page
    member.go(group)
    page.get_by_role("link", name="Verlaat de groep").click()
    page.locator("main form button[type=submit]").last.click()
    member.go(group)
    expect(page.locator("main")).to_contain_text(GONE)
    member.go("/intervisie/notities/")
    expect(page.locator("main")).to_contain_text(NOTE)
