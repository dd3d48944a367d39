"""Forms of the second step: code app, recovery codes, passkeys. allauth's own, with our counts of tries."""

from typing import Any

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as base_forms
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.totp.internal.auth import validate_totp_code
from allauth.mfa.webauthn import forms as webauthn_forms
from allauth.mfa.webauthn.internal import auth
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy

from community.limits import count_try, is_first_use
from community.queries.toegang import authenticators_of

LONGEST_CODE = 64
LONGEST_NAME = 60
# A code app gives six digits, a recovery code has eight: each has a count of its own, so that guessing at one does not
# lock the owner out of the other.
TOTP_DIGITS = 6
# What reading the answer of a browser's passkey can raise when somebody made it up (fido2, CBOR, JSON).
NOT_A_PASSKEY = (AttributeError, IndexError, KeyError, LookupError, TypeError, ValueError, OverflowError)


class _CodeField(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs = {"autocomplete": "one-time-code", "inputmode": "numeric"}
        self.fields["code"].validators.append(MaxLengthValidator(LONGEST_CODE))


class _CountedCode(_CodeField):
    """A code that is compared at most ten times in five minutes per account."""

    def clean_code(self) -> str:
        code = "".join(sign for sign in self.cleaned_data["code"] if sign.isalnum())
        user = self.user  # type: ignore[attr-defined]  # set by allauth's form
        is_app = len(code) <= TOTP_DIGITS
        attempt = count_try(context.request, "tweede_stap" if is_app else "herstelcode", key=str(user.pk))
        if attempt is None:
            raise get_account_adapter().validation_error("too_many_login_attempts")
        wanted = Authenticator.Type.TOTP if is_app else Authenticator.Type.RECOVERY_CODES
        for authenticator in authenticators_of(user, wanted):
            if authenticator.wrap().validate_code(code) and (not is_app or is_first_use(str(user.pk), code)):
                attempt.take_back()
                authenticator.user = user
                self.authenticator = authenticator
                return code
        raise get_adapter().validation_error("incorrect_code")


class CodeForm(_CountedCode, base_forms.AuthenticateForm):
    """The second step of logging in."""


class CodeAgainForm(_CountedCode, base_forms.ReauthenticateForm):
    """Show that it is you, with a code."""


class ActivateCodeAppForm(_CodeField, totp_forms.ActivateTOTPForm):
    """Set up a code app: its first code shows that it works."""

    def clean_code(self) -> str:
        """Compare the first code, counted as every other. Raises ValidationError."""
        attempt = count_try(context.request, "tweede_stap", key=str(self.user.pk))
        if attempt is None:
            raise get_account_adapter().validation_error("too_many_login_attempts")
        code = str(self.cleaned_data["code"])
        if not validate_totp_code(self.secret, code):
            raise get_adapter().validation_error("incorrect_code")
        attempt.take_back()
        return code


class _Answer(forms.JSONField):
    """What a browser tells about a passkey; it never comes back to the page."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except (RecursionError, ValueError) as error:  # ValueError: a number of more digits than Python reads
            raise ValidationError(get_adapter().error_messages["incorrect_code"]) from error

    def bound_data(self, data: Any, initial: Any) -> Any:
        return initial


class _ReadsPasskey(forms.Form):
    """Answers of a browser that nobody's passkey gave are refused in words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"] = _Answer()


class AddPasskeyForm(_ReadsPasskey, webauthn_forms.AddWebAuthnForm):
    """Add a passkey or a security key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = gettext_lazy("Naam van de passkey")
        self.fields["name"].validators.append(MaxLengthValidator(LONGEST_NAME))
        self.fields["passwordless"].initial = True

    def clean(self) -> dict[str, Any]:
        """Read what the browser made. Raises ValidationError when no passkey made it."""
        try:
            return dict(super().clean() or {})
        except NOT_A_PASSKEY as error:
            raise ValidationError(get_adapter().error_messages["incorrect_code"]) from error


class RenamePasskeyForm(webauthn_forms.EditWebAuthnForm):
    """Give a passkey another name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].validators.append(MaxLengthValidator(LONGEST_NAME))


class _UsesPasskey(_ReadsPasskey):
    """A signature cannot be guessed: it is not counted as a try, so that nobody locks a passkey out."""

    def clean_credential(self) -> Authenticator:
        credential = self.cleaned_data["credential"]
        try:
            auth.parse_authentication_response(credential)
            user = self.user or auth.extract_user_from_response(credential)  # type: ignore[attr-defined]  # allauth's
            return auth.complete_authentication(user, credential)
        except NOT_A_PASSKEY as error:
            raise ValidationError(get_adapter().error_messages["incorrect_code"]) from error


class PasskeyForm(_UsesPasskey, webauthn_forms.AuthenticateWebAuthnForm):
    """The second step of logging in, with a passkey."""


class PasskeyAgainForm(_UsesPasskey, webauthn_forms.ReauthenticateWebAuthnForm):
    """Show that it is you, with a passkey."""


class PasskeyLoginForm(_UsesPasskey, webauthn_forms.LoginWebAuthnForm):
    """Log in with a passkey alone."""
