"""Saving an editable row without overwriting what somebody else saved meanwhile."""

from typing import Any, TypeVar

from django.db import models

from community.actions.errors import StaleSaveError

Row = TypeVar("Row", bound=models.Model)
# Of a row that nobody saved yet: of two windows that began before that, the second is stale.
NOT_STORED = 0


def save_version(row: Row, *, version: int, changes: dict[str, Any]) -> Row:
    """Write `changes` when the row still has `version`, raise its version by one, and return the row as stored.

    Call inside a transaction. Raises StaleSaveError, with the stored row, when somebody saved in between.
    """
    manager = type(row)._default_manager
    updated = manager.filter(pk=row.pk, version=version).update(version=version + 1, **changes)
    stored = manager.get(pk=row.pk)
    if not updated:
        raise StaleSaveError(stored)
    return stored


def save_sealed_version(row: Row, *, version: int, changes: dict[str, Any], also: dict[str, Any]) -> Row:
    """Write `changes` in a row with sealed fields as save_version does, and return the row as stored.

    What is stored already is no change: a browser that sends the same text twice, because the answer to the first
    never came, is no stale save. `also` goes along with a change and does not count as one (who, when). Call inside a
    transaction. Raises StaleSaveError, with the stored row, when somebody saved something else in between.
    """
    stored = type(row)._default_manager.select_for_update().get(pk=row.pk)
    if all(getattr(stored, name) == value for name, value in changes.items()):
        return stored
    if stored.version != version:  # type: ignore[attr-defined]  # every editable row has a VersionField
        raise StaleSaveError(stored)
    for name, value in {**changes, **also, "version": version + 1}.items():
        setattr(stored, name, value)
    stored.save(update_fields=[*changes, *also, "version"])
    return stored
