"""The first main job, from the invitation to the reminder, with everything that runs and a clock that moves.

A regisseur is invited, logs in, finds colleagues, joins a leergroep, has its meeting in her agenda and is reminded,
once, of what she must do.
"""

from datetime import datetime
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect

from community.notation import AMSTERDAM
from deploy.demo.personas import persona
from tests.browser.people import Person, somebody
from tests.browser.post import Mail, mails_to, read, wait_for_mail
from tests.browser.site import Site
from tests.journeys.network import GROUP, ORGANISATIE
from tests.journeys.steps import (
    Appointment,
    appointments,
    complaints_about,
    do_as,
    duties,
    feed_of,
    log_in_by_code,
    method_of,
    send,
    wait_for_post,
)

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]

SANNE = "sanne.vermeer@voorbeeld.example"
MIRJAM, NOOR = "mirjam.kuipers@regiekamer.example", "noor.van.der.wal@regiekamer.example"
GROUP_PATH = "/leergroepen/veenweide-en-water/"
WHAT = f"Bijeenkomst van {GROUP}"
FIRST_DAY, NEW_DAY = "22 december 2026", "29 december 2026"


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """Return a moment in December 2026."""
    return datetime(2026, 12, day, hour, minute, tzinfo=AMSTERDAM)


def test_from_invitation_to_reminder(chromium: Browser, journey: Site) -> None:
    known = persona("trekker")
    assert known is not None
    assert known.email == MIRJAM
    post: list[tuple[str, str]] = []
    with somebody(chromium, journey) as sanne:
        becomes_a_member(chromium, sanne, post)
        finds_a_colleague(sanne)
        joins_the_group(sanne, post)
        code, feed = has_the_meeting_in_her_agenda(chromium, sanne, post)
        follows_the_move(chromium, sanne, code, feed, post)
        is_reminded_once(journey, post)
        hears_that_it_is_off(chromium, sanne, code, feed, post)
        leaves(sanne, code, feed, post)
    assert [line for path in journey.mails() for line in complaints_about(read(path), journey)] == []


def becomes_a_member(chromium: Browser, sanne: Person, post: list[tuple[str, str]]) -> None:
    """A coördinator invites her; she says who she is; later she logs in with a code."""
    site, page = sanne.site, sanne.page
    with somebody(chromium, site, "coordinator") as joris:
        joris.go("/coordinatie/uitnodigingen/nieuw/")
        joris.page.get_by_label("E-mailadres").fill(SANNE)
        joris.page.get_by_label("Voornaam").fill("Sanne")
        send(joris, "Uitnodigen")
        expect(joris.page.locator("main table")).to_contain_text(SANNE)
    post.append((SANNE, "Uitnodiging: community Regisseurs van de Samenwerking"))
    wait_for_post(site, post)
    sanne.go(wait_for_mail(site, SANNE).path("/uitnodiging/"))
    page.get_by_label("Achternaam").fill("Vermeer")
    page.get_by_label("Organisatie", exact=True).select_option(label=ORGANISATIE)
    send(sanne, "Ik doe mee")
    expect(page.locator(".notes")).to_contain_text("Welkom.")
    post.append((SANNE, "Welkom. Zo begin je in drie stappen"))
    wait_for_post(site, post)
    sanne.go("/uitloggen/")
    send(sanne, "Uitloggen")
    log_in_by_code(sanne, SANNE)
    post.append((SANNE, "Je inlogcode (15 minuten geldig)"))
    assert duties(sanne) == ["Vul je profiel in"]
    sanne.link("Vul je profiel in").click()
    page.locator("#id_functie").fill("Projectleider veenweide")
    page.get_by_label("Gelderland").check()
    page.get_by_label("Ja, andere leden kunnen mij vinden").check()
    send(sanne, "Opslaan")
    expect(page.locator("main")).to_contain_text("Projectleider veenweide")
    assert duties(sanne) == []


def finds_a_colleague(sanne: Person) -> None:
    """She looks for people in her province."""
    sanne.link("Leden").click()
    sanne.page.get_by_label("Provincie").select_option(label="Gelderland")
    send(sanne, "Zoeken")
    main = sanne.page.locator("main")
    main.get_by_role("link", name="Noor van der Wal").click()
    expect(sanne.page.locator("h1")).to_have_text("Noor van der Wal")
    expect(main).to_contain_text("Gelderland")


def joins_the_group(sanne: Person, post: list[tuple[str, str]]) -> None:
    """She joins, reads the agreements and agrees; then she reads along."""
    sanne.go("/leergroepen/")
    sanne.page.get_by_role("button", name="Doe mee").click()
    expect(sanne.page.locator("h1")).to_contain_text(GROUP)
    post.append((SANNE, f"Je doet mee met {GROUP}"))
    wait_for_post(sanne.site, post)
    task = f"Lees de afspraken van {GROUP} en geef akkoord"
    assert duties(sanne) == [task]
    sanne.link(task).click()
    sanne.page.get_by_label("Ik ga akkoord met deze afspraken").check()
    send(sanne, "Akkoord")
    expect(sanne.page.locator("h1")).to_have_text(GROUP)
    assert duties(sanne) == []
    sanne.go(f"{GROUP_PATH}leden/")
    expect(sanne.page.locator("main")).to_contain_text("Sanne Vermeer")


def has_the_meeting_in_her_agenda(chromium: Browser, sanne: Person, post: list[tuple[str, str]]) -> tuple[str, str]:
    """The trekker plans; she is asked, says yes, and sees it in both agendas; another member says no."""
    site, page = sanne.site, sanne.page
    with somebody(chromium, site, "trekker") as mirjam:
        mirjam.go(f"{GROUP_PATH}bijeenkomsten/nieuw/")
        mirjam.page.locator("#id_title").fill("Peil en pacht")
        mirjam.page.locator("#id_date").fill(FIRST_DAY)
        mirjam.page.get_by_label("Middag, 13 tot 16.30 uur").check()
        mirjam.page.locator("#id_place_name").fill("Gemaal De Hoop")
        send(mirjam, "Inplannen")
        expect(mirjam.page.locator("h1")).to_have_text("Peil en pacht")
        code = urlsplit(mirjam.page.url).path.split("/")[2]
    post += [(person, f"Uitnodiging: {WHAT} op {FIRST_DAY}") for person in (SANNE, NOOR)]
    # Who plans it comes, and gets it in her agenda too.
    post.append((MIRJAM, f"Je bent aangemeld: {WHAT} op {FIRST_DAY}"))
    wait_for_post(site, post)
    invitation = newest(site, SANNE)
    assert "Peil en pacht" not in invitation.text + invitation.html
    assert method_of(invitation.calendar) == "REQUEST"
    [asked] = appointments(invitation.calendar)
    assert (asked.sequence, asked.starts) == (0, "2026-12-22")
    assert duties(sanne) == [f"Laat weten of je komt op {FIRST_DAY}"]
    sanne.go(invitation.path("/agenda/"))
    send(sanne, "Aanmelden")
    expect(page.locator("main")).to_contain_text("Je komt")
    do_as(chromium, site, "lid", f"/agenda/{code}/", "Afmelden")
    post += [(SANNE, f"Je bent aangemeld: {WHAT} op {FIRST_DAY}"), (NOOR, f"Je bent afgemeld: {WHAT} op {FIRST_DAY}")]
    wait_for_post(site, post)
    assert duties(sanne) == []
    expect(page.locator("section[aria-labelledby=eerst]")).to_contain_text("dinsdag 22 december 2026")
    sanne.go("/agenda/")
    expect(page.locator("main")).to_contain_text("Peil en pacht")
    sanne.go("/agenda/mijn-agenda/")
    send(sanne, "Maak een link")
    feed = page.get_by_label("Je geheime agenda-link").input_value()
    assert feed.startswith(f"{site.url}/agenda/feed/")
    assert [(entry.uid, entry.starts) for entry in feed_of(feed)] == [(asked.uid, "2026-12-22")]
    return code, feed


def follows_the_move(chromium: Browser, sanne: Person, code: str, feed: str, post: list[tuple[str, str]]) -> None:
    """The trekker moves it a week: told at once, the same appointment in every calendar, and who said no is asked."""
    site = sanne.site
    [before] = feed_of(feed)
    with somebody(chromium, site, "trekker") as mirjam:
        mirjam.go(f"/agenda/{code}/bewerken/")
        mirjam.page.locator("#id_date").fill("29-12-2026")
        send(mirjam, "Opslaan")
        expect(mirjam.page.locator("main")).to_contain_text(NEW_DAY)
    post += [(person, f"Gewijzigd: {WHAT} is nu op {NEW_DAY}") for person in (SANNE, MIRJAM)]
    post.append((NOOR, f"Uitnodiging: {WHAT} op {NEW_DAY}"))
    wait_for_post(site, post)
    told = newest(site, SANNE)
    assert method_of(told.calendar) == "REQUEST"
    [moved] = appointments(told.calendar)
    assert (moved.uid, moved.starts) == (before.uid, "2026-12-29")
    assert moved.sequence > before.sequence
    assert feed_of(feed) == [Appointment(before.uid, moved.sequence, "2026-12-29", "CONFIRMED")]
    do_as(chromium, site, "lid", f"/agenda/{code}/", "Afmelden")
    post.append((NOOR, f"Je bent afgemeld: {WHAT} op {NEW_DAY}"))
    wait_for_post(site, post)


def is_reminded_once(site: Site, post: list[tuple[str, str]]) -> None:
    """Two working days before, at 8.30: who comes, once. Not of the old day, not again, not on days without mail."""
    # Two working days before the day it was; a Tuesday, whose overview would be empty; a minute too early.
    for moment in (at(18, 8, 31), at(22, 8, 31), at(24, 8, 29)):
        site.move_clock(moment)
        site.pass_of_beat()
        wait_for_post(site, post)
    site.move_clock(at(24, 8, 31))  # Friday is a feestdag: Thursday and Monday are the two working days
    reminder = "Dinsdag 29 december 2026: " + f"{WHAT}, 13 tot 16.30 uur"
    post += [(person, reminder) for person in (SANNE, MIRJAM)]
    wait_for_post(site, post)
    for moment in (at(24, 8, 40), at(25, 10), at(26, 10), at(27, 10), at(28, 8, 31)):
        site.move_clock(moment)
        site.pass_of_beat()
        wait_for_post(site, post)


def hears_that_it_is_off(chromium: Browser, sanne: Person, code: str, feed: str, post: list[tuple[str, str]]) -> None:
    """The trekker cancels: told at once to who comes, and every calendar takes it out."""
    site = sanne.site
    [before] = feed_of(feed)
    site.move_clock(at(28, 10))
    with somebody(chromium, site, "trekker") as mirjam:
        mirjam.go(f"/agenda/{code}/afzeggen/")
        mirjam.page.locator("#id_reason").fill("Het gemaal is dicht.")
        send(mirjam, "Afzeggen")
        expect(mirjam.page.locator("main")).to_contain_text("Deze bijeenkomst gaat niet door")
    post += [(person, f"Gaat niet door: {WHAT} op {NEW_DAY}") for person in (SANNE, MIRJAM)]
    wait_for_post(site, post)
    told = newest(site, SANNE)
    assert "Het gemaal is dicht." not in told.text
    assert method_of(told.calendar) == "CANCEL"
    [gone] = appointments(told.calendar)
    assert (gone.uid, gone.status) == (before.uid, "CANCELLED")
    assert gone.sequence > before.sequence
    assert feed_of(feed) == []


def leaves(sanne: Person, code: str, feed: str, post: list[tuple[str, str]]) -> None:
    """She leaves the group: its pages are gone at the next request, and its meetings from her calendar."""
    site = sanne.site
    log_in_by_code(sanne, SANNE)
    post.append((SANNE, "Je inlogcode (15 minuten geldig)"))
    sanne.go(f"{GROUP_PATH}verlaten/")
    send(sanne, "Verlaat de groep")
    expect(sanne.page.locator("h1")).to_be_visible()
    for path in (f"{GROUP_PATH}berichten/", f"{GROUP_PATH}leden/", f"/agenda/{code}/", f"/agenda/{code}/agenda.ics"):
        answer = sanne.page.request.get(site.url + path, max_redirects=0)
        assert (path, answer.status) == (path, 404)
    assert feed_of(feed) == []
    site.move_clock(at(29, 8, 31))
    site.pass_of_beat()
    wait_for_post(site, post)


def newest(site: Site, address: str) -> Mail:
    """Return the last mail to this address."""
    return mails_to(site, address)[-1]
