"""The steps of the protocol, done by whose they are on the day they open; and what mail each of them brings."""

from datetime import date, time, timedelta

from tests.journeys.toernee_network import CANVAS_WORDS
from tests.journeys.toernee_stand import Step, Visit, open_steps, visit, visits
from tests.journeys.trip import Trip, moment, morning
from tests.journeys.werkdagen import or_earlier, or_later

# Confidential: one word in each text that no mail may hold.
WORDS = {
    "KICKOFF": "Ik verwacht otterblauw.", "VERKENNEND_GESPREK": "Onze vraag is roerdompgeel.",
    "BEZOEKERSGESPREK": "Mijn indruk is kievitrood.", "TERUGBLIK_6": "Er is zilverreigerwit veranderd.",
    "VOORTGANG_10": "Bereikt is snoekbaarszwart.",
}  # fmt: skip
QUESTION, POSITION = "Hoe komt waterspreeuwroze op tafel?", "Wij staan bij dotterbloempaars."
# Steps of which the reminder a week before the last day comes on the day on which they open.
AT_ONCE = {"BEZOEKERSGESPREK", "WAARNEMINGEN"}
LOOK_BACK = {"TERUGBLIK_6", "VOORTGANG_10"}
ASKED = {"KICKOFF", "VERKENNEND_GESPREK", "BEZOEKERSGESPREK", *LOOK_BACK}
WEEK = timedelta(days=7)


def next_day(trip: Trip) -> date | None:
    """Return the next day on which a step opens; None when all is done."""
    days = [step.opens for step in open_steps(trip) if step.code in {*ASKED, "ZELFBEELD", "WAARNEMINGEN"}]
    return max(min(days), trip.site.now().date()) if days else None


def goes_to(trip: Trip, day: date) -> None:
    """Let it be the morning of this day; what that brings is noted before."""
    expects(trip, day)
    # What can be done from that day on is asked from midnight on, and told in the morning.
    trip.stops.add(moment(day, time(0, 1)))
    trip.at(morning(day))


def expects(trip: Trip, day: date) -> None:
    """Note the mail of steps that open up to and on this day, and of visits that come near."""
    now = trip.site.now()
    for step in open_steps(trip):
        if not now < morning(step.opens) <= morning(day):
            continue
        if step.code in AT_ONCE:
            trip.owes("N68", [step.who], or_earlier(step.due - WEEK))
        if step.code in LOOK_BACK:
            trip.owes("N74", [step.who], or_later(step.opens))
    for one in visits(trip):
        near = or_earlier(one.day - WEEK)
        if now < morning(near) <= morning(day):
            trip.owes("N71", one.visitors, near)


def does_open_steps(trip: Trip) -> None:
    """Let everybody do the steps with questions that are open today, and every host her kit."""
    today = trip.site.now().date()
    for step in open_steps(trip):
        if step.opens <= today and step.code in ASKED:
            _answers(trip, step)
        if step.opens <= today and step.code == "ZELFBEELD":
            prepares(trip, visit(trip, step.visit))


def _answers(trip: Trip, step: Step) -> None:
    base = f"/bezoeken/{step.visit}/" if step.visit else f"/toernees/{trip.slug}/"
    path, caller = f"{base}stappen/{step.code.lower().replace('_', '-')}/", trip.caller(step.who)
    page = caller.open(path)
    form = page.form("Klaar: lever in")
    answers = dict.fromkeys(form.texts(), WORDS[step.code]) | {name: form.choices(name)[-1] for name in form.radios()}
    after = caller.send(page, "Klaar: lever in", **answers)
    assert WORDS[step.code] in after.text, after.text[:300]


def prepares(trip: Trip, one: Visit) -> None:
    """Let the host write her kit, show boxes of her canvas and share it: who visits can read it, and hears so."""
    host = trip.caller(one.host)
    kit = f"{one.path}kit/"
    host.send(kit, "Opslaan", question=QUESTION, position=POSITION, meet="De dijkgraaf", bring="Laarzen",
              place="Kade 3", route="Bus 4")  # fmt: skip
    host.send(f"{kit}vakken/", "Neem deze vakken over", boxes=["K1", "B1"])
    visitor = trip.caller(one.visitors[0])
    assert QUESTION not in visitor.open(one.path).text
    host.send(f"{kit}delen/", "Deel met je bezoekers")
    trip.owes("N233", one.visitors)
    page = visitor.open(one.path).text
    assert QUESTION in page
    assert CANVAS_WORDS in page
    trip.settle()


def is_over(trip: Trip, one: Visit) -> None:
    """Let it be five o'clock on the day of a visit."""
    trip.move_to(moment(one.day, time(17)))
