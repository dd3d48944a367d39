"""Settings of people, passwords, sessions and logging in; deploy.settings.base takes them in."""

AUTH_USER_MODEL = "community.User"
AUTHENTICATION_BACKENDS = ["community.accounts.backend.MemberBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
     "OPTIONS": {"user_attributes": ("email", "voornaam", "achternaam")}},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]  # fmt: skip
PASSWORD_RESET_TIMEOUT = 24 * 3600
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "mijn-omgeving"
LOGOUT_REDIRECT_URL = "uitgelogd"

SESSION_ENGINE = "community.accounts.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_IDLE_SECONDS = 8 * 3600
SESSION_ABSOLUTE_SECONDS = 24 * 3600
SESSION_COOKIE_AGE = SESSION_ABSOLUTE_SECONDS
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "community.views.fouten.csrf_failure"

# How people log in: e-mail and password, a code by mail or a passkey; accounts come by invitation only.
ACCOUNT_ADAPTER = "community.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation or a confirmed change proved the address
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "community.accounts.tokens.ResetTokens"  # noqa: S105 - the name of a class
# Guessing: at most 10 tries in 5 minutes per account and per address, at every door (SECURITY.md T52). A browser that
# logged in to this account before has a count of its own, so that nobody can lock the owner out.
ACCOUNT_RATE_LIMITS = {
    "login": "60/5m/ip",
    "login_failed": "10/5m/ip,10/5m/key",
    "login_failed_apparaat": "10/5m/key",
    "inlogcode": "10/5m/ip,10/5m/key",
    "inlogcode_apparaat": "10/5m/key",
    "request_login_code": "20/5m/ip,5/15m/key",
    "request_login_code_apparaat": "5/15m/key",
    "reset_password": "20/5m/ip,5/15m/key",
    "herstellink": "10/5m/ip,10/5m/key",
    "reset_password_from_key": "10/5m/ip",
    "tweede_stap": "10/5m/ip,10/5m/key",
    "herstelcode": "10/5m/ip,10/5m/key",
    "reauthenticate": "10/5m/user",
    "change_password": "10/5m/user",
    "manage_email": "10/5m/user",
    "uitnodiging": "30/5m/ip",
    "uitnodiging_opnieuw": "10/h/ip,2/h/key",
    "aansluiten": "10/h/ip,3/d/key",
    "aansluiten_alles": "200/d/key",
    "aanbod": "20/h/ip,5/d/key",
    "aanbod_alles": "200/d/key",
    "inchecken": "10/5m/key",
    "organisatie": "120/5m/ip",
    "gastcode": "60/5m/ip,10/15m/key",
    "gastcode_sturen": "60/h/ip,6/h/key",
    "sessiecode": "10/5m/ip",
    "eigen_gegevens": "3/h/key",
}
# Organisations through which members may log in (OpenID Connect); production names them, see deploy.settings.oidc.
OIDC_PROVIDERS: dict[str, dict[str, str]] = {}
ACCOUNT_FORMS = {
    "login": "community.forms.toegang.LoginForm",
    "request_login_code": "community.forms.toegang.RequestCodeForm",
    "confirm_login_code": "community.forms.toegang.ConfirmCodeForm",
    "reset_password": "community.forms.toegang.ForgottenPasswordForm",
    "reset_password_from_key": "community.forms.toegang.NewPasswordForm",
    "change_password": "community.forms.toegang.ChangePasswordForm",
    "set_password": "community.forms.toegang.SetPasswordForm",
    "reauthenticate": "community.forms.toegang.PasswordAgainForm",
    "user_token": "community.forms.toegang.ResetLinkForm",
}
MFA_ADAPTER = "community.accounts.mfa.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Regiekamer"
MFA_TOTP_TOLERANCE = 1
MFA_ALLOW_UNVERIFIED_EMAIL = True  # see ACCOUNT_EMAIL_VERIFICATION
MFA_RATE_LIMITS = {"webauthn_login": "60/5m/ip"}
MFA_FORMS = {
    "authenticate": "community.forms.tweede_stap.CodeForm",
    "reauthenticate": "community.forms.tweede_stap.CodeAgainForm",
    "activate_totp": "community.forms.tweede_stap.ActivateCodeAppForm",
    "add_webauthn": "community.forms.tweede_stap.AddPasskeyForm",
    "edit_webauthn": "community.forms.tweede_stap.RenamePasskeyForm",
    "authenticate_webauthn": "community.forms.tweede_stap.PasskeyForm",
    "reauthenticate_webauthn": "community.forms.tweede_stap.PasskeyAgainForm",
    "login_webauthn": "community.forms.tweede_stap.PasskeyLoginForm",
}
APPARAAT_COOKIE_NAME = "apparaat"
APPARAAT_COOKIE_AGE = 365 * 24 * 3600

# Rate limits live in the database: a broker that is down or flushed never opens or closes a door. The table is large
# enough that filling it up does not push out the counts of others; the purge empties it. Wagtail would keep whole
# objects of pictures in it, which costs as much as asking for them.
CACHES = {
    "default": {
        "BACKEND": "community.accounts.counts.PlainCache",
        "LOCATION": "community_cache",
        "OPTIONS": {"MAX_ENTRIES": 200_000},
    },
    "renditions": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
}
