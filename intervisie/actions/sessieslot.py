"""Holding a session: everything that changes one goes one by one, and is judged again with what is stored now."""

from datetime import datetime

from django.db.models import F
from django.utils.translation import gettext as _

from community import access
from community.actions.errors import ActionError
from community.actions.kringen import lidmaatschap_under_lock, lock_kring
from community.models import User
from intervisie.access.sessies import WITH, Plek, guest_places, is_in_closed_kring, kring_of, leads, place_of
from intervisie.models import Sessie, SessieStatus


class SessieOverError(ActionError):
    """The session is over, or has not begun yet."""


class NotLeadingError(ActionError):
    """Somebody else keeps the steps now."""


def touch(sessie: Sessie) -> None:
    """Let everybody look again: something changed that somebody can see. Call inside a transaction."""
    Sessie.objects.filter(pk=sessie.pk).update(revision=F("revision") + 1)
    sessie.revision += 1


def end(sessie: Sessie, status: SessieStatus, now: datetime) -> None:
    """Let a session that is held be over, or not go on at all. Its code lets nobody in any more."""
    sessie.status, sessie.closed_at, sessie.join_digest = status, now, ""
    sessie.revision += 1
    sessie.save(update_fields=["status", "closed_at", "join_digest", "revision"])


def hold(plek: Plek, now: datetime) -> Plek:
    """Lock the session, after its Kring, and judge again whether this person has her place in it.

    Of two requests the later one may be handled first: what is stored counts, not what held when she asked. Call
    inside a transaction. Raises DeniedError when she has no place any more.
    """
    kring = plek.kring
    if kring is not None:
        held = lock_kring(kring.pk)
        access.require(plek.user is None or lidmaatschap_under_lock(held, plek.user.pk) is not None)
    lock_sessie(plek.sessie)
    fresh = _again(plek, now)
    if fresh is None:
        raise access.DeniedError
    return fresh


def hold_for(user: User, sessie: Sessie, now: datetime) -> Plek:
    """Hold a session for a member who may not have come in yet; see `hold`."""
    kring = kring_of(sessie)
    if kring is not None:
        access.require(lidmaatschap_under_lock(lock_kring(kring.pk), user.pk) is not None)
    lock_sessie(sessie)
    fresh = place_of(user, sessie.code, now)
    if fresh is None:
        raise access.DeniedError
    return fresh


def lock_sessie(sessie: Sessie) -> Sessie:
    """Return the session as stored and hold it until the transaction ends. After the lock of its Kring."""
    Sessie.objects.select_for_update(no_key=True).get(pk=sessie.pk)
    return Sessie.objects.select_related(*WITH).get(pk=sessie.pk)


def hold_alone(sessie: Sessie) -> Sessie:
    """Hold a session for nobody in particular: the planner, and who comes in by a code."""
    kring = kring_of(sessie)
    if kring is not None:
        lock_kring(kring.pk)
    return lock_sessie(sessie)


def hold_live(plek: Plek, now: datetime) -> Plek:
    """Hold a session that goes on, for who is inside. Raises SessieOverError when it does not, DeniedError."""
    fresh = hold(plek, now)
    require_live(fresh.sessie)
    access.require(fresh.is_inside)
    return fresh


def hold_to_lead(plek: Plek, now: datetime) -> Plek:
    """Hold a session that goes on, for who leads it. Raises NotLeadingError when that is somebody else by now."""
    fresh = hold_live(plek, now)
    require_leading(fresh)
    return fresh


def require_leading(plek: Plek) -> None:
    """Raise NotLeadingError unless this person leads. Call under the lock of the session."""
    if not leads(plek):
        raise NotLeadingError(_("Iemand anders begeleidt deze sessie nu. Je keus is niet uitgevoerd."))


def require_live(sessie: Sessie) -> None:
    """Raise SessieOverError unless the session goes on. Call under its lock."""
    if is_in_closed_kring(sessie):
        raise SessieOverError(_("De groep is afgesloten. Daarmee is ook deze sessie voorbij."))
    if sessie.status == SessieStatus.VOORBEREIDING:
        raise SessieOverError(_("De sessie is nog niet begonnen."))
    if sessie.status != SessieStatus.BEZIG:
        raise SessieOverError(_("Deze sessie is afgesloten."))


def require_unended(sessie: Sessie) -> None:
    """Raise SessieOverError when the session was closed or called off. Call under its lock."""
    if sessie.status != SessieStatus.VOORBEREIDING:
        require_live(sessie)
    elif is_in_closed_kring(sessie):
        raise SessieOverError(_("De groep is afgesloten. Daarmee is ook deze sessie voorbij."))


def _again(plek: Plek, now: datetime) -> Plek | None:
    own = plek.deelnemer
    if own is not None and plek.user is None:
        row = guest_places(now).filter(pk=own.pk).select_related(*(f"sessie__{name}" for name in WITH)).first()
        return Plek(row.sessie, row) if row is not None else None
    return place_of(plek.user, plek.sessie.code, now) if plek.user is not None else None
