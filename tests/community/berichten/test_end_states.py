"""Many mails at once to a mail server that treats each in another way: every row ends as it must (SECURITY.md T84).

The server says later for two hours or for ever, knows nobody, is full, refuses the text, takes the mail and hangs up,
or says nothing. `make test` sends two mails of each sort, `make proof` a hundred.
"""

import random
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from community.berichten.mail import message_id
from community.berichten.outbox import owe_many
from community.berichten.sender import BACKOFF, deliver
from community.models import User, Zending, ZendingStatus
from tests.factories.moments import NOW
from tests.in_full import IS_FULL, tell
from tests.post import kinds
from tests.post.sink import ONCE, Sink

pytestmark = [
    pytest.mark.django_db, pytest.mark.usefixtures("test_kinds"), pytest.mark.timeout(3600 if IS_FULL else 180),
]  # fmt: skip

EACH = 100 if IS_FULL else 2
HANGING = 5 if IS_FULL else 0  # each costs the whole patience of the sender
LONGEST = len(BACKOFF) + 1
ACCEPTED, REFUSED = ZendingStatus.VERZONDEN.value, ZendingStatus.MISLUKT.value
# What the server does -> how it ends: status, error code, SMTP code, tries, times uncertain, times the server took it.
ENDS = {
    "goed": (ACCEPTED, "", "250", 1, 0, 1),
    "later": (REFUSED, "VOLHARD", "451", LONGEST, 0, 0),
    "later1": (ACCEPTED, "", "250", 2, 0, 1),
    "later5": (ACCEPTED, "", "250", 6, 0, 1),
    "vol": (REFUSED, "VOLHARD", "452", LONGEST, 0, 0),
    "vol3": (ACCEPTED, "", "250", 4, 0, 1),
    "weg": (REFUSED, "GEWEIGERD", "550", 1, 0, 0),
    "onbekend": (REFUSED, "GEWEIGERD", "550", 1, 0, 0),
    "beleid": (REFUSED, "GEWEIGERD", "550", 1, 0, 0),
    "relais": (REFUSED, "GEWEIGERD", "554", 1, 0, 0),
    "spam": (REFUSED, "GEWEIGERD", "554", 1, 0, 0),
    "val": (ACCEPTED, "", "250", 1 + ONCE["val"], 1, 2),
    "val2": (ACCEPTED, "", "250", 3, 2, 3),
}
HANG = {"hang1": (ACCEPTED, "", "250", 2, 1)}


def people(*, each: int, hanging: int) -> list[User]:
    """Store people whose addresses make the server behave so, in no order."""
    sorts = [sort for sort in ENDS for _ in range(each)] + [sort for sort in HANG for _ in range(hanging)]
    random.Random(84).shuffle(sorts)  # noqa: S311 - a fixed order, no secret
    rows = [
        User(
            email=f"{sort}-{uuid.uuid4().hex[:8]}@voorbeeld.example",
            voornaam="Noor",
            achternaam="Postma",
            joined_at=NOW,
        )
        for sort in sorts
    ]
    return User.objects.bulk_create(rows)


def send_until_all_ended() -> None:
    """Let the clock tick whenever a next try comes due, a little later so that those of one step go together."""
    now: datetime | None = NOW
    while now is not None:
        deliver(now)
        waiting = Zending.objects.filter(status=ZendingStatus.GEPLAND).order_by("next_attempt_at")
        moment = waiting.values_list("next_attempt_at", flat=True).first()
        now = None if moment is None else max(moment, now) + timedelta(seconds=30)


def test_each_mail_comes_to_its_own_end(serve: Callable[..., Sink]) -> None:
    sink = serve()
    owed = people(each=EACH, hanging=HANGING)
    owe_many(kinds.MANDATORY, object_id=uuid.uuid4(), now=NOW, recipients=owed, moment="einde")
    send_until_all_ended()
    copies, wrong, lost, falsely_sent = sink.book.copies(), [], 0, 0
    rows = list(Zending.objects.select_related("recipient"))
    for row in rows:
        assert row.recipient is not None
        sort = row.recipient.email.partition("-")[0]
        taken = copies[message_id(row.key)]
        found = (row.status, row.error_code, row.smtp_code, row.attempts, row.uncertain)
        is_right = found == HANG[sort] if sort in HANG else (*found, taken) == ENDS[sort]
        wrong += [] if is_right else [(sort, *found, taken)]
        lost += row.status not in {ACCEPTED, REFUSED}
        falsely_sent += row.status == ACCEPTED and not taken
    tell(mails=len(rows), sorts=len(ENDS) + len(HANG), wrong=len(wrong), lost=lost, falsely_sent=falsely_sent)
    assert (wrong, lost, falsely_sent, len(rows)) == ([], 0, 0, len(owed))
