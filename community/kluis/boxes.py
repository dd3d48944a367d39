"""One sealed value: version byte, fresh nonce, AES-256-GCM. What it is bound to is part of the seal."""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from community.kluis.errors import BoxBrokenError

KEY_BYTES = 32
VERSION = b"\x01"
NONCE_BYTES = 12
OVERHEAD = len(VERSION) + NONCE_BYTES + 16  # bytes that a box is longer than its content


def new_key() -> bytes:
    """Return 32 fresh bytes of the operating system."""
    return os.urandom(KEY_BYTES)


def seal(key: bytes, plain: bytes, bound: bytes) -> bytes:
    """Return the box of `plain`; it opens with the same key and the same binding only.

    Each call takes a fresh 96-bit nonce: two boxes of one text differ.
    """
    nonce = os.urandom(NONCE_BYTES)
    return VERSION + nonce + AESGCM(key).encrypt(nonce, plain, bound)


def open_box(key: bytes, box: bytes, bound: bytes) -> bytes:
    """Return what a box holds. Raises BoxBrokenError when `seal` did not make it with this key and binding."""
    if box[:1] != VERSION or len(box) < OVERHEAD:
        raise BoxBrokenError
    try:
        return AESGCM(key).decrypt(box[1 : 1 + NONCE_BYTES], box[1 + NONCE_BYTES :], bound)
    except InvalidTag:
        raise BoxBrokenError from None
