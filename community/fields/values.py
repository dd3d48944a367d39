"""Sealed text and sealed JSON."""

import json
from typing import Any

from community.fields.sealed import SealedField
from community.kluis import open_box, seal


class SealedTextField(SealedField):
    """Text of any length. Never written it is empty text, or None where it may be NULL."""

    _pyi_private_set_type: str  # for the checker: what assigning takes and reading gives
    _pyi_private_get_type: str

    def lock(self, value: Any, key: bytes, bound: bytes) -> bytes:
        """Return the box of text. Raises TypeError for what is no text, ValueError for half a character."""
        if not isinstance(value, str):
            raise TypeError(f"{self} takes text.")
        try:
            plain = value.encode()
        except UnicodeEncodeError:
            raise ValueError(f"{self} holds a character that is none.") from None
        return seal(key, plain, bound)

    def unlock(self, box: bytes, key: bytes, bound: bytes) -> str:
        """Return the text in a box. Raises BoxBrokenError."""
        return open_box(key, box, bound).decode()


class SealedJSONField(SealedField):
    """What JSON can hold. Never written it is an empty object, or None where it may be NULL."""

    empty = dict
    _pyi_private_set_type: Any
    _pyi_private_get_type: Any

    def lock(self, value: Any, key: bytes, bound: bytes) -> bytes:
        """Return the box of a value. Raises TypeError or ValueError for what JSON cannot hold, such as NaN."""
        try:
            plain = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
        except (TypeError, RecursionError):
            raise TypeError(f"{self} takes what JSON can hold.") from None
        except ValueError:
            raise ValueError(f"{self} holds a number or a character that JSON has not.") from None
        return seal(key, plain, bound)

    def unlock(self, box: bytes, key: bytes, bound: bytes) -> Any:
        """Return the value in a box, made anew at each reading. Raises BoxBrokenError."""
        return json.loads(open_box(key, box, bound))
