"""Secrets of second factors: each sealed with a data key of its own, kept as text `<id of the key>:<box>`."""

import base64
from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db import transaction

from community.actions.kluis import make_data_key
from community.confidential import confidential
from community.kluis import seal
from community.models import DataKey
from community.queries.kluis import SECRETS, key_of_secret, open_secret, secret_binding


def seal_secret(text: str, *, now: datetime) -> str:
    """Return the sealed form of a secret. Raises NoKeyEncryptionKeyError where the vault is closed."""
    with confidential() as scope:
        key_id = make_data_key(now=now)
        box = seal(scope.key(key_id), text.encode(), secret_binding(key_id))
    return f"{key_id}:{base64.b64encode(box).decode()}"


def renew_secrets(*, made_before: datetime, now: datetime) -> int:
    """Seal anew the secrets whose key is older than that moment; return how many. The old keys are swept later."""
    old = set(DataKey.objects.filter(made_at__lt=made_before, wrapped__isnull=False).values_list("pk", flat=True))
    return sum(_renew(pk, old, now) for pk in list(Authenticator.objects.values_list("pk", flat=True)))


def _renew(pk: int, old: set[UUID], now: datetime) -> int:
    with transaction.atomic():
        row = Authenticator.objects.select_for_update().filter(pk=pk).first()
        news = {
            name: seal_secret(open_secret(row.data[name]), now=now)
            for name in SECRETS
            if row and name in row.data and key_of_secret(row.data[name]) in old
        }
        if row and news:
            row.data = {**row.data, **news}
            row.save(update_fields=["data"])
    return len(news)
