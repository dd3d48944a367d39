"""Guests of a session: opening and shutting its door, inviting by mail, coming in, and forgetting them in time."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community import access
from community.actions.errors import ActionError
from community.actions.gastlinks import make_gastlink, revoke_gastlink
from community.links import digest, random_token
from community.models import Gastlink, User
from intervisie.access.sessiegasten import (
    RESULT_LINK,
    SESSIE_LINK,
    hosts,
    invitations_of,
    may_invite,
    sessie_of_link,
)
from intervisie.access.sessies import Plek, guest_places, kring_of, visible_sessies
from intervisie.actions.sessiecode import give_join_code, renew_join_code, take_join_code_back
from intervisie.actions.sessiemensen import come_back, join, join_as_guest, shut_out
from intervisie.actions.sessieslot import hold, hold_alone, hold_for, touch
from intervisie.models import Sessie, Sessiedeelnemer
from intervisie.queries.sessiecode import sessie_of_code

# Guests who may be invited to one session at the same time.
MOST_INVITED = 20
# An invitation works until so long after its session should be over; closing the session ends it earlier.
LIVES = timedelta(days=2)
# A session of its own has no day: then an invitation works this long.
LIVES_WITHOUT_DAY = timedelta(days=30)
WRONG = gettext_lazy("Deze code klopt niet of werkt niet meer. Vraag de begeleider om de code.")
SHUT_OUT = gettext_lazy("Je kunt niet meer meedoen aan deze sessie. Vraag het de begeleider.")


class WrongCodeError(ActionError):
    """The code opens nothing now, whatever the reason."""


@dataclass(frozen=True)
class Binnen:
    """Who just came in. `token` is for her browser to keep; empty for who came in by her account."""

    sessie: Sessie
    deelnemer_id: uuid.UUID
    token: str


def open_door(*, plek: Plek, actor: User | None, now: datetime) -> None:
    """Let guests come in to the session, with its code. Twice is as good as once."""
    access.require(hosts(plek, actor, now))
    with transaction.atomic():
        sessie = _held(plek, actor, now)
        if not sessie.lets_guests:
            sessie.lets_guests = True
            sessie.save(update_fields=["lets_guests"])
        give_join_code(sessie)
        touch(sessie)


def shut_door(*, plek: Plek, actor: User | None, now: datetime) -> None:
    """Let no more guests come in by the code. Who is in stays; without any guest none can come at all."""
    access.require(hosts(plek, actor, now))
    with transaction.atomic():
        sessie = _held(plek, actor, now)
        take_join_code_back(sessie)
        is_needed = guest_places(now).filter(sessie=sessie).exists() or invitations_of(sessie, now).exists()
        if not is_needed and sessie.lets_guests:
            sessie.lets_guests = False
            sessie.save(update_fields=["lets_guests"])
        touch(sessie)


def renew_code(*, plek: Plek, actor: User | None, now: datetime) -> None:
    """Give the session another code; the older one opens nothing. Who is in stays."""
    access.require(hosts(plek, actor, now))
    with transaction.atomic():
        sessie = _held(plek, actor, now)
        if not sessie.lets_guests or not sessie.join_digest:
            raise ActionError(_("Laat eerst gasten toe. Dan krijgt de sessie een code."))
        renew_join_code(sessie)
        touch(sessie)


def invite_guest(*, plek: Plek, actor: User, name: str, email: str, now: datetime) -> Gastlink:
    """Mail somebody without an account how she takes part, with a link of her own (N61).

    Raises ActionError when she was invited already, or too many were.
    """
    access.require(may_invite(plek, actor, now))
    with transaction.atomic():
        sessie = _held(plek, actor, now)
        access.require(may_invite(plek, actor, now))
        living = list(invitations_of(sessie, now).values_list("email", flat=True))
        if email in living:
            raise ActionError(_("Dit e-mailadres is al uitgenodigd. Trek die uitnodiging in om opnieuw te mailen."))
        if len(living) >= MOST_INVITED:
            raise ActionError(_("Er zijn al 20 gasten uitgenodigd. Trek eerst een uitnodiging in."))
        if not sessie.lets_guests:
            sessie.lets_guests = True
            sessie.save(update_fields=["lets_guests"])
            give_join_code(sessie)
        return make_gastlink(
            host=actor, kind=SESSIE_LINK, object_id=sessie.pk, name=name, email=email,
            expires_at=_last_moment(sessie, now), now=now,
        )  # fmt: skip


def withdraw_guest(*, plek: Plek, actor: User, gastlink: Gastlink, now: datetime) -> None:
    """End an invitation. Who came in by it stays in; she is shut out apart from this."""
    access.require(may_invite(plek, actor, now))
    access.require(gastlink.kind == SESSIE_LINK and gastlink.object_id == plek.sessie.pk)
    revoke_gastlink(gastlink=gastlink, now=now)


def shut_guest_out(*, plek: Plek, actor: User | None, deelnemer_id: uuid.UUID, now: datetime) -> None:
    """Shut a guest out, from the next request on: her seat, her invitation, and the code she may still know."""
    access.require(hosts(plek, actor, now))
    with transaction.atomic():
        sessie = _held(plek, actor, now)
        row = Sessiedeelnemer.objects.filter(sessie=sessie, pk=deelnemer_id, user__isnull=True).first()
        if row is None:
            raise access.DeniedError
        shut_out(plek=plek, deelnemer_id=deelnemer_id, now=now)
        if row.gastlink is not None and row.gastlink.kind == SESSIE_LINK:
            revoke_gastlink(gastlink=row.gastlink, now=now)


def come_in_by_code(
    *, code: str, user: User | None, name: str, kept: Callable[[Sessie], str], now: datetime
) -> Binnen:  # fmt: skip
    """Let somebody in by the code: a member as herself, a guest under her first name.

    `kept` gives the secret her browser has of a session, empty for none: with it she comes back as who she was. The
    code is judged again when she has her seat, as it may have been renewed meanwhile. Raises WrongCodeError, and
    ActionError when the session is full.
    """
    with transaction.atomic():
        sessie = sessie_of_code(code, now)
        if sessie is None:
            raise WrongCodeError(str(WRONG))
        entered = _enter(sessie, user, name, kept(sessie), now)
        if sessie_of_code(code, now) != sessie:
            raise WrongCodeError(str(WRONG))
    return entered


def come_in_by_link(*, gastlink: Gastlink, name: str, now: datetime) -> Binnen:
    """Let an invited guest in. On another device she takes over the seat she has: the older one is out.

    Raises DeniedError when the link opens nothing any more, ActionError when the session is full.
    """
    with transaction.atomic():
        found = sessie_of_link(gastlink, now).first()
        if found is None:
            raise access.DeniedError
        sessie = hold_alone(found)
        links = Gastlink.objects.select_for_update().filter(pk=gastlink.pk, issue=gastlink.issue)
        access.require(links.filter(revoked_at__isnull=True).exists())
        own = guest_places(now).filter(sessie=sessie, gastlink=gastlink).first()
        if own is not None:
            return new_secret(deelnemer_id=own.pk, now=now)
        if Sessiedeelnemer.objects.filter(sessie=sessie, gastlink=gastlink, removed_at__isnull=False).exists():
            raise ActionError(str(SHUT_OUT))
        return _seat(sessie, name, gastlink, now)


def new_secret(*, deelnemer_id: uuid.UUID, now: datetime) -> Binnen:
    """Give the browser of a guest who is in another secret; the one before it opens nothing. Raises DeniedError."""
    with transaction.atomic():
        own = guest_places(now).filter(pk=deelnemer_id).select_related("sessie__bijeenkomst__kring").first()
        if own is None:
            raise access.DeniedError
        token = random_token()
        come_back(plek=Plek(own.sessie, own), now=now)
        guest_places(now).filter(pk=own.pk).update(secret_digest=digest(token))
    return Binnen(own.sessie, own.pk, token)


def forget_guests(sessie: Sessie) -> None:
    """Forget who the guests of a session were: their names, their secrets and their links with name and address.

    For the removal of its content. Who has an account is no guest.
    """
    seats = Sessiedeelnemer.objects.filter(sessie=sessie, user__isnull=True)
    ids = list(seats.values_list("pk", flat=True))
    Gastlink.objects.filter(kind=SESSIE_LINK, object_id=sessie.pk).delete()
    Gastlink.objects.filter(kind=RESULT_LINK, object_id__in=ids).delete()
    seats.update(name="", secret_digest="", gastlink=None)


def _enter(sessie: Sessie, user: User | None, name: str, kept: str, now: datetime) -> Binnen:
    _require_not_out(sessie, user, now)
    if user is not None and (kring_of(sessie) is None or visible_sessies(user, now).filter(pk=sessie.pk).exists()):
        own = join(user=user, sessie=sessie, now=now, by_code=True)
        return Binnen(sessie, own.pk, "")
    seat = _kept_seat(sessie, kept, now)
    if seat is None:
        return _seat(sessie, name, None, now)
    come_back(plek=Plek(sessie, seat), now=now)
    return Binnen(sessie, seat.pk, kept)


def _seat(sessie: Sessie, name: str, gastlink: Gastlink | None, now: datetime) -> Binnen:
    token = random_token()
    made = join_as_guest(sessie=sessie, name=name, token=token, gastlink=gastlink, now=now)
    return Binnen(sessie, made.pk, token)


def _kept_seat(sessie: Sessie, kept: str, now: datetime) -> Sessiedeelnemer | None:
    """Return the seat that the secret of this browser opens. Raises ActionError when that seat was shut out."""
    if not kept:
        return None
    rows = Sessiedeelnemer.objects.filter(sessie=sessie, user__isnull=True, secret_digest=digest(kept))
    if rows.filter(removed_at__isnull=False).exists():
        raise ActionError(str(SHUT_OUT))
    return guest_places(now).filter(pk__in=rows).first()


def _require_not_out(sessie: Sessie, user: User | None, now: datetime) -> None:
    """Raise ActionError when this member lost her place, shut out or no longer in the Kring: she does not come back as
    a guest either."""
    if user is None or not Sessiedeelnemer.objects.filter(sessie=sessie, user=user).exists():
        return
    if not visible_sessies(user, now).filter(pk=sessie.pk).exists():
        raise ActionError(str(SHUT_OUT))


def _held(plek: Plek, actor: User | None, now: datetime) -> Sessie:
    """Hold the session for who lets guests in, judged again. Raises DeniedError for everybody else."""
    fresh = hold_for(actor, plek.sessie, now) if plek.deelnemer is None and actor is not None else hold(plek, now)
    access.require(hosts(fresh, actor, now))
    return fresh.sessie


def _last_moment(sessie: Sessie, now: datetime) -> datetime:
    if sessie.bijeenkomst is None:
        return now + LIVES_WITHOUT_DAY
    return max(sessie.bijeenkomst.ends_at, now) + LIVES
