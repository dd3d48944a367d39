"""What the pages of planning one toernee show: its visits as rows, how far people are, a proposal in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from community.models import User
from community.notation import listing, number
from community.queries.beschikbaarheid import Slot
from intervisie.models import Bezoek, BezoekStatus, Rol, Toernee, Toerneedeelnemer, Toerneevoorstel
from intervisie.queries.toernee_invoer import Invoer
from intervisie.queries.toernee_rooster import slot_words
from intervisie.queries.toernee_standen import Stand
from intervisie.queries.toerneeplanwoorden import broken_words, travel_words
from intervisie.queries.toerneetaken import Gegeven, absent_by, gegeven_by
from intervisie.queries.toerneevoorstellen import read, slot_in, stored_plan
from intervisie.toernee import Choice, TourPlan, choices, day_of, judge, km

ROLES = {str(value): str(label) for value, label in Rol.choices}
# So many dagdelen that fit are offered for a shift, and so many that break one rule.
MOST_FITTING, MOST_BREAKING = 16, 8


@dataclass(frozen=True)
class Bezoekrij:
    """One visit as a row: to whom, when, who cannot, who does what, how far it is."""

    host: str
    host_id: str
    samenwerking: str
    place: str
    when: str
    roles: Sequence[tuple[str, str]]
    reserve: str = ""
    travel: str = ""
    cannot: str = ""
    status: str = ""
    bezoek: Bezoek | None = None
    is_locked: bool = False
    is_over: bool = False


@dataclass(frozen=True)
class Verschuiving:
    """A dagdeel to which a visit can go: what it costs, or which rules that breaks."""

    slot: Slot
    words: str
    cost: str
    breaks: Sequence[str]

    @property
    def value(self) -> str:
        """As a form sends it: '2027-03-09.1'."""
        return f"{self.slot[0].isoformat()}.{self.slot[1]}"


@dataclass(frozen=True)
class Verschil:
    """What a proposal changes at one visit, in words."""

    host: str
    was: str
    now: str
    people: str
    roles: str


def rows_of(stand: Stand, now: datetime) -> list[Bezoekrij]:
    """Return the visits that stand in order of time, then who has none yet. Two queries."""
    names = {one.pk: one.user.naam for one in stand.deelnemers}
    roles: dict[Any, list[tuple[str, str]]] = {}
    for rol in stand.rollen:
        if rol.deelnemer_id in names:
            roles.setdefault(rol.bezoek_id, []).append((ROLES[rol.rol], names[rol.deelnemer_id]))
    absent = absent_by([row for row in stand.coming if row.bijeenkomst.starts_at > now])
    shown = {one.pk: one for one in stand.deelnemers}
    found = [_row(row, shown.get(row.host_id), roles.get(row.pk, []), absent.get(row.pk, []), now)
             for row in stand.bezoeken]  # fmt: skip
    done = {row.host.position for row in stand.bezoeken}
    return [*found, *(_dayless(one) for one in stand.deelnemers if one.position not in done)]


def _row(
    row: Bezoek, shown: Toerneedeelnemer | None, roles: Sequence[tuple[str, str]], absent: Sequence[User], now: datetime
) -> Bezoekrij:  # fmt: skip
    samenwerking = shown.samenwerking if shown else None
    spare = ""
    if row.reserve_date is not None and row.reserve_half is not None:
        spare = slot_words(row.reserve_date, row.reserve_half)
    return Bezoekrij(
        row.host.user.naam, str(row.host_id), samenwerking.name if samenwerking else "", row.bijeenkomst.place_name,
        slot_words(row.date, row.half), _in_order(roles), spare, "", listing([user.naam for user in absent]),
        str(BezoekStatus(row.status).label), row, row.is_locked, row.bijeenkomst.starts_at <= now,
    )  # fmt: skip


def _in_order(roles: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return who does what, the voorzitter first."""
    order = list(ROLES.values())
    return sorted(roles, key=lambda one: (order.index(one[0]), one[1]))


def _dayless(one: Toerneedeelnemer) -> Bezoekrij:
    shown = one.samenwerking
    return Bezoekrij(one.user.naam, str(one.pk), shown.name if shown else "", shown.place if shown else "", "", ())


def how_far(stand: Stand, now: datetime) -> list[tuple[User, Gegeven]]:
    """Return of each deelnemer how many dagdelen are known. Three queries."""
    pairs = [(one.user_id, stand.toernee.pk) for one in stand.deelnemers]
    found = gegeven_by(pairs, {stand.toernee.pk: stand.toernee}, now)
    return [(one.user, found[one.user_id, stand.toernee.pk]) for one in stand.deelnemers]


def rows_in(voorstel: Toerneevoorstel, invoer: Invoer) -> list[Bezoekrij]:
    """Return the visits of a proposal as rows, with who cannot come then as things are now."""
    stand = invoer.standen[str(voorstel.toernee_id)]
    shown = {str(one.pk): one for one in stand.deelnemers}
    locked = {row["host"] for row in voorstel.locks}
    plan = read(invoer, voorstel.toernee, voorstel.plan)
    absent: dict[int, list[str]] = {}
    for one in judge(invoer.instance, plan).broken if plan.visits else ():
        if one.kind in ("afwezig", "begeleider-afwezig"):
            absent.setdefault(one.slots[0], []).extend(invoer.naam(who) for who in one.people)
    found = []
    for row in sorted(voorstel.plan["visits"], key=slot_in):
        host = shown.get(row["host"])
        samenwerking = host.samenwerking if host else None
        at = invoer.rooster.number(*slot_in(row))
        roles = [(ROLES[rol], invoer.naam(who)) for who, rol in row["roles"].items()]
        found.append(Bezoekrij(
            invoer.naam(row["host"]), row["host"], samenwerking.name if samenwerking else "",
            samenwerking.place if samenwerking else "", slot_words(*slot_in(row)), _in_order(roles),
            slot_words(*slot_in(row["reserve"])) if row.get("reserve") else "", _travel(invoer, stand, row["host"]),
            listing(absent.get(at, [])), is_locked=row["host"] in locked,
        ))  # fmt: skip
    return found


def _travel(invoer: Invoer, stand: Stand, host: str) -> str:
    """Return who travels farthest to this host, in words; empty when places are not known."""
    people = invoer.instance.people_by_id
    if host not in people:
        return ""
    farthest = max((km(people[str(one.pk)].xy, people[host].xy) for one in stand.deelnemers), default=0.0)
    return travel_words(farthest)


def broken_in(voorstel: Toerneevoorstel, invoer: Invoer) -> list[str]:
    """Return in sentences which rules a proposal breaks as things are now; empty without visits."""
    if not voorstel.plan["visits"]:
        return []
    found = judge(invoer.instance, read(invoer, voorstel.toernee, voorstel.plan)).broken
    return list(dict.fromkeys(broken_words(invoer, one) for one in found))


def worth_of(voorstel: Toerneevoorstel) -> list[str]:
    """Return in a few sentences what a proposal costs people."""
    cost: Mapping[str, float] = voorstel.plan["cost"]
    if not cost:
        return []
    visits = len(voorstel.plan["visits"])
    found = []
    if gap := cost.get("gap", 0):
        words = _("De tijd tussen bezoeken wijkt gemiddeld {days} werkdagen af van wat je het liefst wilt.")
        found.append(words.format(days=number(round(gap / max(visits - 1, 1), 1))))
    else:
        found.append(_("De tijd tussen bezoeken is precies wat je het liefst wilt."))
    rather = int(cost.get("rather_not", 0))
    found.append(_("Niemand komt op een dagdeel dat liever niet is.") if not rather else
                 _("{times} keer komt iemand op een dagdeel dat liever niet is.").format(times=rather))  # fmt: skip
    if trips := int(cost.get("long_trips", 0)):
        found.append(_("{times} keer heeft iemand twee verre reizen na elkaar.").format(times=trips))
    if cost.get("first_again"):
        found.append(_("Wie de vorige keer als eerste ontving, ontvangt weer als eerste."))
    return found


def differences(voorstel: Toerneevoorstel, invoer: Invoer) -> list[Verschil]:
    """Return in words what a proposal changes compared with what stood when it was made."""
    found = []
    for row in voorstel.difference:
        was, now = (slot_words(*slot_in(row[side])) if row[side] else "" for side in ("was", "now"))
        people = listing([invoer.naam(who) for who in row["people"]])
        roles = listing([invoer.naam(who) for who in row["roles"]])
        found.append(Verschil(invoer.naam(row["host"]), was or _("nog geen dag"), now or _("vervalt"), people, roles))
    return found


def shifts_of(
    invoer: Invoer, toernee: Toernee, plan: TourPlan, host: str, today: date
) -> tuple[list[Verschuiving], list[Verschuiving]]:  # fmt: skip
    """Return to which dagdelen a visit can go, the cheapest first: those that fit, and those that break one rule.

    Raises KeyError when this host receives no visit.
    """
    here = plan.slot_of(host)
    stand = invoer.standen[str(toernee.pk)]
    fitting: list[Choice] = []
    breaking: list[Choice] = []
    for one in choices(invoer.instance, plan, host, most_broken=1):
        slot = invoer.rooster.slot(one.slot)
        if one.slot == here or not max(toernee.from_date, today) < slot[0] <= toernee.until_date:
            continue
        if one.slot in stand.blocked or any(day_of(one.slot) == day_of(other) for other in plan.slots if other != here):
            continue
        (breaking if one.broken else fitting).append(one)
    cheap = sorted(fitting, key=lambda one: (one.extra, one.slot))[:MOST_FITTING]
    near = sorted(breaking, key=lambda one: (one.extra, one.slot))[:MOST_BREAKING]
    return [_shift(invoer, one) for one in cheap], [_shift(invoer, one) for one in near]


def plan_to_shift(invoer: Invoer, toernee: Toernee, voorstel: Toerneevoorstel | None) -> TourPlan:
    """Return the plan that a shift by hand starts from: a proposal, or what stands."""
    if voorstel is not None:
        return read(invoer, toernee, voorstel.plan)
    return stored_plan(invoer, invoer.standen[str(toernee.pk)])


def _shift(invoer: Invoer, one: Choice) -> Verschuiving:
    if abs(one.extra) < 0.05:
        cost = _("even goed")
    elif one.extra > 0:
        cost = _("{points} punten minder goed").format(points=number(round(one.extra, 1)))
    else:
        cost = _("{points} punten beter").format(points=number(round(-one.extra, 1)))
    slot = invoer.rooster.slot(one.slot)
    return Verschuiving(slot, invoer.rooster.words(one.slot), cost, [broken_words(invoer, row) for row in one.broken])
