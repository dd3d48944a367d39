"""Sessions in real browsers: a whole conversation with cards of eight people, in subgroups, two at once, and guests."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.site import LONGEST_WAIT, Site, running_site, wait_for, worker_name
from tests.journeys.conftest import BEGIN
from tests.journeys.sessie_mensen import (
    INSIGHT,
    Gesprek,
    Guest,
    Screen,
    caller_of,
    close,
    fill_in,
    go_on,
    make,
    results,
    screen,
)

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]
PAPER = ("Truus", "Henk")
CARD, QUESTION, INSIGHTS = "Kies een kaart", "Schrijf je vraag", "Schrijf inzichten"
GONE = "Deze sessie is er niet meer voor jou"


@pytest.fixture(scope="module")
def one_site(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None) -> Iterator[Site]:
    """One small network for all: sessions are no business of each other."""
    folder = Path(tmp_path_factory.mktemp("sessies"))
    with running_site(f"sessies_{worker_name()}", folder, fill="journey", moment=BEGIN) as running:
        yield running


def test_eight_people_on_screens_and_paper(one_site: Site, chromium: Browser) -> None:
    site = one_site
    desk = caller_of(site, "trekker")  # what Mirjam types from paper, beside her window
    gesprek = make(desk, site, people=8, medium="GEMENGD")
    mirjam, noor = screen(chromium, site, "Mirjam"), screen(chromium, site, "Noor", as_phone=True, hours_off=True)
    wies = screen(chromium, site, "Wies")
    mirjam.become("trekker")
    mirjam.go(gesprek.page("live"))
    code = gesprek.join_code(mirjam)
    noor.become("lid")
    comes_in(noor, code)
    comes_in(wies, code)
    guests = [Guest(site, name, code) for name in ("Ans", "Bo", "Cor")]
    for name in PAPER:
        desk.send(gesprek.page("mensen"), "Voeg toe", name=name)
    mirjam.page.get_by_text("8 binnen").wait_for()
    mirjam.button("Begin").click()
    screens = (mirjam, noor, wies)
    for one in screens:
        one.sees_step(CARD)
    same_clock(site, screens)
    cards_and_questions(gesprek, screens, guests, desk)
    insights(gesprek, screens, guests, desk)
    closes_her_laptop(gesprek, mirjam, noor, wies)
    to_the_end(gesprek, noor)
    what_came_of_it(gesprek, noor, wies, guests, desk)
    for one in (noor, wies):
        one.page.context.close()


def comes_in(person: Screen, code: str) -> None:
    """Come in by the code: with a first name, or as who she is."""
    person.go("/meedoen/")
    person.page.get_by_label("Code van de sessie").fill(code)
    name = person.page.get_by_label("Je voornaam")
    if name.count():
        name.fill(person.name)
    person.page.locator("main form").get_by_role("button", name="Meedoen").click()
    person.page.locator("[data-stand-nu]").wait_for()


def same_clock(site: Site, screens: tuple[Screen, ...]) -> None:
    """Every page has the same deadline and counts to it, whatever its own clock says; also after a reload, a pause,
    a minute more and a jump of time."""
    mirjam, noor, wies = screens
    assert len({one.deadline for one in screens}) == 1
    noor.page.reload()
    assert noor.deadline == mirjam.deadline
    before = mirjam.deadline
    mirjam.page.locator("#doe-minuut button").click()
    wait_for(lambda: {one.deadline for one in screens} == {before + 60_000}, LONGEST_WAIT, "a minute more for all")
    mirjam.page.locator("#doe-pauze button").click()
    for one in screens:
        one.page.locator("[data-klok][data-pauze]").wait_for()
    mirjam.page.locator("#doe-pauze button").click()
    for one in screens:
        one.page.locator("[data-klok]:not([data-pauze])").wait_for()
    wait_for(lambda: len({one.deadline for one in screens}) == 1, LONGEST_WAIT, "the same deadline after a pause")
    # A moment before the end everybody reads seconds, and nearly the same number.
    end = mirjam.deadline / 1000
    site.move_clock(site.now().fromtimestamp(end - 15, tz=site.now().tzinfo))
    for one in screens:
        one.page.locator("[data-klok].is-last").wait_for()
    wait_for(lambda: spread(one.left for one in screens) <= 4, LONGEST_WAIT, "nearly the same number of seconds")
    wait_for(lambda: site.now().timestamp() > end, 90, "the end of the time")
    expect(mirjam.page.locator("[data-klok]")).to_contain_text("De tijd is om")
    assert noor.sheet("kaart").count() == wies.sheet("kaart").count() == 1, "at zero nothing closes"


def spread(numbers: Iterable[int]) -> int:
    """Return how far numbers lie apart. They are read one after the other, which a busy machine does slowly."""
    found = list(numbers)
    return max(found) - min(found)


def cards_and_questions(gesprek: Gesprek, screens: tuple[Screen, ...], guests: list[Guest], desk: object) -> None:
    """Each chooses a card and writes a question; nobody sees that of another before the step is over."""
    mirjam = screens[0]
    for one in screens:
        one.sheet("kaart").locator("input[type=checkbox]").first.check()
    for guest in guests:
        fill_in(guest, gesprek, CARD, guest.name)
    for name in PAPER:
        fill_in(desk, gesprek, CARD, name, by="Mirjam")  # type: ignore[arg-type]  # a Caller
    gesprek.wait_for_sheets("kaart", 8)
    mirjam.presses_next(gesprek)
    for one in screens:
        one.sees_step(QUESTION)
        one.writes("vraag", gesprek)
    for guest in guests:
        fill_in(guest, gesprek, QUESTION, guest.name)
    for name in PAPER:
        fill_in(desk, gesprek, QUESTION, name, by="Mirjam")  # type: ignore[arg-type]  # a Caller
    gesprek.wait_for_sheets("vraag", 8)
    assert "verder met Ans" not in screens[1].page.content()
    assert "verder met Noor" not in guests[0].open(gesprek.page("live")).text
    for _moment in range(9):  # reading aloud: eight turns, then the insights
        mirjam.presses_next(gesprek)
    screens[1].page.get_by_text("verder met Ans").first.wait_for()


def insights(gesprek: Gesprek, screens: tuple[Screen, ...], guests: list[Guest], desk: object) -> None:
    """Each writes for all others; Noor has no connection while she does, and loses nothing."""
    noor = screens[1]
    for one in screens:
        one.sees_step(INSIGHTS)
    noor.page.context.set_offline(True)
    noor.writes("inzichten", gesprek, to_all=True)
    expect(noor.page.locator("[data-verbinding]")).to_be_visible()
    assert len(gesprek.sheets("inzichten")) == 0
    for one in (screens[0], screens[2]):
        one.writes("inzichten", gesprek, to_all=True)
    for guest in guests:
        assert len(fill_in(guest, gesprek, INSIGHTS, guest.name).texts()) == 7
    for name in PAPER:
        fill_in(desk, gesprek, INSIGHTS, name, by="Mirjam")  # type: ignore[arg-type]  # a Caller
    gesprek.wait_for_sheets("inzichten", 7, fields=7)
    assert sum(gesprek.received().values()) == 49, "all but those of who is not connected"
    noor.page.context.set_offline(False)
    gesprek.wait_for_sheets("inzichten", 8, fields=7)
    assert set(gesprek.received().values()) == {7}
    assert sum(gesprek.received().values()) == 56


def closes_her_laptop(gesprek: Gesprek, mirjam: Screen, noor: Screen, wies: Screen) -> None:
    """Who leads is gone: a minute later the next one leads, and everybody reads who."""
    assert gesprek.leader() == 1
    mirjam.page.context.close()
    gesprek.passes(45)
    assert gesprek.leader() == 1, "three quarters of a minute away is not gone"
    for _ten_seconds in range(4):
        gesprek.passes(10)
    assert gesprek.leader() == 2, "the lead goes to the first member who is there"
    noor.page.locator("#doe-verder button").wait_for()
    assert wies.page.locator("#doe-verder").count() == 0


def to_the_end(gesprek: Gesprek, noor: Screen) -> None:
    """Noor goes on by touch: eight turns, the actions, and she closes."""
    while gesprek.position() != "BEZIG 5.0.0":
        noor.presses_next(gesprek)
    noor.go(gesprek.page("afsluiten"))
    noor.page.locator("main form").get_by_role("button", name="Sluit af").tap()
    wait_for(lambda: gesprek.position().startswith("KLAAR"), LONGEST_WAIT, "the end")


def what_came_of_it(gesprek: Gesprek, noor: Screen, wies: Screen, guests: list[Guest], desk: object) -> None:
    """Eight questions, fifty-six insights; each reads her own seven and nobody else's; the mails are for members."""
    assert len(gesprek.sheets("vraag")) == 8
    assert set(gesprek.received().values()) == {7}
    noor.go(gesprek.page("resultaat"))
    wies.go(gesprek.page("resultaat"))
    for one, seat in ((noor, 2), (wies, 3)):
        text = one.page.locator("main").inner_text()
        assert text.count(f"voor plek {seat}.") == text.count("voor plek") == 7
        assert text.count("Hoe kunnen wij") == 1
    texts = results([desk, *guests], gesprek)  # type: ignore[list-item]  # a Caller
    for text, seat in zip(texts, (1, 4, 5, 6), strict=True):
        assert text.count(f"voor plek {seat}.") == text.count("voor plek") == 7
    stranger = caller_of(gesprek.site, "coordinator")
    assert stranger.status_of(gesprek.page("resultaat")) == 404
    told = gesprek.rows("SELECT kind, count(*) AS n FROM community_bericht WHERE kind LIKE 'N6%%' OR kind LIKE 'N22%%'"
                        " GROUP BY kind")  # fmt: skip
    assert {row["kind"]: row["n"] for row in told} == {"N62": 2}


def test_two_subgroups_two_sessions_and_who_is_shut_out(one_site: Site, chromium: Browser) -> None:
    site = one_site
    mirjam, noor = caller_of(site, "trekker"), caller_of(site, "lid")
    first, second = make(mirjam, site, people=8, subgroups=2), make(noor, site, people=4)
    sides = [(mirjam, first, 7), (noor, second, 3)]
    people: list[list[Guest]] = []
    for lead, gesprek, number in sides:
        code = gesprek.join_code(lead)
        people.append([Guest(site, f"Gast{gesprek.code[-2:]}{at}", code) for at in range(number)])
        lead.send(gesprek.page("live"), "Begin")
    for title, moments in ((CARD, 1), (QUESTION, 0)):
        for (lead, gesprek, _number), guests in zip(sides, people, strict=True):
            for one in (lead, *guests):
                fill_in(one, gesprek, title, getattr(one, "name", "begeleider"))
            go_on(lead, gesprek, moments)
    for (lead, gesprek, _number), guests in zip(sides, people, strict=True):
        go_on(lead, gesprek, 1 + 4)  # four turns of reading aloud, in each subgroup at once
        for one in (lead, *guests):
            assert len(fill_in(one, gesprek, INSIGHTS, getattr(one, "name", "begeleider")).texts()) == 3
    assert (sum(first.received().values()), set(first.received().values())) == (24, {3})
    assert (sum(second.received().values()), set(second.received().values())) == (12, {3})
    shut_out_in_her_window(site, chromium, first, mirjam)
    for lead, gesprek, _number in sides:
        close(lead, gesprek)
    do_not_mix(sides, people)


def shut_out_in_her_window(site: Site, chromium: Browser, gesprek: Gesprek, lead: object) -> None:
    """A guest who is shut out reads at the next question that there is nothing here for her, and gets no page of it."""
    late = screen(chromium, site, "Laat")
    comes_in(late, gesprek.join_code(lead))  # type: ignore[arg-type]  # a Caller
    page = lead.open(gesprek.page("mensen"))  # type: ignore[attr-defined]  # a Caller
    lead.send(page.link("Haal uit de sessie : Laat"), "Haal uit de sessie")  # type: ignore[attr-defined]  # a Caller
    late.page.get_by_role("heading", name=GONE).wait_for()
    late.go(gesprek.page("live"))
    assert late.page.locator("[data-stand-nu]").count() == 0
    late.page.context.close()


def do_not_mix(sides: list[tuple[object, Gesprek, int]], people: list[list[Guest]]) -> None:
    """Nobody's result holds a word of the other session, and none opens the other one."""
    for own, other in ((0, 1), (1, 0)):
        gesprek, strangers = sides[own][1], people[other]
        names = [guest.name for guest in strangers]
        for text in results(people[own], gesprek):
            assert not [name for name in names if name in text]
            assert text.count("Inzicht van") == 3
        assert strangers[0].get(gesprek.page("resultaat"))[0] in (302, 404)
    assert INSIGHT
