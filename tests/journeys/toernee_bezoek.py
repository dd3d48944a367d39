"""The day of a visit and what follows: observations alone first, the letter, the reaction, final, actions."""

import re
from datetime import date, timedelta

from tests.journeys.editie_network import COORDINATOR
from tests.journeys.toernee_network import GUIDE
from tests.journeys.toernee_stand import Visit, visit
from tests.journeys.trip import Trip, Window, in_words, name_of
from tests.journeys.werkdagen import or_later

SEEN = "Ik zag grauweganslila bij nummer {number}."
LETTER = {"opening": "Dank voor wulpgrijs.", "strengths_1": "Jullie kennen elkaar.", "questions_1": "Wie beslist?",
          "todos_1": "Maak veenmosoranje zichtbaar."}  # fmt: skip
REACTION, ACTION, OUTCOME = "Dat kievitrood herken ik.", "Ik teken roerdompgeel op één vel.", "Het vel hangt."
NOOR = 0


def receives(trip: Trip, code: str, *, in_detail: bool) -> None:
    """Tell a visit from five o'clock on: it was held, everybody hands in, and the letter is final the same week."""
    marks_held(trip, visit(trip, code), in_window=in_detail)
    one = visit(trip, code)
    assert one.is_held
    for number in one.visitors:
        observes(trip, one, number, in_window=in_detail and number == NOOR)
    for number in one.visitors:
        text = trip.caller(number).open(f"{one.path}waarnemingen/").text
        assert all(SEEN.format(number=other) in text for other in one.visitors)
        assert not [other for other in one.visitors if other != number and name_of(other) in text]
    if in_detail:
        is_closed_to_others(trip, one)
    letter_is_written(trip, one)
    host_reacts(trip, one, in_window=in_detail and one.host == NOOR)
    letter_is_final(trip, one)
    host_plans_actions(trip, one, is_later=in_detail)


def marks_held(trip: Trip, one: Visit, *, in_window: bool) -> None:
    """Let the coördinator write that the visit was held."""
    path, button = f"/coordinatie/toernees/{trip.slug}/", f"Is geweest het bezoek bij {name_of(one.host)}"
    if not in_window:
        trip.caller(COORDINATOR).send(path, button)
        return
    trip.planner.go(path)
    trip.planner.press(button)
    trip.planner.reads("Geweest")


def observes(trip: Trip, one: Visit, number: int, *, in_window: bool) -> None:
    """Write down what one saw, while nobody reads it nor reads one those of others, and hand in."""
    path, words = f"{one.path}waarnemingen/", SEEN.format(number=number)
    if in_window:
        _observes_in_window(trip.noor, path, words)
        return
    caller = trip.caller(number)
    page = caller.send(path, "Bewaar", text=words, kind="GEZIEN", box="K1")
    others = [SEEN.format(number=other) for other in one.visitors if other != number]
    assert not [other for other in others if other in page.text]
    caller.send(f"{path}inleveren/", "Lever in")


def _observes_in_window(noor: Window, path: str, words: str) -> None:
    noor.go(path)
    page = noor.page
    page.get_by_label("Wat viel je op?").fill(words)
    page.get_by_label("Gezien", exact=True).check()
    noor.press("Bewaar")
    noor.reads(words)
    page.locator("main").get_by_role("link", name="Lever in", exact=True).click()
    noor.press("Lever in")
    noor.reads("Wat jullie zagen")


def is_closed_to_others(trip: Trip, one: Visit) -> None:
    """Nobody but the visitors reads what they saw: no host, no begeleider, no coördinator."""
    for number in (one.host, GUIDE, COORDINATOR):
        for page in ("waarnemingen/", "brief/bewerken/"):
            assert trip.caller(number).status_of(one.path + page) == 404, (number, page)
    for number in (GUIDE, COORDINATOR):
        assert trip.caller(number).status_of(f"{one.path}brief/") == 404, number


def letter_is_written(trip: Trip, one: Visit) -> None:
    """Let the voorzitter write the letter and put it before the host, who read nothing of it until then."""
    chair, host = trip.caller(one.roles["VOORZITTER"]), trip.caller(one.host)
    chair.send(f"{one.path}brief/bewerken/", "Opslaan", **LETTER)
    assert host.status_of(f"{one.path}brief/") == 404
    chair.send(f"{one.path}brief/voorleggen/", "Leg voor")
    trip.owes("N72", [one.host])
    trip.settle()
    assert LETTER["opening"] in host.open(f"{one.path}brief/").text


def host_reacts(trip: Trip, one: Visit, *, in_window: bool) -> None:
    """Let the host answer before it is final."""
    if in_window:
        trip.noor.go(f"{one.path}reactie/")
        trip.noor.page.locator("main textarea").fill(REACTION)
        trip.noor.press("Verstuur je reactie")
        trip.noor.reads(REACTION)
    else:
        trip.caller(one.host).send(f"{one.path}reactie/", "Verstuur je reactie", text=REACTION)
    trip.owes("N243", [one.roles["VOORZITTER"], one.roles["VERSLAGLEGGER"]])
    trip.settle()


def letter_is_final(trip: Trip, one: Visit) -> None:
    """Let the voorzitter make it final; host and visitors read letter and reaction."""
    chair = one.roles["VOORZITTER"]
    trip.caller(chair).send(f"{one.path}brief/vaststellen/", "Stel vast")
    trip.owes("N73", {one.host, *one.visitors} - {chair})
    trip.settle()
    for number in (one.host, *one.visitors):
        text = trip.caller(number).open(f"{one.path}brief/").text
        assert LETTER["todos_1"] in text
        assert REACTION in text


def host_plans_actions(trip: Trip, one: Visit, *, is_later: bool) -> None:
    """Let the host put an action on her list; one that is done at once, or one that comes back on its day."""
    host, path = trip.caller(one.host), f"{one.path}acties/"
    day = or_later(one.day + timedelta(days=40))
    page = host.send(path, "Zet op mijn lijst", text=ACTION, due_date=in_words(day))
    host.send(page, "Mijn lijst is klaar")
    if is_later:
        trip.facts.setdefault("actions", []).append((day, one.host, path))
        trip.owes("N240", [one.host], day)
        return
    finishes_action(trip, one.host, path)


def finishes_action(trip: Trip, number: int, path: str) -> None:
    """Say that the action is done, and what came of it."""
    host = trip.caller(number)
    done = next(link for link in host.open(path).links("/acties/") if re.search(r"/klaar/$", link))
    host.send(done, "Klaar", outcome=OUTCOME)
    assert OUTCOME in host.open(path).text


def actions_come_back(trip: Trip) -> None:
    """Let who is asked today how it goes with her action say that it is done: nobody asks again."""
    today: date = trip.site.now().date()
    for day, number, path in [one for one in trip.facts.get("actions", []) if one[0] <= today]:
        finishes_action(trip, number, path)
        trip.facts["actions"].remove((day, number, path))
