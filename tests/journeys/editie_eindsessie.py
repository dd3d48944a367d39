"""The eindsessie: guests without account say whether they come, presentations, and an advice that is answered."""

import re
from datetime import date, time, timedelta

from playwright.sync_api import Page, expect

from tests.browser.post import mails_to
from tests.browser.site import LONGEST_WAIT, wait_for
from tests.journeys.editie_dagen import asked_at, delen, evaluates, notes_presence
from tests.journeys.trip import CANARIES, Trip, guest_of, moment
from tests.journeys.werkdagen import later, or_later

SLIDE, ADVICE = CANARIES[8:10]
INVITED, ADVISED, SHARED = date(2027, 3, 8), date(2027, 4, 12), date(2027, 4, 21)
COLLEAGUE = "collega.bart@opdracht.example"


def guests_are_invited(trip: Trip) -> None:
    """Noor invites her opdrachtgever, another participant a colleague; their mails leave six weeks before."""
    trip.move_to(moment(INVITED))
    noor, last = trip.noor, delen(trip)["E"].day
    noor.go(f"{trip.base}eindsessie/gasten/nieuw/")
    noor.page.get_by_label("Deze gast mag mijn presentatie lezen").check()
    noor.page.locator("main form[method=post] button").first.click()
    noor.hears("De gast staat op je lijst.")
    page = f"{trip.base}eindsessie/gasten/nieuw/"
    form = trip.caller(trip.members[1]).open(page).form("Zet op de lijst")
    trip.caller(trip.members[1]).send(page, "Zet op de lijst", soort=form.choices("soort")[-1], naam="Bart Collega",
                                      email=COLLEAGUE)  # fmt: skip
    trip.owes("N47", (guest_of(trip.members[0]), COLLEAGUE), or_later(last - timedelta(weeks=6)))
    trip.owes("N47", [COLLEAGUE], or_later(last - timedelta(weeks=2)))
    trip.owes("N48", [guest_of(trip.members[0])], later(last, -3))


def opdrachtgever_comes(trip: Trip) -> None:
    """The opdrachtgever answers in a real browser, without account; the other one says nothing."""
    trip.move_to(moment(later(or_later(delen(trip)["E"].day - timedelta(weeks=6)), 1)))
    context = trip.chromium.new_context(locale="nl-NL")
    page = context.new_page()
    page.goto(trip.site.url + mails_to(trip.site, guest_of(trip.members[0]))[-1].path("/gedeeld/"))
    expect(page.locator("h1")).to_have_text("Je bent uitgenodigd")
    page.get_by_role("button", name="Ik kom", exact=True).click()
    expect(page.locator("main")).to_contain_text("Dank voor je antwoord")
    context.close()


def advice_is_answered(trip: Trip) -> None:
    """Noor shares an advice and gets an answer per recommendation; another's advice is not opened."""
    trip.move_to(moment(ADVISED))
    for number in trip.members[:2]:
        shares_advice(trip, number)
    trip.settle()
    context = trip.chromium.new_context(locale="nl-NL")
    page = context.new_page()
    enters_by_code(trip, page, guest_of(trip.members[0]))
    expect(page.locator("main")).to_contain_text(ADVICE)
    page.get_by_role("group", name="Neem je aanbeveling 1 over?").get_by_label("Nemen we over").check()
    second = page.get_by_role("group", name="Neem je aanbeveling 2 over?")
    second.get_by_label("Nemen we later over").check()
    page.get_by_label("Waarom?").last.fill("De begroting van dit jaar ligt vast.")
    page.get_by_label("Wanneer?").last.fill("in de begroting van 2028")
    page.get_by_role("button", name="Verstuur je antwoord").click()
    expect(page.locator("main")).to_contain_text("Dank voor je antwoord")
    context.close()
    trip.owes("N190", trip.members[:1])
    noor = trip.noor
    noor.go(f"{casus_of(trip, trip.members[0])}advies/")
    noor.reads("in de begroting van 2028")
    for ending in ("pdf", "word"):
        answer = noor.page.request.get(f"{trip.site.url}{casus_of(trip, trip.members[0])}advies/{ending}/")
        assert (ending, answer.status) == (ending, 200)
    trip.settle()


def shares_advice(trip: Trip, number: int) -> None:
    """Write the page and share it with the opdrachtgever."""
    caller, casus = trip.caller(number), casus_of(trip, number)
    caller.send(
        f"{casus}advies/bewerken/", "Opslaan", aan_wie="het dagelijks bestuur", kern=f"Het schuurt, {ADVICE}.",
        aanbeveling_1="Stel samen een doel vast.", aanbeveling_2="Maak geld vrij voor beheer.",
        consequenties="Het kost een half jaar.", bijdrage="Neem een besluit.",
    )  # fmt: skip
    caller.send(f"{casus}advies/delen/", "Bevestigen en versturen", naam="Wil Opdracht", email=guest_of(number),
                tot_en_met="31-05-2027")  # fmt: skip
    trip.owes("N45", [guest_of(number)])


def casus_of(trip: Trip, number: int) -> str:
    """Return the address of somebody's casus."""
    caller = trip.caller(number)
    return caller.open(f"{trip.base}casus/").path


def enters_by_code(trip: Trip, page: Page, address: str) -> None:
    """Follow the newest link, ask for a code, and type it."""
    page.goto(trip.site.url + mails_to(trip.site, address)[-1].path("/gedeeld/"))
    code = asked_code(trip, page, address)
    page.get_by_label("Code uit de mail").fill(code)
    page.get_by_role("button", name="Bekijk wat gedeeld is").click()


def asked_code(trip: Trip, page: Page, address: str) -> str:
    """Ask for a code and return it from the mail."""
    earlier = codes_to(trip, address)
    page.get_by_role("button", name="Mail mij een code").click()
    wait_for(lambda: len(codes_to(trip, address)) > len(earlier), LONGEST_WAIT, "the code of a guest")
    return codes_to(trip, address)[-1]


def codes_to(trip: Trip, address: str) -> list[str]:
    """Return the codes this guest got, oldest first."""
    texts = [mail.text for mail in mails_to(trip.site, address)]
    return [found[1] for text in texts if (found := re.search(r"Dit is je code: (\d+)", text))]


def presentations_are_made(trip: Trip) -> None:
    """All but one share a presentation in time; that one is reminded five days and one day before."""
    trip.move_to(moment(SHARED))
    last, missing = delen(trip)["E"].day, trip.members[-1]
    trip.owes("N49", [missing], later(last, -5))
    trip.owes("N49", [missing], later(last, -1))
    for number in trip.members[:-1]:
        caller = trip.caller(number)
        caller.send(f"{trip.base}eindsessie/presentatie/bewerken/", "Opslaan", titel_1="Wat ik leerde",
                    tekst_1=f"Klein beginnen, {SLIDE}.")  # fmt: skip
        caller.send(f"{trip.base}eindsessie/presentatie/", "Zet klaar voor de groep")


def eindsessie_is_held(trip: Trip) -> None:
    """The guest reads the presentation that is hers to read; the trainer notes who was there."""
    last = delen(trip)["E"].day
    trip.move_to(moment(last, time(8, 45)))
    context = trip.chromium.new_context(locale="nl-NL")
    page = context.new_page()
    mails = [mail for mail in mails_to(trip.site, guest_of(trip.members[0])) if "eindsessie" in mail.subject]
    page.goto(trip.site.url + mails[-1].path("/gedeeld/"))
    link = page.get_by_role("link", name="De presentatie van")
    link.click()
    code = asked_code(trip, page, guest_of(trip.members[0]))
    link.or_(page.get_by_label("Code uit de mail")).first.wait_for()
    if link.count():
        link.click()
    page.get_by_label("Code uit de mail").fill(code)
    page.get_by_role("button", name="Bekijk wat gedeeld is").click()
    link.or_(page.get_by_text(SLIDE)).first.wait_for()
    if link.count():
        link.click()
    expect(page.locator("body")).to_contain_text(SLIDE)
    context.close()
    trip.move_to(moment(last, time(12, 15)))
    notes_presence(trip, "E")
    evaluates(trip, "E", trip.members, asked_at(delen(trip)["E"]))
