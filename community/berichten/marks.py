"""What a sender writes down about a mail: taking it, handing it over, and how it ended.

Every mark is one statement that only counts while the sender still holds the mail: the lease token is in its condition.
Leases run on the clock of the database, which all senders share.
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection

# Direct mails of a kind that cannot be switched off go at any hour, the others only while the hour is open.
CLAIM = """
UPDATE community_zending SET status = 'BEZIG', lease_token = %(token)s,
    lease_until = clock_timestamp() + make_interval(secs => %(lease)s)
WHERE id IN (
    SELECT id FROM community_zending
    WHERE status = 'GEPLAND' AND next_attempt_at <= %(now)s AND (is_mandatory OR %(is_open)s)
        AND NOT EXISTS (SELECT 1 FROM community_postpauze WHERE paused_at IS NOT NULL)
    ORDER BY next_attempt_at, id LIMIT %(limit)s FOR UPDATE SKIP LOCKED
) RETURNING id, key, attempts, is_mandatory, resend_uncertain
"""
# The last moment at which a mail can be stopped: it must still be ours, and tell as much as was rendered.
HAND_OVER = """
UPDATE community_zending SET uncertain = uncertain + 1,
    lease_until = clock_timestamp() + make_interval(secs => %(lease)s)
WHERE id = %(id)s AND lease_token = %(token)s AND status = 'BEZIG' AND %(count)s = (
    SELECT count(*) FROM community_bericht WHERE zending_id = %(id)s AND status = 'GEPLAND')
"""
END = """
WITH ended AS (
    UPDATE community_zending SET status = %(status)s, lease_token = NULL, lease_until = NULL,
        attempts = attempts + %(tries)s, uncertain = uncertain - %(certain)s, sent_at = COALESCE(%(sent_at)s, sent_at),
        smtp_code = %(smtp_code)s, error_code = %(error_code)s,
        next_attempt_at = COALESCE(%(next_attempt_at)s, next_attempt_at)
    WHERE id = %(id)s AND lease_token = %(token)s AND status = 'BEZIG'
    RETURNING id
), told AS (
    UPDATE community_bericht SET status = %(status)s
    WHERE %(is_final)s AND status = 'GEPLAND' AND zending_id IN (SELECT id FROM ended)
    RETURNING 1
)
SELECT count(*) FROM ended
"""
RELEASE = """
UPDATE community_zending SET status = 'GEPLAND', lease_token = NULL, lease_until = NULL
WHERE lease_token = %(token)s AND status = 'BEZIG'
"""
# A sender died or lost the database. What it had handed over may have arrived: overviews are held, the rest goes again.
RECOVER = """
WITH back AS (
    UPDATE community_zending SET lease_token = NULL, lease_until = NULL,
        status = CASE WHEN uncertain > 0 AND NOT resend_uncertain THEN 'ONZEKER' ELSE 'GEPLAND' END,
        error_code = CASE WHEN uncertain > 0 THEN 'AFGEBROKEN' ELSE error_code END
    WHERE status = 'BEZIG' AND lease_until < clock_timestamp()
    RETURNING id, status
), held AS (
    UPDATE community_bericht SET status = 'ONZEKER'
    WHERE status = 'GEPLAND' AND zending_id IN (SELECT id FROM back WHERE status = 'ONZEKER')
    RETURNING 1
)
SELECT count(*) FROM back
"""
FINAL = frozenset({"VERZONDEN", "MISLUKT", "ONZEKER", "VERVALLEN"})


@dataclass(frozen=True)
class Claimed:
    """One mail that this sender holds."""

    id: uuid.UUID
    key: str
    attempts: int
    is_mandatory: bool
    resend_uncertain: bool


@dataclass(frozen=True)
class Ending:
    """How a try ended. `is_certain`: the text was handed over and the server answered, so nothing is uncertain."""

    status: str
    error_code: str = ""
    smtp_code: str = ""
    sent_at: datetime | None = None
    next_attempt_at: datetime | None = None
    is_certain: bool = False
    is_try: bool = True


class Holder:
    """One sender's hold on the mails it claimed; all marks of one batch carry the same token."""

    def __init__(self) -> None:
        self.token = uuid.uuid4()

    def claim(self, now: datetime, *, limit: int, is_open: bool) -> list[Claimed]:
        """Take the mails that may leave, the longest waiting first; none while mail is paused."""
        values = {"now": now, "limit": limit, "is_open": is_open, **self._lease}
        return [Claimed(*row) for row in self._fetch(CLAIM, values)]

    def hand_over(self, mail_id: uuid.UUID, *, count: int) -> bool:
        """Note that the text goes out now; False when the mail is no longer ours or tells something else by now."""
        with connection.cursor() as cursor:
            cursor.execute(HAND_OVER, {"id": mail_id, "count": count, **self._lease})
            return bool(cursor.rowcount)

    def end(self, mail_id: uuid.UUID, ending: Ending) -> bool:
        """Note how a mail ended and let go of it; False when it was no longer ours."""
        values = {
            "id": mail_id,
            "token": self.token,
            "status": ending.status,
            "tries": int(ending.is_try),
            "certain": int(ending.is_certain),
            "sent_at": ending.sent_at,
            "smtp_code": ending.smtp_code,
            "error_code": ending.error_code,
            "next_attempt_at": ending.next_attempt_at,
            "is_final": ending.status in FINAL,
        }
        return bool(self._fetch(END, values)[0][0])

    def release(self) -> None:
        """Let go of every mail that is still held; others may take it at once."""
        with connection.cursor() as cursor:
            cursor.execute(RELEASE, {"token": self.token})

    @property
    def _lease(self) -> Mapping[str, Any]:
        return {"token": self.token, "lease": settings.MAIL_LEASE_SECONDS}

    def _fetch(self, statement: str, values: Mapping[str, Any]) -> Sequence[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            return cursor.fetchall()


def recover_leases() -> int:
    """Take back the mails of senders that died or hang, and return how many."""
    with connection.cursor() as cursor:
        cursor.execute(RECOVER)
        return int(cursor.fetchone()[0])
