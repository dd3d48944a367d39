"""Making and destroying data keys. A key is committed in its own database before anything is sealed with it."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from community.confidential import current_scope, is_in_scope, keyring, relatives_of
from community.kluis import new_key
from community.models import DataKey, User, Vernietiging
from community.sleutels.router import ALIAS


def make_data_key(*, now: datetime) -> UUID:
    """Return the id of a fresh data key, stored before it is used.

    Call it before the transaction of the row that uses it; a key that no row comes to use is swept after a day. Raises
    NoKeyEncryptionKeyError where the vault is closed.
    """
    key_id, key = uuid4(), new_key()
    kek_id, wrapped = keyring().wrap(key, key_id)
    DataKey.objects.create(pk=key_id, kek_id=kek_id, wrapped=wrapped, made_at=now)
    if is_in_scope():
        current_scope().keep(key_id, key)
    return key_id


def destroy_data_key(
    *, key_id: UUID, kind: str, object_id: UUID | None, actor: User | None, reason: str, now: datetime
) -> None:
    """Make content unreadable for good: empty its key, and those it took over from, and write the erasure ledger.

    Needs no key-encryption key. There is no way back: call it as the last step, when the domain says that it is gone.
    What is destroyed already stays as it was written down.
    """
    actor_id = actor.pk if actor else None
    with transaction.atomic(using=ALIAS):
        family = [key_id, *relatives_of(key_id)]
        lines = [
            Vernietiging(key_id=one, kind=kind, object_id=object_id, destroyed_at=now, actor_id=actor_id, reason=reason)
            for one in family
        ]
        Vernietiging.objects.using(ALIAS).bulk_create(lines, ignore_conflicts=True)
        DataKey.objects.filter(pk__in=family, wrapped__isnull=False).update(wrapped=None, destroyed_at=now)
    Vernietiging.objects.using("default").bulk_create(lines, ignore_conflicts=True)
    if is_in_scope():
        for one in family:
            current_scope().forget(one)
