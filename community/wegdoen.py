"""Removing many rows without holding many: a few at a time, each time in a transaction of its own.

What was cut off goes on the next day with what is left. Files go last, once it is certain that no row names them. In a
dry run (`proef`) everything happens inside transactions that are rolled back, and nothing outside the database is
touched.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

# So many rows are locked and held in memory at a time.
BATCH = 1000

_proef: ContextVar[bool] = ContextVar("proef", default=False)


@contextmanager
def proef() -> Iterator[None]:
    """Let no file be removed within this block; the caller rolls the database back."""
    token = _proef.set(True)
    try:
        yield
    finally:
        _proef.reset(token)


def is_proef() -> bool:
    """Whether this is a dry run."""
    return _proef.get()


def remove_in_batches(
    rows: "QuerySet[Any]", *, first: Callable[[], None] | None = None, after: Callable[[], None] | None = None
) -> int:
    """Remove these rows with what hangs on them, a few at a time; return how many of these rows themselves.

    `first` and `after` are called in each transaction, before and after it removes. A row that another process holds
    is left for the next day.
    """
    model = rows.model
    total = 0
    while True:
        with transaction.atomic():
            if first is not None:
                first()
            held = rows.order_by("pk").select_for_update(of=("self",), skip_locked=True)
            found = list(held.values_list("pk", flat=True)[:BATCH])
            if found:
                total += model._default_manager.filter(pk__in=found).delete()[1].get(model._meta.label, 0)
            if after is not None:
                after()
        if len(found) < BATCH:
            return total


def sweep_file(storage: Any, name: str) -> None:
    """Remove a file that no row names; in a dry run leave it."""
    if not is_proef():
        storage.delete(name)


def remove_file(storage: Any, name: str) -> None:
    """Remove a file once what no longer names it is committed; in a dry run leave it."""
    if not is_proef():
        transaction.on_commit(partial(storage.delete, name), robust=True)
