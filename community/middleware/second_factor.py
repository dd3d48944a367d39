"""Roles that see things of others need a second factor before their first page."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from community.access.rollen import needs_second_factor

# Where one can still go: setting up the factor, confirming who one is, logging out.
OPEN_PREFIXES = ("mfa_", "account_logout", "account_reauthenticate")


class SecondFactorMiddleware:
    """Sends a person with a privileged role and no second factor to the page where she sets one up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on; the check stands in process_view, where the name of the page is known."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponse | None:
        """Return a redirect for who must set up a second factor first, else None."""
        match = request.resolver_match
        if not request.user.is_authenticated or match is None:
            return None
        if (match.url_name or "").startswith(OPEN_PREFIXES):
            return None
        if needs_second_factor(request.user, request.now) and not is_mfa_enabled(request.user):  # type: ignore[attr-defined]  # set by NowMiddleware
            return HttpResponseRedirect(reverse("mfa_index"))
        return None
