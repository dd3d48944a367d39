"""Sessions in the database under the SHA-256 of their cookie: a dump of the table hijacks nobody (T57)."""

from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone

from community.links import digest
from community.models import Sessie


class SessionStore(DatabaseStore):
    """Django's database sessions, with the key hashed before it is written or looked up."""

    @classmethod
    def get_model_class(cls) -> type[Sessie]:
        """Return our own session table."""
        return Sessie

    def _get_session_from_db(self) -> Sessie | None:
        found = Sessie.objects.filter(
            session_key=digest(self.session_key or ""), expire_date__gt=self.get_now()
        ).first()
        if found is None:
            self._session_key = None
        return found

    @staticmethod
    def get_now() -> Any:
        """Return the real time: the moved clock ends sessions through SessionAgeMiddleware."""
        return timezone.now()

    def exists(self, session_key: str) -> bool:
        """Whether a session with this cookie exists."""
        return Sessie.objects.filter(session_key=digest(session_key)).exists()

    def create_model_instance(self, data: dict[str, Any]) -> Sessie:
        """Return the row to store; remembers whose session it is, so that it can be ended with the account."""
        return Sessie(
            session_key=digest(self._get_or_create_session_key()),
            session_data=self.encode(data),
            expire_date=self.get_expiry_date(),
            user_id=data.get(SESSION_KEY),
        )

    def delete(self, session_key: str | None = None) -> None:
        """End one session."""
        key = session_key or self.session_key
        if key:
            Sessie.objects.filter(session_key=digest(key)).delete()
