"""Toernees of the demo: a round in which regisseurs offer their samenwerking, one of which the dagdelen are asked,
and those that are further on (toerneeverloop).

People are numbers in PEOPLE; what each shows is a samenwerking of the register that she keeps.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from community.actions.kringen import accept_afspraken
from community.confidential import confidential
from community.models import Opgave, Samenwerking, User
from community.workdays import local_date, workday_on_or_after
from deploy.demo.seed.toerneeverloop import tell_bemiddeling, tell_courses
from intervisie.access.toernees import showable_samenwerkingen
from intervisie.actions.matchaanmeldingen import AanmeldAnswers, save_aanmelding
from intervisie.actions.matchrondes import RondeAnswers, ask_by_name, make_ronde, open_ronde
from intervisie.actions.toernees import form_toernee
from intervisie.models import Form, Matchronde, RondeKind, Toernee
from intervisie.queries.matchaanmeldingen import Priveregels
from intervisie.queries.toerneevorming import Toerneeplan

COORDINATOR = 1
# Who offers a samenwerking in the open round, and who is asked by name.
OFFERING, ASKED = (12, 27, 42, 39, 38, 49), 16
# Who is in the toernee of which the days are looked for; the first is contactpersoon. And who did not agree yet.
PLANNED, SLOW, GUIDE = (0, 8, 57, 3, 45), 45, 33
NAME = "Toernee Van bron tot zee"


def tell_toernees(people: Sequence[User], now: datetime) -> None:
    """Tell an open round, toernees in every state, and requests for bemiddeling."""
    with confidential():
        tell_courses(people, now)
        tell_bemiddeling(people, now)
        tell_round(people, now)
        tell_planned(people, now)


def tell_round(people: Sequence[User], now: datetime) -> Matchronde:
    """Open a round of toernees and let some regisseurs offer what they keep; one more is asked by name."""
    actor, at = people[COORDINATOR], now - timedelta(days=5)
    closes = local_date(at) + timedelta(days=24)
    begins = workday_on_or_after(closes + timedelta(days=35))
    answers = RondeAnswers(
        name="Toernees komend seizoen", provincies=[], form=Form.FYSIEK, experience="MIX", from_date=begins,
        until_date=begins + timedelta(days=290), closes_date=closes, size_min=4, size_target=5, size_max=6,
        min_common_slots=1, rhythm_weeks=8, evaluate_after=4, weights={"sector": "ZWAAR"}, kind=RondeKind.TOERNEE,
    )  # fmt: skip
    ronde = make_ronde(actor=actor, answers=answers, now=at)
    ronde = open_ronde(actor=actor, ronde=ronde, version=ronde.version, now=at + timedelta(hours=1))
    opgaven = list(Opgave.objects.order_by("name"))
    for step, number in enumerate(OFFERING):
        user = people[number]
        offer = AanmeldAnswers(
            slots=[1, 2, 3, 6, (number + step) % 10], form=Form.FYSIEK, place="", max_minutes=120, experience="GEEN",
            opgaven=opgaven[step : step + 2], samenwerkingen=[], wants=[], prive=Priveregels(),
            offered=first_of(user, now),
        )  # fmt: skip
        save_aanmelding(actor=user, ronde=ronde, version=0, answers=offer, now=at + timedelta(hours=3 + 9 * step))
    ask_by_name(actor=actor, ronde=ronde, user=people[ASKED], now=now - timedelta(days=1))
    return ronde


def tell_planned(people: Sequence[User], now: datetime) -> Toernee:
    """Form a toernee by hand; all but one agreed, and everybody is asked when a visit can be."""
    at = now - timedelta(days=6)
    begins = workday_on_or_after(local_date(now) + timedelta(days=60))
    plan = Toerneeplan(
        NAME, [(people[number], first_of(people[number], now)) for number in PLANNED], begins,
        begins + timedelta(days=250), [people[GUIDE]],
    )  # fmt: skip
    toernee = form_toernee(actor=people[COORDINATOR], plan=plan, now=at)
    for number in PLANNED:
        if number != SLOW:
            accept_afspraken(actor=people[number], kring=toernee.kring, number=1, now=at + timedelta(days=1))
    return toernee


def first_of(user: User, now: datetime) -> Samenwerking | None:
    """Return the samenwerking somebody lets others visit: the first she keeps, by name."""
    return showable_samenwerkingen(user, now).order_by("name", "pk").first()
