"""allauth's account adapter: closed signup, our own mail, our own counts of tries, Dutch sentences."""

import re
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community import clock
from community.accounts.apparaat import remember_browser
from community.accounts.mail import CHANGES, RESET_LINK, send_decoy, send_secret_mail
from community.accounts.tokens import ResetTokens
from community.actions.accounts import end_sessies, note_change
from community.actions.berichten import note_mail_arrived
from community.limits import client_ip, count_try_at_account
from community.models import User
from community.proof import STARTED

TOO_MANY = gettext_lazy(
    "Er is te vaak een verkeerd wachtwoord of een verkeerde code gebruikt. Wacht 5 minuten. "
    "Of kies een andere manier om in te loggen."
)
WRONG = gettext_lazy(
    "Deze combinatie van e-mailadres en wachtwoord klopt niet. Probeer het opnieuw of vraag een inlogcode aan."
)
CODE = "code"  # how allauth calls logging in with a code by mail
CONTROLS = re.compile(r"[\x00-\x20\x7f\\]")


class AccountAdapter(DefaultAccountAdapter):
    """How allauth fits into this house."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": WRONG,
        "too_many_login_attempts": TOO_MANY,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up by herself: accounts come by invitation."""
        return False

    def is_ajax(self, request: HttpRequest) -> bool:
        """Answer with pages only: one way through each door."""
        return False

    def is_safe_url(self, url: str) -> bool:
        """Whether one may be sent to this address after logging in: a path of this site, nothing else (T45)."""
        if not url.startswith("/") or CONTROLS.search(url):
            return False
        return url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address that tries are counted for."""
        return client_ip(request)

    # --- passwords -------------------------------------------------------------------------------------------------

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count a try with a password before it is looked at; a right one is taken back (`authenticate`)."""
        attempt = count_try_at_account(request, "login_failed", str(credentials.get("email", "")).lower())
        if attempt is None:
            raise self.validation_error("too_many_login_attempts")
        self._attempt = attempt

    def _rollback_login_failed_rl_usage(self) -> None:
        self._attempt.take_back()

    def _delete_login_attempts_cached_email(self, request: HttpRequest, **credentials: Any) -> None:
        """Keep counting: a new password by mail does not wipe out who was guessing."""

    def set_password(self, user: User, password: str) -> None:
        """Store a new password and end the sessions of this person everywhere (T57)."""
        super().set_password(user, password)
        end_sessies(user=user)

    # --- logging in and out ----------------------------------------------------------------------------------------

    def login(self, request: HttpRequest, user: User) -> None:
        """Begin a session of its own: a new cookie, and its age counts from now."""
        super().login(request, user)
        request.session.pop(STARTED, None)

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """Remember the browser, and tell the person when it is a new one (N05).

        Who used a code that we mailed has an address that works: whatever came back of it before is over.
        """
        response: HttpResponse = super().post_login(request, user, **kwargs)
        if any(record.get("method") == CODE for record in get_authentication_records(request, user)):
            note_mail_arrived(user=user)
        remember_browser(request, response, user)
        return response

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        """Say so to who showed a passkey of a closed account; other doors say nothing about it."""
        sentence = _("Dit account is gesloten. Mail de coördinator als dat niet klopt.")
        self.add_message(request, messages.ERROR, message=sentence)
        return redirect("account_login")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Return where one goes after choosing a new password: that ended the session."""
        return reverse("account_login")

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Return the ways to show that it is you, in words."""
        words = {
            "reauthenticate": _("Gebruik je wachtwoord"),
            "mfa_reauthenticate": _("Gebruik je code-app of een herstelcode"),
            "mfa_reauthenticate:webauthn": _("Gebruik je passkey"),
        }
        methods = super().get_reauthentication_methods(user)
        return [{**method, "description": words[method["id"]]} for method in methods]

    # --- mail ------------------------------------------------------------------------------------------------------

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Return the path of a reset link; the mail puts settings.SITE_ROOT before it, whatever host was asked."""
        uid, _dash, secret = key.partition("-")
        return reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": secret})

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a mail with a secret at once, through the one mail function. Raises KeyError for any other mail."""
        send_secret_mail(template_prefix, email, context, now=clock.now())

    def send_decoy(self, template_prefix: str, email: str) -> None:
        """Do the same work for an address that has no account; nothing leaves (T51)."""
        context = {"code": "BCDF-GHJK"}
        if template_prefix == RESET_LINK:
            nobody = User(email=email)  # never stored: the link has to be worked out as that of an account
            key = f"{user_pk_to_url_str(nobody)}-{ResetTokens().make_token(nobody)}"
            context = {"password_reset_url": self.get_reset_password_from_key_url(key)}
        send_decoy(template_prefix, email, context, now=clock.now())

    def send_notification_mail(
        self, template_prefix: str, user: User, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Note what changed in the way this person logs in, and owe her the mail that tells it (N95)."""
        note_change(user=user, kind=CHANGES[template_prefix], now=clock.now())

    def get_from_email(self) -> str:
        """Return the one sender of all mail."""
        return str(settings.DEFAULT_FROM_EMAIL)
