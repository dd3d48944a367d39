"""Saving an editable row without overwriting what somebody else saved meanwhile."""

from typing import Any, TypeVar

from django.db import models

from community.actions.errors import StaleSaveError

Row = TypeVar("Row", bound=models.Model)


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
