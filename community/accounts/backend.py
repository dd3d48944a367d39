"""Who may log in, and with which roles a request begins."""

import uuid
from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from community.models import User, normalise_email


class MemberBackend(AuthenticationBackend):
    """Logs in with e-mail and password; loads the person with her roles, so that access costs no further query."""

    def get_user(self, user_id: object) -> User | None:
        """Return the active account of a session, or None."""
        try:
            key = uuid.UUID(str(user_id))
        except ValueError:
            return None
        rows = (
            User.objects.select_related("bezorging", "verwijderverzoek")
            .prefetch_related("roltoekenningen")
            .filter(pk=key)
        )
        user = next(iter(rows), None)
        return user if user is not None and self.user_can_authenticate(user) else None

    def _authenticate_by_email(self, email: str, password: str) -> Any:
        """Look at the person's own address only: one query, whether the address is known or not."""
        user = User.objects.filter(email=normalise_email(email)).first()
        return self._check_password(user, password)

    @classmethod
    def _stash_user(cls, user: Any) -> None:
        """Keep nothing: a closed account answers exactly as a wrong password does (allauth would say it is closed)."""
