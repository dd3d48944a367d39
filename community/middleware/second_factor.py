"""Roles that see things of others need a second factor before their first page (SECURITY.md T54)."""

from collections.abc import Callable
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.core.exceptions import ReauthenticationRequired
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from community.access.rollen import needs_second_factor
from community.proof import has_second_factor, used_second_factor

# Where one can still go: setting up the factor, confirming who one is, logging out.
OPEN = frozenset(
    {
        "mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "mfa_reauthenticate", "mfa_reauthenticate_webauthn",
        "account_reauthenticate", "account_logout", "uitgelogd", "overal-uitloggen",
    }
)  # fmt: skip
# Setting one up is for who has none yet; who has one confirms with it first.
SET_UP = frozenset({"mfa_index", "mfa_activate_totp", "mfa_add_webauthn"})


class SecondFactorMiddleware:
    """Lets nobody with a privileged role see a page in a session that did not use a second factor.

    However she came in: by password, by code, later by another organisation, or after losing her factor.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on; the check stands in process_view, where the name of the page is known."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponse | None:
        """Return a redirect for who must set up or use a second factor first, else None."""
        user = request.user
        if not user.is_authenticated or not needs_second_factor(user, request.now):  # type: ignore[attr-defined]  # set by NowMiddleware
            return None
        if used_second_factor(request, user):
            return None
        name = request.resolver_match.url_name if request.resolver_match else None
        if has_second_factor(user):
            return None if name in OPEN - SET_UP else _confirm(request)
        return None if name in OPEN else HttpResponseRedirect(reverse("mfa_index"))

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Ask who it is before a change that opens the account.

        allauth would keep the whole request in the session meanwhile, cookies and typed passwords included.
        """
        if not isinstance(exception, ReauthenticationRequired):
            return None
        return _confirm(request)


def _confirm(request: HttpRequest) -> HttpResponse:
    """Send the person to the page where she shows that it is her, and from there back to this one."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    methods = get_adapter().get_reauthentication_methods(request.user)
    by_factor = [method for method in methods if method["id"].startswith("mfa_")]
    chosen = (by_factor or methods or [{"url": reverse("account_reauthenticate")}])[0]
    return HttpResponseRedirect(f"{chosen['url']}?{urlencode({'next': request.get_full_path()})}")
