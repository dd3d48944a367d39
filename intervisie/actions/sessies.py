"""Making a session, changing what it will be, and calling it off."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from community import access
from community.actions.errors import ActionError
from community.actions.kluis import make_data_key
from community.actions.kringen import hold_to_write
from community.actions.versions import save_version
from community.models import Bijeenkomst, KringKind, User
from intervisie.access.sessies import may_make_sessie, may_prepare
from intervisie.actions.sessiegevolgen import after_planning
from intervisie.actions.sessieslot import end, hold_for
from intervisie.models import (
    Intervisiegroep,
    Sessie,
    Sessiedeelnemer,
    SessieStatus,
    SessieTempo,
    Werkvorm,
    Werkvormversie,
)
from intervisie.queries.sessiekeuzes import counts_for, newest_deckversie, newest_versie
from intervisie.werkvorm.days import FEWEST_DAYS, MOST_DAYS
from intervisie.werkvorm.schema import read_werkvorm
from intervisie.werkvorm.steps import Werkvormschema


@dataclass(frozen=True)
class Plan:
    """What a session will be. `days` counts where it takes days, `takes_part` whether its maker has a seat herself."""

    werkvorm: Werkvorm
    tempo: str
    days: int | None
    medium: str
    expected: int
    subgroups: int
    lets_guests: bool
    takes_part: bool = True


def make_sessie(*, actor: User, bijeenkomst: Bijeenkomst | None, plan: Plan, now: datetime) -> Sessie:
    """Make a session, of a meeting or of its own, with the newest versions of its method and deck.

    Who makes it guides it until she hands that over. Raises ActionError when the method does not fit the plan.
    """
    access.require(may_make_sessie(actor, bijeenkomst, now))
    versie = _newest(plan.werkvorm)
    _require_fitting(plan, read_werkvorm(versie.schema))
    key_id, owns_key = _key_for(bijeenkomst, now)
    with transaction.atomic():
        if bijeenkomst is not None and bijeenkomst.kring_id is not None:
            hold_to_write(actor, bijeenkomst.kring_id)
            bijeenkomst = Bijeenkomst.objects.select_related("kring").get(pk=bijeenkomst.pk)
            access.require(may_make_sessie(actor, bijeenkomst, now))
        sessie = Sessie.objects.create(
            bijeenkomst=bijeenkomst, versie=versie, deckversie=newest_deckversie(plan.werkvorm), data_key_id=key_id,
            owns_key=owns_key, made_by=actor, made_at=now, **_stored(plan),
        )  # fmt: skip
        own = Sessiedeelnemer.objects.create(sessie=sessie, number=1, user=actor, takes_part=plan.takes_part)
        sessie.leader = own
        sessie.save(update_fields=["leader"])
        after_planning(sessie)
    return sessie


def change_sessie(*, actor: User, sessie: Sessie, version: int, plan: Plan, now: datetime) -> Sessie:
    """Change what a session will be, before it begins. Another method comes with its newest version.

    Raises StaleSaveError when somebody saved in between, ActionError when the method does not fit the plan.
    """
    access.require(may_prepare(actor, sessie, now))
    with transaction.atomic():
        stored = hold_for(actor, sessie, now).sessie
        if stored.status != SessieStatus.VOORBEREIDING:
            raise ActionError(_("De sessie is intussen begonnen of afgezegd. Er is niets veranderd."))
        access.require(may_prepare(actor, stored, now))
        changes = _stored(plan)
        versie = stored.versie
        if plan.werkvorm.pk != versie.werkvorm_id:
            versie = _newest(plan.werkvorm)
            changes |= {"versie": versie, "deckversie": newest_deckversie(plan.werkvorm)}
        _require_fitting(plan, read_werkvorm(versie.schema))
        saved = save_version(stored, version=version, changes=changes | {"revision": F("revision") + 1})
        after_planning(saved)
        Sessiedeelnemer.objects.filter(sessie=saved, user=actor).update(takes_part=plan.takes_part)
    return saved


def cancel_sessie(*, actor: User, sessie: Sessie, now: datetime) -> None:
    """Call a session off before it begins. Raises ActionError when it began or was called off already."""
    access.require(may_prepare(actor, sessie, now))
    with transaction.atomic():
        stored = hold_for(actor, sessie, now).sessie
        if stored.status != SessieStatus.VOORBEREIDING:
            raise ActionError(_("De sessie is intussen begonnen of al afgezegd."))
        access.require(may_prepare(actor, stored, now))
        end(stored, SessieStatus.VERVALLEN, now)


def plan_faults(plan: Plan, schema: Werkvormschema) -> dict[str, str]:
    """Return what does not fit, as sentences by the field of a plan. For the form and again for the action."""
    faults = {}
    if not schema.fewest <= plan.expected <= schema.most:
        faults["expected"] = _("{werkvorm} is voor {fewest} tot {most} mensen.").format(
            werkvorm=plan.werkvorm.name, fewest=schema.fewest, most=schema.most
        )
    elif plan.subgroups not in counts_for(schema, plan.expected):
        faults["subgroups"] = subgroup_fault(schema, plan.expected)
    if plan.tempo == SessieTempo.DAGEN and not schema.takes_days:
        faults["tempo"] = _("{werkvorm} doe je samen, op één moment. Kies een andere werkvorm of tempo.").format(
            werkvorm=plan.werkvorm.name
        )
    elif plan.tempo == SessieTempo.DAGEN and not (plan.days and FEWEST_DAYS <= plan.days <= MOST_DAYS):
        faults["days"] = _("Kies een aantal dagen van {fewest} tot en met {most}.").format(
            fewest=FEWEST_DAYS, most=MOST_DAYS
        )
    return faults


def subgroup_fault(schema: Werkvormschema, people: int) -> str:
    """Return the sentence that says into how many subgroups so many people can go."""
    counts = counts_for(schema, people)
    if counts == (1,):
        return _("Met {people} mensen blijven jullie bij deze werkvorm in één groep.").format(people=people)
    return _("Met {people} mensen kan dit aantal groepjes: {counts}.").format(
        people=people, counts=", ".join(str(count) for count in counts)
    )


def _newest(werkvorm: Werkvorm) -> Werkvormversie:
    """Return the newest version of a method. Raises ActionError when it is not offered any more."""
    versie = newest_versie(werkvorm)
    if versie is None:
        raise ActionError(_("Deze werkvorm wordt niet meer aangeboden. Kies een andere."))
    return versie


def _require_fitting(plan: Plan, schema: Werkvormschema) -> None:
    faults = plan_faults(plan, schema)
    if faults:
        raise ActionError(" ".join(faults.values()))


def _stored(plan: Plan) -> dict[str, object]:
    days = plan.days if plan.tempo == SessieTempo.DAGEN else None
    return {
        "tempo": plan.tempo, "days": days, "medium": plan.medium, "expected": plan.expected,
        "subgroups": plan.subgroups, "lets_guests": plan.lets_guests,
    }  # fmt: skip


def _key_for(bijeenkomst: Bijeenkomst | None, now: datetime) -> tuple[uuid.UUID, bool]:
    """Return the key of the group whose session it is; else a fresh one, which the session owns."""
    kring = bijeenkomst.kring if bijeenkomst is not None else None
    if kring is not None and kring.kind == KringKind.INTERVISIE:
        groep = Intervisiegroep.objects.filter(kring=kring, destroyed_at__isnull=True).first()
        if groep is not None:
            return groep.data_key_id, False
    return make_data_key(now=now), True
