"""Sessions in the database that a dump of the database does not open (SECURITY.md §4.2, T57).

The key of a row is the SHA-256 of the cookie, and what the session holds (a login that is half done, a code that was
sent) is sealed with a key outside the database.
"""

import base64
import hashlib
import logging
from datetime import datetime
from functools import cached_property
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone

from community.links import digest
from community.models import Sessie

logger = logging.getLogger("community.accounts")


class SessionStore(DatabaseStore):
    """Django's database sessions with the key hashed and the content sealed."""

    @classmethod
    def get_model_class(cls) -> type[Sessie]:
        """Return our own session table."""
        return Sessie

    def encode(self, session_dict: dict[str, Any]) -> str:
        """Return the content of a session, sealed."""
        plain = self.serializer().dumps(session_dict)
        return self._seal.encrypt(plain).decode("ascii")

    def decode(self, session_data: str | bytes) -> dict[str, Any]:
        """Return the content of a session; of one that was changed, or sealed with another key, nothing."""
        try:
            plain = self._seal.decrypt(session_data.encode("ascii") if isinstance(session_data, str) else session_data)
        except (InvalidToken, UnicodeEncodeError):
            logger.warning("session.unreadable")
            return {}
        content: dict[str, Any] = self.serializer().loads(plain)
        return content

    def exists(self, session_key: str) -> bool:
        """Whether a session with this cookie exists."""
        return Sessie.objects.filter(session_key=digest(session_key)).exists()

    def create_model_instance(self, data: dict[str, Any]) -> Sessie:
        """Return the row to store; remembers whose session it is, so that it can be ended with the account."""
        return Sessie(
            session_key=digest(self._get_or_create_session_key()),  # type: ignore[attr-defined]  # not in the stubs
            session_data=self.encode(data),
            expire_date=self.get_expiry_date(),
            user_id=data.get(SESSION_KEY),
        )

    def delete(self, session_key: str | None = None) -> None:
        """End one session: this one, or the one with this cookie."""
        key = session_key or self.session_key
        if key:
            Sessie.objects.filter(session_key=digest(key)).delete()

    @cached_property
    def _seal(self) -> Fernet:
        return Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"sessie:{settings.LINK_KEY}".encode()).digest()))

    def _get_session_from_db(self) -> Sessie | None:
        rows = Sessie.objects.filter(session_key=digest(self.session_key or ""), expire_date__gt=_now())
        found = next(iter(rows), None)
        if found is None:
            self._session_key = None
        return found


def _now() -> datetime:
    """Return the real time: the moved clock of the demo ends sessions through SessionAgeMiddleware."""
    return timezone.now()
