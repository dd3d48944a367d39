"""The days of a training: what people know beforehand, who was there, and who hears how to catch up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from playwright.sync_api import expect

from community.notation import AMSTERDAM
from tests.journeys.editie_network import SECOND_TRAINER, TRAINER
from tests.journeys.trip import CANARIES, MINUTE, Trip, moment, name_of
from tests.journeys.werkdagen import later, or_later

TRAINERS = (TRAINER, SECOND_TRAINER)
DAYS = (
    "SELECT o.code, b.starts_at, b.ends_at, b.code AS meeting, d.from_date, d.until_date"
    " FROM training_editiedeel d JOIN training_programmaonderdeel o ON o.id = d.onderdeel_id"
    " LEFT JOIN community_bijeenkomst b ON b.id = d.bijeenkomst_id ORDER BY o.position"
)
# What is answered about a day. The trainers see it from five answers on, when nobody can answer any more.
EVALUATION = CANARIES[10]
# Who misses the first day, and hears how to catch up.
ABSENT = 4


@dataclass(frozen=True)
class Deel:
    """A part of the editie. A dagdeel and the eindsessie have `starts`, `ends` and the code of their meeting."""

    code: str
    starts: datetime | None
    ends: datetime | None
    meeting: str | None
    opens: date | None
    until: date | None

    @property
    def day(self) -> date:
        """The day of a dagdeel or the eindsessie."""
        assert self.starts is not None, f"{self.code} has no day"
        return self.starts.date()


def delen(trip: Trip) -> dict[str, Deel]:
    """Return the parts of the editie by code, as they stand in its database."""
    found = {}
    for row in trip.rows(DAYS):
        starts, ends = (row[name] and row[name].astimezone(AMSTERDAM) for name in ("starts_at", "ends_at"))
        found[row["code"]] = Deel(row["code"], starts, ends, row["meeting"], row["from_date"], row["until_date"])
    return found


def days_are_known(trip: Trip) -> None:
    """Note what everybody gets before each day: practical information, and a reminder of each dagdeel."""
    for deel in delen(trip).values():
        if deel.starts is None:
            continue
        people = (*trip.members, *TRAINERS)
        trip.owes("N111", people, later(deel.day, -3 if deel.code == "E" else -2))
        if deel.code != "2":  # on the day of dagdeel 1
            trip.owes("N23", people, or_later(deel.day - timedelta(days=14)))
        if deel.code != "1":
            absent = trip.members[ABSENT] if deel.code == "2" else None
            trip.owes("N28", (number for number in trip.members if number != absent), asked_at(deel))
    trip.owes("N29", [trip.members[-1]], later(delen(trip)["1"].day, 3))


def asked_at(deel: Deel) -> datetime:
    """Return when who was there is asked what she thinks: four hours after the end, at 19.30 at the latest."""
    assert deel.ends is not None
    return min(deel.ends + timedelta(hours=4), moment(deel.day, time(19, 30)))


def evaluates(trip: Trip, code: str, people: Sequence[int], asked: datetime) -> None:
    """Answer all questions without a name, when they are asked."""
    trip.at(asked + 5 * MINUTE)
    for number in people:
        caller = trip.caller(number)
        page = caller.open(f"{trip.base}evaluatie/{code.lower()}/")
        marks = dict.fromkeys(page.form("Verstuur").radios(), "4")
        caller.send(page, "Verstuur", **marks, tekst=f"Fijn tempo, {EVALUATION}.")


def first_day(trip: Trip) -> None:
    """Both dagdelen of the first day: one participant is absent; she hears it once, an hour after it was noted."""
    parts, absent = delen(trip), trip.members[ABSENT]
    trip.move_to(moment(parts["1"].day, time(16, 20)))
    trainer = trip.trainer
    for code in ("1", "2"):
        trainer.go(f"{trip.base}dagdeel/{code}/presentie/")
        trainer.page.get_by_role("link", name="Iedereen aanwezig").click()
        trainer.page.get_by_role("group", name=name_of(absent)).get_by_label("Afwezig").check()
        trainer.press("Opslaan")
        expect(trainer.page.locator(".notes")).to_be_visible()
    trip.owes("N27", [absent], moment(parts["2"].day, time(17, 30)))
    present = [number for number in trip.members[:-1] if number != absent]
    evaluates(trip, "1", present, asked_at(parts["2"]))
    assert EVALUATION not in trip.caller(TRAINER).open(f"{trip.base}evaluaties/").text


def notes_presence(trip: Trip, code: str) -> None:
    """Note that everybody was there, in one step."""
    caller = trip.caller(TRAINER)
    part = "eindsessie" if code == "E" else f"dagdeel/{code}"
    page = caller.open(f"{trip.base}{part}/presentie/")
    caller.send(caller.open(f"{page.path}?iedereen=aanwezig"), "Opslaan")


def later_day(trip: Trip, code: str, *, is_forgotten: bool = False) -> None:
    """A later day; when the trainer forgets the presence, both trainers are asked on the next working day."""
    deel = delen(trip)[code]
    if not is_forgotten:
        trip.move_to(moment(deel.day, time(12, 15)))
        notes_presence(trip, code)
    evaluates(trip, code, trip.members, asked_at(deel))
    if is_forgotten:
        trip.owes("N109", TRAINERS, later(deel.day, 1))
        trip.move_to(moment(later(deel.day, 1), time(9)))
        notes_presence(trip, code)


def material_is_placed(trip: Trip) -> None:
    """The trainer places a sheet with the first day: who takes part and who leads hear it, and Noor opens it."""
    trainer, noor = trip.trainer, trip.noor
    trainer.go(f"{trip.base}materialen/nieuw/")
    trainer.page.get_by_label("Titel").fill("Vier vormen op een rij")
    trainer.page.locator("input[type=file]").set_input_files(
        {"name": "vormen.txt", "mimeType": "text/plain", "buffer": b"Vier vormen van samenwerken."}
    )
    trainer.press("Plaatsen")
    expect(trainer.page.locator(".notes")).to_be_visible()
    trip.owes("N196", [*trip.members, SECOND_TRAINER], later(trip.site.now().date(), 1))
    noor.go(f"{trip.base}materialen/")
    expect(noor.page.get_by_role("link", name="Vier vormen op een rij").first).to_be_visible()
    trainer.go(f"{trip.base}dagdeel/1/draaiboek/")
    trainer.reads("Draaiboek dagdeel 1")
