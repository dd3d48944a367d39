"""New keys for what is sealed already, row by row, while the platform is used (SECURITY.md T36).

Wrapping anew changes the key store only. Encrypting anew gives a data key a successor and moves its rows to it one at a
time, each in a transaction of its own: whoever reads sees a row before or after, and both keys open. Cut off anywhere,
the next run goes on where it was.
"""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Model

from community.actions.kluis import make_data_key
from community.confidential import confidential, current_scope, keyring
from community.fields import SealedField
from community.kluis import BoxBrokenError, KeyDestroyedError
from community.models import DataKey, Vernietiging
from community.queries.kluis import KEY_FIELD, confidential_models, keys_of_rows, named_keys, rows_of, sealed_fields
from community.sleutels.router import ALIAS

BATCH = 100


def rewrap_data_keys() -> int:
    """Wrap every data key in the current key-encryption key; return how many were wrapped in another."""
    ring, done = keyring(), 0
    while True:
        with transaction.atomic(using=ALIAS):
            other = DataKey.objects.select_for_update().filter(wrapped__isnull=False).exclude(kek_id=ring.current_id)
            rows = list(other.order_by("pk")[:BATCH])
            for row in rows:
                key = ring.unwrap(bytes(row.wrapped or b""), row.kek_id, row.pk)
                row.kek_id, row.wrapped = ring.wrap(key, row.pk)
            DataKey.objects.bulk_update(rows, ["kek_id", "wrapped"])
        done += len(rows)
        if len(rows) < BATCH:
            return done


def renew_data_keys(*, made_before: datetime, now: datetime) -> int:
    """Encrypt anew what is sealed with keys made before that moment; return how many keys got a successor's rows.

    Rows of keys that already have a successor are moved first: those of a run that was cut off, and of writers that
    were busy during it.
    """
    replaced = set(
        DataKey.objects.filter(replaced_by__isnull=False, wrapped__isnull=False).values_list("pk", flat=True)
    )
    old = set(DataKey.objects.filter(made_at__lt=made_before, wrapped__isnull=False).values_list("pk", flat=True))
    named = set(keys_of_rows())
    wanted = [key_id for key_id in named if key_id in replaced] + [
        key_id for key_id in named if key_id in old - replaced
    ]
    for key_id in wanted:
        with confidential():
            _move_rows(key_id, _successor(key_id, now))
    return len(wanted)


def remove_replaced_keys(*, replaced_before: datetime, now: datetime) -> int:
    """Empty keys that were replaced before that moment, once nothing needs them; return how many.

    First every row of the successor is tried with the successor alone: what a writer left under the old key is sealed
    anew. A dump of the data from before the replacement does not open after this.
    """
    done = 0
    old = DataKey.objects.filter(replaced_at__lt=replaced_before, wrapped__isnull=False)
    for key_id in list(old.values_list("pk", flat=True)):
        with confidential():
            successor = _successor(key_id, now)
            _move_rows(key_id, successor)
            _move_rows(successor, successor)
        if key_id in set(named_keys()):
            continue
        line = Vernietiging(key_id=key_id, kind="SLEUTEL", destroyed_at=now, reason="VERVANGEN")
        with transaction.atomic(using=ALIAS):
            Vernietiging.objects.using(ALIAS).bulk_create([line], ignore_conflicts=True)
            done += DataKey.objects.filter(pk=key_id, wrapped__isnull=False).update(wrapped=None, destroyed_at=now)
        Vernietiging.objects.using("default").bulk_create([line], ignore_conflicts=True)
    return done


def _successor(key_id: UUID, now: datetime) -> UUID:
    """Return the key that takes over, made when there is none. Raises KeyDestroyedError when the key was destroyed."""
    with transaction.atomic(using=ALIAS):
        row = DataKey.objects.select_for_update().get(pk=key_id)
        if row.wrapped is None:
            raise KeyDestroyedError(f"key {key_id}")
        if row.replaced_by is None:
            row.replaced_by, row.replaced_at = make_data_key(now=now), now
            row.save(update_fields=["replaced_by", "replaced_at"])
            return row.replaced_by
    later = DataKey.objects.get(pk=row.replaced_by)
    return _successor(later.pk, now) if later.replaced_by else later.pk


def _move_rows(key_id: UUID, successor: UUID) -> None:
    """Seal with the successor every row that names the key and is not sealed with the successor yet."""
    for model in confidential_models():
        for pk in list(rows_of(model).filter(**{KEY_FIELD: key_id}).values_list("pk", flat=True)):
            with transaction.atomic():
                row = rows_of(model).select_for_update().filter(pk=pk, **{KEY_FIELD: key_id}).first()
                if row:
                    _move(row, successor)


def _move(row: Model, successor: UUID) -> None:
    model = type(row)
    news = {field.attname: field.sealed(row, value, successor) for field, value in _to_move(row, successor)}
    if news or getattr(row, KEY_FIELD) != successor:
        rows_of(model).filter(pk=row.pk).update(**{KEY_FIELD: successor, **news})


def _to_move(row: Model, successor: UUID) -> Iterator[tuple[SealedField, object]]:
    """Give the fields of a row, with their content, that the successor does not open."""
    for field in sealed_fields(type(row)):
        held = vars(row)[field.attname]
        if held is None:
            continue
        try:
            field.opened_with(row, held, successor, current_scope().key(successor))
        except BoxBrokenError:
            yield field, field.opened(row, held)
