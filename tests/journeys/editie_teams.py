"""Teams: proposed, moved by hand, made known; each captain plans a talk, one of them by a date poll."""

from datetime import date

from playwright.sync_api import expect

from tests.journeys.callers import Caller
from tests.journeys.editie_network import PEOPLE_NEAR
from tests.journeys.trip import Trip, email_of, moment
from tests.journeys.werkdagen import later

DIVIDED, TALK = date(2026, 12, 29), date(2027, 1, 14)
PEOPLE = (
    "SELECT k.id, u.email, l.role FROM community_lidmaatschap l JOIN community_kring k ON k.id = l.kring_id"
    " JOIN community_user u ON u.id = l.user_id WHERE k.kind = 'TEAM' ORDER BY k.id, u.email"
)


def teams_are_made(trip: Trip) -> None:
    """Take the proposal, change two people of team by hand, choose captains, and make it known."""
    trip.move_to(moment(DIVIDED))
    planner = trip.planner
    planner.go(f"{trip.plan}teams/")
    planner.press("Maak een voorstel")
    planner.hears("Het voorstel staat klaar.")
    page = planner.page
    first, second = (page.locator("main section", has=page.get_by_role("heading", name=f"Team {n} (")) for n in (1, 2))
    first.locator("select[name^=plek_]").first.select_option("2")
    second.locator("select[name^=plek_]").first.select_option("1")
    captains = page.locator("select[name^=captain_]")
    for n in range(captains.count()):
        chosen = captains.nth(n)
        if chosen.input_value() and chosen.locator("option:checked").count():
            continue
        chosen.select_option(index=1)
    planner.press("Opslaan")
    planner.hears("Opgeslagen.")
    give_captains(trip)
    planner.press("Maak de teams bekend")
    planner.hears("De teams zijn bekend.")
    trip.owes("N36", trip.members, later(DIVIDED, 1))
    for number in trip.members:
        agrees_in_team(trip, number)


def give_captains(trip: Trip) -> None:
    """Give a team whose captain was moved away another one."""
    planner, page = trip.planner, trip.planner.page
    captains = page.locator("select[name^=captain_]")
    for n in range(captains.count()):
        if not captains.nth(n).input_value():
            captains.nth(n).select_option(index=1)
    planner.press("Opslaan")
    planner.hears("Opgeslagen.")
    expect(page.get_by_role("button", name="Maak de teams bekend")).to_be_visible()


def agrees_in_team(trip: Trip, number: int) -> None:
    """Agree to what a team agrees among itself, where that is asked."""
    caller = trip.caller(number)
    for path in caller.open(f"{trip.base}teams/").links(f"{trip.base}teams/"):
        page = caller.open(path)
        if page.path.endswith("/afspraken/"):
            caller.send(page, "Akkoord", **dict.fromkeys(page.form("Akkoord").names(), "on"))
            return


def talks_are_planned(trip: Trip) -> None:
    """In tussentijd A the captain of one team asks for dates first, the captain of another plans at once."""
    teams: dict[str, list[tuple[str, str]]] = {}
    for row in trip.rows(PEOPLE):
        teams.setdefault(str(row["id"]), []).append((row["email"], row["role"]))
    first, *others = teams
    asks_for_dates(trip, first, teams[first])
    for kring in others:
        plans_at_once(trip, teams[kring])


def asks_for_dates(trip: Trip, kring: str, people: list[tuple[str, str]]) -> None:
    """Ask the team for its dates; all answer, so that the captain is asked to choose, and does."""
    captain = next(email for email, role in people if role == "TREKKER")
    members = [email for email, role in people if role == "LID"]
    caller = person(trip, captain)
    page = caller.open(f"/agenda/datumprikkers/nieuw/?groep={kring}")
    rows = {"m-0-day": f"{TALK:%d-%m-%Y}", "m-0-starts": "15.00", "m-1-day": "15-01-2027",
            "m-1-starts": "15.00"}  # fmt: skip
    poll = caller.send(page, "Vraag het de groep", title="Teamgesprek", duration="60",
                       last_day="11-01-2027", **rows)  # fmt: skip
    others = [email for email, _role in people if email != captain]
    trip.owes("N126", others)
    trip.settle()
    for email in (captain, *members):
        sheet = person(trip, email).open(poll.path)
        form = sheet.form("Opslaan")
        person(trip, email).send(sheet, "Opslaan", **{name: form.choices(name)[0] for name in form.radios()})
    fix = caller.open(f"{poll.path}vaststellen/")
    caller.send(fix, "Stel de datum vast", optie=fix.form("Stel de datum vast").choices("optie")[0])
    trip.owes("N106", others)
    is_held(trip, captain)
    trip.settle()


def is_held(trip: Trip, captain: str) -> None:
    """Note what the captain gets of a talk that nobody else answered: word that morning, and who was there."""
    trip.owes("N111", [captain], TALK)
    trip.owes("N109", [captain], later(TALK, 1))


def plans_at_once(trip: Trip, people: list[tuple[str, str]]) -> None:
    """Plan a talk of the team alone from the page of the team."""
    captain = next(email for email, role in people if role == "TREKKER")
    caller = person(trip, captain)
    team = caller.open(next(iter(caller.open(f"{trip.base}teams/").links(f"{trip.base}teams/"))))
    page = caller.open(f"{team.path}gesprek/a/?met=EIGEN")
    caller.send(page, "Opslaan", met="EIGEN", title="Teamgesprek", date=f"{TALK:%d-%m-%Y}", starts="15.00",
                ends="16.00", online_url="https://overleg.example/team")  # fmt: skip
    trip.owes("N106", [email for email, role in people if role == "LID"])
    is_held(trip, captain)
    trip.settle()


def person(trip: Trip, email: str) -> Caller:
    """Return one of the people by her address."""
    return trip.caller(next(number for number in PEOPLE_NEAR if email_of(number) == email))
