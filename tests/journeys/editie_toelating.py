"""Regisseurs apply, their opdrachtgevers agree, the coördinator decides, and a place that comes free goes on."""

from datetime import date

from playwright.sync_api import expect

from tests.browser.post import mails_to, wait_for_mail
from tests.journeys.callers import Caller
from tests.journeys.editie_network import COORDINATOR
from tests.journeys.editie_plan import DECIDE_BY
from tests.journeys.trip import Trip, guest_of, moment, morning, name_of
from tests.journeys.werkdagen import later

APPLY, DECIDE = date(2026, 11, 11), date(2026, 11, 30)


def everybody_applies(trip: Trip) -> None:
    """All apply on the day after publishing; their opdrachtgevers agree, one of them after a second mail."""
    trip.move_to(moment(APPLY))
    noor_applies(trip)
    for number in trip.applicants[1:]:
        caller = trip.caller(number)
        caller.send(f"{trip.base}aanmelden/", "Aanmelden", **answers(number))
    trip.owes("N11", trip.applicants)
    trip.owes("N180", map(guest_of, trip.applicants))
    trip.owes("N180", [guest_of(trip.applicants[-1])], later(APPLY, 5))
    trip.owes("N183", [COORDINATOR], later(DECIDE_BY, -5))
    trip.settle()
    for number in trip.applicants[1:-1]:
        opdrachtgever_agrees(trip, number)
    opdrachtgever_agrees_in_a_window(trip, trip.applicants[0])
    trip.owes("N181", trip.applicants[:-1], later(APPLY, 1))
    trip.at(morning(later(APPLY, 5)))
    opdrachtgever_agrees(trip, trip.applicants[-1])
    trip.owes("N181", trip.applicants[-1:], later(APPLY, 6))


def answers(number: int) -> dict[str, str]:
    """Return what somebody fills in."""
    return {
        "brings_casus": "on", "is_involved": "on", "samenwerking": f"Gebiedsproces {number}",
        "motivation": "Ik wil leren hoe je samen begint.", "opdrachtgever_name": "Wil Opdracht",
        "opdrachtgever_email": guest_of(number),
    }  # fmt: skip


def noor_applies(trip: Trip) -> None:
    """Find the training, and apply."""
    noor = trip.noor
    noor.go("/trainingen/")
    noor.page.locator("main").get_by_role("link", name="Lente aan de Kwel").first.click()
    noor.page.locator("main").get_by_role("link", name="Aanmelden").first.click()
    for name, answer in answers(trip.applicants[0]).items():
        field = noor.page.locator(f"#id_{name}")
        if answer == "on":
            field.check()
        else:
            field.fill(answer)
    noor.press("Aanmelden")
    noor.page.wait_for_url("**/aanmelding/")


def opdrachtgever_agrees(trip: Trip, number: int) -> None:
    """Follow the newest link in the mail and say yes, without an account."""
    path = mails_to(trip.site, guest_of(number))[-1].path("/gedeeld/")
    page = Caller(trip.site.url).send(path, "Versturen", antwoord="akkoord")
    assert "Je bent akkoord" in page.text


def opdrachtgever_agrees_in_a_window(trip: Trip, number: int) -> None:
    """The same, in a real browser without an account."""
    path = wait_for_mail(trip.site, guest_of(number)).path("/gedeeld/")
    context = trip.chromium.new_context(locale="nl-NL")
    page = context.new_page()
    page.goto(trip.site.url + path)
    expect(page.locator("h1")).to_have_text(f"Mag {name_of(number)} meedoen aan een training?")
    page.get_by_label("Ja, ik ben akkoord").check()
    page.get_by_label("Opmerking").fill("Graag, het komt goed uit.")
    page.get_by_role("button", name="Versturen").click()
    expect(page.locator("main")).to_contain_text("Je bent akkoord")
    context.close()


def coordinator_decides(trip: Trip) -> None:
    """Admit as many as there are places; the next waits, the others get no place."""
    trip.move_to(moment(DECIDE))
    places = trip.sizes[0]
    trip.members = list(trip.applicants[:places])
    decides(trip, trip.members, "Toelaten")
    trip.facts["waiting"] = trip.applicants[places]
    decides(trip, [trip.applicants[places]], "Op de wachtlijst zetten")
    decides(trip, trip.applicants[places + 1 :], "Niet toelaten")
    trip.owes("N12", trip.members)
    trip.owes("N13", trip.applicants[places:])
    # Who stops before her mail left gets none: what happens next must not overtake it.
    trip.settle()


def decides(trip: Trip, who: "list[int] | tuple[int, ...]", word: str) -> None:
    """Tick these people, look ahead, and decide."""
    planner = trip.planner
    planner.go(f"{trip.plan}aanmeldingen/")
    for number in who:
        planner.page.locator("main tr", has_text=name_of(number)).get_by_role("checkbox").check()
    planner.press(word)
    planner.reads("Wie krijgt welke mail?")
    planner.press(word)
    planner.page.wait_for_url("**/aanmeldingen/")


def somebody_stops(trip: Trip) -> None:
    """One of the admitted stops; who waits gets the place offered, and takes it."""
    stopping, next_one = trip.members[-1], trip.facts["waiting"]
    trip.caller(stopping).send(f"{trip.base}stoppen/", "Stop met deze editie", reden="Mijn opdracht verandert.")
    trip.owes("N182", [stopping])
    trip.owes("N14", [next_one])
    trip.settle()
    page = trip.caller(next_one).send(f"{trip.base}aanmelding/plek/", "Ja, ik doe mee")
    assert page.path == trip.base, page.text
    trip.owes("N12", [next_one])
    trip.members[-1] = next_one
    trip.settle()
