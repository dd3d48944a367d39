"""A second factor for people whose role needs one."""

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from community.models import User


def with_second_factor(user: User) -> User:
    """Give this person a code app; returns her."""
    TOTP.activate(user, generate_totp_secret())
    return user
