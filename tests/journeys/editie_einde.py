"""What comes after: evaluation, scan and effect, the way on, and the end of the praktijkboek."""

from datetime import date, time, timedelta

from tests.journeys.editie_dagen import EVALUATION, TRAINERS, delen
from tests.journeys.editie_eindsessie import casus_of
from tests.journeys.editie_intake import boek_of
from tests.journeys.editie_network import COORDINATOR, TRAINER
from tests.journeys.trip import Trip, moment
from tests.journeys.werkdagen import later, or_earlier, or_later

# What holds words of participants: no page for who plans the editie.
CLOSED = ("lagen", "inzendingen", "zelfscan", "coaching", "effectmeting", "eindsessie/presentatie")


def measures_effect(trip: Trip, name: str, mark: str) -> None:
    """Noor answers the eight questions of this moment; she alone sees them."""
    caller = trip.caller(trip.members[0])
    page = caller.open(f"{trip.base}effectmeting/{name}/")
    form = page.form("Opslaan")
    caller.send(page, "Opslaan", **dict.fromkeys(form.radios(), mark))


def looks_back(trip: Trip) -> None:
    """Noor fills in the scan again and sees the difference; who plans the editie reads nothing of anybody."""
    noor = trip.caller(trip.members[0])
    scan = noor.open(f"{trip.base}zelfscan/eind/")
    noor.send(scan, "Opslaan", **{f"c{number}": "4" for number in range(1, 9)})
    assert "2 stappen verder" in noor.open(f"{trip.base}zelfscan/").text
    assert EVALUATION in trip.caller(TRAINER).open(f"{trip.base}evaluaties/").text
    planner, casus = trip.caller(COORDINATOR), casus_of(trip, trip.members[0])
    for path in (boek_of(trip), casus, f"{casus}advies/", *(f"{trip.base}{page}/" for page in CLOSED)):
        assert (path, planner.status_of(path)) == (path, 404)


def alumni_go_on(trip: Trip) -> None:
    """A week later everybody hears how one goes on; half a year later what it brought is asked, twice at most."""
    last = delen(trip)["E"].day
    half_year = or_later(date(last.year, last.month + 6, last.day))
    trip.owes("N51", trip.members, or_later(last + timedelta(days=7)))
    trip.owes("N52", trip.members, half_year)
    trip.owes("N52", trip.members[1:], later(half_year, 10))


def boek_ends(trip: Trip) -> None:
    """The praktijkboek closes after three months and is destroyed after six; each is told before, twice."""
    [row] = trip.rows("SELECT closes_date, destroys_date FROM casussen_praktijkboek")
    people = (*trip.members, *TRAINERS)
    for day in (row["closes_date"], row["destroys_date"]):
        for before in (30, 7):
            trip.owes("N53", people, or_earlier(day - timedelta(days=before)))
    address = boek_of(trip)
    trip.stops.add(moment(row["closes_date"], time(0, 5)))
    trip.stops.add(moment(row["destroys_date"], time(0, 5)))
    trip.owes("N54", people, row["destroys_date"])
    trip.move_to(moment(row["closes_date"], time(10)))
    page = trip.caller(trip.members[0]).open(address)
    assert "Gesloten" in page.text
    trip.move_to(moment(row["destroys_date"], time(10)))
    assert "vernietigd" in trip.caller(trip.members[0]).open(address).text
    measures_effect(trip, "half-jaar", "5")
    half_year = row["destroys_date"]
    trip.at(moment(later(half_year, 11)))
