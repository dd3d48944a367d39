"""What is known of the vault without opening content: does it open, and which data keys are named by which rows."""

import base64
import binascii
from collections.abc import Iterator
from functools import cache
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.core.files.storage import storages
from django.db import Error, connections, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from community.confidential import confidential, keyring
from community.fields import FOLDER, STORAGE, SealedField, SealedFileField, stored_name
from community.kluis import BoxBrokenError, KluisError, bound_to, open_box
from community.models import DataKey
from community.sleutels.router import ALIAS, APP

KEY_FIELD = "data_key_id"
SECRETS = ("secret", "seed")  # what allauth calls the sealed part of a code app and of recovery codes
SECRETS_OF = "mfa.Authenticator"
BATCH, FEW = 500, 100


def vault_opens() -> bool:
    """Whether this process opens the vault: the key store answers, and a data key of each key-encryption key opens."""
    try:
        if not _known_migrations() <= set(MigrationRecorder(connections[ALIAS]).applied_migrations()):
            return False
        ring = keyring()
        newest = DataKey.objects.filter(wrapped__isnull=False).order_by("kek_id", "-made_at").distinct("kek_id")
        for key_id, kek_id, wrapped in newest.values_list("pk", "kek_id", "wrapped"):
            ring.unwrap(bytes(wrapped or b""), kek_id, key_id)
    except (KluisError, Error):
        return False
    return True


def confidential_models() -> list[type[models.Model]]:
    """Return every model whose rows name a data key."""
    return [model for model in apps.get_models() if any(field.name == KEY_FIELD for field in model._meta.fields)]


def sealed_fields(model: type[models.Model]) -> list[SealedField]:
    """Return the sealed fields of a model."""
    return [field for field in model._meta.concrete_fields if isinstance(field, SealedField)]


def rows_of(model: type[models.Model]) -> models.QuerySet[models.Model]:
    """Return all rows of a confidential model, in a scope."""
    return model._default_manager.all()


def in_batches(rows: models.QuerySet[models.Model]) -> Iterator[models.Model]:
    """Give rows in the order of their key, a few at a time: sealed ones are large.

    A query for each batch, no cursor: behind PgBouncer a cursor would hand over the whole table at once.
    """
    batch = list(rows.order_by("pk")[:FEW])
    while batch:
        yield from batch
        batch = list(rows.order_by("pk").filter(pk__gt=batch[-1].pk)[:FEW])


def keys_of_rows() -> Iterator[UUID]:
    """Give every data key that rows name, once for each model."""
    with confidential():
        for model in confidential_models():
            keys = rows_of(model).exclude(**{KEY_FIELD: None}).order_by().values_list(KEY_FIELD, flat=True).distinct()
            yield from list(keys)


def named_keys() -> Iterator[UUID]:
    """Give every data key that something is sealed with, some more than once: of rows, and of second factors."""
    yield from keys_of_rows()
    for _pk, secret in second_factors():
        key_id = key_of_secret(secret)
        if key_id:
            yield key_id


def second_factors() -> Iterator[tuple[int, str]]:
    """Give the sealed secrets of second factors, each with the id of its row."""
    for pk, data in Authenticator.objects.values_list("pk", "data").iterator(BATCH):
        for name in SECRETS:
            if isinstance(data.get(name), str):
                yield pk, data[name]


def kept_files() -> Iterator[str]:
    """Give the name of every sealed file in the storage."""
    storage = storages[STORAGE]
    if storage.exists(FOLDER):
        for folder in storage.listdir(FOLDER)[0]:
            for name in storage.listdir(f"{FOLDER}/{folder}")[1]:
                yield f"{FOLDER}/{folder}/{name}"


def named_files() -> Iterator[str]:
    """Give the name of every sealed file that a row names. Needs no key."""
    with confidential():
        for model in confidential_models():
            for field in sealed_fields(model):
                if isinstance(field, SealedFileField):
                    held = rows_of(model).order_by().values_list(field.attname, flat=True)
                    yield from [stored_name(sealed.box) for sealed in held if sealed is not None]


def key_of_secret(sealed: str) -> UUID | None:
    """Return the data key of a sealed secret of a second factor, None when this is none."""
    try:
        return UUID(sealed.partition(":")[0])
    except ValueError:
        return None


def open_secret(sealed: str) -> str:
    """Return a secret. Raises BoxBrokenError when it was changed, or what the vault raises when it is shut."""
    key_id = key_of_secret(sealed)
    if key_id is None:
        raise BoxBrokenError(SECRETS_OF)
    try:
        box = base64.b64decode(sealed.partition(":")[2], validate=True)
    except binascii.Error:
        raise BoxBrokenError(SECRETS_OF) from None
    with confidential() as scope:
        return open_box(scope.key(key_id), box, secret_binding(key_id)).decode()


def secret_binding(key_id: UUID) -> bytes:
    """Return to what a secret of a second factor is bound: its key, which it shares with nothing."""
    return bound_to(SECRETS_OF, key_id, "data", key_id)


@cache
def _known_migrations() -> frozenset[tuple[str, str]]:
    """Return the migrations of the key store in this release."""
    return frozenset(key for key in MigrationLoader(None).disk_migrations if key[0] == APP)
