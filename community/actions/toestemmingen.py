"""What a person agrees to in the words of one version, and taking that back: it works in the same transaction."""

import uuid
from datetime import datetime

from django.db import transaction
from django.db.models import F

from community.access import require
from community.actions.logboek import note
from community.actions.verhaaleinde import hold_verhaal, take_offline
from community.models import Profiel, Toestemming, ToestemmingKind, User

# The words beside the choice on the form of one's profile; other words are another version.
LEDENGIDS_VERSION = "1"


def give_toestemming(
    *, user: User, kind: str, version: str, now: datetime, object_id: uuid.UUID | None = None
) -> Toestemming:
    """Keep that this person agrees to these words. Given already, it stays as it is; one in other words ends.

    Called by the action of what she agrees to, which asked whether she may.
    """
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=user.pk)
        present = Toestemming.objects.filter(user=user, kind=kind, object_id=object_id, withdrawn_at__isnull=True)
        row = present.first()
        if row is not None and row.version == version:
            return row
        present.update(withdrawn_at=now)
        made = Toestemming.objects.create(user=user, kind=kind, object_id=object_id, version=version, given_at=now)
        _log("TOESTEMMING_GEGEVEN", made, now)
    return made


def end_toestemming(*, user: User, kind: str, now: datetime, object_id: uuid.UUID | None = None) -> bool:
    """End the open consent of this person for this. Returns whether there was one. Called by other actions."""
    rows = Toestemming.objects.filter(user=user, kind=kind, object_id=object_id, withdrawn_at__isnull=True)
    with transaction.atomic():
        row = rows.select_for_update().first()
        if row is None:
            return False
        rows.filter(pk=row.pk).update(withdrawn_at=now)
        _log("TOESTEMMING_INGETROKKEN", row, now)
    return True


def withdraw_toestemming(*, actor: User, toestemming: Toestemming, now: datetime) -> bool:
    """Take a consent of one's own back: her story is offline, she is out of the ledengids. Twice is as good as once.

    Returns whether there was something to take back.
    """
    require(actor.is_active and toestemming.user_id == actor.pk)
    with transaction.atomic():
        page = hold_verhaal(toestemming.object_id) if toestemming.object_id else None
        rows = Toestemming.objects.filter(pk=toestemming.pk, withdrawn_at__isnull=True)
        if not rows.update(withdrawn_at=now):
            return False
        _log("TOESTEMMING_INGETROKKEN", toestemming, now)
        if toestemming.kind == ToestemmingKind.LEDENGIDS:
            _leave_ledengids(actor)
        # A story whose text she agreed to may be about somebody else by now: then it is not hers to take offline.
        if page is not None and page.verteller_id == actor.pk:
            take_offline(page, moment=str(toestemming.pk), now=now)
    return True


def _log(action: str, row: Toestemming, now: datetime) -> None:
    note(actor=row.user, action=action, subject=row.user, object_kind="TOESTEMMING", object_id=str(row.pk),
         detail=row.kind, now=now)  # fmt: skip


def _leave_ledengids(user: User) -> None:
    Profiel.objects.filter(user=user).exclude(in_ledengids=False).update(in_ledengids=False, version=F("version") + 1)
