"""Production: every address and secret comes from outside, and a missing or demo secret refuses to start.

A secret is named by a file (`SECRET_KEY_FILE=/run/credentials/...`) or given in the environment (`SECRET_KEY=...`). So
is an address that may hold a password: of a database or the broker.
"""

from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

from deploy.settings.base import *  # noqa: F403 - a settings file is its base plus what differs
from deploy.settings.base import CELERY_BROKER_TRANSPORT_OPTIONS, CONTENT_SECURITY_POLICY
from deploy.settings.oidc import named_providers
from deploy.settings.storage import named_storages

env = environ.Env()
FEWEST_DIFFERENT = 10


def given(name: str) -> str:
    """Return what was given, in a file or in the environment; empty when nothing was."""
    file = env.str(f"{name}_FILE", default="")
    return Path(file).read_text().strip() if file else str(env.str(name, default=""))


def secret(name: str, *, length: int) -> str:
    """Return a secret from its file or the environment.

    Raises ImproperlyConfigured when it is missing, the one of the demo, shorter than `length` characters, or, for the
    keys of the site itself, made of a few characters over and over.
    """
    value = given(name)
    if not value:
        raise ImproperlyConfigured(f"{name} is missing: give {name}_FILE or {name}.")
    if value.startswith("demo-only"):
        raise ImproperlyConfigured(f"{name} is the secret of the demo: make a new one.")
    if len(value) < length:
        raise ImproperlyConfigured(f"{name} is too short: at least {length} characters.")
    if length > 1 and len(set(value)) < FEWEST_DIFFERENT:
        raise ImproperlyConfigured(f"{name} is too simple: make a random one.")
    return value


def required(name: str) -> str:
    """Return a setting that has no default. Raises ImproperlyConfigured when it is missing."""
    value = given(name)
    if not value:
        raise ImproperlyConfigured(f"{name} is missing.")
    return value


DEBUG = False
SECRET_KEY = secret("SECRET_KEY", length=50)
LINK_KEY = secret("LINK_KEY", length=40)
ALLOWED_HOSTS = [host for host in required("ALLOWED_HOSTS").split(",") if host and host != "*"]
if not ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS must name the hosts of this site; '*' is not accepted.")
SITE_ROOT = required("SITE_ROOT").rstrip("/")
WAGTAILADMIN_BASE_URL = SITE_ROOT

# Behind PgBouncer in transaction mode a connection of ours is another one at each transaction: nothing that lives
# longer works there. Cursors stay with the client, and the limits in time are those of the roles
# (deploy/postgres/rollen.sql).
IS_POOLED = env.bool("PGBOUNCER", default=False)
_of_connections = {
    "CONN_MAX_AGE": env.int("CONN_MAX_AGE", default=60),
    "CONN_HEALTH_CHECKS": True,
    "DISABLE_SERVER_SIDE_CURSORS": IS_POOLED,
}
# A database that went away without a word is noticed within seconds.
_of_lines = {"connect_timeout": 3, "tcp_user_timeout": 4000, "keepalives_idle": 10, "keepalives_interval": 2}
_limits = "-c statement_timeout=30s -c lock_timeout=10s -c idle_in_transaction_session_timeout=60s"
# The key store lies in another database with another role: a dump of one opens nothing of the other.
if required("SLEUTELS_DATABASE_URL") == required("DATABASE_URL"):
    raise ImproperlyConfigured("SLEUTELS_DATABASE_URL must be another database than DATABASE_URL.")
DATABASES = {
    "default": {**env.db_url_config(required("DATABASE_URL")), **_of_connections},
    "sleutels": {**env.db_url_config(required("SLEUTELS_DATABASE_URL")), **_of_connections},
}
_places = [tuple(database.get(part) for part in ("HOST", "PORT", "NAME")) for database in DATABASES.values()]
_hosts = [database.get("OPTIONS", {}).get("host") for database in DATABASES.values()]
if _places[0] == _places[1] and _hosts[0] == _hosts[1]:
    raise ImproperlyConfigured("SLEUTELS_DATABASE_URL must be another database than DATABASE_URL.")
for _database in DATABASES.values():
    _options = {} if IS_POOLED else {"options": _limits}
    _database["OPTIONS"] = {**_of_lines, **_options, **_database.get("OPTIONS", {})}
# Absent for the worker of mail and beat. A file that is missing or broken closes the vault, not the site.
KEK_FILE = env.str("KEK_FILE", default="")
OPS_TOKEN = secret("OPS_TOKEN", length=32) if given("OPS_TOKEN") else ""

# One address (redis://, rediss://) or Sentinel: sentinel://a:26379;sentinel://b:26379 with REDIS_SENTINEL_MASTER.
CELERY_BROKER_URL = required("REDIS_URL")
if CELERY_BROKER_URL.startswith("sentinel://"):
    CELERY_BROKER_TRANSPORT_OPTIONS["master_name"] = required("REDIS_SENTINEL_MASTER")

MEDIA_ROOT = env.str("MEDIA_ROOT", default="")
STATIC_ROOT = Path(required("STATIC_ROOT"))
STORAGES = {
    **named_storages(env, secret, required),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = required("EMAIL_HOST")
EMAIL_PORT = env.int("EMAIL_PORT", default=587)
EMAIL_HOST_USER = env.str("EMAIL_HOST_USER", default="")
EMAIL_HOST_PASSWORD = secret("EMAIL_HOST_PASSWORD", length=1) if EMAIL_HOST_USER else ""
EMAIL_USE_TLS = env.bool("EMAIL_USE_TLS", default=True)
DEFAULT_FROM_EMAIL = required("DEFAULT_FROM_EMAIL")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
REPLY_TO = required("REPLY_TO")
SECURITY_CONTACT = required("SECURITY_CONTACT")
MAIL_ENVELOPE_FROM = env.str("MAIL_ENVELOPE_FROM", default="")
BOUNCE_MAILDIR = env.str("BOUNCE_MAILDIR", default="")
if env.str("BOUNCE_IMAP_HOST", default=""):
    BOUNCE_IMAP = {
        "host": env.str("BOUNCE_IMAP_HOST"),
        "port": env.int("BOUNCE_IMAP_PORT", default=993),
        "user": required("BOUNCE_IMAP_USER"),
        "password": secret("BOUNCE_IMAP_PASSWORD", length=1),
        "folder": env.str("BOUNCE_IMAP_FOLDER", default="INBOX"),
    }

OIDC_PROVIDERS = named_providers(env, secret)

# TLS ends at the proxy, which sets this header and drops what a client sends under that name.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=1)
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^gezond/"]
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sessie"
APPARAAT_COOKIE_NAME = "__Host-apparaat"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
CONTENT_SECURITY_POLICY = {"DIRECTIVES": {**CONTENT_SECURITY_POLICY["DIRECTIVES"], "upgrade-insecure-requests": True}}
