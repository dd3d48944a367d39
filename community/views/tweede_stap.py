"""The second step of logging in, and showing again that it is you: code app, recovery codes, passkeys."""

from functools import wraps
from typing import Any
from urllib.parse import urlencode

from allauth.account import views as account_views
from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.mfa.base import views as base_views
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as recovery_views
from allauth.mfa.totp import views as totp_views
from allauth.mfa.webauthn import views as webauthn_views
from allauth.mfa.webauthn.internal import auth as passkeys
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from community.actions.accounts import end_sessies, note_change
from community.models import AccountwijzigingKind
from community.oidc.providers import providers
from community.proof import forget_second_factor, has_second_factor, must_log_in_again, note_second_factor, showed_again
from community.queries.berichten import is_mail_stopped
from community.queries.koppelingen import links_of
from community.queries.toegang import authenticators_of
from community.views.door import SignedInRequest, View, public, signed_in


def proved(view: View) -> View:
    """Open a view that changes how one logs in, to who showed a moment ago that it is her."""

    @wraps(view)
    def door(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if showed_again(request, request.user, request.now):
            return view(request, *args, **kwargs)
        if must_log_in_again(request, request.user, request.now):
            target = urlencode({"next": request.get_full_path()})
            return HttpResponseRedirect(f"{reverse('account_reauthenticate')}?{target}")
        guarded: View = reauthentication_required(app="allauth.account")(view)
        return guarded(request, *args, **kwargs)

    return door


def own(view: View) -> View:
    """Open a view to who is logged in and showed a moment ago that it is her."""
    return signed_in("GET", "POST")(proved(view))


def _factor_removed(request: HttpRequest) -> None:
    """After the last factor is gone, nothing of it lives on: other sessions end, this one did not use it."""
    if not has_second_factor(request.user):  # type: ignore[arg-type]  # the door let only members in
        forget_second_factor(request.session)
        end_sessies(user=request.user, but_not=request.session.session_key or "")  # type: ignore[arg-type]  # idem


class _Authenticate(base_views.AuthenticateView):
    """The second step of logging in. Who uses a recovery code hears of it by mail."""

    def form_valid(self, form: BaseForm) -> HttpResponse:
        user = self.stage.login.user
        response: HttpResponse = super().form_valid(form)
        used = getattr(form, "authenticator", None)
        if used is not None and used.type == Authenticator.Type.RECOVERY_CODES:
            note_change(user=user, kind=AccountwijzigingKind.HERSTELCODE_GEBRUIKT, now=self.request.now)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.stage.login.user
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["has_passkey"] = bool(authenticators_of(user, Authenticator.Type.WEBAUTHN))
        context["has_code_app"] = bool(authenticators_of(user, Authenticator.Type.TOTP))
        return context


class _PasskeyLogin(webauthn_views.LoginWebAuthnView):
    """Log in with a passkey alone: the browser asks for a riddle first, then sends its answer."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.headers.get("Accept") == "application/json":
            return JsonResponse({"request_options": passkeys.begin_authentication(user=None)})
        return HttpResponseRedirect(reverse("account_login"))


class _Reauthenticate(account_views.ReauthenticateView):
    """Show with your password that it is you. Who has nothing to show it with logs in again."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not get_adapter().get_reauthentication_methods(request.user):
            target = self.get_next_url() or reverse("mijn-omgeving")
            login = f"{reverse('account_login')}?{urlencode({'next': target})}"
            is_stopped = is_mail_stopped(request.user)  # type: ignore[arg-type]  # the door let only members in
            context = {"login_url": login, "is_mail_stopped": is_stopped, "ways": _ways(request)}
            return render(request, "account/reauthenticate_login.html", context)
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response


def _ways(request: HttpRequest) -> list[str]:
    """Return the names of the organisations through which this person can log in."""
    known = {provider.issuer: provider.name for provider in providers()}
    links = links_of(request.user)  # type: ignore[arg-type]  # the door let only members in
    return [known[link.issuer] for link in links if link.issuer in known]


class _ReauthenticatePasskey(webauthn_views.ReauthenticateWebAuthnView):
    """Show with a passkey that it is you."""

    def form_invalid(self, form: BaseForm) -> HttpResponse:
        """Stay here when the passkey was not the right one."""
        super().form_invalid(form)
        return HttpResponseRedirect(self.request.get_full_path())


class _ActivateCodeApp(totp_views.ActivateTOTPView):
    """Set up a code app. Typing its first code is the first use of it."""

    def form_valid(self, form: BaseForm) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        for authenticator in authenticators_of(self.request.user, Authenticator.Type.TOTP):
            note_second_factor(self.request, self.request.user, authenticator)
        return response


class _RemoveCodeApp(totp_views.DeactivateTOTPView):
    """Remove the code app."""

    def form_valid(self, form: BaseForm) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        _factor_removed(self.request)
        return response


class _AddPasskey(webauthn_views.AddWebAuthnView):
    """Add a passkey. Making it is the first use of it."""

    def form_valid(self, form: BaseForm) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        newest = authenticators_of(self.request.user, Authenticator.Type.WEBAUTHN)[-1]
        note_second_factor(self.request, self.request.user, newest)
        return response


class _RemovePasskey(webauthn_views.RemoveWebAuthnView):
    """Remove a passkey."""

    def form_valid(self, form: BaseForm) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        _factor_removed(self.request)
        return response


authenticate = public("GET", "POST")(_Authenticate.as_view())
passkey_login = public("GET", "POST")(_PasskeyLogin.as_view())
reauthenticate = signed_in("GET", "POST")(_Reauthenticate.as_view())
reauthenticate_code = signed_in("GET", "POST")(base_views.ReauthenticateView.as_view())
reauthenticate_passkey = signed_in("GET", "POST")(_ReauthenticatePasskey.as_view())
activate_code_app = own(_ActivateCodeApp.as_view())
remove_code_app = own(_RemoveCodeApp.as_view())
passkey_list = signed_in()(webauthn_views.ListWebAuthnView.as_view())
add_passkey = own(_AddPasskey.as_view())
rename_passkey = own(webauthn_views.EditWebAuthnView.as_view())
remove_passkey = own(_RemovePasskey.as_view())
recovery_codes = own(recovery_views.ViewRecoveryCodesView.as_view())
new_recovery_codes = own(recovery_views.GenerateRecoveryCodesView.as_view())
