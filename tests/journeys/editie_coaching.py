"""Coaching: offered, booked with a colleague who has no account, called off, asked without a time; and the report."""

import re
from datetime import date, time

from playwright.sync_api import expect

from tests.browser.post import mails_to
from tests.journeys.editie_network import COACH
from tests.journeys.trip import CANARIES, Trip, moment
from tests.journeys.werkdagen import later

ASKED, REPORT = CANARIES[6:8]
OFFERED, TALK, PROPOSED = date(2027, 2, 8), date(2027, 2, 17), date(2027, 2, 18)
GUEST = "collega.karin@opdracht.example"


def coaching_is_booked(trip: Trip) -> None:
    """One hour goes to Noor and her colleague, one is called off again, and who finds none asks for one."""
    trip.move_to(moment(OFFERED))
    offers(trip)
    noor_books(trip)
    second, third = trip.members[1:3]
    page = trip.caller(second).open(f"{trip.base}coaching/")
    trip.caller(second).send(page.links("/boeken/")[0], "Boeken", question=f"Hoe nu verder, {ASKED}?")
    trip.owes("N41", (second, COACH))
    trip.settle()
    asks(trip, third)
    trip.settle()
    talk = trip.caller(second).open(f"{trip.base}coaching/").link("17 februari 2027")
    trip.caller(second).send(f"{talk}afzeggen/", "Afzeggen")
    trip.owes("N113", (second, COACH))
    proposes(trip)
    trip.owes("N41", (third, COACH))
    trip.owes("N111", (trip.members[0], COACH), later(TALK, -1))
    trip.owes("N42", [GUEST], later(TALK, -1))
    trip.owes("N111", (third, COACH), later(PROPOSED, -1))
    trip.settle()


def offers(trip: Trip) -> None:
    """The coach offers two hours."""
    coach = trip.coach
    coach.go(f"{trip.base}coaching/tijden/nieuw/")
    coach.page.get_by_label("Op welke dag?").fill(f"{TALK:%d-%m-%Y}")
    coach.page.get_by_label("Van", exact=True).fill("9.00")
    coach.page.get_by_label("Tot", exact=True).fill("11.00")
    coach.page.get_by_label("een uur", exact=True).check()
    coach.page.get_by_label("Link om online mee te doen").fill("https://overleg.example/coach")
    coach.press("Opslaan")
    coach.hears("Je tijden staan klaar.")


def noor_books(trip: Trip) -> None:
    """Book with a colleague: choose, fill in, book."""
    noor = trip.noor
    noor.go(f"{trip.base}coaching/")
    noor.page.locator("main a[href$='/boeken/']").first.click()
    noor.page.get_by_label("Waar gaat het over?").fill(f"Hoe begin ik, {ASKED}?")
    noor.page.get_by_label("Neem je een collega mee?").fill("Karin Collega")
    noor.page.get_by_label("E-mailadres van je collega").fill(GUEST)
    noor.press("Boeken")
    noor.hears("Karin krijgt ook een uitnodiging.")
    trip.owes("N41", (trip.members[0], COACH))
    trip.owes("N43", [GUEST])
    trip.settle()


def asks(trip: Trip, number: int) -> None:
    """Leave a question when no time is free."""
    caller = trip.caller(number)
    page = caller.open(f"{trip.base}coaching/vraag/")
    chosen = caller_of_coach(page.form("Versturen").choices("coach"), trip)
    caller.send(page, "Versturen", coach=chosen, question=f"Ik zoek een moment, {ASKED}.")
    trip.owes("N44", [COACH])


def caller_of_coach(choices: list[str], trip: Trip) -> str:
    """Return the choice of the coach who is no trainer."""
    found = trip.rows("SELECT id FROM community_user WHERE email = %s", trip.caller(COACH).email)
    return next(one for one in choices if one == str(found[0]["id"]))


def proposes(trip: Trip) -> None:
    """The coach reads the question and gives a moment."""
    coach = trip.coach
    coach.go(f"{trip.base}coaching/")
    coach.page.locator("main li", has_text="Zoekt een moment met je").get_by_role("link").click()
    coach.reads(ASKED)
    coach.page.get_by_role("link", name="Kies een moment").click()
    coach.page.get_by_label("Op welke dag?").fill(f"{PROPOSED:%d-%m-%Y}")
    coach.page.get_by_label("Van", exact=True).fill("10.00")
    coach.page.get_by_label("een uur", exact=True).check()
    coach.press("Opslaan")
    coach.hears("Het gesprek staat.")


def coaching_is_held(trip: Trip) -> None:
    """The colleague follows her link and sees the hour alone; afterwards Noor writes what she takes from it."""
    trip.move_to(moment(TALK, time(8, 50)))
    context = trip.chromium.new_context(locale="nl-NL")
    page = context.new_page()
    page.goto(trip.site.url + mails_to(trip.site, GUEST)[-1].path("/gedeeld/"))
    expect(page.locator("h1")).to_have_text("Coachgesprek")
    expect(page.locator("main")).to_contain_text("17 februari 2027")
    expect(page.locator("body")).not_to_contain_text(re.compile("|".join(CANARIES)))
    context.close()
    trip.move_to(moment(TALK, time(12)))
    noor = trip.noor
    noor.go(f"{trip.base}coaching/")
    noor.page.locator("main").get_by_role("link", name="17 februari 2027").first.click()
    noor.page.get_by_role("link", name="Schrijf op wat je meeneemt").click()
    noor.page.get_by_label("Wat neem je mee uit dit gesprek?").fill(f"Klein beginnen, {REPORT}.")
    noor.press("Opslaan")
    noor.hears("Je verslag is opgeslagen.")
    coach = trip.coach
    coach.go(noor.page.url.removeprefix(trip.site.url))
    coach.reads(REPORT)
