"""Who leads a session and whose question it is: handing over, taking over from who is gone, and choosing."""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community import access
from community.actions.errors import ActionError
from community.models import User
from intervisie.access.sessies import Plek, arranges, leads, may_prepare, may_take_lead, place_of
from intervisie.actions.sessieslot import hold, hold_for, hold_live, hold_to_lead, require_unended, touch
from intervisie.models import Sessie, Sessieblad, Sessiedeelnemer, SessieStatus
from intervisie.queries.sessiegang import Gang, gang_of, is_present, name_of, presents
from intervisie.werkvorm.leading import successor


class NobodyThereError(ActionError):
    """Whom one would hand something to is not there."""


def hand_over(*, plek: Plek, deelnemer_id: uuid.UUID, now: datetime) -> None:
    """Let somebody else who is there lead. Raises ActionError when she is away or on paper."""
    with transaction.atomic():
        fresh = hold_to_lead(plek, now)
        other = _somebody(gang_of(fresh.sessie), deelnemer_id)
        if other.is_on_paper or not is_present(other, now):
            raise NobodyThereError(_("Kies iemand die nu meedoet op een eigen scherm."))
        _let_lead(fresh.sessie, other)


def take_lead(*, plek: Plek, now: datetime) -> None:
    """Take the lead back, for who made the session and who leads or guides the Kring. Twice is as good as once."""
    access.require(leads(plek) or may_take_lead(plek, now))
    with transaction.atomic():
        fresh = hold_live(plek, now)
        if leads(fresh):
            return
        access.require(may_take_lead(fresh, now))
        if fresh.deelnemer is not None:
            _let_lead(fresh.sessie, fresh.deelnemer)


def take_over_when_gone(*, plek: Plek, now: datetime) -> bool:
    """Pass the lead on when who leads was not heard of for a minute. Whether it was passed on.

    Anybody's poll asks it; under the lock it is looked at again, so of many at once one passes it on.
    """
    with transaction.atomic():
        fresh = hold(plek, now)
        if not (fresh.is_live and fresh.is_inside):
            return False
        gang = gang_of(fresh.sessie)
        return not gang.is_in_days and pass_on(gang, now, but_not=None)


def pass_on(gang: Gang, now: datetime, *, but_not: uuid.UUID | None) -> bool:
    """Let the next person lead where who leads is gone; nobody when nobody else is there. Call under the lock.

    `but_not` is who leaves right now.
    """
    sessie = gang.sessie
    people = [one for one in gang.people if one.pk != but_not]
    leader = gang.number_of(sessie.leader_id) if sessie.leader_id != but_not else None
    number = successor(presents(people, now), leader)
    if number is None:
        if but_not is not None and sessie.leader_id == but_not:
            _let_lead(sessie, None)
        return False
    _let_lead(sessie, gang.by_number[number])
    return True


def choose_inbrenger(*, plek: Plek, deelnemer_id: uuid.UUID, now: datetime) -> None:
    """Choose whose question it is, before the session or when she who brought in had to go; the step stays.

    Raises ActionError when the person chosen has no seat, or another who is there brings in what was written about.
    """
    access.require(arranges(plek, now))
    with transaction.atomic():
        fresh = hold(plek, now)
        require_unended(fresh.sessie)
        access.require(arranges(fresh, now))
        gang = gang_of(fresh.sessie)
        other = _somebody(gang, deelnemer_id)
        _require_no_other_question(gang, other, now)
        _let_bring_in(fresh.sessie, other)


def choose_user_as_inbrenger(*, actor: User, sessie: Sessie, user: User, now: datetime) -> Sessiedeelnemer:
    """Choose who brings in, before the session: oneself, or somebody of the Kring by who prepares it.

    Who did not come in yet gets a place that waits for her. Raises ActionError when somebody else brings in already.
    """
    access.require(place_of(actor, sessie.code, now) is not None)
    with transaction.atomic():
        stored = hold_for(actor, sessie, now).sessie
        require_unended(stored)
        may_choose = may_prepare(actor, stored, now)
        access.require(stored.status == SessieStatus.VOORBEREIDING and (may_choose or actor.pk == user.pk))
        taken = stored.inbrenger
        if not may_choose and taken is not None and taken.user_id != user.pk:
            raise ActionError(_("Er brengt al iemand een vraag in. Overleg met elkaar wie het wordt."))
        if actor.pk != user.pk:
            hold_for(user, stored, now)
        own = expect(stored, user)
        _let_bring_in(stored, own)
    return own


def withdraw_inbrenger(*, actor: User, sessie: Sessie, now: datetime) -> None:
    """Let nobody be the one who brings in: by herself or by who prepares, before the session."""
    access.require(place_of(actor, sessie.code, now) is not None)
    with transaction.atomic():
        stored = hold_for(actor, sessie, now).sessie
        access.require(stored.status == SessieStatus.VOORBEREIDING)
        taken = stored.inbrenger
        if taken is None:
            return
        access.require(taken.user_id == actor.pk or may_prepare(actor, stored, now))
        stored.inbrenger = None
        stored.save(update_fields=["inbrenger"])
        touch(stored)


def expect(sessie: Sessie, user: User) -> Sessiedeelnemer:
    """Return the place of a member in a session; one that waits for her when she has none. Call under the lock."""
    found = Sessiedeelnemer.objects.filter(sessie=sessie, user=user).first()
    return found or Sessiedeelnemer.objects.create(sessie=sessie, number=next_number(sessie), user=user)


def next_number(sessie: Sessie) -> int:
    """Return the next seat, that nobody ever had. Call under the lock of the session."""
    last = Sessiedeelnemer.objects.filter(sessie=sessie).order_by("-number").values_list("number", flat=True).first()
    return (last or 0) + 1


def _let_lead(sessie: Sessie, one: Sessiedeelnemer | None) -> None:
    sessie.leader = one
    sessie.save(update_fields=["leader"])
    touch(sessie)


def _let_bring_in(sessie: Sessie, one: Sessiedeelnemer) -> None:
    if one.left_at is not None or not one.takes_part:
        raise NobodyThereError(_("Kies iemand die meedoet."))
    if sessie.status == SessieStatus.BEZIG and one.joined_at is None:
        raise NobodyThereError(_("Kies iemand die al binnen is."))
    if sessie.inbrenger_id == one.pk:
        return
    sessie.inbrenger = one
    sessie.save(update_fields=["inbrenger"])
    touch(sessie)


def _require_no_other_question(gang: Gang, other: Sessiedeelnemer, now: datetime) -> None:
    """Raise ActionError while somebody else who is there brings in and something was written: what the others wrote
    about her question, apart from her, would then be shown to her as to one of them."""
    current = next((one for one in gang.people if one.pk == gang.sessie.inbrenger_id), None)
    if gang.sessie.status != SessieStatus.BEZIG or current is None or current.pk == other.pk:
        return
    if is_present(current, now) and Sessieblad.objects.filter(sessie=gang.sessie).exists():
        sentence = _(
            "{name} brengt al een vraag in, en er is al over geschreven. Maak voor een andere vraag een sessie."
        )
        raise ActionError(sentence.format(name=name_of(current)))


def _somebody(gang: Gang, deelnemer_id: uuid.UUID) -> Sessiedeelnemer:
    found = next((one for one in gang.people if one.pk == deelnemer_id), None)
    if found is None:
        raise access.DeniedError
    return found
