"""Fixing the visits of a toernee as a proposal has them: meetings in everybody's agenda, roles, steps, and telling.

The same for a first plan and for a repair: what stands moves, what is new is made, what is gone is called off. People
and begeleider are written as taken in that time: of two coördinatoren who need the same begeleider the database lets
one win, and the other hears who is taken.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from community import access
from community.actions.agenda import CHANGED, Opzet
from community.actions.errors import ActionError
from community.actions.kringen import add_member
from community.actions.planned_elsewhere import DoubleBookedError, give_seats, hold_meeting, occupy, replan
from community.berichten.outbox import owe_many, withdraw
from community.models import Audience, Bezetting, Bijeenkomst, BijeenkomstKind, KringRol, Lidmaatschap, User
from community.queries.beschikbaarheid import Slot, hours_of
from community.workdays import local_date
from intervisie.access.toernees import may_plan_toernee
from intervisie.actions.stappen import open_steps
from intervisie.actions.toerneemensen import hold_toernee
from intervisie.actions.toerneeplanning import stop_asking
from intervisie.actions.toerneerollen import call_off_visit
from intervisie.actions.toerneevoorstellen import hold, unchanged
from intervisie.models import (
    Bezoek,
    Bezoekrol,
    Toernee,
    Toerneedeelnemer,
    ToerneeStatus,
    Toerneevoorstel,
)
from intervisie.queries.toernee_invoer import Invoer
from intervisie.queries.toernee_rooster import slot_words
from intervisie.queries.toernee_standen import Stand
from intervisie.queries.toerneeplanwoorden import broken_words
from intervisie.queries.toerneevoorstellen import read, slot_in
from intervisie.toernee import judge

# The visits of a toernee are fixed; visits moved, or somebody does something else.
PLANNED, MOVED = "N66", "N67"
TITLE = "Bezoek van een toernee"


class VastgelegdError(ActionError):
    """This proposal was adopted before."""

    def __init__(self, voorstel: Toerneevoorstel) -> None:
        by = voorstel.adopted_by.naam if voorstel.adopted_by else _("Iemand")
        words = _("{name} heeft voorstel {number} al vastgelegd. Er is niets veranderd.")
        super().__init__(words.format(name=by, number=voorstel.number))


class PastNietError(ActionError):
    """The plan breaks rules; `faults` are sentences."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__(_("Dit voorstel kan niet worden vastgelegd. {why}").format(why=" ".join(faults)))
        self.faults = list(faults)


@dataclass(frozen=True)
class Plek:
    """One visit as the proposal has it, with who is there."""

    host: Toerneedeelnemer
    slot: Slot
    reserve: Slot | None
    roles: Mapping[UUID, str]


def adopt_toerneevoorstel(*, actor: User, voorstel: Toerneevoorstel, now: datetime) -> Toernee:
    """Fix the visits as this proposal has them, and tell who it concerns; return the toernee.

    Raises VastgelegdError, VeranderdError with who changed meanwhile, PastNietError for a plan that breaks a rule or a
    day that is over, DoubleBookedError when somebody was just taken elsewhere, ToerneeOverError.
    """
    access.require(may_plan_toernee(actor, voorstel.toernee, now))
    with transaction.atomic():
        hold_toernee(voorstel.toernee)
        held = hold(voorstel.toernee)
        row = Toerneevoorstel.objects.select_related("adopted_by").get(pk=voorstel.pk)
        if row.adopted_at is not None:
            raise VastgelegdError(row)
        _hold_people(held, row)
        invoer = unchanged(row, held, now)
        stand = invoer.standen[str(held.pk)]
        _require_sound(invoer, held, row, now)
        _settle(actor, held, stand, row, now)
        Toerneevoorstel.objects.filter(pk=row.pk).update(adopted_at=now, adopted_by=actor)
        return held


def _hold_people(toernee: Toernee, voorstel: Toerneevoorstel) -> None:
    """Let planners who need one of the same people go one by one. Call inside a transaction."""
    rows = Toerneedeelnemer.objects.filter(toernee=toernee, left_at__isnull=True)
    wanted = {*rows.values_list("user_id", flat=True)}
    if voorstel.plan["begeleider"]:
        wanted.add(UUID(voorstel.plan["begeleider"]))
    users = User.objects.select_for_update(no_key=True).filter(pk__in=wanted)
    list(users.order_by("pk").values_list("pk"))


def _require_sound(invoer: Invoer, toernee: Toernee, voorstel: Toerneevoorstel, now: datetime) -> None:
    """Judge the plan once more by the definition of the rules. Raises PastNietError when one is broken."""
    rows = voorstel.plan["visits"]
    if not rows:
        raise PastNietError([_("Er staan geen bezoeken in. Er is niets vast te leggen.")])
    stands = {str(one.host_id): (one.date, one.half) for one in invoer.standen[str(toernee.pk)].bezoeken}
    over = [row for row in rows if slot_in(row)[0] <= local_date(now) and stands.get(row["host"]) != slot_in(row)]
    if over:
        words = _("Het bezoek bij {name} ligt op {when}. Die dag is voorbij of vandaag. Maak een nieuw voorstel.")
        raise PastNietError([words.format(name=invoer.naam(row["host"]), when=slot_words(*slot_in(row)))
                             for row in over])  # fmt: skip
    broken = judge(invoer.instance, read(invoer, toernee, voorstel.plan)).broken
    if broken:
        raise PastNietError([broken_words(invoer, one) for one in broken])


def _settle(actor: User, toernee: Toernee, stand: Stand, voorstel: Toerneevoorstel, now: datetime) -> None:
    plekken = _plekken(stand, voorstel.plan)
    guide = _take_in_guide(actor, toernee, stand, voorstel.plan["begeleider"], now)
    coming = {row.host_id: row for row in stand.coming if row.bijeenkomst.starts_at > now}
    left = [row for host, row in coming.items() if host not in {plek.host.pk for plek in plekken}]
    for row in left:
        call_off_visit(row, _("De planning van de toernee is veranderd."), now)
    # Freed first, so that two visits can change places.
    Bezetting.objects.filter(bijeenkomst__in=[row.bijeenkomst_id for row in coming.values()]).delete()
    moved = []
    for plek in sorted(plekken, key=lambda one: one.slot):
        before = coming.get(plek.host.pk)
        if before is None and plek.host.pk in {row.host_id for row in stand.bezoeken}:
            continue  # took place
        people = _people_at(stand, plek, guide)
        bezoek = _moved(before, plek, now) if before else _made(actor, toernee, plek, people, now)
        _give_roles(bezoek, plek)
        give_seats(bezoek.bijeenkomst, people, now)
        _take_time(bezoek.bijeenkomst, plek, people)
        if before is not None and (before.date, before.half) != plek.slot:
            moved.append(bezoek.bijeenkomst)
    is_first = toernee.planned_at is None
    Toernee.objects.filter(pk=toernee.pk).update(
        status=ToerneeStatus.LOOPT, planned_at=toernee.planned_at or now, version=toernee.version + 1
    )
    stop_asking(toernee, now)
    open_steps(toernee, now)
    _tell(stand, voorstel, guide, is_first, moved, now)


def _plekken(stand: Stand, plan: Mapping[str, Any]) -> list[Plek]:
    hosts = {str(one.pk): one for one in stand.deelnemers}
    return [
        Plek(hosts[row["host"]], slot_in(row), slot_in(row["reserve"]) if row.get("reserve") else None,
             {UUID(who): rol for who, rol in row["roles"].items() if who in hosts})
        for row in plan["visits"]
        if row["host"] in hosts
    ]  # fmt: skip


def _people_at(stand: Stand, plek: Plek, guide: User | None) -> list[User]:
    there = [one.user for one in stand.deelnemers if one.pk == plek.host.pk or one.pk in plek.roles]
    return [*there, *([guide] if guide else [])]


def _take_in_guide(
    actor: User, toernee: Toernee, stand: Stand, guide_id: str | None, now: datetime
) -> User | None:  # fmt: skip
    """Return who guides it, and put her in the Kring when she is not in it yet."""
    if not guide_id:
        return stand.begeleider
    guide = next(user for user in (*stand.begeleiders, *filter(None, [stand.begeleider])) if str(user.pk) == guide_id)
    inside = Lidmaatschap.objects.filter(kring=toernee.kring, user=guide, until_at__isnull=True)
    if not inside.exists():
        if guide.pk == actor.pk:
            raise ActionError(
                _("Jezelf zet je niet in een toernee. Vraag een andere coördinator om dit vast te leggen.")
            )
        add_member(kring=toernee.kring, user=guide, role=KringRol.BEGELEIDER, now=now)
    return guide


def _made(actor: User, toernee: Toernee, plek: Plek, people: Iterable[User], now: datetime) -> Bezoek:
    meeting = hold_meeting(opzet=_opzet(plek), kring=toernee.kring, organiser=actor, people=people, now=now)
    return Bezoek.objects.create(toernee=toernee, host=plek.host, bijeenkomst=meeting, **_days(plek))


def _moved(before: Bezoek, plek: Plek, now: datetime) -> Bezoek:
    meeting = replan(before.bijeenkomst, _opzet(plek), now)
    # Told in one message about the toernee as a whole (N67).
    withdraw((CHANGED,), object_id=meeting.pk, reason="verteld in het bericht over de toernee")
    days = _days(plek)
    if any(getattr(before, name) != value for name, value in days.items()):
        Bezoek.objects.filter(pk=before.pk).update(**days, version=before.version + 1)
    return Bezoek.objects.select_related("bijeenkomst", "host").get(pk=before.pk)


def _days(plek: Plek) -> dict[str, date | int | None]:
    spare = plek.reserve or (None, None)
    return {"date": plek.slot[0], "half": plek.slot[1], "reserve_date": spare[0], "reserve_half": spare[1]}


def _opzet(plek: Plek) -> Opzet:
    """Return a visit as a meeting: when and in which place, nothing of what it is about."""
    shown = plek.host.samenwerking
    starts_at, ends_at = hours_of(plek.slot)
    return Opzet(
        kind=BijeenkomstKind.BEZOEK, audience=Audience.KRING, title=TITLE, starts_at=starts_at, ends_at=ends_at,
        place_name=shown.place if shown else "",
        provincie=shown.provincies[0] if shown and len(shown.provincies) == 1 else "",
    )  # fmt: skip


def _give_roles(bezoek: Bezoek, plek: Plek) -> None:
    stored = dict(Bezoekrol.objects.filter(bezoek=bezoek).values_list("deelnemer_id", "rol"))
    if stored == dict(plek.roles):
        return
    Bezoekrol.objects.filter(bezoek=bezoek).delete()
    Bezoekrol.objects.bulk_create(Bezoekrol(bezoek=bezoek, deelnemer_id=pk, rol=rol) for pk, rol in plek.roles.items())


def _take_time(meeting: Bijeenkomst, plek: Plek, people: Sequence[User]) -> None:
    try:
        occupy(meeting, users=sorted(people, key=lambda user: user.pk), locatie=None)
    except DoubleBookedError as error:
        words = _("Bezoek bij {name} op {when}: {why} Er is niets vastgelegd. Maak een nieuw voorstel.")
        said = words.format(name=plek.host.user.naam, when=slot_words(*plek.slot), why=error.message)
        raise DoubleBookedError(said) from error


def _tell(
    stand: Stand, voorstel: Toerneevoorstel, guide: User | None, is_first: bool, moved: Sequence[Bijeenkomst],
    now: datetime,
) -> None:  # fmt: skip
    """Owe who comes along that the visits are fixed (N66), or who it concerns that something moved (N67)."""
    everyone = {str(one.pk): one.user for one in stand.deelnemers}
    if guide is not None:
        everyone[str(guide.pk)] = guide
    if is_first:
        owe_many(PLANNED, object_id=voorstel.toernee_id, recipients=everyone.values(), moment=f"v{voorstel.number}",
                 now=now)  # fmt: skip
        return
    concerned = {who for row in voorstel.difference for who in row["people"]}
    if moved and guide is not None:
        concerned.add(str(guide.pk))
    told = [user for id_, user in everyone.items() if id_ in concerned]
    owe_many(MOVED, object_id=voorstel.pk, recipients=told, moment="gewijzigd", now=now)
