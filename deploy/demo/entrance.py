"""Logging in with one click, as one of the people of the demo."""

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest

from community.access.rollen import needs_second_factor
from community.models import User
from community.proof import note_second_factor
from deploy.demo.personas import PERSONAS, Persona


def accounts() -> set[str]:
    """Return the addresses of the people of the demo that have an account."""
    wanted = [persona.email for persona in PERSONAS]
    return set(User.objects.filter(email__in=wanted, is_active=True).values_list("email", flat=True))


def enter(request: HttpRequest, persona: Persona) -> User | None:
    """Log in as this person, or return None when the demo data did not bring her.

    It is Django's own login. Whoever needs a second factor has one (give_second_factor), and the session says that it
    was used: all doors behind this one judge as they do for everybody.
    """
    user = User.objects.filter(email=persona.email, is_active=True).first()
    if user is None:
        return None
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    record_authentication(request, user, "demo")
    if needs_second_factor(user, request.now):  # type: ignore[attr-defined]  # set by NowMiddleware
        # Nobody in the demo has the telephone with the code: for a quarter of an hour she is not asked for it again.
        note_second_factor(request, user, give_second_factor(user), is_again=True)
    return user


def give_second_factor(user: User) -> Authenticator:
    """Give a person of the demo a code app, once, and return it. Nobody has its secret: the button stands for it."""
    found = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    if found is not None:
        return found
    instance: Authenticator = TOTP.activate(user, generate_totp_secret()).instance
    return instance
