"""Opening and closing duties. Only other actions and planners call these; a person closes a Taak by doing it."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from community.models import Kring, Taak, User


def open_taken(
    kind: str, *, users: Iterable[User], object_id: uuid.UUID, now: datetime, kring: Kring | None = None,
    due_at: datetime | None = None,
) -> None:  # fmt: skip
    """Give these people the same duty; who has it already keeps the one she has."""
    Taak.objects.bulk_create(
        [Taak(user=user, kind=kind, object_id=object_id, kring=kring, opened_at=now, due_at=due_at) for user in users],
        ignore_conflicts=True,
    )


def finish_taken(kind: str, *, object_id: uuid.UUID, now: datetime, user: User | None = None) -> None:
    """Mark open duties of this kind and object as done, of one person or of everyone."""
    _open(kind, object_id, user).update(done_at=now)


def withdraw_taken(
    kind: str, *, object_id: uuid.UUID, now: datetime, user: User | None = None, but_not: Iterable[User] = ()
) -> None:
    """Take back open duties: their object is gone, or the person is no longer asked; `but_not` keep theirs."""
    _open(kind, object_id, user).exclude(user__in=list(but_not)).update(withdrawn_at=now)


def move_taken(kind: str, *, object_id: uuid.UUID, due_at: datetime) -> None:
    """Let open duties of this kind and object be due at another moment; their ladder goes by that one."""
    _open(kind, object_id, None).exclude(due_at=due_at).update(due_at=due_at)


def _open(kind: str, object_id: uuid.UUID, user: User | None) -> QuerySet[Taak]:
    rows = Taak.objects.filter(kind=kind, object_id=object_id, done_at__isnull=True, withdrawn_at__isnull=True)
    return rows if user is None else rows.filter(user=user)
