"""Forms of logging in: allauth's own, with our counts of tries and one look-up for known and unknown addresses."""

from typing import Any

from allauth.account import forms as allauth_forms
from allauth.account.adapter import get_adapter
from allauth.core import context
from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.limits import count_try_at_account
from community.models import User, normalise_email
from community.queries.toegang import account_with_email

LONGEST_EMAIL = 254
LONGEST_PASSWORD = 256
LONGEST_CODE = 64


class _Quiet(forms.Form):
    """Labels say what a field is for, so no text stands in it; what is absurdly long is refused in words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
            if isinstance(field, forms.EmailField):
                field.label = gettext_lazy("E-mailadres")
                field.error_messages["required"] = gettext_lazy("Vul je e-mailadres in.")
                _limit(field, LONGEST_EMAIL)
            elif isinstance(field, allauth_forms.PasswordField):
                _limit(field, LONGEST_PASSWORD)
            elif isinstance(field, forms.CharField):
                _limit(field, LONGEST_CODE)


class LoginForm(_Quiet, allauth_forms.LoginForm):
    """E-mail and password; the adapter counts the tries."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].error_messages["required"] = gettext_lazy("Vul je wachtwoord in.")


class RequestCodeForm(_Quiet, allauth_forms.RequestLoginCodeForm):
    """Ask for a login code by mail."""

    def clean_email(self) -> str:
        """Look the account up once, and count the request for this address whether it has an account or not."""
        email = normalise_email(self.cleaned_data["email"])
        self._user = account_with_email(email)
        if count_try_at_account(context.request, "request_login_code", email) is None:
            raise forms.ValidationError(_("Je vroeg net al een paar keer een code aan. Wacht een kwartier."))
        return email


class ConfirmCodeForm(_Quiet, allauth_forms.ConfirmLoginCodeForm):
    """Type the code that came by mail."""

    def clean_code(self) -> str:
        """Compare the code, at most ten times in five minutes per account. Raises ValidationError."""
        request = context.request
        email = request._login_stage.state.get("email", "")
        attempt = count_try_at_account(request, "inlogcode", email)
        if attempt is None:
            raise get_adapter().validation_error("too_many_login_attempts")
        code = super().clean_code()
        attempt.take_back()
        return str(code)


class ForgottenPasswordForm(_Quiet, allauth_forms.ResetPasswordForm):
    """Ask for a link to choose a new password."""

    def clean_email(self) -> str:
        """Look the account up once, and count the request for this address whether it has an account or not."""
        email = normalise_email(self.cleaned_data["email"])
        user = account_with_email(email)
        self.users = [user] if user else []
        return email


class NewPasswordForm(_Quiet, allauth_forms.ResetPasswordKeyForm):
    """Choose a new password after a link by mail."""


class ChangePasswordForm(_Quiet, allauth_forms.ChangePasswordForm):
    """Choose another password, knowing the old one."""


class SetPasswordForm(_Quiet, allauth_forms.SetPasswordForm):
    """Choose a first password."""


class PasswordAgainForm(_Quiet, allauth_forms.ReauthenticateForm):
    """Show that it is you; the adapter counts the tries."""


class ResetLinkForm(allauth_forms.UserTokenForm):
    """Read the link to choose a new password."""

    def _get_user(self, uidb36: str) -> User | None:
        user: User | None = super()._get_user(uidb36)
        return user if user is not None and user.is_active else None


class NewEmailForm(forms.Form):
    """Another e-mail address to log in with."""

    email = forms.EmailField(label=gettext_lazy("Nieuw e-mailadres"), max_length=LONGEST_EMAIL)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._user = user

    def clean_email(self) -> str:
        """Return the address in lower case. Raises ValidationError when it is the present one."""
        email = normalise_email(self.cleaned_data["email"])
        if email == self._user.email:
            raise forms.ValidationError(_("Dit is je huidige adres. Vul een ander adres in."))
        return email


class NewPassword(forms.CharField):
    """A password somebody may choose; validate it with `get_adapter().clean_password`, which knows the person."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.PasswordInput(attrs={"autocomplete": "new-password"})
        super().__init__(strip=False, max_length=LONGEST_PASSWORD, widget=widget, **kwargs)


def _limit(field: forms.CharField, longest: int) -> None:
    """Refuse what is longer, without letting the browser cut off what is pasted."""
    if field.max_length is None or field.max_length > longest:
        field.max_length = longest
        field.validators.append(MaxLengthValidator(longest))
