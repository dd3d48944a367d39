"""The scope in which confidential rows may be read and their content opened (SECURITY.md §4.6, T12).

A request and a task begin without a scope. The door of a confidential page opens one; in it data keys are unwrapped
once and kept until it ends. A manager of a confidential model refuses to work without one.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar, Token
from typing import Any, TypeVar
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.core.exceptions import FieldDoesNotExist, FieldError
from django.db import Error, models
from django.db.models.constants import LOOKUP_SEP

from community.kluis import (
    BoxBrokenError,
    KeyDestroyedError,
    KeyRing,
    KeyStoreClosedError,
    KluisError,
    NoKeyEncryptionKeyError,
    UnknownKeyError,
)

MOST_AT_ONCE = 500  # data keys fetched in one query
M = TypeVar("M", bound=models.Model, covariant=True)


class OutsideScopeError(KluisError):
    """Confidential rows were asked for, or opened, where no scope is open. A fault in the code, never of a person."""

    code = "BUITEN_KLUIS"


class Scope:
    """The data keys that are open now."""

    __slots__ = ("_expected", "_keys")

    def __init__(self) -> None:
        self._keys: dict[UUID, bytes] = {}
        self._expected: dict[UUID, None] = {}

    def expect(self, key_ids: Iterable[UUID]) -> None:
        """Note that these keys will probably be asked for, so that the first question fetches them together."""
        self._expected.update((key_id, None) for key_id in key_ids if key_id not in self._keys)

    def key(self, key_id: UUID) -> bytes:
        """Return a data key.

        Raises KeyDestroyedError, UnknownKeyError, NoKeyEncryptionKeyError, BoxBrokenError (the wrong key-encryption
        key) or KeyStoreClosedError.
        """
        if key_id not in self._keys:
            self._fetch(key_id)
        return self._keys[key_id]

    def keep(self, key_id: UUID, key: bytes) -> None:
        """Keep a key that was just made."""
        self._keys[key_id] = key

    def forget(self, key_id: UUID) -> None:
        """Let go of a key that was just destroyed."""
        self._keys.pop(key_id, None)

    def _fetch(self, key_id: UUID) -> None:
        wanted = [key_id, *(other for other in self._expected if other != key_id)][:MOST_AT_ONCE]
        rows = {row[0]: row[1:] for row in _stored(wanted)}
        for other in wanted:
            self._expected.pop(other, None)
        if key_id not in rows:
            raise UnknownKeyError(f"key {key_id}")
        kek_id, wrapped = rows.pop(key_id)
        if wrapped is None:
            raise KeyDestroyedError(f"key {key_id}")
        ring = keyring()
        self._keys[key_id] = ring.unwrap(wrapped, kek_id, key_id)
        for other, (kek_id, wrapped) in rows.items():
            if wrapped is not None and kek_id in ring.ids:
                with suppress(BoxBrokenError):  # whoever asks for that one is told
                    self._keys[other] = ring.unwrap(wrapped, kek_id, other)

    def __repr__(self) -> str:
        """Show nothing of the keys."""
        return "Scope(<verzegeld>)"


_scope: ContextVar[Scope | None] = ContextVar("confidential_scope", default=None)


@contextmanager
def confidential() -> Iterator[Scope]:
    """Open a scope, or stay in the one that is open. Needs no key: rows can be read where nothing can be opened."""
    found = _scope.get()
    if found is not None:
        yield found
        return
    scope = Scope()
    token = _scope.set(scope)
    try:
        yield scope
    finally:
        _scope.reset(token)


def current_scope() -> Scope:
    """Return the open scope. Raises OutsideScopeError when there is none."""
    scope = _scope.get()
    if scope is None:
        raise OutsideScopeError
    return scope


def is_in_scope() -> bool:
    """Whether a scope is open here."""
    return _scope.get() is not None


def begin_without_scope() -> Token[Scope | None]:
    """Make sure that no scope is open; give the token to `end_without_scope`. For the door of every request."""
    return _scope.set(None)


def end_without_scope(token: Token[Scope | None]) -> None:
    """Go back to how it was before `begin_without_scope`."""
    _scope.reset(token)


_read: tuple[tuple[str, int, int], KeyRing] | None = None


def keyring() -> KeyRing:
    """Return the key-encryption keys of this process; a changed file is read again.

    Raises NoKeyEncryptionKeyError when the process has none, or the file cannot be read any more.
    """
    global _read
    path = str(settings.KEK_FILE)
    if not path:
        raise NoKeyEncryptionKeyError("GEEN_BESTAND")
    try:
        stat = os.stat(path)
    except OSError:
        raise NoKeyEncryptionKeyError("ONLEESBAAR") from None
    mark = (path, stat.st_mtime_ns, stat.st_ino)
    if _read is None or _read[0] != mark:
        _read = (mark, KeyRing.from_file(path))
    return _read[1]


def relatives_of(key_id: UUID) -> list[UUID]:
    """Return the keys that this one took over from or was replaced by: content under one row may still be theirs."""
    table = apps.get_model("sleutels", "DataKey")._default_manager
    found, asked = {key_id}, [key_id]
    while asked:
        linked = models.Q(replaced_by__in=asked) | models.Q(pk__in=asked)
        near = {one for row in table.filter(linked).values_list("pk", "replaced_by") for one in row if one}
        asked = [one for one in near if one not in found]
        found |= near
    return [one for one in found if one != key_id]


def _stored(key_ids: list[UUID]) -> list[tuple[UUID, str, bytes | None]]:
    """Return id, key-encryption key and wrapped key of what the key store has. Raises KeyStoreClosedError."""
    table = apps.get_model("sleutels", "DataKey")._default_manager
    try:
        found = list(table.filter(pk__in=key_ids).values_list("pk", "kek_id", "wrapped"))
    except Error:
        raise KeyStoreClosedError from None
    return [(pk, kek_id, None if wrapped is None else bytes(wrapped)) for pk, kek_id, wrapped in found]


class ConfidentialQuerySet(models.QuerySet[M]):
    """Rows that are read in a scope only; what they need to be opened is fetched together."""

    def order_by(self, *names: Any) -> "ConfidentialQuerySet[M]":
        """Order as Django does. Raises FieldError for a sealed field: its order is that of random bytes."""
        for name in names:
            if isinstance(name, str) and _is_sealed(self.model, name.lstrip("-+")):
                raise FieldError("A sealed field has no order.")
        return super().order_by(*names)

    def update(self, **kwargs: Any) -> int:
        """Change rows as Django does. Raises FieldError for an expression in a sealed field: it may be plain text."""
        for name, value in kwargs.items():
            if hasattr(value, "resolve_expression") and _is_sealed(self.model, name):
                raise FieldError("A sealed field takes sealed values only: assign to the row and save it.")
        return super().update(**kwargs)

    def _fetch_all(self) -> None:
        """Read the rows and tell the scope which data keys they name."""
        scope = current_scope()
        super()._fetch_all()
        held: list[dict[str, Any]] = [getattr(row, "__dict__", {}) for row in self._result_cache or ()]
        scope.expect(row["data_key_id"] for row in held if row.get("data_key_id"))


class ConfidentialManager(models.Manager[M]):
    """The default manager of a confidential model. Raises OutsideScopeError where no scope is open."""

    def get_queryset(self) -> ConfidentialQuerySet[M]:
        """Return all rows, in a scope."""
        current_scope()
        return ConfidentialQuerySet(self.model, using=self._db)


def _is_sealed(model: type[models.Model], path: str) -> bool:
    """Whether a path of field names ends at a sealed field."""
    at: Any = model
    for name in path.split(LOOKUP_SEP):
        try:
            field = at._meta.get_field(name)
        except FieldDoesNotExist:
            return False
        if getattr(field, "is_sealed", False):
            return True
        at = getattr(field, "related_model", None)
        if at is None:
            return False
    return False
