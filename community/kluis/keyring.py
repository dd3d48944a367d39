"""The key-encryption keys: read from a file, kept in memory, shown nowhere."""

import base64
import binascii
import re
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn

from community.kluis.binding import wrap_binding
from community.kluis.boxes import KEY_BYTES, open_box, seal
from community.kluis.errors import NoKeyEncryptionKeyError, UnknownKeyError

ID = re.compile(r"[a-z0-9][a-z0-9-]{0,31}")
FEWEST_DIFFERENT = 16  # different bytes in a random key of 32; fewer is no random key


class KeyRing:
    """Key-encryption keys by id. The first is the current one: it wraps new data keys; the others only unwrap."""

    __slots__ = ("_keys", "current_id")

    def __init__(self, keys: Mapping[str, bytes]) -> None:
        """Take over the keys, the current one first. Raises NoKeyEncryptionKeyError without keys or with a weak one."""
        if not keys:
            raise NoKeyEncryptionKeyError("LEEG")
        for key_id, key in keys.items():
            if not ID.fullmatch(key_id) or len(key) != KEY_BYTES or len(set(key)) < FEWEST_DIFFERENT:
                raise NoKeyEncryptionKeyError("ONDEUGDELIJK")
        self._keys = dict(keys)
        self.current_id = next(iter(self._keys))

    @classmethod
    def from_text(cls, text: str) -> "KeyRing":
        """Return the ring of lines `id:base64`; empty lines and lines with # in front do not count.

        Raises NoKeyEncryptionKeyError for a line that is none, or an id that comes twice.
        """
        keys: dict[str, bytes] = {}
        for line in text.splitlines():
            if not line.strip() or line.lstrip().startswith("#"):
                continue
            key_id, _, value = line.strip().partition(":")
            if key_id in keys:
                raise NoKeyEncryptionKeyError("DUBBEL")
            keys[key_id] = _decoded(value)
        return cls(keys)

    @classmethod
    def from_file(cls, path: str | Path) -> "KeyRing":
        """Return the ring of a file. Raises NoKeyEncryptionKeyError when it cannot be read or holds no keys."""
        try:
            text = Path(path).read_text("ascii")
        except (OSError, ValueError):
            raise NoKeyEncryptionKeyError("ONLEESBAAR") from None
        return cls.from_text(text)

    @property
    def ids(self) -> tuple[str, ...]:
        """Return the ids of all keys, the current one first."""
        return tuple(self._keys)

    def wrap(self, data_key: bytes, key_id: object) -> tuple[str, bytes]:
        """Return the id of the current key and the data key wrapped in it."""
        kek_id = self.current_id
        return kek_id, seal(self._keys[kek_id], data_key, wrap_binding(key_id, kek_id))

    def unwrap(self, wrapped: bytes, kek_id: str, key_id: object) -> bytes:
        """Return a data key.

        Raises UnknownKeyError when the ring lacks its key-encryption key, BoxBrokenError when that does not open it.
        """
        if kek_id not in self._keys:
            raise UnknownKeyError(f"kek {kek_id}")
        return open_box(self._keys[kek_id], wrapped, wrap_binding(key_id, kek_id))

    def __repr__(self) -> str:
        """Show that there are keys, not which."""
        return "KeyRing(<verzegeld>)"

    def __reduce__(self) -> NoReturn:
        """Refuse to be pickled or copied: keys stay where they are."""
        raise TypeError("A KeyRing cannot be pickled or copied.")


def _decoded(value: str) -> bytes:
    try:
        return base64.b64decode(value.strip(), validate=True)
    except binascii.Error:
        raise NoKeyEncryptionKeyError("ONDEUGDELIJK") from None
