"""Which organisations members may log in through: `OIDC_PROVIDERS=gemeente,waterschap` and a few names for each.

For `gemeente`: `OIDC_GEMEENTE_NAME` (on the button), `OIDC_GEMEENTE_ISSUER`, `OIDC_GEMEENTE_CLIENT_ID`,
`OIDC_GEMEENTE_CLIENT_SECRET_FILE` (or `..._CLIENT_SECRET`) and, when its server serves more than one organisation,
`OIDC_GEMEENTE_TENANT`. Without `OIDC_PROVIDERS` nobody logs in this way and its addresses do not exist.
"""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

KEY = re.compile(r"[a-z][a-z0-9]{0,29}")
SHORTEST_SECRET = 16
MOST_NAME = 60


def named_providers(env: environ.Env, secret: Callable[..., str]) -> dict[str, dict[str, str]]:
    """Return the organisations of the environment by their key, for settings.OIDC_PROVIDERS.

    Raises ImproperlyConfigured for what is missing or unsafe, and for two with one issuer: a link is bound on it.
    """
    found = {key: _provider(key, env, secret) for key in _keys(env)}
    if len({given["issuer"] for given in found.values()}) != len(found):
        raise ImproperlyConfigured("OIDC_PROVIDERS: two organisations have the same issuer.")
    return found


def _keys(env: environ.Env) -> list[str]:
    keys = [key.strip() for key in env.str("OIDC_PROVIDERS", default="").split(",") if key.strip()]
    for key in keys:
        if not KEY.fullmatch(key):
            raise ImproperlyConfigured(f"OIDC_PROVIDERS: {key!r} is no key: lower case letters and digits only.")
    return keys


def _provider(key: str, env: environ.Env, secret: Callable[..., str]) -> dict[str, str]:
    prefix = f"OIDC_{key.upper()}"
    given = {name: env.str(f"{prefix}_{name.upper()}", default="") for name in ("name", "issuer", "client_id")}
    for name, value in given.items():
        if not value:
            raise ImproperlyConfigured(f"{prefix}_{name.upper()} is missing.")
    if len(given["name"]) > MOST_NAME:
        raise ImproperlyConfigured(f"{prefix}_NAME is too long for a button: at most {MOST_NAME} characters.")
    parts = urlsplit(given["issuer"])
    if parts.scheme != "https" or not parts.hostname or parts.query or parts.fragment:
        raise ImproperlyConfigured(f"{prefix}_ISSUER must be an https address without query or fragment.")
    if any(word in parts.path.split("/") for word in ("common", "organizations", "consumers")):
        raise ImproperlyConfigured(f"{prefix}_ISSUER must name one tenant, not everybody who has an account.")
    tenant = env.str(f"{prefix}_TENANT", default="")
    return {**given, "client_secret": secret(f"{prefix}_CLIENT_SECRET", length=SHORTEST_SECRET), "tenant": tenant}
