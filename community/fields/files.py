"""Sealed files: chunks in the private storage under a random name, and in the row the name with the key of the file.

Assigning writes the file at once, reading gives a SealedFile. A file that no row names (the row was not saved, was
removed, or got another file) is removed by the sweep after a day.
"""

import uuid
from collections.abc import Iterable, Iterator
from typing import Any, NoReturn

from django.core.files.base import File
from django.core.files.storage import storages

from community.fields.sealed import SEALED, SealedField
from community.kluis import KEY_BYTES, BoxBrokenError, new_key, open_box, open_chunks, seal, seal_chunks

STORAGE = "private"
FOLDER = "kluis"
NAME_BYTES = 16
SIZE_BYTES = 8


class SealedFile:
    """A file as it is read: `size` in bytes, `chunks()` in constant memory. Opens also after the scope has ended."""

    __slots__ = ("_key", "_name", "size")

    def __init__(self, name: str, key: bytes, size: int) -> None:
        self._name, self._key, self.size = name, key, size

    def chunks(self) -> Iterator[bytes]:
        """Give the content, each chunk verified before it is given.

        Raises BoxBrokenError at the first chunk that was changed, moved or cut off, and when the file is gone.
        """
        given = 0
        try:
            with storages[STORAGE].open(self._name, "rb") as source:
                for chunk in open_chunks(self._key, source.read):
                    given += len(chunk)
                    yield chunk
        except FileNotFoundError:
            raise BoxBrokenError("bestand") from None
        if given != self.size:
            raise BoxBrokenError("bestand")

    def read(self) -> bytes:
        """Return the whole content, for files that are known to be small."""
        return b"".join(self.chunks())

    def remove(self) -> None:
        """Remove the file from the storage, once its row is gone."""
        storages[STORAGE].delete(self._name)

    def __repr__(self) -> str:
        return SEALED

    def __reduce__(self) -> NoReturn:
        """Refuse to be pickled: the key of the file stays here."""
        raise TypeError("A SealedFile cannot be pickled or copied.")


class SealedFileField(SealedField):
    """A file of any size. Takes bytes, an uploaded file, another SealedFile or parts of bytes; None is no file."""

    empty = None
    _pyi_private_set_type: Any
    _pyi_private_get_type: SealedFile

    def lock(self, value: Any, key: bytes, bound: bytes) -> bytes:
        """Write a new file and return what the row holds of it: its name, and sealed its key and size."""
        name, file_key = uuid.uuid4(), new_key()
        content = _Sealing(_parts(value), file_key)
        storages[STORAGE].save(_path(name), content)
        plain = file_key + content.written.to_bytes(SIZE_BYTES)
        return name.bytes + seal(key, plain, _bound(bound, name))

    def unlock(self, box: bytes, key: bytes, bound: bytes) -> SealedFile:
        """Return the file that a row holds. Raises BoxBrokenError; the content itself is verified as it is read."""
        if len(box) <= NAME_BYTES:
            raise BoxBrokenError
        name = uuid.UUID(bytes=box[:NAME_BYTES])
        plain = open_box(key, box[NAME_BYTES:], _bound(bound, name))
        return SealedFile(_path(name), plain[:KEY_BYTES], int.from_bytes(plain[KEY_BYTES:]))


def stored_name(box: bytes) -> str:
    """Return where the file of a row lies. Needs no key: the name is random and tells nothing."""
    return _path(uuid.UUID(bytes=box[:NAME_BYTES]))


class _Sealing(File):
    """A file that the storage writes chunk by chunk as it is sealed; `written` counts the plain bytes."""

    def __init__(self, parts: Iterable[bytes], key: bytes) -> None:
        super().__init__(None, "kluis")
        self._parts, self._key = parts, key
        self.written = 0

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        """Give the sealed chunks, once."""
        return seal_chunks(self._key, self._counted())

    def _counted(self) -> Iterator[bytes]:
        for part in self._parts:
            self.written += len(part)
            yield part


def _parts(value: Any) -> Iterable[bytes]:
    """Return the content of what was assigned in parts. Raises TypeError for what is no file."""
    if isinstance(value, bytes):
        return (value,)
    if hasattr(value, "chunks"):
        value = value.chunks()
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise TypeError("A sealed file takes bytes, a file or parts of bytes.")
    return value


def _path(name: uuid.UUID) -> str:
    return f"{FOLDER}/{name.hex[:2]}/{name.hex}"


def _bound(bound: bytes, name: uuid.UUID) -> bytes:
    return bound + b"|" + name.hex.encode()
