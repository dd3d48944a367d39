"""Half-way: somebody cannot come and a visit moves, shown as a difference first; somebody is replaced and is out."""

from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import expect

from tests.community.agenda.khal import Client
from tests.journeys.editie_network import COORDINATOR
from tests.journeys.toernee_begin import agrees
from tests.journeys.toernee_network import FIVE, GUIDE, NEWCOMER
from tests.journeys.toernee_stand import Visit, visits
from tests.journeys.trip import Trip, name_of

HOURS = (("09:00", "12:30"), ("13:00", "16:30"))
NOOR = 0


def subscribes(trip: Trip) -> None:
    """Let Noor follow her agenda with a calendar program of her own."""
    noor = trip.noor
    noor.go("/agenda/mijn-agenda/")
    noor.press("Maak een link")
    address = noor.page.get_by_label("Je geheime agenda-link").input_value()
    folder = Path(trip.site.folder) / "khal"
    folder.mkdir()
    trip.facts["calendar"] = Client(folder)
    trip.facts["calendar"].subscribe(address)
    calendar_is_right(trip)


def calendar_is_right(trip: Trip) -> None:
    """Compare what the calendar program shows with the visits as they stand: each once, at its hours."""
    shown = [entry[:2] for entry in trip.facts["calendar"].entries()]
    wanted = [tuple(f"{one.day} {hour}" for hour in HOURS[one.half]) for one in visits(trip)]
    assert sorted(shown) == sorted(wanted)


def somebody_cannot_come(trip: Trip) -> None:
    """Let the host of the next visit say that she cannot; the hart sees the difference first and fixes it."""
    before = visits(trip)
    off = next(one for one in before if not one.is_held)
    trip.caller(off.host).send(f"{off.path}kan-niet/", "Ik kan niet op deze dag")
    trip.owes("N223", [COORDINATOR])
    trip.settle()
    calendar_is_right(trip)
    planner, page = trip.planner, trip.planner.page
    planner.go(f"/coordinatie/toernees/{trip.slug}/")
    planner.reads(f"{name_of(off.host)}")
    planner.press(f"Zoek een ander moment voor het bezoek bij {name_of(off.host)}")
    expect(page.get_by_role("heading", name="Wat verandert er?")).to_be_visible()
    assert visits(trip) == before, "nothing moves before the hart says so"
    said = page.get_by_role("table", name="Verschil met wat nu vastligt").inner_text()
    concerned = [number for number in FIVE if name_of(number) in said]
    planner.press("Leg de bezoeken vast")
    page.wait_for_url(f"{trip.site.url}/coordinatie/toernees/{trip.slug}/")
    after = visits(trip)
    moved = [one for one in after if (one.day, one.half) != _slot(before, one)]
    assert [one.host for one in moved] == [off.host], "one visit moves, the others stay"
    trip.owes("N67", [*concerned, GUIDE])
    trip.settle()
    calendar_is_right(trip)


def _slot(before: list[Visit], one: Visit) -> tuple[object, int]:
    return next((other.day, other.half) for other in before if other.code == one.code)


def somebody_is_replaced(trip: Trip) -> None:
    """Put a newcomer in the place of who still has to receive: she who goes reads nothing from the next request on."""
    coming = [one for one in visits(trip) if not one.is_held][1:]
    gone = next(one.host for one in coming if one.host != NOOR)
    pages = pages_of(trip, gone)
    assert {path: trip.caller(gone).status_of(path) for path in pages} == dict.fromkeys(pages, 200)
    planner, page = trip.planner, trip.planner.page
    planner.go(f"/coordinatie/toernees/{trip.slug}/mensen/")
    page.locator("main a", has_text=f"Vervang: {name_of(gone)}").click()
    expect(page.locator("h1")).to_have_text("Iemand vervangen")
    # The rest without a window: what speaks against it is a page that may come or not.
    hart = trip.caller(COORDINATOR)
    after = hart.send(urlsplit(page.url).path, "Vervang", wie=name_of(NEWCOMER))
    if "Vervang toch" in after.text:
        after = hart.send(after, "Vervang toch")
    assert name_of(NEWCOMER) in after.text, after.text[:600]
    assert after.path.endswith("/mensen/"), (after.path, after.text[:600])
    trip.facts["gone"], trip.facts["pages"] = gone, pages
    is_out(trip)
    others = set(FIVE) - {gone}
    trip.facts["present"] = {*others, NEWCOMER}
    trip.owes("N220", {gone, GUIDE, *others})
    for kind in ("N219", "N66"):
        trip.owes(kind, [NEWCOMER])
    trip.settle()
    assert [one.host for one in visits(trip)].count(NEWCOMER) == 1
    agrees(trip, NEWCOMER)


def pages_of(trip: Trip, number: int) -> list[str]:
    """Return the pages that this person reads now: the toernee, and all of the visits that are over."""
    held = [one for one in visits(trip) if one.is_held and number in one.visitors]
    parts = ("", "waarnemingen/", "brief/", "stappen/", "boekje/")
    own = [f"{one.path}{part}" for one in held for part in parts]
    return [f"/toernees/{trip.slug}/", f"/toernees/{trip.slug}/opbrengst/", *own]


def is_out(trip: Trip) -> None:
    """Who was replaced finds nothing of what she read before, not even that it is there."""
    caller = trip.caller(trip.facts["gone"])
    paths = trip.facts["pages"]
    assert {path: caller.status_of(path) for path in paths} == dict.fromkeys(paths, 404)
    assert "/toernees/t-" not in " ".join(caller.open("/mijn/").links("/toernees/"))
