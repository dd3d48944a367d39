"""What the person at the keyboard proved in this session: a second factor, and that she logged in a moment ago."""

from datetime import datetime, timedelta

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from community.models import User
from community.queries.toegang import FACTORS

SECOND_FACTOR = "mfa"
# When the session began, as seconds; kept by community.middleware.session_age.
STARTED = "started"
FRESH = timedelta(minutes=15)


def used_second_factor(request: HttpRequest, user: User) -> bool:
    """Whether this session was opened, or confirmed since, with a second factor. Costs no query."""
    return any(record.get("method") == SECOND_FACTOR for record in get_authentication_records(request, user))


def showed_again(request: HttpRequest, user: User, now: datetime) -> bool:
    """Whether the person showed once more, less than a quarter of an hour ago, that it is her. Costs no query."""
    earliest = now.timestamp() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    records = get_authentication_records(request, user)
    return any(record.get("reauthenticated") and record["at"] > earliest for record in records)


def note_second_factor(
    request: HttpRequest, user: User, authenticator: Authenticator, *, is_again: bool = False
) -> None:  # fmt: skip
    """Note that the person just proved to have this factor; `is_again` when she was asked once more."""
    again = {"reauthenticated": True} if is_again else {}
    record_authentication(request, user, SECOND_FACTOR, id=authenticator.pk, type=authenticator.type, **again)


def forget_second_factor(session: SessionBase) -> None:
    """Forget it: the factor was removed."""
    records = session.get("account_authentication_methods")
    if records:
        session["account_authentication_methods"] = [row for row in records if row.get("method") != SECOND_FACTOR]


def has_second_factor(user: User) -> bool:
    """Whether the person has a code app or a passkey. Recovery codes alone are none."""
    return bool(is_mfa_enabled(user, types=FACTORS))


def must_log_in_again(request: HttpRequest, user: User, now: datetime) -> bool:
    """Whether a change that opens the account must wait for a new login.

    For who has neither password nor second factor, and so can confirm who she is only by logging in with a code.
    """
    if get_reauthentication_flows(user):
        return False
    started = request.session.get(STARTED)
    return started is None or now.timestamp() - started > FRESH.total_seconds()
