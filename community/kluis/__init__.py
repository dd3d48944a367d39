"""The vault: sealing, opening and wrapping. Knows no framework, no database and no settings (SECURITY.md §4.6)."""

from community.kluis.binding import bound_to, wrap_binding
from community.kluis.boxes import KEY_BYTES, new_key, open_box, seal
from community.kluis.chunks import open_chunks, seal_chunks
from community.kluis.errors import (
    BoxBrokenError,
    KeyDestroyedError,
    KeyStoreClosedError,
    KluisError,
    NoKeyEncryptionKeyError,
    UnknownKeyError,
)
from community.kluis.keyring import KeyRing

__all__ = [
    "KEY_BYTES",
    "BoxBrokenError",
    "KeyDestroyedError",
    "KeyRing",
    "KeyStoreClosedError",
    "KluisError",
    "NoKeyEncryptionKeyError",
    "UnknownKeyError",
    "bound_to",
    "new_key",
    "open_box",
    "open_chunks",
    "seal",
    "seal_chunks",
    "wrap_binding",
]
