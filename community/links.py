"""Secrets in links: derived from ids with a key outside the database, or random and kept only as a hash.

A dump of the database therefore opens no link (SECURITY.md §4.6).
"""

import hashlib
import hmac
import secrets
import uuid
import zlib
from typing import Any

from django.conf import settings
from django.core.signing import BadSignature, Signer


class BrokenLinkError(Exception):
    """The link was changed, cut off or made up."""


def sign(purpose: str, *parts: object) -> str:
    """Return a token that carries `parts` and can be made by us only. The parts are readable: ids, no content."""
    return _signer(purpose).sign(".".join(str(part) for part in parts))


def unsign(purpose: str, token: str) -> list[str]:
    """Return the parts of a token. Raises BrokenLinkError when it was not made by `sign` for this purpose."""
    try:
        return _signer(purpose).unsign(token).split(".")
    except BadSignature as error:
        raise BrokenLinkError from error


def seal(purpose: str, value: Any) -> str:
    """Return a token that carries a value of lists, texts and numbers between two pages; made by us only, readable."""
    return _signer(purpose).sign_object(value, compress=True)


def unseal(purpose: str, token: str) -> Any:
    """Return what a token of `seal` carries. Raises BrokenLinkError when it was not made by us for this purpose."""
    try:
        return _signer(purpose).unsign_object(token)
    except (BadSignature, ValueError, zlib.error) as error:
        raise BrokenLinkError from error


def random_token() -> str:
    """Return a fresh secret of 256 bits, fit for a URL. Show it once; keep only `digest(token)`."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """Return the SHA-256 of a secret in hexadecimal: what the database may keep."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def keyed_id(purpose: str, text: str) -> uuid.UUID:
    """Return the id that belongs to this text: always the same one, and made by us only."""
    key = f"regiekamer.{purpose}:{settings.LINK_KEY}".encode()
    return uuid.UUID(bytes=hmac.digest(key, text.encode(), "sha256")[:16], version=5)


def _signer(purpose: str) -> Signer:
    return Signer(key=settings.LINK_KEY, salt=f"regiekamer.{purpose}", sep="~")
