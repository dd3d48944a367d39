"""How often somebody may try: at most so many times per account and per address on the net (SECURITY.md T52, T56).

The counts are allauth's own (settings.ACCOUNT_RATE_LIMITS), in the database: exact, also when tries come at once. A
browser that logged in to the account before has a count of its own: who guesses elsewhere cannot lock the owner out.
"""

from allauth.core.internal import ratelimit  # its public face cannot take a try back, nor count a GET
from allauth.core.internal.httpkit import get_client_ip
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest

from community.links import digest
from community.queries.toegang import is_known_apparaat

APP = "allauth.account"
NO_ADDRESS = "onbekend"
# The longest that a code of a code app can still be valid after it was used.
CODE_LIFE_SECONDS = 180


class Try:
    """One try that was counted."""

    def __init__(self, usage: ratelimit.RateLimitUsage) -> None:
        self._usage = usage

    def take_back(self) -> None:
        """Do not count it: it was right. Only this one; the wrong ones before it stay counted."""
        self._usage.rollback()


def count_try(request: HttpRequest, action: str, *, key: str = "-") -> Try | None:
    """Count a try of this kind, or return None when there were too many: then the secret must not be looked at."""
    usage = ratelimit.consume(request, app=APP, action=action, key=key, limit_get=True)
    return Try(usage) if usage is not None else None


def count_try_at_account(request: HttpRequest, action: str, email: str) -> Try | None:
    """Count a try at the door of the account with this address, known or not; see `count_try`."""
    token = request.COOKIES.get(settings.APPARAAT_COOKIE_NAME, "")
    if token and is_known_apparaat(email=email, token=token):
        return count_try(request, f"{action}_apparaat", key=f"{email}:{digest(token)}")
    return count_try(request, action, key=email)


def is_first_use(account: str, code: str) -> bool:
    """Whether this code of a code app was not used yet by this account; it is from now on."""
    return cache.add(f"code:{digest(f'{account}:{code}')}", True, timeout=CODE_LIFE_SECONDS)


def client_ip(request: HttpRequest) -> str:
    """Return the address a request came from, as the trusted proxies saw it (settings.ALLAUTH_TRUSTED_PROXY_COUNT).

    What a client writes in X-Forwarded-For itself stands further to the left and is never looked at. Without a
    readable address all share one count.
    """
    try:
        return get_client_ip(request) or NO_ADDRESS
    except ImproperlyConfigured:  # fewer hops than trusted proxies: it did not come through them
        return NO_ADDRESS
