"""The people of a session: coming in, coming back, leaving, on paper, and shut out."""

import uuid
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from community import access
from community.actions.errors import ActionError
from community.links import digest
from community.models import Gastlink, User
from community.text import tidy_name
from intervisie.access.sessies import UNENDED, Plek, arranges, kring_of, place_of
from intervisie.actions.sessiecode import renew_join_code
from intervisie.actions.sessieleiding import next_number, pass_on
from intervisie.actions.sessieloop import settle
from intervisie.actions.sessieslot import hold, hold_alone, hold_for, require_unended, touch
from intervisie.models import Sessie, Sessiedeelnemer, SessieStatus
from intervisie.queries.sessiegang import Gang, gang_of, name_of
from intervisie.queries.sessiepoll import NOTED_EVERY
from intervisie.werkvorm.groups import smallest

LONGEST_NAME = 40


def join(*, user: User, sessie: Sessie, now: datetime, by_code: bool = False) -> Sessiedeelnemer:
    """Let a member come in, or back in; twice is as good as once.

    Into a session of a Kring comes who reads there. Into one of its own who has a place in it, or (`by_code`) who
    typed its code just now. Who comes later gets the next seat and the smallest subgroup. Raises ActionError when the
    session is over or full.
    """
    with transaction.atomic():
        stored = _hold_to_join(user, sessie, now, by_code=by_code)
        require_unended(stored)
        gang = gang_of(stored)
        own = next((one for one in gang.people if one.user_id == user.pk), None)
        if own is None:
            return _seat(gang, now, user=user)
        if own.joined_at is None or own.left_at is not None:
            _let_in(gang, own, now)
    return own


def join_as_guest(
    *, sessie: Sessie, name: str, token: str, now: datetime, gastlink: Gastlink | None = None
) -> Sessiedeelnemer:
    """Let a guest come in who typed the code of the session just now; of `token` only the hash is kept.

    Raises ActionError when the session lets no guests in any more, is over or full, or the name is empty or too long.
    """
    with transaction.atomic():
        stored = hold_alone(sessie)
        require_unended(stored)
        if not stored.lets_guests:
            raise ActionError(_("Deze sessie laat geen gasten meer binnen."))
        gang = gang_of(stored)
        return _seat(gang, now, name=free_name(gang, name), secret_digest=digest(token), gastlink=gastlink)


def come_back(*, plek: Plek, now: datetime) -> None:
    """Let who left come back to her own seat. Twice is as good as once."""
    with transaction.atomic():
        fresh = hold(plek, now)
        require_unended(fresh.sessie)
        own = fresh.deelnemer
        if own is not None and own.left_at is not None:
            _let_in(gang_of(fresh.sessie), own, now)


def add_on_paper(*, plek: Plek, name: str, now: datetime) -> Sessiedeelnemer:
    """Give somebody who writes on paper a seat; who leads types for her, or photographs. Raises ActionError."""
    access.require(arranges(plek, now))
    with transaction.atomic():
        fresh = hold(plek, now)
        require_unended(fresh.sessie)
        access.require(arranges(fresh, now))
        gang = gang_of(fresh.sessie)
        return _seat(gang, now, name=free_name(gang, name), is_on_paper=True)


def leave(*, plek: Plek, now: datetime) -> None:
    """Leave; one may come back. Who leads hands that over at once. Twice is as good as once."""
    with transaction.atomic():
        fresh = hold(plek, now)
        own = fresh.deelnemer
        if own is None or own.left_at is not None or fresh.sessie.status not in UNENDED:
            return
        own.left_at = now
        own.save(update_fields=["left_at"])
        _after_leaving(fresh.sessie, own, now)


def leave_everywhere(*, user: User, now: datetime) -> int:
    """Let somebody who is erased leave every session that has not ended; return how many. Once more changes nothing."""
    seats = Sessiedeelnemer.objects.filter(user=user, left_at__isnull=True, sessie__status__in=UNENDED)
    number = 0
    for pk, sessie_id in list(seats.order_by("pk").values_list("pk", "sessie")):
        with transaction.atomic():
            sessie = hold_alone(Sessie.objects.get(pk=sessie_id))
            own = Sessiedeelnemer.objects.get(pk=pk)
            if own.left_at is not None or sessie.status not in UNENDED:
                continue
            own.left_at = now
            own.save(update_fields=["left_at"])
            _after_leaving(sessie, own, now)
        number += 1
    return number


def shut_out(*, plek: Plek, deelnemer_id: uuid.UUID, now: datetime) -> None:
    """Shut somebody out for good: from the next request on there is nothing here for her.

    By who leads or prepares; not herself, and not who made the session. What she wrote for others stays theirs. The
    code of the session becomes another one: with the one she knows she would come in as a guest.
    """
    access.require(arranges(plek, now))
    with transaction.atomic():
        fresh = hold(plek, now)
        require_unended(fresh.sessie)
        access.require(arranges(fresh, now))
        other = Sessiedeelnemer.objects.filter(sessie=fresh.sessie, pk=deelnemer_id).first()
        if other is None:
            raise access.DeniedError
        if fresh.deelnemer is not None and other.pk == fresh.deelnemer.pk:
            raise ActionError(_("Jezelf verwijderen kan niet. Je kunt de sessie wel verlaten."))
        if other.user_id is not None and other.user_id == fresh.sessie.made_by_id:
            raise ActionError(_("Wie de sessie maakte, kun je er niet uit halen."))
        if other.removed_at is None:
            other.left_at, other.removed_at = other.left_at or now, now
            other.save(update_fields=["left_at", "removed_at"])
            _after_leaving(fresh.sessie, other, now)
            if fresh.sessie.join_digest and not other.is_on_paper:
                renew_join_code(fresh.sessie)


def note_seen(*, deelnemer_id: uuid.UUID, now: datetime) -> None:
    """Note that somebody is there whose poll was judged just now, at most once in ten seconds.

    Who was away shows again on the screens of the others.
    """
    rows = Sessiedeelnemer.objects.filter(pk=deelnemer_id, joined_at__isnull=False, left_at__isnull=True)
    rows.filter(Q(seen_at__isnull=True) | Q(seen_at__lte=now - NOTED_EVERY)).update(seen_at=now)


def free_name(gang: Gang, name: str) -> str:
    """Return a first name that nobody of the session has: a second 'Noor' becomes 'Noor (2)'.

    Raises ActionError when it is empty or longer than forty signs.
    """
    plain = tidy_name(name)
    if not plain or len(plain) > LONGEST_NAME:
        raise ActionError(_("Typ een voornaam van 1 tot {most} tekens.").format(most=LONGEST_NAME))
    taken = {name_of(one).casefold() for one in gang.people}
    if plain.casefold() not in taken:
        return plain
    endings = (f" ({number})" for number in range(2, len(taken) + 3))
    fitting = (f"{plain[: LONGEST_NAME - len(ending)]}{ending}" for ending in endings)
    return next(one for one in fitting if one.casefold() not in taken)


def _hold_to_join(user: User, sessie: Sessie, now: datetime, *, by_code: bool) -> Sessie:
    """Hold a session for who comes in. Raises DeniedError when it is not for her."""
    if by_code and kring_of(sessie) is None and place_of(user, sessie.code, now) is None:
        stored = hold_alone(sessie)
        was_shut_out = Sessiedeelnemer.objects.filter(sessie=stored, user=user, removed_at__isnull=False).exists()
        access.require(user.is_active and stored.lets_guests and not was_shut_out)
        return stored
    return hold_for(user, sessie, now).sessie


def _seat(gang: Gang, now: datetime, **who: Any) -> Sessiedeelnemer:
    _require_room(gang)
    sessie = gang.sessie
    made = Sessiedeelnemer.objects.create(
        sessie=sessie, number=next_number(sessie), group=_group_for(gang), joined_at=now, seen_at=now,
        joined_step=_step_of(sessie), **who,
    )  # fmt: skip
    touch(sessie)
    return made


def _let_in(gang: Gang, own: Sessiedeelnemer, now: datetime) -> None:
    """Let in who has a place: who was expected, or left before. Her seat then is hers for good."""
    sessie = gang.sessie
    if own.takes_part:
        _require_room(gang)
    if own.joined_at is None:
        own.joined_at, own.joined_step = now, _step_of(sessie)
        if sessie.status == SessieStatus.BEZIG:
            # After everybody who is in: the turns of the others stay where they are.
            own.number, own.group = next_number(sessie), _group_for(gang)
    own.left_at, own.seen_at = None, now
    own.save(update_fields=["joined_at", "joined_step", "number", "group", "left_at", "seen_at"])
    touch(sessie)


def _group_for(gang: Gang) -> int:
    return smallest(gang.seats) if gang.sessie.status == SessieStatus.BEZIG and gang.active else 1


def _step_of(sessie: Sessie) -> int:
    return sessie.step if sessie.status == SessieStatus.BEZIG else 0


def _require_room(gang: Gang) -> None:
    if len(gang.active) >= gang.schema.most:
        raise ActionError(_("De sessie is vol: deze werkvorm is voor hooguit {most} mensen.").format(
            most=gang.schema.most))  # fmt: skip


def _after_leaving(sessie: Sessie, one: Sessiedeelnemer, now: datetime) -> None:
    """Let the lead, the question and the turn go to others, where they were hers."""
    if sessie.inbrenger_id == one.pk:
        sessie.inbrenger = None
        sessie.save(update_fields=["inbrenger"])
    if sessie.leader_id == one.pk and sessie.status == SessieStatus.BEZIG:
        pass_on(gang_of(sessie), now, but_not=one.pk)
    touch(sessie)
    settle(sessie, now)
