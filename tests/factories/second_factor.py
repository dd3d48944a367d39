"""A second factor for people whose role needs one."""

import time
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.test import Client

from community.models import User

_plain_force_login = Client.force_login


def with_second_factor(user: User) -> User:
    """Give this person a code app; returns her."""
    TOTP.activate(user, generate_totp_secret())
    return user


def with_recovery_codes(user: User) -> list[str]:
    """Give this person recovery codes; returns them."""
    codes: list[str] = RecoveryCodes.activate(user).generate_codes()
    return codes


def code_of(user: User, *, steps: int = 0) -> str:
    """Return what her code app shows now, or so many half minutes later."""
    authenticator = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP)
    counter = int(time.time()) // 30 + steps
    return str(format_hotp_value(hotp_value(decrypt(authenticator.data["secret"]), counter)))


def log_in_without_second_factor(client: Client, user: User) -> None:
    """Begin a session that did not use a second factor, whatever the person has."""
    _plain_force_login(client, user)


def force_login(client: Client, user: Any, backend: str | None = None) -> None:
    """Log in as Django's test client does, all the way: with the second factor of who has one."""
    _plain_force_login(client, user, backend)
    if isinstance(user, User) and Authenticator.objects.filter(user=user).exists():
        session = client.session
        session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": time.time()}]
        session["account_authentication_methods_user"] = str(user.pk)
        session.save()


def signed_in(user: User) -> str:
    """Return the cookie of a session of this person that used the second factor."""
    client = Client()
    force_login(client, user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value
