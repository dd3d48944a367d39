"""allauth's second factor: its secrets are stored encrypted (SECURITY.md §4.2)."""

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings


class MfaAdapter(DefaultMFAAdapter):
    """Encrypts the seeds of code apps and recovery codes with a key outside the database."""

    def encrypt(self, text: str) -> str:
        """Return the sealed form of a secret."""
        return Fernet(settings.MFA_KEY).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return the secret. Raises InvalidToken when it was changed or belongs to another key."""
        return Fernet(settings.MFA_KEY).decrypt(encrypted_text.encode()).decode()
