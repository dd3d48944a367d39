"""The tussentijden: open by themselves, worked on in one's own casus, handed in, late, and answered."""

from datetime import time, timedelta

from tests.journeys.editie_dagen import TRAINERS, delen
from tests.journeys.editie_network import COORDINATOR, TRAINER
from tests.journeys.editie_teams import talks_are_planned
from tests.journeys.trip import CANARIES, Trip, moment, name_of
from tests.journeys.werkdagen import later

WORK, REACTION = CANARIES[4:6]
# Where the opdracht of a tussentijd leads to in a casus, and a field there; later ones go on with the same.
PLACES = {
    "A": ("/canvas/", "nu/", {"K1_text": f"Wie begint er, {WORK}?"}), "B": ("/dilemmalijn/", "", {"nu_tempo": "40"}),
    "C": ("/canvas/", "gewenst/", {"K1_text": f"Samen beginnen, {WORK}."}),
    "D": ("/advies/", "bewerken/", {"kern": f"Het schuurt, {WORK}."}),
}  # fmt: skip
LATE = 5  # who is late with the first one


def tussentijden_are_known(trip: Trip) -> None:
    """Note what comes by itself: it opens on the working day after the dagdeel, and captains are asked and told."""
    for code, deel in delen(trip).items():
        if code not in "ABCD":
            continue
        assert deel.opens is not None
        assert deel.until is not None
        trip.stops.add(moment(deel.opens, time(0, 5)))
        trip.owes("N30", trip.members, deel.opens)
        trip.owes("N33", captains(trip), later(deel.until, -3))
        if code != "D":
            trip.owes("N37", captains(trip), deel.opens)


def first_tussentijd(trip: Trip) -> None:
    """All steps of tussentijd A: opens, is worked on, handed in, one is late, the trainer reacts."""
    deel, late = delen(trip)["A"], trip.members[LATE]
    others = [number for number in trip.members if number != late]
    assert deel.opens is not None
    assert deel.until is not None
    for days in (-5, -1):
        trip.owes("N31", [late], later(deel.until, days))
    trip.owes("N32", [late], later(deel.until, 1))
    trip.owes("N32b", [COORDINATOR], later(deel.until, 5))
    handed_in = later(deel.opens, 3)
    trip.move_to(moment(handed_in))
    works_and_hands_in(trip)
    for number in others[1:]:
        hands_in(trip, number, "A", is_shared=number == others[1])
    talks_are_planned(trip)
    trip.owes("N34", TRAINERS, later(handed_in, 1))
    trip.move_to(moment(later(handed_in, 1)))
    reacts(trip, others[:2])
    trip.owes("N35", others[:2], later(handed_in, 2))


def works_and_hands_in(trip: Trip) -> None:
    """Noor opens the part of her casus that the opdracht asks for, writes there, and hands in with trainers along."""
    noor = trip.noor
    noor.go(f"{trip.base}tussentijd/a/")
    page = noor.page
    page.locator("main").get_by_role("link", name="in mijn casus").first.click()
    field = page.locator("main textarea").first
    if not field.count():
        page.goto(page.url)
    field.fill(f"Het gezamenlijke doel, {WORK}.")
    page.locator("[data-stand]").get_by_text("Opgeslagen om").wait_for()
    noor.go(f"{trip.base}tussentijd/a/")
    page.get_by_label("Ja, mijn trainers lezen dit").check()
    noor.press("Lever in")
    noor.hears("Ingeleverd.")


def hands_in(trip: Trip, number: int, code: str, *, is_shared: bool) -> None:
    """Hand in, with trainers who read along or not."""
    page = f"{trip.base}tussentijd/{code.lower()}/"
    caller = trip.caller(number)
    if code in PLACES:
        part, layer, written = PLACES[code]
        found = next(path for path in caller.open(page).links("/casussen/") if path.endswith((part, part + layer)))
        sheet = caller.open(found.removesuffix(layer) + layer)
        caller.send(sheet, "Opslaan", **written)
    caller.send(page, "Lever in", meelezen="ja" if is_shared else "nee")


def reacts(trip: Trip, people: list[int]) -> None:
    """The trainer reads what is shared and reacts; of who does not share he sees that it is ready, nothing more."""
    caller = trip.caller(TRAINER)
    page = caller.open(f"{trip.base}inzendingen/")
    for number in people:
        read = caller.open(page.link(name_of(number)))
        assert WORK in read.text
        caller.send(read, "Versturen", text=f"Mooi begin, {REACTION}.")
    sheet = caller.open(f"{trip.base}lagen/")
    assert WORK not in sheet.text


def later_tussentijd(trip: Trip, code: str) -> None:
    """A later one: everybody hands in within a week, and nobody is reminded."""
    deel = delen(trip)[code]
    assert deel.opens is not None
    trip.move_to(moment(later(deel.opens, 3)) + timedelta(hours=1))
    for number in trip.members:
        hands_in(trip, number, code, is_shared=False)


def captains(trip: Trip) -> list[str]:
    """Return the addresses of the captains of the teams."""
    rows = trip.rows(
        "SELECT u.email FROM community_lidmaatschap l JOIN community_kring k ON k.id = l.kring_id"
        " JOIN community_user u ON u.id = l.user_id WHERE k.kind = 'TEAM' AND l.role = 'TREKKER' ORDER BY 1"
    )
    return [row["email"] for row in rows]
