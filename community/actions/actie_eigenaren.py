"""Who has the open actions of a Kring: the duty of an owner, and what happens to it when she leaves."""

import uuid
from collections.abc import Iterable
from datetime import datetime, time

from community.access.vergadering import leaders
from community.actions.taken import finish_taken, open_taken, withdraw_taken
from community.actions.versions import save_version
from community.models import Actie, ActieStatus, Kring, Taak, User
from community.workdays import at_local

ACTIE, EIGENAAR_KIEZEN = "ACTIE", "ACTIE_EIGENAAR_KIEZEN"
END_OF_DAY = time(18)


def release_acties(*, kring: Kring, user: User, now: datetime) -> None:
    """Take her open actions from who leaves, and ask who leads to choose somebody else. Call under the Kring's lock."""
    rows = Actie.objects.filter(kring=kring, owner=user, status=ActieStatus.OPEN)
    release(kring, list(rows.values_list("pk", flat=True)), now)


def release(kring: Kring, ids: Iterable[uuid.UUID], now: datetime) -> None:
    """Take these actions from their owners. Call under the lock of the Kring."""
    rows = Actie.objects.filter(pk__in=list(ids), owner__isnull=False)
    for actie in rows.select_for_update(of=("self",)).order_by("pk"):
        save_version(actie, version=actie.version, changes={"owner": None})
        withdraw_taken(ACTIE, object_id=actie.pk, now=now)
    return_to_leaders(kring, now)


def return_to_leaders(kring: Kring, now: datetime) -> None:
    """Give who leads one duty for all actions without an owner; a closed group is led by nobody any more."""
    waiting = Actie.objects.filter(kring=kring, owner__isnull=True, status=ActieStatus.OPEN)
    if kring.closed_at is None and waiting.exists():
        open_taken(EIGENAAR_KIEZEN, users=leaders(kring, now), object_id=kring.pk, kring=kring, now=now)


def settle(kring: Kring, now: datetime) -> None:
    """End the question for a new owner once no open action is without one."""
    if not Actie.objects.filter(kring=kring, owner__isnull=True, status=ActieStatus.OPEN).exists():
        finish_taken(EIGENAAR_KIEZEN, object_id=kring.pk, now=now)


def ask_owner(actie: Actie, owner: User, now: datetime) -> None:
    """Let the owner have the duty, with the date of the action; a duty she has already gets that date."""
    due_at = at_local(actie.due_date, END_OF_DAY)
    open_taken(ACTIE, users=[owner], object_id=actie.pk, kring=actie.kring, due_at=due_at, now=now)
    own = Taak.objects.filter(kind=ACTIE, object_id=actie.pk, user=owner)
    own.filter(done_at__isnull=True, withdrawn_at__isnull=True).update(due_at=due_at)
