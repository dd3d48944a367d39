"""Writing the log of changes, and forgetting its lines after their term. The database refuses every other change."""

from datetime import datetime
from typing import Any

from django.db import connection, transaction

from community.bewaarregels import REGELS
from community.logboekwoorden import check_codes
from community.models import Logregel, User
from community.wegdoen import remove_in_batches
from community.workdays import past_term

# Asked by the trigger of migration 0008: only the purge says so, and only for its own transaction.
OPEN_FOR_PURGE = "SELECT set_config('regiekamer.opruimen', 'ja', true)"
SHUT_AGAIN = "SELECT set_config('regiekamer.opruimen', '', true)"


def note(
    *, actor: User | None, action: str, subject: User | None = None, object_kind: str = "", object_id: Any = "",
    detail: str = "", now: datetime,
) -> None:  # fmt: skip
    """Write one line: who did what, about whom. Call inside the transaction of the change, so that both stand or none.

    `actor` is empty for what happened by itself. Ids and codes only: no titles and nothing that somebody wrote.
    Raises UnknownActionError for a code that community.logboekwoorden does not know.
    """
    check_codes(action, object_kind)
    Logregel.objects.create(
        at=now, actor_id=actor.pk if actor else None, action=action, object_kind=object_kind,
        object_id=str(object_id), subject_id=subject.pk if subject else None, detail=detail,
    )  # fmt: skip


def purge_logboek(now: datetime) -> int:
    """Forget the lines that are past their term; return how many."""
    rows = Logregel.objects.filter(at__lt=past_term(now, REGELS["logboek"].term))
    return remove_in_batches(rows, first=open_log, after=shut_log)


def open_log() -> None:
    """Let this transaction, and no other, remove lines of a log. Call inside a transaction."""
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("open_log is for one transaction")
    with connection.cursor() as cursor:
        cursor.execute(OPEN_FOR_PURGE)


def shut_log() -> None:
    """Let nothing remove lines any more, also in what follows in this transaction."""
    with connection.cursor() as cursor:
        cursor.execute(SHUT_AGAIN)
