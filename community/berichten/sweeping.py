"""Putting right what a task that was cut off left behind, and noticing what does not move."""

from datetime import datetime, timedelta

from django.db import connection

from community.berichten.departure import is_open
from community.berichten.faults import beat, record_fault
from community.berichten.marks import recover_leases
from community.queries.berichten import is_paused, oldest_due_at
from community.queries.werk import oldest_waiting

# Mail that waits longer than this while it may leave.
STUCK = timedelta(minutes=30)
# Long work that nobody takes up while a person waits for it.
IDLE = timedelta(minutes=10)
# A mail ended and one of its messages does not know: it takes over the end of its mail.
ALIGN = """
UPDATE community_bericht AS bericht SET status = mail.status
FROM community_zending AS mail
WHERE mail.id = bericht.zending_id AND bericht.status = 'GEPLAND'
    AND mail.status IN ('VERZONDEN', 'MISLUKT', 'ONZEKER', 'VERVALLEN')
"""


def sweep(now: datetime) -> None:
    """Take back the mails of senders that died, align messages with their mails, and count what does not move."""
    recover_leases()
    with connection.cursor() as cursor:
        cursor.execute(ALIGN)
    oldest = oldest_due_at(now)
    if oldest and now - oldest > STUCK and is_open(now) and not is_paused():
        record_fault("deliver", "ACHTERSTAND", now)
    waiting = oldest_waiting(now)
    if waiting and now - waiting > IDLE:
        record_fault("werk", "ACHTERSTAND", now)
    beat("sweep", now)
