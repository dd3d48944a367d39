"""allauth's second factor in this house: its secrets are sealed, and passkeys belong to our own address."""

from typing import Any
from urllib.parse import urlsplit

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings

from community.models import User


class MfaAdapter(DefaultMFAAdapter):
    """Encrypts the seeds of code apps and recovery codes with a key outside the database (SECURITY.md §4.2)."""

    def encrypt(self, text: str) -> str:
        """Return the sealed form of a secret."""
        return Fernet(settings.MFA_KEY).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return the secret. Raises InvalidToken when it was changed or belongs to another key."""
        return Fernet(settings.MFA_KEY).decrypt(encrypted_text.encode()).decode()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Return for which site passkeys are made: ours, whatever host a request named."""
        host = urlsplit(settings.SITE_ROOT).hostname or ""
        if settings.IS_DEMO:  # the demo answers under several names of this machine
            host = context.request.get_host().partition(":")[0]
        return {"id": host, "name": settings.WAGTAIL_SITE_NAME}

    def get_public_key_credential_user_entity(self, user: User) -> dict[str, Any]:
        """Return whose passkey it is: an opaque id; name and address stay on her own device."""
        return {"id": user.pk.hex.encode(), "display_name": user.naam, "name": user.email}
