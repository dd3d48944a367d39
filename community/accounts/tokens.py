"""The secret in a link to choose a new password."""

from datetime import datetime

from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator

from community import clock
from community.workdays import AMSTERDAM


class ResetTokens(PasswordResetTokenGenerator):
    """Links of 24 hours that die with their use, a new password, another e-mail address or a login (T58).

    Nothing of it is stored: it is derived, with a key outside the database, from what those change.
    """

    key_salt = "regiekamer.wachtwoord"

    def __init__(self) -> None:
        super().__init__()
        self.secret = settings.LINK_KEY
        self.secret_fallbacks = []

    def _now(self) -> datetime:
        return clock.now().astimezone(AMSTERDAM).replace(tzinfo=None)
