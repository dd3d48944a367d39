"""Which of allauth's mails is which of ours."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from community.berichten.mail import send_secret
from community.models import AccountwijzigingKind
from community.queries.toegang import account_with_email

LOGIN_CODE = "account/email/login_code"
RESET_LINK = "account/email/password_reset_key"
SECRETS = {LOGIN_CODE: "N04", RESET_LINK: "N94"}

CHANGES = {
    "account/email/password_changed": AccountwijzigingKind.WACHTWOORD,
    "account/email/password_reset": AccountwijzigingKind.WACHTWOORD,
    "account/email/password_set": AccountwijzigingKind.WACHTWOORD,
    "mfa/email/totp_activated": AccountwijzigingKind.CODE_APP_AAN,
    "mfa/email/totp_deactivated": AccountwijzigingKind.CODE_APP_UIT,
    "mfa/email/webauthn_added": AccountwijzigingKind.PASSKEY_AAN,
    "mfa/email/webauthn_removed": AccountwijzigingKind.PASSKEY_UIT,
    "mfa/email/recovery_codes_generated": AccountwijzigingKind.HERSTELCODES,
}


def send_secret_mail(template_prefix: str, email: str, context: dict[str, Any], *, now: datetime) -> None:
    """Send a login code or a reset link. Raises KeyError for a mail of allauth that is none of ours."""
    code = SECRETS[template_prefix]
    user = account_with_email(email)
    if user is not None:
        _send(code, user.email, user.voornaam, context, now=now)


def send_decoy(template_prefix: str, email: str, context: dict[str, Any], *, now: datetime) -> None:
    """Do what `send_secret_mail` does, up to the mail server, for an address without an account."""
    account_with_email(email)
    _send(SECRETS[template_prefix], email, "", context, now=now, is_decoy=True)


def _send(
    code: str, address: str, salutation: str, context: dict[str, Any], *, now: datetime, is_decoy: bool = False
) -> None:
    if code == "N04":
        path, own = reverse("account_confirm_login_code"), {"code": context["code"]}
    else:
        path, own = context.get("password_reset_url", "/"), {}
    send_secret(code, address=address, salutation=salutation, path=path, context=own, now=now, is_decoy=is_decoy)
