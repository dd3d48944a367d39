"""Toernees of the demo further on: a proposal that waits, two visits done, one that is over; and bemiddeling.

People are numbers in PEOPLE and samenwerkingen numbers in ROWS; days are counted from today. The engine finds the days
of the visits, within a few days of where the story wants them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db import transaction

from community.actions.beschikbaarheid import Invulling, fill_beschikbaarheid
from community.actions.kluis import make_data_key
from community.actions.kringen import accept_afspraken
from community.actions.taken import finish_taken
from community.models import Dagdeelkeuze, KringRol, Leergroep, Lidmaatschap, Samenwerking, User
from community.workdays import local_date
from deploy.demo.seed.samenwerkingen import ROWS
from deploy.demo.seed.toerneebezoeken import show_list, tell_held_visits, visits_of
from deploy.demo.seed.toerneeteksten import BRIEF_OPDRACHTGEVERS, RODE_DRAAD, VRAAG_LOOPT, VRAAG_WACHT
from intervisie.actions.bemiddeling import VraagAnswers, ask_bemiddeling, choose_mediator, take_on
from intervisie.actions.toernee_einde import finish_toernee
from intervisie.actions.toerneebrieven import agree_to_brief, propose_brief, save_toerneebrief
from intervisie.actions.toernees import make_toernee
from intervisie.actions.toerneevastleggen import adopt_toerneevoorstel
from intervisie.actions.toerneevoorstellen import Vondst, store_voorstel, with_reserve
from intervisie.models import BriefKind, Stijl, Toernee, Toerneedeelnemer, Toerneevoorstel
from intervisie.queries.toernee_invoer import Invoer, invoer_of
from intervisie.queries.toerneetaken import DAGDELEN_GEVEN
from intervisie.queries.toerneevoorstellen import newest_number, written
from intervisie.toernee import Effort, Instance, Lock, TourPlan, plan

COORDINATOR, TRAINER, COACH = 1, 58, 28
SEED, EFFORT = 2027, 0.3
# How many days a visit may lie from where the story wants it; tried in turn, as the engine finds nothing.
MARGINS = (3, 6, 10)


@dataclass(frozen=True)
class Opzet:
    """One toernee: who is in it with which samenwerking, in the order in which they receive, and when.

    `visits` are days from today; without them people say on which weekdays they can come. `made` is days ago.
    """

    name: str
    people: tuple[tuple[int, int], ...]
    made: int
    guides: tuple[int, ...]
    visits: tuple[int, ...] = ()
    period: tuple[int, int] = (45, 230)


RUNNING = Opzet("Toernee Lieze", ((0, 0), (10, 2), (2, 10), (6, 6), (44, 9)), 150, (TRAINER, COACH),
                (-60, -18, 14, 45, 75))  # fmt: skip
OVER = Opzet("Toernee Noorderlicht", ((3, 3), (34, 4), (17, 7), (45, 8)), 200, (COACH,), (-150, -128, -106, -84))
WAITING = Opzet("Toernee Rietkraag", ((25, 1), (47, 5), (56, 11), (46, 3), (55, 8)), 20, (TRAINER, COACH))


def tell_courses(people: Sequence[User], now: datetime) -> None:
    """Tell the toernee that is over, the one halfway, and the one of which a proposal waits. In a scope."""
    _end(_fixed(OVER, people, now), people, now)
    first = visits_of(_fixed(RUNNING, people, now))[0]
    if first.host.user == people[0]:
        kring = Leergroep.objects.select_related("kring").get(slug="veenweide-en-water").kring
        show_list(first, kring, now - timedelta(days=30))
    _waiting(people, now)


def _make(opzet: Opzet, people: Sequence[User], now: datetime) -> Toernee:
    """Make one toernee, and let its people agree to its agreements."""
    made, today = now - timedelta(days=opzet.made), local_date(now)
    first, last = opzet.period
    if opzet.visits:
        first, last = opzet.visits[0] - max(MARGINS) - 1, opzet.visits[-1] + max(MARGINS) + 1
    rows = [(people[who], Samenwerking.objects.get(name=ROWS[row].name)) for who, row in opzet.people]
    with transaction.atomic():
        toernee = make_toernee(
            actor=people[COORDINATOR], name=opzet.name, people=rows, from_date=today + timedelta(days=first),
            until_date=today + timedelta(days=last), begeleiders=[people[one] for one in opzet.guides],
            key_id=make_data_key(now=made), now=made, uses_school_holidays=1,
        )  # fmt: skip
    for step, (user, _shown) in enumerate(rows, start=1):
        accept_afspraken(actor=user, kring=toernee.kring, number=1, now=made + timedelta(hours=20 + step))
    return Toernee.objects.select_related("kring", "protocolversie").get(pk=toernee.pk)


def _fixed(opzet: Opzet, people: Sequence[User], now: datetime) -> Toernee:
    """Tell a toernee whose visits were fixed, up to today."""
    toernee, hart = _make(opzet, people, now), people[COORDINATOR]
    members = [people[who] for who, _row in opzet.people]
    at = now - timedelta(days=opzet.made - 4)
    voorstel = None
    for margin in MARGINS:
        for user in members:
            _can_come(user, toernee, _windows(opzet, margin, now), at)
        voorstel = _proposal(toernee, hart, at, ordered=members)
        if voorstel.plan["visits"]:
            break
    if voorstel is None or not voorstel.plan["visits"]:
        raise RuntimeError(f"no days for {opzet.name}")
    adopt_toerneevoorstel(actor=hart, voorstel=voorstel, now=at + timedelta(days=2))
    guide = Lidmaatschap.objects.filter(kring=toernee.kring, role=KringRol.BEGELEIDER).select_related("user")
    for row in guide:
        accept_afspraken(actor=row.user, kring=toernee.kring, number=1, now=at + timedelta(days=3))
    toernee.refresh_from_db()
    tell_held_visits(toernee, {people[who].pk: row for who, row in opzet.people}, hart, now)
    return toernee


def _windows(opzet: Opzet, margin: int, now: datetime) -> list[tuple[date, date]]:
    today, around = local_date(now), timedelta(days=margin)
    days = [today + timedelta(days=one) for one in opzet.visits]
    return [(day - around, day + around) for day in days]


def _can_come(user: User, toernee: Toernee, windows: Iterable[tuple[date, date]], at: datetime) -> None:
    """Let somebody say that she can come on these days, and on no others of the period."""
    never = Invulling(Dagdeelkeuze.KAN_NIET, toernee.from_date, toernee.until_date)
    fill_beschikbaarheid(actor=user, fill=never, choices={}, now=at - timedelta(hours=2))
    for first, last in windows:
        fill = Invulling(Dagdeelkeuze.KAN, first, last)
        fill_beschikbaarheid(actor=user, fill=fill, choices={}, now=at - timedelta(hours=1))


def _proposal(
    toernee: Toernee, hart: User, at: datetime, ordered: Sequence[User] = ()
) -> Toerneevoorstel:  # fmt: skip
    """Find days as the worker does, with little search; `ordered` receive in this order where that is possible."""
    invoer = invoer_of([toernee], at)
    seed = newest_number(toernee) + 1
    found = _planned(invoer.instance, toernee, seed)
    if found is not None and ordered:
        locked = _with_locks(invoer.instance, toernee, found, ordered)
        found = _planned(locked, toernee, seed) or found
    vondst = _vondst(invoer, toernee, found, seed)
    return store_voorstel(actor=hart, toernee=toernee, vondst=vondst, invoer=invoer, now=at)


def _planned(instance: Instance, toernee: Toernee, seed: int) -> TourPlan | None:
    outcome = plan(instance, seed=seed, effort=Effort(seconds=EFFORT))
    return next((one for one in outcome.plans if one.tour == str(toernee.pk)), None)


def _with_locks(instance: Instance, toernee: Toernee, found: TourPlan, ordered: Sequence[User]) -> Instance:
    """Return the instance in which these people receive in this order on the days that were found."""
    hosts = dict(Toerneedeelnemer.objects.filter(toernee=toernee).values_list("user", "pk"))
    slots = sorted(visit.slot for visit in found.visits)
    locks = tuple(Lock(str(hosts[user.pk]), slot) for user, slot in zip(ordered, slots, strict=True))
    return replace(instance, tours=tuple(replace(one, locks=locks) for one in instance.tours))


def _vondst(invoer: Invoer, toernee: Toernee, found: TourPlan | None, seed: int) -> Vondst:
    if found is None:
        return Vondst({"begeleider": None, "visits": [], "cost": {}, "people": invoer.marks[str(toernee.pk)]})
    return Vondst(written(invoer, with_reserve(invoer, found)), seed=seed)


def _end(toernee: Toernee, people: Sequence[User], now: datetime) -> None:
    """Let the people write what the visits have in common and a letter, and the hart finish the toernee."""
    members = [people[who] for who, _row in OVER.people]
    at = now - timedelta(days=50)
    save_toerneebrief(actor=members[0], toernee=toernee, kind=BriefKind.RODE_DRAAD, version=0, text=RODE_DRAAD, now=at)
    row = save_toerneebrief(actor=members[1], toernee=toernee, kind=BriefKind.OPDRACHTGEVERS, version=0,
                            text=BRIEF_OPDRACHTGEVERS, now=at)  # fmt: skip
    propose_brief(actor=members[1], toernee=toernee, version=row.version, now=at + timedelta(days=1))
    for step, user in enumerate([members[0], *members[2:]], start=2):
        moment = at + timedelta(days=step)
        agree_to_brief(actor=user, toernee=toernee, version=row.version, agrees=True, now=moment)
    finish_toernee(actor=people[COORDINATOR], toernee=toernee, now=now - timedelta(days=20))


def _waiting(people: Sequence[User], now: datetime) -> None:
    """Tell the toernee that is being planned: everybody gave dagdelen, and a proposal waits."""
    toernee = _make(WAITING, people, now)
    first, last = toernee.from_date, toernee.until_date
    for number, (who, _row) in enumerate(WAITING.people):
        at = now - timedelta(days=16 - number)
        says = (
            (Dagdeelkeuze.KAN, {1, 3}), (Dagdeelkeuze.LIEVER_NIET, {0, 2} if number % 2 else {0}),
            (Dagdeelkeuze.KAN_NIET, {4}),
        )  # fmt: skip
        for keuze, weekdays in says:
            fill = Invulling(keuze, first, last, weekdays=frozenset(weekdays))
            fill_beschikbaarheid(actor=people[who], fill=fill, choices={}, now=at)
        finish_taken(DAGDELEN_GEVEN, object_id=toernee.pk, user=people[who], now=at + timedelta(minutes=2))
    _proposal(toernee, people[COORDINATOR], now - timedelta(days=1))


def tell_bemiddeling(people: Sequence[User], now: datetime) -> None:
    """Tell one request that waits for the hart, and one that somebody took on."""
    own = Samenwerking.objects.get(name=ROWS[0].name)
    waits = VraagAnswers(Stijl.FACILITEREND, VRAAG_WACHT, own, local_date(now) + timedelta(days=21))
    ask_bemiddeling(actor=people[0], answers=waits, now=now - timedelta(days=2))
    runs = VraagAnswers(Stijl.TRANSFORMATIEF, VRAAG_LOOPT)
    vraag = ask_bemiddeling(actor=people[47], answers=runs, now=now - timedelta(days=30))
    hart, mediator = people[COORDINATOR], people[TRAINER]
    choose_mediator(actor=hart, vraag=vraag, mediator=mediator, now=now - timedelta(days=28))
    vraag.refresh_from_db(fields=["status", "mediator"])
    take_on(actor=mediator, vraag=vraag, now=now - timedelta(days=27))
