"""Another member in the place of a deelnemer, and excusing somebody without losing her."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community import access
from community.actions.errors import ActionError
from community.actions.kringen import add_member, lidmaatschap_under_lock
from community.berichten.outbox import owe, owe_many
from community.models import KringRol, Samenwerking, User
from community.workdays import local_date
from intervisie.access.toernees import PRESENT, coming_bezoeken, may_change_people
from intervisie.actions.stappen import excuse_open
from intervisie.actions.toerneemensen import PEOPLE_CHANGED, close_doors, follow_people, hold_toernee, people_of
from intervisie.actions.toerneeplanning import ask_availability
from intervisie.actions.toerneerollen import hand_over, leave_out, present_in
from intervisie.actions.toernees import KNOWN
from intervisie.actions.toerneetoetreding import refuse_private_in_toernee
from intervisie.actions.toerneevastleggen import PLANNED
from intervisie.models import Bezoek, BezoekStatus, Toernee, Toerneedeelnemer, Toerneestap, ToerneeStatus
from intervisie.queries.toerneevorming import what_is_wrong_with


def replace_deelnemer(
    *, actor: User, toernee: Toernee, deelnemer: Toerneedeelnemer, user: User, shown: Samenwerking | None,
    now: datetime,
) -> Toerneedeelnemer:  # fmt: skip
    """Let a member come in the place of a deelnemer, who reads nothing of it from the next request on.

    The replacement has her roles at coming visits. While the visit to the deelnemer is still to come, `shown` is the
    samenwerking that is visited instead. Raises ActionError for who is in it already, left meanwhile, is taken at one
    of the visits, or cannot show that samenwerking.
    """
    access.require(may_change_people(actor, toernee, now))
    if user.pk == actor.pk:
        raise ActionError(_("Jezelf zet je niet in een toernee. Vraag een andere coördinator."))
    with transaction.atomic():
        kring = hold_toernee(toernee)
        old = _held(toernee, deelnemer)
        row = lidmaatschap_under_lock(kring, old.user_id)
        if row is None:
            raise ActionError(_("Deze persoon doet intussen niet meer mee met de toernee."))
        _require_sound(toernee, old, user, shown, now)
        refuse_private_in_toernee(toernee, user, now, but_not=old.user)
        leads = row.role == KringRol.TREKKER
        close_doors(toernee, kring, row, actor, now)
        others = people_of(kring)
        came = add_member(kring=kring, user=user, role=KringRol.TREKKER if leads else KringRol.LID, now=now)
        new = Toerneedeelnemer.objects.create(
            toernee=toernee, user=user, samenwerking=shown, position=old.position, joined_at=now
        )
        Toerneedeelnemer.objects.filter(pk=old.pk).update(replaced_by=new)
        hand_over(old, new, now)
        _take_over_planning(toernee, new, now)
        owe(PEOPLE_CHANGED, object_id=row.pk, recipient=old.user, moment="eruit", now=now)
        owe(KNOWN, object_id=toernee.pk, recipient=user, moment=f"erbij:{came.pk.hex[:12]}", now=now)
        owe_many(PEOPLE_CHANGED, object_id=came.pk, recipients=others, moment="erbij", now=now)
    return new


def excuse_from_visit(
    *, actor: User, toernee: Toernee, deelnemer: Toerneedeelnemer, bezoek: Bezoek, now: datetime
) -> None:  # fmt: skip
    """Let a coördinator excuse a visitor from one visit: nobody waits for her steps there, others take her role.

    Raises ActionError for the host, for who left meanwhile, and for a visit that does not go on.
    """
    access.require(may_change_people(actor, toernee, now))
    with transaction.atomic():
        hold_toernee(toernee)
        held = _held(toernee, deelnemer)
        visit = Bezoek.objects.select_related("bijeenkomst", "toernee").get(pk=bezoek.pk, toernee=toernee)
        if visit.status == BezoekStatus.VERVALLEN:
            raise ActionError(_("Dit bezoek gaat niet door."))
        if visit.host_id == held.pk:
            raise ActionError(_("De gastheer kun je niet vrijstellen van het eigen bezoek. Zoek een vervanger."))
        excuse_open(Toerneestap.objects.filter(deelnemer=held, bezoek=visit), actor, now)
        if visit.bijeenkomst.starts_at > now:
            leave_out(visit, held, now)
            follow_people(toernee, now)


def excuse_late_steps(*, actor: User, toernee: Toernee, deelnemer: Toerneedeelnemer, now: datetime) -> int:
    """Let nobody wait any more for what somebody should have done before today; returns how many steps that are.

    Later steps she is still asked for. Raises ActionError for who left meanwhile.
    """
    access.require(may_change_people(actor, toernee, now))
    with transaction.atomic():
        hold_toernee(toernee)
        held = _held(toernee, deelnemer)
        late = Toerneestap.objects.filter(deelnemer=held, due_date__lt=local_date(now))
        return excuse_open(late, actor, now)


def needs_samenwerking(toernee: Toernee, deelnemer: Toerneedeelnemer, now: datetime) -> bool:
    """Whether who replaces this deelnemer must show a samenwerking: the visit to her is not over."""
    if coming_bezoeken(toernee, now).filter(host=deelnemer).exists():
        return True
    return not Bezoek.objects.filter(host=deelnemer).exclude(status=BezoekStatus.VERVALLEN).exists()


def visits_to_excuse(toernee: Toernee, deelnemer: Toerneedeelnemer) -> list[Bezoek]:
    """Return the visits from which a deelnemer can be excused: those of others that go on. One query."""
    rows = Bezoek.objects.filter(toernee=toernee, rollen__deelnemer=deelnemer).exclude(status=BezoekStatus.VERVALLEN)
    return list(rows.select_related("host__user").order_by("date", "half", "pk"))


def _take_over_planning(toernee: Toernee, new: Toerneedeelnemer, now: datetime) -> None:
    """Let the steps follow, and bring her the visits; as long as none is fixed she too is asked when she can."""
    follow_people(toernee, now)
    if Toernee.objects.filter(pk=toernee.pk, status=ToerneeStatus.PLANNEN).exists():
        ask_availability(toernee, [new.user], now)
    else:
        owe(PLANNED, object_id=toernee.pk, recipient=new.user, moment=f"erbij:{new.pk.hex[:12]}", now=now)


def _require_sound(
    toernee: Toernee, old: Toerneedeelnemer, user: User, shown: Samenwerking | None, now: datetime
) -> None:  # fmt: skip
    others = [one for one in present_in(toernee) if one.pk != old.pk]
    if user.pk == old.user_id or user.pk in {one.user_id for one in others}:
        raise ActionError(_("{name} doet al mee met deze toernee.").format(name=user.naam))
    if not user.is_active:
        raise ActionError(_("{name} heeft geen account meer.").format(name=user.naam))
    if shown is None and not needs_samenwerking(toernee, old, now):
        return
    taken = {one.samenwerking_id for one in others}
    if sentence := what_is_wrong_with(user, shown, taken, now):
        raise ActionError(sentence)


def _held(toernee: Toernee, deelnemer: Toerneedeelnemer) -> Toerneedeelnemer:
    """Return a deelnemer as she stands under the lock. Raises ActionError when she left meanwhile."""
    rows = Toerneedeelnemer.objects.filter(PRESENT, toernee=toernee, pk=deelnemer.pk)
    found = rows.select_related("user", "toernee").first()
    if found is None:
        raise ActionError(_("Deze persoon doet intussen niet meer mee met de toernee."))
    return found
