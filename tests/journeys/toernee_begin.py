"""From offers to visits that are fixed: samenwerkingen, the toernee, agreements, dagdelen, a proposal, fixing it."""

import re
from datetime import date

from tests.browser.site import LONGEST_WAIT
from tests.journeys.toernee_network import FIVE, GUIDE, NEWCOMER
from tests.journeys.toernee_stand import visits
from tests.journeys.trip import Trip, in_words, morning, name_of
from tests.journeys.werkdagen import later

NAME = "Toernee Kwelrand"
FROM, UNTIL = date(2027, 2, 1), date(2027, 7, 16)
PLACES = {0: "Gouda", 8: "Woerden", 2: "Tiel", 3: "Zwolle", 5: "Utrecht", 7: "Ede"}
# Tuesdays and Thursdays.
WEEKDAYS = ("1", "3")


def offers(trip: Trip) -> None:
    """Let every regisseur put the samenwerking that she shows in the register."""
    for number in (*FIVE, NEWCOMER):
        page = trip.caller(number).open("/samenwerkingen/nieuw/")
        trip.caller(number).send(
            page, "Opslaan", name=f"Samen aan de kwel {number}", provincies=["UTRECHT"], place=PLACES[number],
            visible="ALLES", fase="PLAN", vorm="COALITIE",
        )  # fmt: skip


def makes_toernee(trip: Trip) -> None:
    """Let the coördinator make it in her window; its people hear it and are asked for dagdelen."""
    planner, page = trip.planner, trip.planner.page
    planner.go("/coordinatie/toernees/nieuw/")
    page.get_by_label("Naam", exact=True).fill(NAME)
    for row, number in enumerate(FIVE, start=1):
        page.locator(f"[name=wie_{row}]").fill(name_of(number))
    page.get_by_label("Bezoeken vanaf").fill(in_words(FROM))
    page.get_by_label("Bezoeken tot en met").fill(in_words(UNTIL))
    page.get_by_label("Wie kan de toernee begeleiden?").fill(name_of(GUIDE))
    planner.press("Maak de toernee")
    planner.reads("hebben dezelfde werkgever")
    planner.press("Maak de toernee toch")
    page.wait_for_url(re.compile(r"/coordinatie/toernees/t-"))
    trip.slug = page.url.split("/toernees/")[1].split("/")[0]
    trip.facts["present"] = set(FIVE)
    trip.owes("N219", FIVE)
    next_morning = later(trip.site.now().date(), 1)
    trip.owes("N65", FIVE, next_morning)
    trip.at(morning(next_morning))


def agrees(trip: Trip, number: int) -> None:
    """Read the agreements first: nothing else opens before."""
    caller = trip.caller(number)
    page = caller.open(f"/toernees/{trip.slug}/")
    assert "Lees eerst de afspraken" in page.text
    page = caller.open(page.link("Naar de afspraken"))
    caller.send(page, "Akkoord", **dict.fromkeys(page.form("Akkoord").names(), "on"))


def gives_dagdelen(trip: Trip) -> None:
    """Let everybody say for half a year when she can: Noor in her window, the others without one."""
    for number in FIVE:
        agrees(trip, number)
    noor, page = trip.noor, trip.noor.page
    noor.go("/mijn/beschikbaarheid/?maand=2027-02")
    for weekday in ("", *WEEKDAYS):
        page.locator("[name=dagen]").select_option(weekday)
        page.locator("[name=woord]").select_option("KAN" if weekday else "KAN_NIET")
        page.locator("[name=tot]").select_option("2027-07")
        noor.press("Vul in en sla op")
        noor.page.wait_for_load_state()
    for number in FIVE[1:]:
        caller = trip.caller(number)
        for weekday in ("", *WEEKDAYS):
            caller.send("/mijn/beschikbaarheid/?maand=2027-02", "Vul in en sla op", dagen=weekday,
                        woord="KAN" if weekday else "KAN_NIET", tot="2027-07")  # fmt: skip


def plans(trip: Trip) -> None:
    """Ask the worker for a proposal, read it and fix it; everybody hears of all visits in one mail."""
    planner, page = trip.planner, trip.planner.page
    planner.go(f"/coordinatie/toernees/{trip.slug}/")
    planner.press("Maak voorstel")
    page.locator("main").get_by_role("link", name="Bekijk het").click(timeout=LONGEST_WAIT * 1000)
    planner.reads("Beter kan niet met deze dagdelen.")
    planner.press("Leg de bezoeken vast")
    planner.reads(f"{name_of(GUIDE)} begeleidt deze toernee.")
    trip.owes("N66", (*FIVE, GUIDE))
    trip.settle()
    agrees(trip, GUIDE)
    stands = visits(trip)
    assert sorted(one.host for one in stands) == sorted(FIVE)
    # Everybody does each of the four parts once.
    parts = sorted((who, role) for one in stands for role, who in one.roles.items())
    assert parts == sorted({(who, role) for who, role in parts}), "somebody has a role twice"
    assert all(len(one.roles) == len(FIVE) - 1 for one in stands)
