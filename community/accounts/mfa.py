"""allauth's second factor in this house: its secrets are sealed, and passkeys belong to our own address."""

from typing import Any
from urllib.parse import urlsplit

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings

from community import clock
from community.actions.geheimen import seal_secret
from community.models import User
from community.queries.kluis import open_secret


class MfaAdapter(DefaultMFAAdapter):
    """Seals the seeds of code apps and recovery codes, each with a data key of its own (SECURITY.md §4.2, §4.6)."""

    def encrypt(self, text: str) -> str:
        """Return the sealed form of a secret: `<id of its data key>:<box>`. Raises NoKeyEncryptionKeyError."""
        return seal_secret(text, now=clock.now())

    def decrypt(self, encrypted_text: str) -> str:
        """Return the secret. Raises BoxBrokenError when it was changed, or what the vault raises when it is shut."""
        return open_secret(encrypted_text)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Return for which site passkeys are made: ours, whatever host a request named."""
        host = urlsplit(settings.SITE_ROOT).hostname or ""
        if settings.IS_DEMO:  # the demo answers under several names of this machine
            host = context.request.get_host().partition(":")[0]
        return {"id": host, "name": settings.WAGTAIL_SITE_NAME}

    def get_public_key_credential_user_entity(self, user: User) -> dict[str, Any]:
        """Return whose passkey it is: an opaque id; name and address stay on her own device."""
        return {"id": user.pk.hex.encode(), "display_name": user.naam, "name": user.email}
