"""Long work from the side of who waits for it: asking, stopping, fetching; and destroying what came of it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from community import access
from community.access.werk import may_have_werk, visible_uitkomsten
from community.actions.errors import ActionError
from community.actions.kluis import destroy_data_key
from community.berichten.outbox import withdraw
from community.bewaarregels import REGELS
from community.confidential import confidential
from community.extension_points import werk_kinds
from community.models import User, Werk, WerkStatus, Werkuitkomst
from community.models.werk import OPEN
from community.wegdoen import remove_in_batches
from community.workdays import past_term

READY = "N160"
# How long the page still tells how it went.
REMEMBERED = REGELS["werk"].term
# At the same time, for one person: work that waits or runs, and results that wait to be fetched.
MOST_OPEN = 5
MOST_KEPT = 5


class TooMuchWorkError(ActionError):
    """This person has as much work open as one may have."""

    def __init__(self) -> None:
        super().__init__(_("Er wordt al veel voor je gemaakt. Wacht tot er iets klaar is, of stop er eerst een."))


def ask_werk(
    *, actor: User, kind: str, object_id: UUID, now: datetime, options: Mapping[str, Any] | None = None
) -> Werk:
    """Ask for long work; while the same work is open, that is returned. `options` holds ids and choices only.

    Twice at once gives one: the database refuses the second. Raises DeniedError when the person may not have it, or
    when nobody registered the kind; TooMuchWorkError when she has too much open.
    """
    access.require(may_have_werk(actor, Werk(user=actor, kind=kind, object_id=object_id), now))
    asked = Werk(user=actor, kind=kind, object_id=object_id, options=dict(options or {}), asked_at=now)
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=actor.pk)
        if found := _open_of(asked):
            return found
        if Werk.objects.filter(user=actor, status__in=OPEN).count() >= MOST_OPEN:
            raise TooMuchWorkError
        try:
            with transaction.atomic():
                asked.save(force_insert=True)
        except IntegrityError:
            return Werk.objects.get(_same(asked), status__in=OPEN)
    return asked


def stop_werk(*, actor: User, werk: Werk, now: datetime) -> None:
    """Stop work that waits at once, and running work at its next step. What ended stays as it ended."""
    access.require(werk.user_id == actor.pk)
    with transaction.atomic():
        held = Werk.objects.select_for_update().get(pk=werk.pk)
        if held.status == WerkStatus.WACHT:
            held.status, held.ended_at = WerkStatus.GESTOPT, now
        elif held.status != WerkStatus.BEZIG:
            return
        held.stop_asked_at = held.stop_asked_at or now
        held.save(update_fields=["status", "ended_at", "stop_asked_at"])


def fetch_werk(*, actor: User, werk: Werk, now: datetime) -> Werkuitkomst | None:
    """Return what came of it, to the person it is for; None when it is gone or says what may no longer be said.

    Access is asked here again. What the kind must write before the bytes leave (the log of reading) is written in the
    same transaction; a database that refuses it breaks the request. Call within a scope of the vault.
    """
    access.require(may_have_werk(actor, werk, now))
    kind = werk_kinds.get(werk.kind)
    with transaction.atomic():
        held = Werk.objects.select_for_update().get(pk=werk.pk)
        found = visible_uitkomsten(actor, now).filter(werk=held).first()
        if held.status != WerkStatus.KLAAR or found is None or not kind.is_current(held, now):
            return None
        kind.hand_out(held, now)
    return found


def destroy_results(*, kind: str, object_id: UUID, by: User | None, reason: str, now: datetime) -> int:
    """Stop what is open and destroy what came of all work of this kind on this object; return how many results.

    For when the object itself is destroyed: a pdf of it must not outlive it.
    """
    with confidential():
        rows = Werk.objects.filter(kind=kind, object_id=object_id)
        rows.filter(status=WerkStatus.WACHT).update(status=WerkStatus.GESTOPT, ended_at=now, stop_asked_at=now)
        rows.filter(status=WerkStatus.BEZIG).update(stop_asked_at=now)
        return _destroy(Q(werk__in=rows), by=by, reason=reason, now=now)


def erase_werk(user: User, now: datetime) -> int:
    """Destroy what was made for this person and forget that she asked for it; return how many. For who is erased."""
    with confidential():
        _destroy(Q(werk__user=user), by=None, reason="GEWIST", now=now)
        return Werk.objects.filter(user=user).delete()[1].get(Werk._meta.label, 0)


def make_room(werk: Werk, now: datetime) -> int:
    """Destroy what this new result takes the place of: older ones of the same, and the oldest of too many.

    Returns how many went. Call after the new result is committed.
    """
    with confidential():
        rows = Werkuitkomst.objects.filter(werk__user=werk.user_id).order_by("-werk__ended_at", "pk")
        newest_first = list(rows.values_list("pk", "werk__kind", "werk__object_id", "werk"))
        same = [
            pk
            for pk, kind, about, its in newest_first
            if (kind, about) == (werk.kind, werk.object_id) and its != werk.pk
        ]
        older = [pk for pk, _kind, _about, its in newest_first if pk not in same and its != werk.pk]
        return _destroy(Q(pk__in=[*same, *older[MOST_KEPT - 1 :]]), by=None, reason="VERVANGEN", now=now)


def expire_results(now: datetime) -> int:
    """Destroy results past their time, with their keys. Returns how many. Needs no key-encryption key."""
    with confidential():
        return _destroy(Q(expires_at__lte=now), by=None, reason="VERLOPEN", now=now)


def purge_werk(now: datetime) -> int:
    """Destroy results past their time, and forget work that ended a month ago. Returns how many rows went."""
    old = Werk.objects.filter(ended_at__lt=past_term(now, REMEMBERED), uitkomst__isnull=True)
    return expire_results(now) + remove_in_batches(old)


def _destroy(which: Q, *, by: User | None, reason: str, now: datetime) -> int:
    """Key first, then row and file: cut off in the middle, what is left opens for nobody and goes the next time."""
    found = list(Werkuitkomst.objects.filter(which).values_list("pk", "werk", "data_key_id"))
    for pk, werk_id, key_id in found:
        destroy_data_key(key_id=key_id, kind="WERK", object_id=werk_id, actor=by, reason=reason, now=now)
        Werkuitkomst.objects.filter(pk=pk).delete()
        withdraw([READY], object_id=werk_id, reason="verlopen")
    return len(found)


def _same(asked: Werk) -> Q:
    return Q(user=asked.user_id, kind=asked.kind, object_id=asked.object_id)


def _open_of(asked: Werk) -> Werk | None:
    return Werk.objects.filter(_same(asked), status__in=OPEN).first()
