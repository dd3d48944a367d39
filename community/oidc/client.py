"""The two steps of logging in through an organisation: sending somebody there, and judging what she brings back.

Authorization code with PKCE. `state` binds the answer to the browser, `nonce` the token to this conversation.
"""

import base64
import hashlib
import secrets
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from community.oidc.providers import Provider
from community.oidc.token import Identity, TokenError, judge
from community.oidc.wire import AnswerError, ProviderDownError, get_json, post_form

WELL_KNOWN = "/.well-known/openid-configuration"
SCOPE = "openid profile"  # no address: it proves nothing here, so it is not asked


@dataclass(frozen=True)
class Departure:
    """Where the browser goes, and what must be remembered until it comes back."""

    url: str
    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True)
class _Server:
    """What a server tells of itself."""

    authorize_url: str
    token_url: str
    keys_url: str
    posts_secret: bool


def depart(provider: Provider, *, redirect_uri: str) -> Departure:
    """Return where to send the browser. Raises ProviderDownError, or TokenError when it is not the server we know."""
    server = _server(provider)
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    query = urlencode(
        {
            "client_id": provider.client_id, "redirect_uri": redirect_uri, "response_type": "code", "scope": SCOPE,
            "state": state, "nonce": nonce, "code_challenge": challenge, "code_challenge_method": "S256",
        }
    )  # fmt: skip
    mark = "&" if urlsplit(server.authorize_url).query else "?"
    return Departure(f"{server.authorize_url}{mark}{query}", state, nonce, verifier)


def arrive(provider: Provider, *, code: str, nonce: str, verifier: str, redirect_uri: str) -> Identity:
    """Return who somebody is that came back with this code.

    Raises ProviderDownError when the server does not answer, TokenError when what it answers proves nothing.
    """
    server = _server(provider)
    fields = {"grant_type": "authorization_code", "code": code, "redirect_uri": redirect_uri, "code_verifier": verifier}
    basic: tuple[str, str] | None = (provider.client_id, provider.client_secret)
    if server.posts_secret:
        fields |= {"client_id": provider.client_id, "client_secret": provider.client_secret}
        basic = None
    try:
        answer = post_form(server.token_url, fields, basic=basic)
    except AnswerError as error:
        raise TokenError(f"code_{error.code}") from error
    return judge(answer.get("id_token"), keys=get_json(server.keys_url), provider=provider, nonce=nonce)


def _server(provider: Provider) -> _Server:
    """Ask the server what it is; asked anew each time, so that new keys and addresses hold at once."""
    told = get_json(provider.issuer.rstrip("/") + WELL_KNOWN)
    if told.get("issuer") != provider.issuer:
        raise TokenError("issuer")
    methods = told.get("token_endpoint_auth_methods_supported")
    return _Server(
        authorize_url=_address(told, "authorization_endpoint", provider),
        token_url=_address(told, "token_endpoint", provider),
        keys_url=_address(told, "jwks_uri", provider),
        posts_secret=isinstance(methods, list) and "client_secret_post" in methods,
    )


def _address(told: dict[str, Any], name: str, provider: Provider) -> str:
    """Return an address of the server; as safe as the one of its issuer. Raises ProviderDownError."""
    url = told.get(name)
    if not isinstance(url, str) or not url.isprintable() or " " in url:
        raise ProviderDownError
    if urlsplit(url).scheme != urlsplit(provider.issuer).scheme or not urlsplit(url).hostname or "#" in url:
        raise ProviderDownError
    return url
