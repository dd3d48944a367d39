"""The intake: agreements, a time to talk, the casus in the same step, learning goals, scan, note; and handing in."""

from datetime import date, time

from playwright.sync_api import expect

from community.notation import AMSTERDAM
from tests.journeys.editie_network import SECOND_TRAINER, TRAINER
from tests.journeys.editie_plan import agrees
from tests.journeys.editie_toelating import DECIDE
from tests.journeys.trip import CANARIES, Trip, moment, morning, name_of
from tests.journeys.werkdagen import later

OFFERED, HAND_IN = date(2026, 12, 1), date(2026, 12, 24)
TALKS, LAST_TALKS = (date(2026, 12, 11), date(2026, 12, 14), date(2026, 12, 15)), date(2026, 12, 23)
CASUS, GOAL, SCAN, NOTE = CANARIES[:4]
TALKS_PER_DAY = 9  # an hour each, from 9 o'clock on
CASUS_TEXT = {
    "werktitel": f"Kreek {CASUS}", "gebied": f"Een kreek met polders, {CASUS}.", "provincie": ["ZEELAND"],
    "opgaven": "Zoet water bewaren.", "aanleiding": "EIGEN", "partijen": "Waterschap\nTelersvereniging",
    "rol": "Ik zit het overleg voor.", "opdrachtgevers": "De stuurgroep.", "fase": "2",
    "doel": f"Genoeg zoet water, {CASUS}.", "goed": "De telers denken mee.", "schuurpunt": "Niemand begint.",
    "vraag": "Hoe kunnen wij samen beginnen?", "leren": "Eerder vragen wat iemand inbrengt.",
}  # fmt: skip


def hears_late(trip: Trip) -> int:
    """Return who agrees at the last moment, and so does everything late."""
    return trip.members[2]


def hands_in_late(trip: Trip) -> int:
    """Return who hands in her casus after both reminders."""
    return trip.members[3]


def trainers_agree(trip: Trip) -> None:
    """Both trainers agree on the day of publishing."""
    for number in (TRAINER, SECOND_TRAINER):
        agrees(trip, number)


def people_agree(trip: Trip) -> None:
    """Everybody agrees at once, but one; that one is asked after three working days."""
    late = hears_late(trip)
    trip.owes("N15", [late], later(DECIDE, 3))
    trip.owes("N15", [late], later(HAND_IN, -2))
    trip.owes("N19", trip.members, later(DECIDE, 1))
    for number in trip.members:
        if number != late:
            agrees(trip, number)


def times_are_offered(trip: Trip) -> None:
    """The trainer offers times of an hour on three days; who has none is asked to choose."""
    trip.move_to(moment(OFFERED))
    trip.owes("N16", trip.members, later(OFFERED, 1))
    trip.owes("N16", [hears_late(trip)], later(OFFERED, 5))
    trainer, hours = trip.trainer, 9 + TALKS_PER_DAY
    days = TALKS[: 1 + len(trip.members) // TALKS_PER_DAY]
    for day in (*days, LAST_TALKS):
        trainer.go(f"{trip.base}intake/tijden/nieuw/")
        page = trainer.page
        page.get_by_label("Op welke dag?").fill(f"{day:%d-%m-%Y}")
        page.get_by_label("Van", exact=True).fill("9.00")
        page.get_by_label("Tot", exact=True).fill(f"{hours}.00" if day != LAST_TALKS else "11.00")
        page.get_by_label("een uur", exact=True).check()
        page.get_by_label("Link om online mee te doen").fill("https://overleg.example/kamer")
        trainer.press("Opslaan")
        trainer.hears("Je tijden staan klaar.")
    trip.settle()


def times_are_chosen(trip: Trip) -> None:
    """All but one book, and begin their casus in the same step; one of them moves, one calls off and books again."""
    trip.at(morning(later(OFFERED, 1)))
    noor_books(trip)
    others = [number for number in trip.members[1:] if number != hears_late(trip)]
    for number in others:
        books(trip, number)
    moving, cancelling = others[-1], others[-2]
    trip.settle()
    page = trip.caller(moving).open(f"{trip.base}intake/verzetten/")
    trip.caller(moving).send(page, "Verzetten", moment=page.form("Verzetten").choices("moment")[0])
    trip.caller(cancelling).send(f"{trip.base}intake/afzeggen/", "Afzeggen")
    trip.owes("N112", (moving, TRAINER))
    trip.owes("N113", (cancelling, TRAINER))
    books(trip, cancelling)
    trip.settle()
    remind_of_talks(trip)


def remind_of_talks(trip: Trip) -> None:
    """Note who is reminded of her talk, a working day before it; the trainer of each of them."""
    talks = trip.rows(
        "SELECT u.email, b.starts_at FROM community_deelname d JOIN community_user u ON u.id = d.user_id"
        " JOIN community_bijeenkomst b ON b.id = d.bijeenkomst_id WHERE b.kind = 'INTAKE' AND b.status = 'GEPLAND'"
    )
    for row in talks:
        trip.owes("N111", [row["email"]], later(row["starts_at"].astimezone(AMSTERDAM).date(), -1))


def noor_books(trip: Trip) -> None:
    """Choose a time and begin a casus with one form."""
    noor = trip.noor
    noor.go(f"{trip.base}intake/")
    noor.page.get_by_role("radio").first.check()
    noor.press("Boeken")
    noor.hears("Je intakegesprek staat vast.")
    trip.owes("N17", (trip.members[0], TRAINER))
    expect(noor.page.get_by_role("link", name="Vul je casus in")).to_be_visible()


def books(trip: Trip, number: int) -> None:
    """The same without a window."""
    caller = trip.caller(number)
    page = caller.open(f"{trip.base}intake/")
    form = page.form("Boeken")
    answers = {"casus": "nieuw"} if form.choices("casus") else {}
    caller.send(page, "Boeken", moment=form.choices("moment")[0], **answers)
    trip.owes("N17", (number, TRAINER))


def words_are_written(trip: Trip) -> None:
    """Casussen, learning goals and scans are written; what the trainer notes is hers."""
    for number in trip.members:
        if number not in (hears_late(trip), hands_in_late(trip)):
            writes_casus(trip, number)
    noor = trip.caller(trip.members[0])
    noor.send(f"{trip.base}intake/leerdoelen/", "Opslaan", text=f"Eerder vragen, {GOAL}.")
    scan = noor.open(f"{trip.base}zelfscan/intake/")
    levels = {f"c{number}": "2" for number in range(1, 9)}
    noor.send(scan, "Opslaan", **levels, d1=f"De woorden gebruiken, {SCAN}.")
    talk = trip.trainer
    talk.go(f"{trip.base}intake/")
    talk.page.get_by_role("link", name=name_of(trip.members[0])).first.click()
    talk.reads(GOAL)
    expect(talk.page.locator("main")).not_to_contain_text(SCAN)
    talk.page.get_by_label("Je notitie").fill(f"Vraagt goed door, {NOTE}.")
    talk.press("Opslaan")
    talk.hears("Je notitie is opgeslagen.")


def writes_casus(trip: Trip, number: int) -> None:
    """Fill in the whole format."""
    caller = trip.caller(number)
    page = caller.open(caller.open(f"{trip.base}intake/").link("Vul je casus in"))
    caller.send(page, "Opslaan", **CASUS_TEXT)


def casussen_come_in(trip: Trip) -> None:
    """Most hand in on time; one after two reminders; one agreed, talked and handed in at the last moment."""
    for days in (-5, -1):
        trip.owes("N20", (hears_late(trip), hands_in_late(trip)), later(HAND_IN, days))
    trip.move_to(moment(date(2026, 12, 16)))
    on_time = [each for each in trip.members if each not in (hears_late(trip), hands_in_late(trip))]
    for number in on_time:
        hands_in(trip, number)
        finishes(trip, number)
    finishes(trip, hands_in_late(trip))
    trip.at(morning(date(2026, 12, 22)))
    agrees(trip, hears_late(trip))
    books(trip, hears_late(trip))
    trip.move_to(moment(LAST_TALKS, time(12)))
    for number in (hands_in_late(trip), hears_late(trip)):
        writes_casus(trip, number)
        hands_in(trip, number)
    finishes(trip, hears_late(trip))


def hands_in(trip: Trip, number: int) -> None:
    """Hand in a casus, all its checks ticked."""
    caller = trip.caller(number)
    page = caller.open(f"{boek_of(trip)}inleveren/")
    form = page.form("Lever in")
    after = caller.send(page, "Lever in", casus=form.choices("casus")[0], controle=form.choices("controle"))
    assert after.path.startswith(boek_of(trip))
    trip.owes("N21", [number])


def finishes(trip: Trip, number: int) -> None:
    """The trainer says that this intake was held."""
    caller = trip.caller(TRAINER)
    page = caller.open(caller.open(f"{trip.base}intake/").link(name_of(number)))
    after = caller.send(page, "Intake is klaar")
    assert f"{name_of(number)}" in after.text


def boek_is_established(trip: Trip) -> None:
    """The trainer establishes the praktijkboek, after the last day to hand in."""
    trip.move_to(moment(date(2026, 12, 28)))
    trainer = trip.trainer
    trainer.go(f"{boek_of(trip)}vaststellen/")
    trainer.page.locator("main form[method=post] button").first.click()
    trainer.reads("Vastgesteld")
    trip.owes("N22", (*trip.members, TRAINER, SECOND_TRAINER))
    trip.settle()


def boek_of(trip: Trip) -> str:
    """Return the address of the praktijkboek of the editie."""
    [row] = trip.rows("SELECT code FROM casussen_praktijkboek")
    return f"/praktijkboeken/{row['code']}/"
