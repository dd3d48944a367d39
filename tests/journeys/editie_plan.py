"""The coördinator plans an editie: what it is, who leads it and where, its days and why they may be so."""

from datetime import date

from tests.journeys.editie_network import COACH, PEOPLE_NEAR, PLACE, SECOND_TRAINER, TRAINER
from tests.journeys.trip import Trip, in_words, name_of
from tests.journeys.werkdagen import later

NAME = "Lente aan de Kwel"
APPLY_UNTIL, DECIDE_BY = date(2026, 11, 27), date(2026, 12, 4)
FROM, UNTIL = date(2026, 12, 7), date(2027, 7, 9)


def plans_and_publishes(trip: Trip) -> None:
    """Take the steps of a new editie one by one; at the end it stands on line."""
    begins(trip)
    chooses_people(trip)
    takes_the_proposed_days(trip)
    gives_reasons(trip)
    publishes(trip)


def begins(trip: Trip) -> None:
    """Say what it is called, where and within which period."""
    planner = trip.planner
    planner.go("/coordinatie/edities/nieuw/")
    page = planner.page
    page.get_by_label("Naam").fill(NAME)
    page.get_by_label("Provincie").select_option(label="Utrecht")
    page.get_by_label("Midden", exact=True).check()
    page.get_by_label("Periode vanaf").fill(in_words(FROM))
    page.get_by_label("Periode tot en met").fill(in_words(UNTIL))
    planner.press("Ga verder")
    page.wait_for_url("**/mensen/")
    trip.slug = page.url.split("/edities/")[1].split("/")[0]
    assert trip.slug == "lente-aan-de-kwel"


def chooses_people(trip: Trip) -> None:
    """Choose two trainers, a coach who is none, the place and the terms of applying."""
    planner = trip.planner
    planner.go(f"{trip.plan}mensen/")
    page = planner.page
    for number in (TRAINER, SECOND_TRAINER):
        page.get_by_role("group", name="Trainers").get_by_label(name_of(number)).check()
    page.get_by_role("group", name="Coaches").get_by_label(name_of(COACH)).check()
    page.get_by_label("Locatie").select_option(label=PLACE)
    page.get_by_label("Plaatsen voor deelnemers").fill(str(trip.sizes[0]))
    page.get_by_label("Aanmelden tot en met").fill(in_words(APPLY_UNTIL))
    page.get_by_label("Besluit uiterlijk op").fill(in_words(DECIDE_BY))
    planner.press("Opslaan")
    page.wait_for_url(lambda url: not url.endswith("/mensen/"))


def takes_the_proposed_days(trip: Trip) -> None:
    """Look at the proposal and save it."""
    planner = trip.planner
    planner.go(f"{trip.plan}data/")
    planner.reads("Dit is een voorstel.")
    planner.press("Opslaan")
    planner.reads(NAME)


def gives_reasons(trip: Trip) -> None:
    """Write down why the days may differ from the wish, if they do."""
    planner = trip.planner
    planner.go(f"{trip.plan}afwijkingen/")
    asked = planner.page.locator("main form input[type=text]")
    for one in asked.all():
        one.fill("De trainers kunnen dan, en de zaal is vrij.")
    if asked.count():
        planner.press("Opslaan")


def publishes(trip: Trip) -> None:
    """See who gets a message, and publish."""
    planner = trip.planner
    planner.go(f"{trip.plan}publiceren/")
    planner.reads(name_of(TRAINER))
    planner.press("Publiceer")
    planner.page.wait_for_url(f"{trip.site.url}{trip.plan}")
    trip.owes("N166", (TRAINER, SECOND_TRAINER, COACH))
    near = set(PEOPLE_NEAR) - {TRAINER, SECOND_TRAINER, COACH}
    trip.owes("N10", near, later(trip.site.now().date(), 1))


def agrees(trip: Trip, number: int) -> None:
    """Read the agreements of the editie and agree, as who leads it or takes part."""
    caller = trip.caller(number)
    page = caller.open(caller.open(trip.base).link("Lees de afspraken"))
    caller.send(page, "Akkoord", **dict.fromkeys(page.form("Akkoord").names(), "on"))
