"""Data keys from beginning to end: made, destroyed for good, and swept when no row came to use them."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID, uuid4

from django.core.files.storage import storages
from django.db import transaction

from community.bewaarregels import REGELS
from community.confidential import current_scope, is_in_scope, keyring, relatives_of
from community.fields import STORAGE
from community.kluis import KluisError, new_key
from community.models import DataKey, User, Vernietiging
from community.queries.kluis import kept_files, named_files, named_keys
from community.sleutels.router import ALIAS
from community.wegdoen import sweep_file

ORPHAN_AFTER, FILE_ORPHAN_AFTER = REGELS["sleutels"].term, REGELS["kluisbestanden"].term
# A sweep that finds more than this and more than a tenth of all keys looks at the wrong database, not at orphans.
MOST_ORPHANS = 100


class TooManyOrphansError(KluisError):
    """So many keys without a row that the data must be incomplete: nothing is swept, somebody has to look."""

    code = "TE_VEEL_WEZEN"


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
    """Make content unreadable for good: empty its key and those it took over from, and write the erasure ledger.

    Needs no key-encryption key. There is no way back: call it as the last step, when the domain says that it is gone.
    What was destroyed before stays as it was written down.
    """
    with transaction.atomic(using=ALIAS):
        family = _locked_family(key_id)
        lines = _write_lines(family, kind=kind, object_id=object_id, actor=actor, reason=reason, now=now)
        DataKey.objects.filter(pk__in=family, wrapped__isnull=False).update(wrapped=None, destroyed_at=now)
    Vernietiging.objects.using("default").bulk_create(lines, ignore_conflicts=True)
    if is_in_scope():
        for one in family:
            current_scope().forget(one)


def reapply_ledger(also: Iterable[Vernietiging] = ()) -> int:
    """Empty again every key that the ledger says is destroyed, and make both copies of the ledger equal.

    For after a restore of either database, and after a crash between the two. `also` are lines that were kept
    elsewhere. Returns how many keys came back to life and are empty again.
    """
    lines = {line.pk: line for line in also}
    for alias in (ALIAS, "default"):
        lines |= {line.pk: line for line in Vernietiging.objects.using(alias)}
    emptied = 0
    for line in DataKey.objects.filter(pk__in=lines, wrapped__isnull=False).values_list("pk", flat=True):
        emptied += DataKey.objects.filter(pk=line).update(wrapped=None, destroyed_at=lines[line].destroyed_at)
    for alias in (ALIAS, "default"):
        Vernietiging.objects.using(alias).bulk_create(lines.values(), ignore_conflicts=True)
    return emptied


def sweep_orphan_keys(now: datetime) -> int:
    """Destroy keys older than a day that no row names; return how many.

    Raises TooManyOrphansError when it are so many that the data cannot be whole; then nothing is destroyed.
    """
    old = set(
        DataKey.objects.filter(wrapped__isnull=False, made_at__lt=now - ORPHAN_AFTER).values_list("pk", flat=True)
    )
    orphans = old - _with_families(set(named_keys()))
    if len(orphans) > MOST_ORPHANS and len(orphans) * 10 > len(old):
        raise TooManyOrphansError(str(len(orphans)))
    for key_id in orphans:
        destroy_data_key(key_id=key_id, kind="WEES", object_id=None, actor=None, reason="NIET_GEBRUIKT", now=now)
    return len(orphans)


def sweep_orphan_files(now: datetime) -> int:
    """Remove sealed files older than a day that no row names; return how many."""
    storage = storages[STORAGE]
    before = [name for name in kept_files() if storage.get_modified_time(name) < now - FILE_ORPHAN_AFTER]
    orphans = set(before) - set(named_files()) if before else set()
    for name in orphans:
        sweep_file(storage, name)
    return len(orphans)


def _locked_family(key_id: UUID) -> list[UUID]:
    """Lock a key with those it took over from or was replaced by, so that none joins them meanwhile."""
    family: set[UUID] = set()
    found = {key_id, *relatives_of(key_id)}
    while found != family:
        family = found
        list(DataKey.objects.select_for_update().filter(pk__in=family).order_by("pk").values_list("pk"))
        found = {key_id, *relatives_of(key_id)}
    return sorted(family)


def _write_lines(
    family: list[UUID], *, kind: str, object_id: UUID | None, actor: User | None, reason: str, now: datetime
) -> list[Vernietiging]:
    """Write the ledger in the key store, and return its lines for the copy beside the data."""
    actor_id = actor.pk if actor else None
    lines = [
        Vernietiging(key_id=one, kind=kind, object_id=object_id, destroyed_at=now, actor_id=actor_id, reason=reason)
        for one in family
    ]
    Vernietiging.objects.using(ALIAS).bulk_create(lines, ignore_conflicts=True)
    return list(Vernietiging.objects.using(ALIAS).filter(pk__in=family))


def _with_families(named: set[UUID]) -> set[UUID]:
    """Add the keys that named ones took over from or were replaced by."""
    pairs = list(DataKey.objects.filter(replaced_by__isnull=False).values_list("pk", "replaced_by"))
    size = -1
    while len(named) != size:
        size = len(named)
        for older, newer in pairs:
            if newer and (older in named or newer in named):
                named |= {older, newer}
    return named
