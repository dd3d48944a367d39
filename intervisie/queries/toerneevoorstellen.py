"""Proposals for the visits of a toernee: written from a plan of the engine, read again, compared with what stands."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from community.models import User, Werk
from community.models.werk import OPEN
from community.queries.beschikbaarheid import Slot
from community.workdays import local_date
from intervisie.models import Rol, Toernee, Toerneevoorstel
from intervisie.queries.toernee_invoer import SETTINGS, Invoer
from intervisie.queries.toernee_standen import Stand
from intervisie.toernee import Reserve, TourPlan, Visit, judge, rotate_again

TOERNEEPLAN = "TOERNEEPLAN"
SEATS = (("chair", Rol.VOORZITTER), ("reporter", Rol.VERSLAGLEGGER), ("board", Rol.BESTUURSLENS))


def newest_number(toernee: Toernee) -> int:
    """Return the number of the newest proposal of a toernee; 0 without one."""
    return Toerneevoorstel.objects.filter(toernee=toernee).aggregate(newest=Max("number"))["newest"] or 0


def voorstellen_of(toernee: Toernee) -> list[Toerneevoorstel]:
    """Return its proposals, the newest first."""
    return list(_with_names(Toerneevoorstel.objects.filter(toernee=toernee)).order_by("-number"))


def _with_names(rows: QuerySet[Toerneevoorstel]) -> QuerySet[Toerneevoorstel]:
    return rows.select_related("made_by", "adopted_by", "based_on")


def busy_werk(toernee: Toernee, everything: Any) -> Werk | None:
    """Return the work that plans this toernee now, alone or with all (`everything` is the object of that work)."""
    rows = Werk.objects.filter(kind=TOERNEEPLAN, object_id__in=[toernee.pk, everything], status__in=OPEN)
    return rows.select_related("user").order_by("asked_at").first()


def written(invoer: Invoer, made: TourPlan) -> dict[str, Any]:
    """Return a plan of the engine as a proposal keeps it; the people it was made from go along."""
    instance = invoer.instance
    spare = _spread(made)
    visits = [
        {
            "host": visit.host, **_day(invoer, visit.slot), "roles": roles_of(visit),
            "reserve": _day(invoer, spare[visit.host]) if visit.host in spare else None,
        }
        for visit in made.visits
    ]  # fmt: skip
    cost = {name: round(float(part), 2) for name, part in judge(instance, made).parts.items()}
    return {"begeleider": made.facilitator, "visits": visits, "cost": cost, "people": invoer.marks[made.tour]}


def without_visits(invoer: Invoer, toernee: Toernee) -> dict[str, Any]:
    """Return what a proposal keeps when nothing fits."""
    return {"begeleider": None, "visits": [], "cost": {}, "people": invoer.marks[str(toernee.pk)]}


def read(invoer: Invoer, toernee: Toernee, plan: Mapping[str, Any]) -> TourPlan:
    """Return the plan in a proposal as the engine takes it; hosts that are gone are left out."""
    visits, reserve = [], []
    known = invoer.instance.people_by_id
    for row in plan["visits"]:
        if row["host"] not in known:
            continue
        number = invoer.rooster.number(date.fromisoformat(row["date"]), row["half"])
        visits.append(_visit(row["host"], number, row["roles"]))
        if spare := row.get("reserve"):
            at = invoer.rooster.number(date.fromisoformat(spare["date"]), spare["half"])
            reserve.append(Reserve(at, (row["host"],)))
    guide = plan["begeleider"] if plan["begeleider"] in invoer.instance.guides else None
    return TourPlan(str(toernee.pk), guide, tuple(sorted(visits, key=lambda one: one.slot)), tuple(reserve))


def stored_plan(invoer: Invoer, stand: Stand) -> TourPlan:
    """Return what stands as a plan: visits that took place and that are to come, with who does what.

    A visit that is still to come to who left is none.
    """
    roles: dict[Any, dict[str, str]] = {}
    for row in stand.rollen:
        roles.setdefault(row.bezoek_id, {})[str(row.deelnemer_id)] = row.rol
    visits = [
        _visit(str(row.host_id), invoer.rooster.number(row.date, row.half), roles.get(row.pk, {}))
        for row in stand.bezoeken
        if str(row.host_id) in invoer.instance.people_by_id
    ]
    reserve = [
        Reserve(invoer.rooster.number(row.reserve_date, row.reserve_half), (str(row.host_id),))
        for row in stand.coming
        if row.reserve_date is not None and row.reserve_half is not None
    ]
    guide = str(stand.begeleider.pk) if stand.begeleider else None
    return TourPlan(stand.id, guide, tuple(sorted(visits, key=lambda one: one.slot)), tuple(reserve))


def told_again(invoer: Invoer, stand: Stand, made: TourPlan, before: TourPlan) -> TourPlan:
    """Return the plan with roles: of what took place as it was, of the rest as few as can be other than was told."""
    told = {visit.host: visit for visit in before.visits}
    fixed = {lock.host for lock in invoer.instance.tours_by_id[stand.id].locks if lock.is_held}
    members = [str(one.pk) for one in stand.deelnemers]
    tour = invoer.instance.tours_by_id[stand.id]
    visits, visitors = [], []
    for visit in made.visits:
        known = told.get(visit.host)
        visits.append(visit if known is None else _visit(visit.host, visit.slot, roles_of(known)))
        visitors.append([one for one in members if one != visit.host and (one, visit.host) not in tour.excused])
    number = sum(visit.host in fixed for visit in visits)
    return TourPlan(made.tour, made.facilitator, rotate_again(visits, number, visitors), made.reserve)


def difference(invoer: Invoer, stand: Stand, made: TourPlan) -> list[dict[str, Any]]:
    """Return what a plan changes compared with what stands: per visit from when to when, and who notices.

    Rows are `{"host", "was": {"date", "half"} or None, "now": the same or None, "people": [id of the engine],
    "roles": [id of who does something else]}`; empty when nothing stands yet.
    """
    before = stored_plan(invoer, stand)
    if not before.visits:
        return []
    members = [str(one.pk) for one in stand.deelnemers]
    old, new = ({visit.host: visit for visit in plan.visits} for plan in (before, made))
    found = []
    for host in dict.fromkeys([*(visit.host for visit in made.visits), *old]):
        was, now = old.get(host), new.get(host)
        moved = (was.slot if was else None) != (now.slot if now else None)
        changed = _other_roles(was, now)
        if not moved and not changed:
            continue
        around = [one for one in members if one in _present(was) | _present(now)]
        guide = [made.facilitator] if made.facilitator else []
        times = [_day(invoer, one.slot) if one else None for one in (was, now)]
        found.append({
            "host": host, "was": times[0], "now": times[1],
            "people": [*around, *guide] if moved else sorted(changed), "roles": sorted(changed),
        })  # fmt: skip
    return found


def changed_since(voorstel: Toerneevoorstel, invoer: Invoer, now: datetime) -> list[str]:
    """Return in words who changed since a proposal was made, days that are over aside; empty when nobody did."""
    before, current = voorstel.plan.get("people", {}), invoer.marks[str(voorstel.toernee_id)]
    today = local_date(now)
    monday = (today - timedelta(days=today.weekday())).isoformat()
    ids = [key for key in {**before, **current} if key != SETTINGS]
    changed = [key for key in ids if _from(before.get(key), monday) != _from(current.get(key), monday)]
    names = {str(pk): user.naam for pk, user in User.objects.in_bulk(changed).items()} if changed else {}
    found = [_word(key, before, current).format(name=names.get(key, _("Een oud-lid"))) for key in changed]
    if before.get(SETTINGS) != current.get(SETTINGS):
        found.append(_("De deelnemers, de instellingen, vakanties of vastgelegde bezoeken zijn veranderd."))
    return found


def _word(key: str, before: Mapping[str, Any], current: Mapping[str, Any]) -> str:
    if key not in before:
        return _("{name} doet nu ook mee.")
    if key not in current:
        return _("{name} doet niet meer mee.")
    return _("{name} gaf andere dagdelen op of heeft er een afspraak bij of af.")


def _from(weeks: Mapping[str, str] | None, monday: str) -> Mapping[str, str] | None:
    """Return the marks of this week and later; what was asked of days that are over is forgotten meanwhile."""
    return None if weeks is None else {week: mark for week, mark in weeks.items() if week > monday}


def roles_of(visit: Visit) -> dict[str, str]:
    """Return who has which role at a visit."""
    found: dict[str, str] = {}
    for seat, rol in SEATS:
        who = getattr(visit, seat)
        if who is not None:
            found[who] = rol.value
    return found | dict.fromkeys(visit.observers, Rol.VELDWAARNEMER.value)


def slot_in(row: Mapping[str, Any]) -> Slot:
    """Return the day and half in a row of a proposal."""
    return date.fromisoformat(row["date"]), row["half"]


def locks_in(plan: Mapping[str, Any], hosts: Iterable[str]) -> list[dict[str, Any]]:
    """Return locks on the visits to these hosts, as they are planned."""
    wanted = set(hosts)
    rows: Sequence[Mapping[str, Any]] = plan["visits"]
    return [{"host": row["host"], "date": row["date"], "half": row["half"]} for row in rows if row["host"] in wanted]


def _visit(host: str, number: int, roles: Mapping[str, str]) -> Visit:
    by_rol: dict[str, list[str]] = {}
    for who, rol in roles.items():
        by_rol.setdefault(rol, []).append(who)
    seats = {seat: next(iter(by_rol.get(rol.value, ())), None) for seat, rol in SEATS}
    return Visit(host, number, observers=tuple(by_rol.get(Rol.VELDWAARNEMER.value, ())), **seats)


def _day(invoer: Invoer, number: int) -> dict[str, Any]:
    day, half = invoer.rooster.slot(number)
    return {"date": day.isoformat(), "half": half}


def _spread(made: TourPlan) -> dict[str, int]:
    """Return for each host a reserve date after her visit, each date once, the first that goes."""
    free = sorted(made.reserve, key=lambda one: one.slot)
    found = {}
    for visit in sorted(made.visits, key=lambda one: one.slot):
        fit = next((one for one in free if one.slot > visit.slot and visit.host in one.hosts), None)
        if fit is not None:
            free.remove(fit)
            found[visit.host] = fit.slot
    return found


def _present(visit: Visit | None) -> set[str]:
    return {visit.host, *roles_of(visit)} if visit else set()


def _other_roles(was: Visit | None, now: Visit | None) -> set[str]:
    old, new = (roles_of(one) if one else {} for one in (was, now))
    return {who for who in {*old, *new} if old.get(who) != new.get(who)} if was and now else set()
