"""Judging an ID token: who signed it, for whom it is, whether it is of now and of this conversation.

Everything that OpenID Connect Core §3.1.3.7 asks is checked here, the signature always.
"""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import jwt

from community.oidc.providers import Provider

# Signatures with a key of the server only; one made with our shared secret, or none at all, is refused.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
SKEW_SECONDS = 60
LONGEST = 255  # characters of a subject, by the standard
NAME_LENGTH = 60


class TokenError(Exception):
    """The token proves nothing; `code` says why, in a word for the log."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Identity:
    """Somebody at an organisation, proved. The names are what she is called there: a proposal for a form, not kept."""

    issuer: str
    subject: str
    voornaam: str = ""
    achternaam: str = ""


def judge(token: object, *, keys: Mapping[str, Any], provider: Provider, nonce: str) -> Identity:
    """Return who this token proves somebody to be. Raises TokenError."""
    if not isinstance(token, str):
        raise TokenError("geen_token")
    claims = _verified(token, keys, provider)
    given = claims.get("nonce")
    if not isinstance(given, str) or not hmac.compare_digest(given.encode(), nonce.encode()):
        raise TokenError("nonce")
    audience = claims["aud"]
    if claims.get("azp", provider.client_id) != provider.client_id:
        raise TokenError("azp")
    if isinstance(audience, list) and len(audience) > 1 and "azp" not in claims:
        raise TokenError("azp")
    if provider.tenant and claims.get("tid") != provider.tenant:
        raise TokenError("tenant")
    subject = claims["sub"]
    if not subject.strip() or len(subject) > LONGEST or not subject.isprintable():
        raise TokenError("subject")
    return Identity(provider.issuer, subject, _name(claims.get("given_name")), _name(claims.get("family_name")))


def _verified(token: str, keys: Mapping[str, Any], provider: Provider) -> dict[str, Any]:
    """Return what the token says, after its signature, issuer, audience and moments were checked. Raises TokenError."""
    try:
        header = jwt.get_unverified_header(token)
        if header.get("alg") not in ALGORITHMS:
            raise TokenError("algoritme")
        key = _key(header.get("kid"), header["alg"], keys)
        claims: dict[str, Any] = jwt.decode(
            token, key, algorithms=list(ALGORITHMS), audience=provider.client_id, issuer=provider.issuer,
            leeway=SKEW_SECONDS,
            options={"require": ["iss", "sub", "aud", "exp", "iat"], "strict_aud": False},
        )  # fmt: skip
    except jwt.PyJWTError as error:
        raise TokenError(type(error).__name__) from error
    except (ValueError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        # What PyJWT lets through of tokens that are not what they say they are.
        raise TokenError("onleesbaar") from error
    return claims


def _key(kid: object, alg: str, keys: Mapping[str, Any]) -> jwt.PyJWK:
    """Return the key of the server that a token names; without a name, its only one. Raises TokenError.

    Many servers do not say for which algorithm a key is; one that says so means it.
    """
    listed = keys.get("keys")
    rows = [row for row in listed if isinstance(row, dict)] if isinstance(listed, list) else []
    signing = [row for row in rows if row.get("kty") in ("RSA", "EC") and row.get("use", "sig") == "sig"]
    found = [row for row in signing if row.get("kid") == kid] if kid is not None else signing
    if len(found) != 1 or found[0].get("alg") not in (None, alg):
        raise TokenError("sleutel")
    return jwt.PyJWK.from_dict(found[0], algorithm=alg)


def _name(value: object) -> str:
    """Return a name as the form may propose it, or nothing."""
    if not isinstance(value, str) or not value.isprintable():
        return ""
    return value.strip()[:NAME_LENGTH]
