"""Taking in word of undelivered mail, as often as the clock ticks or a beheerder asks."""

import time
from dataclasses import dataclass
from datetime import datetime

from community.berichten.bounces import note_returned
from community.berichten.dsn import read
from community.berichten.faults import record_fault
from community.berichten.mailboxes import MailboxError, open_mailboxes

PLACE = "post: teruggekomen mail"
# A round ends after this; the next one goes on. Whoever fills the mailbox must not keep other mail waiting.
SECONDS = 60


@dataclass
class Taken:
    """What a round came to: mails read, of which word of ours for good and for now, and what was none of those."""

    seen: int = 0
    hard: int = 0
    soft: int = 0
    ignored: int = 0


def take_in(now: datetime) -> Taken:
    """Read the mailbox of the settings, if they name one. One that cannot be read is a fault, counted and shown."""
    taken, start = Taken(), time.monotonic()
    try:
        with open_mailboxes() as boxes:
            for box in boxes:
                for content in box.mails():
                    if time.monotonic() - start > SECONDS:
                        break
                    _take(content, taken, now)
    except MailboxError as error:
        record_fault(PLACE, error.code, now)
    return taken


def _take(content: bytes, taken: Taken, now: datetime) -> None:
    taken.seen += 1
    told = read(content)
    is_ours = told is not None and note_returned(
        told.mail_id, told.addresses, code=told.code, is_hard=told.is_hard, now=now
    )
    if told is None or not is_ours:
        taken.ignored += 1
    elif told.is_hard:
        taken.hard += 1
    else:
        taken.soft += 1
