"""Proposals for the visits of a toernee: asked, kept, locked, shifted by hand, repaired. None is ever changed.

Numbers are given under the lock of the toernee: two coördinatoren at once make two proposals, one after the other.
"""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from community import access
from community.actions.errors import ActionError
from community.actions.werk import ask_werk
from community.models import User, Werk
from community.notation import listing
from community.queries.beschikbaarheid import Slot
from community.workdays import local_date
from intervisie.access.toerneeplanning import may_plan_all, unplanned_toernees
from intervisie.access.toernees import GOING_ON, may_plan_toernee
from intervisie.models import Toernee, Toerneevoorstel
from intervisie.queries.toernee_invoer import Invoer, invoer_of
from intervisie.queries.toernee_rooster import slot_words
from intervisie.queries.toerneeplanwoorden import faulty, size_words, why_not
from intervisie.queries.toerneevoorstellen import (
    TOERNEEPLAN,
    busy_werk,
    changed_since,
    difference,
    locks_in,
    newest_number,
    read,
    stored_plan,
    told_again,
    without_visits,
    written,
)
from intervisie.toernee import TourPlan, repair, reserve_dates
from intervisie.toernee.reading import problems_of

# The object of the work that plans all toernees whose visits are not fixed yet.
ALL_TOERNEES = uuid.uuid5(uuid.NAMESPACE_DNS, "toernees.regiekamer")
CHANGE_LENGTH = 200


class ToerneeOverError(ActionError):
    """The toernee ended or was blown off meanwhile."""

    def __init__(self) -> None:
        super().__init__(_("Deze toernee is intussen veranderd of voorbij. Er is niets gewijzigd. Ververs de pagina."))


class VeranderdError(ActionError):
    """People or settings changed since the proposal was made; `changes` names who. Nothing happened."""

    def __init__(self, changes: Sequence[str]) -> None:
        super().__init__(_("Er is iets veranderd sinds dit voorstel. Er is niets vastgelegd. Maak een nieuw voorstel."))
        self.changes = list(changes)


@dataclass(frozen=True)
class Vondst:
    """What planning gave: a plan with its visits, or why nothing fits; and where it comes from."""

    plan: Mapping[str, Any]
    why: Mapping[str, Any] = field(default_factory=dict)
    difference: Sequence[Mapping[str, Any]] = ()
    locks: Sequence[Mapping[str, Any]] = ()
    based_on: Toerneevoorstel | None = None
    change: str = ""
    seed: int = 1
    is_proven: bool = False


def ask_plan(
    *, actor: User, toernee: Toernee, now: datetime, based_on: Toerneevoorstel | None = None
) -> Werk:  # fmt: skip
    """Ask the worker for a proposal; locks of `based_on` stay. Of a toernee that runs it moves as few people as it can.

    Raises ActionError with too few or too many people, or while somebody else's proposal of it is being made.
    """
    access.require(may_plan_toernee(actor, toernee, now))
    with transaction.atomic():
        held = hold(toernee)
        invoer = invoer_of([held], now)
        if words := size_words(len(invoer.standen[str(held.pk)].deelnemers)):
            raise ActionError(words)
        _require_free(actor, held)
        options: dict[str, Any] = {"code": held.code}
        if based_on is not None:
            options["base"] = based_on.number
        return ask_werk(actor=actor, kind=TOERNEEPLAN, object_id=held.pk, options=options, now=now)


def ask_all_plans(*, actor: User, now: datetime) -> Werk:
    """Ask the worker for proposals of all toernees whose visits are not fixed yet, together.

    Raises ActionError when there is none.
    """
    access.require(may_plan_all(actor, now))
    if not unplanned_toernees(actor, now).exists():
        raise ActionError(_("Er is geen toernee waarvoor nog dagen gezocht worden."))
    return ask_werk(actor=actor, kind=TOERNEEPLAN, object_id=ALL_TOERNEES, options={"all": True}, now=now)


def _require_free(actor: User, toernee: Toernee) -> None:
    busy = busy_werk(toernee, ALL_TOERNEES)
    if busy is not None and busy.user_id != actor.pk:
        words = _("{name} laat al een voorstel maken. Wacht tot dat klaar is.")
        raise ActionError(words.format(name=busy.user.naam))


def store_voorstel(
    *, actor: User, toernee: Toernee, vondst: Vondst, invoer: Invoer, now: datetime
) -> Toerneevoorstel:  # fmt: skip
    """Keep a proposal under the next number. Call inside a transaction. Raises ToerneeOverError."""
    access.require(may_plan_toernee(actor, toernee, now))
    held = hold(toernee)
    return Toerneevoorstel.objects.create(
        toernee=held, number=newest_number(held) + 1, based_on=vondst.based_on, change=vondst.change[:CHANGE_LENGTH],
        plan=vondst.plan, why=vondst.why, difference=list(vondst.difference), locks=list(vondst.locks),
        fingerprint=invoer.fingerprint(held), seed=vondst.seed, is_proven=vondst.is_proven, made_by=actor, made_at=now,
    )  # fmt: skip


def lock_visits(
    *, actor: User, voorstel: Toerneevoorstel, hosts: Collection[str], now: datetime
) -> Toerneevoorstel:  # fmt: skip
    """Fix the visits to these hosts on their days, and no others; return the proposal after it.

    A new proposal keeps them there. Raises ActionError when nothing would change, VeranderdError.
    """
    access.require(may_plan_toernee(actor, voorstel.toernee, now))
    locks = locks_in(voorstel.plan, hosts)
    if {row["host"] for row in locks} == {row["host"] for row in voorstel.locks}:
        raise ActionError(_("Er is niets veranderd: dit stond al zo vast."))
    with transaction.atomic():
        held = hold(voorstel.toernee)
        invoer = unchanged(voorstel, held, now)
        vondst = Vondst(voorstel.plan, voorstel.why, voorstel.difference, locks, voorstel, _lock_words(voorstel, locks),
                        voorstel.seed)  # fmt: skip
        return store_voorstel(actor=actor, toernee=held, vondst=vondst, invoer=invoer, now=now)


def shift_visit(
    *, actor: User, toernee: Toernee, voorstel: Toerneevoorstel | None, host: str, slot: Slot, now: datetime
) -> Toerneevoorstel:  # fmt: skip
    """Put the visit to one host on another dagdeel, by hand; return the proposal after it.

    From a proposal, or without one from what stands. What it breaks is shown on its page; only what fits can be
    adopted. Raises ActionError for a day that is over, outside of the period or the same, VeranderdError.
    """
    access.require(may_plan_toernee(actor, toernee, now))
    with transaction.atomic():
        held = hold(toernee)
        invoer = unchanged(voorstel, held, now) if voorstel else invoer_of([held], now)
        stand = invoer.standen[str(held.pk)]
        plan = read(invoer, held, voorstel.plan) if voorstel else stored_plan(invoer, stand)
        _require_shift(held, plan, host, slot, invoer, now)
        number = invoer.rooster.number(*slot)
        visits = tuple(replace(one, slot=number) if one.host == host else one for one in plan.visits)
        moved = replace(plan, visits=tuple(sorted(visits, key=lambda one: one.slot)))
        change = _("Met de hand: bezoek bij {name} naar {when}")
        locks = [row for row in (voorstel.locks if voorstel else []) if row["host"] != host]
        vondst = Vondst(written(invoer, moved), {}, difference(invoer, stand, moved), locks, voorstel,
                        change.format(name=invoer.naam(host), when=slot_words(*slot)))  # fmt: skip
        return store_voorstel(actor=actor, toernee=held, vondst=vondst, invoer=invoer, now=now)


def propose_repair(
    *, actor: User, toernee: Toernee, hosts: Collection[str], now: datetime, change: str = ""
) -> Toerneevoorstel:  # fmt: skip
    """Look for the plan that moves the fewest people, with another day for the visits to `hosts`; return the proposal.

    When nothing fits, the proposal says why. Raises ActionError when no visit stands.
    """
    access.require(may_plan_toernee(actor, toernee, now))
    with transaction.atomic():
        held = hold(toernee)
        invoer = invoer_of([held], now)
        stand = invoer.standen[str(held.pk)]
        if not stand.bezoeken:
            raise ActionError(_("Er zijn nog geen bezoeken vastgelegd. Maak eerst een voorstel."))
        vondst = replace(mended(invoer, held, hosts), change=change or _repair_words(invoer, hosts))
        return store_voorstel(actor=actor, toernee=held, vondst=vondst, invoer=invoer, now=now)


def mended(invoer: Invoer, toernee: Toernee, hosts: Collection[str]) -> Vondst:
    """Return the plan that moves the fewest people compared with what stands, or why there is none."""
    if problems := problems_of(invoer.instance):
        return Vondst(without_visits(invoer, toernee), faulty(invoer, problems))
    stand = invoer.standen[str(toernee.pk)]
    before = stored_plan(invoer, stand)
    found = repair(invoer.instance, before, cancelled=tuple(hosts))
    if found.plan is None:
        why = why_not(invoer, toernee, found.why) if found.why else faulty(invoer, [])
        return Vondst(without_visits(invoer, toernee), why)
    made = with_reserve(invoer, told_again(invoer, stand, found.plan, before))
    return Vondst(written(invoer, made), {}, difference(invoer, stand, made), is_proven=True)


def with_reserve(invoer: Invoer, made: TourPlan) -> TourPlan:
    """Return the plan with reserve dates, as many as there are for its visits."""
    return replace(made, reserve=reserve_dates(invoer.instance, made, len(made.visits)))


def unchanged(voorstel: Toerneevoorstel, toernee: Toernee, now: datetime) -> Invoer:
    """Return the input as it is now. Raises VeranderdError when people or settings changed since the proposal."""
    invoer = invoer_of([toernee], now, locks={str(toernee.pk): voorstel.locks})
    if changes := changed_since(voorstel, invoer, now):
        raise VeranderdError(changes)
    return invoer


def hold(toernee: Toernee) -> Toernee:
    """Lock a toernee and return it as stored. Call inside a transaction. Raises ToerneeOverError when it ended."""
    rows = Toernee.objects.select_related("kring").select_for_update(of=("self",), no_key=True)
    held = rows.filter(pk=toernee.pk).first()
    if held is None or held.status not in GOING_ON or held.kring.closed_at is not None:
        raise ToerneeOverError
    return held


def _require_shift(
    toernee: Toernee, plan: TourPlan, host: str, slot: Slot, invoer: Invoer, now: datetime
) -> None:  # fmt: skip
    here = plan.slot_of(host)
    day, half = slot
    if here is None or half not in (0, 1):
        raise ActionError(_("Dit bezoek of dit dagdeel is er niet. Kies een ander."))
    if not max(toernee.from_date, local_date(now)) <= day <= toernee.until_date:
        raise ActionError(_("Kies een dag na vandaag, binnen de periode van deze toernee."))
    if day == local_date(now) or invoer.rooster.slot(here)[0] <= local_date(now):
        raise ActionError(_("Een bezoek dat vandaag is of is geweest, verschuif je niet meer."))
    if day.weekday() > 4:
        raise ActionError(_("Kies een werkdag."))
    if invoer.rooster.slot(here) == slot:
        raise ActionError(_("Het bezoek is al op dit dagdeel."))


def _lock_words(voorstel: Toerneevoorstel, locks: Sequence[Mapping[str, Any]]) -> str:
    before, after = ({row["host"] for row in rows} for rows in (voorstel.locks, locks))
    found = []
    if more := len(after - before):
        found.append(_("{number} vastgezet").format(number=more))
    if fewer := len(before - after):
        found.append(_("{number} losgemaakt").format(number=fewer))
    return _("Bezoeken: {what}").format(what=listing(found))


def _repair_words(invoer: Invoer, hosts: Collection[str]) -> str:
    names = listing([invoer.naam(host) for host in hosts])
    if not names:
        return _("Hersteld met zo min mogelijk verschuivingen")
    return _("Ander moment gezocht voor het bezoek bij {names}").format(names=names)
