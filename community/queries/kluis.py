"""What is known of the vault without opening content: does it open, and which data keys are named by which rows."""

from collections.abc import Iterator
from functools import cache
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.db import Error, connections, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from community.confidential import confidential, keyring
from community.fields import SealedField
from community.kluis import KluisError
from community.models import DataKey
from community.sleutels.router import ALIAS, APP

KEY_FIELD = "data_key_id"
BATCH = 500


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


def named_keys() -> Iterator[UUID]:
    """Give every data key that something is sealed with, some more than once: of rows, and of second factors."""
    with confidential():
        for model in confidential_models():
            keys = rows_of(model).exclude(**{KEY_FIELD: None}).order_by().values_list(KEY_FIELD, flat=True).distinct()
            yield from keys.iterator(BATCH)
    for data in Authenticator.objects.values_list("data", flat=True).iterator(BATCH):
        for secret in _secrets(data):
            key_id = key_of_secret(secret)
            if key_id:
                yield key_id


def key_of_secret(sealed: str) -> UUID | None:
    """Return the data key of a sealed secret of a second factor, None when this is none."""
    try:
        return UUID(sealed.partition(":")[0])
    except ValueError:
        return None


def _secrets(data: dict[str, object]) -> list[str]:
    return [value for name in ("secret", "seed") if isinstance(value := data.get(name), str)]


@cache
def _known_migrations() -> frozenset[tuple[str, str]]:
    """Return the migrations of the key store in this release."""
    return frozenset(key for key in MigrationLoader(None).disk_migrations if key[0] == APP)
