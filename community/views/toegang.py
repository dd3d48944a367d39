"""Logging in and out, and getting a new password: allauth's views under our addresses and our rules."""

from typing import Any

from allauth.account import views as allauth_views
from allauth.account.adapter import get_adapter
from allauth.core.ratelimit import respond_429
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from community.limits import count_try
from community.oidc.providers import providers
from community.views.door import TimedRequest, public

LOGIN_CODE = "account/email/login_code"
RESET_LINK = "account/email/password_reset_key"
# At logging out the browser forgets what it kept of us. Cookies stay: one of them says that this browser is known.
FORGET = '"cache", "storage"'


class _Login(allauth_views.LoginView):
    """Log in, or choose another way: a code, a passkey, one's organisation."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "providers": providers(), "wanted": self.get_next_url() or ""}


class _RequestCode(allauth_views.RequestLoginCodeView):
    """Send a login code by mail; for an address without an account the same work is done and nothing leaves."""

    def form_valid(self, form: BaseForm) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        if form._user is None:  # type: ignore[attr-defined]  # set by our form
            get_adapter().send_decoy(LOGIN_CODE, form.cleaned_data["email"])
        return response


class _ForgottenPassword(allauth_views.PasswordResetView):
    """Send a link to choose a new password; as with the code, the answer never tells whether there is an account."""

    def form_valid(self, form: BaseForm) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        if not form.users and response.status_code == 302:  # type: ignore[attr-defined]  # set by our form
            get_adapter().send_decoy(RESET_LINK, form.cleaned_data["email"])
        return response


class _NewPassword(allauth_views.PasswordResetFromKeyView):
    """Choose a new password after a link by mail. Opening the link changes nothing; the button does."""

    reset_url_key = "kiezen"

    def dispatch(self, request: HttpRequest, uidb36: str, key: str, **kwargs: Any) -> HttpResponse:
        """Look at a key at most ten times in five minutes per account; one that was right does not count."""
        attempt = count_try(request, "herstellink", key=uidb36[:64])
        if attempt is None:
            return respond_429(request)
        response: HttpResponse = super().dispatch(request, uidb36, key, **kwargs)
        if response.status_code == 302 or getattr(self, "reset_user", None) is not None:
            attempt.take_back()
        return response

    def logout(self) -> None:
        """Stay logged in: a link that is opened changes nothing, whoever sits here."""


class _Logout(allauth_views.LogoutView):
    """End this session; the browser forgets what it kept of us."""

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        was_logged_in = self.request.user.is_authenticated
        response: HttpResponse = super().post(*args, **kwargs)
        if was_logged_in:
            response.headers["Clear-Site-Data"] = FORGET
        return response


@public()
def uitgelogd(request: TimedRequest) -> HttpResponse:
    """Say that one is logged out, and how to come back."""
    return render(request, "account/uitgelogd.html")


login = public("GET", "POST")(_Login.as_view())
request_code = public("GET", "POST")(_RequestCode.as_view())
confirm_code = public("GET", "POST")(allauth_views.ConfirmLoginCodeView.as_view())
forgotten_password = public("GET", "POST")(_ForgottenPassword.as_view())
forgotten_password_sent = public()(allauth_views.PasswordResetDoneView.as_view())
new_password = public("GET", "POST")(_NewPassword.as_view())
new_password_done = public()(allauth_views.PasswordResetFromKeyDoneView.as_view())
logout = public("GET", "POST")(_Logout.as_view())
