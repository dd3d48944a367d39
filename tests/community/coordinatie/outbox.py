"""Messages in every state of the outbox, for tests of the pages that show and steer them."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from community.models import Bericht, BerichtStatus, MailMode, User, Zending, ZendingStatus
from tests.factories.moments import NOW
from tests.post.kinds import DIRECT

MAIL_OF = {
    BerichtStatus.VERZONDEN: ZendingStatus.VERZONDEN,
    BerichtStatus.MISLUKT: ZendingStatus.MISLUKT,
    BerichtStatus.ONZEKER: ZendingStatus.ONZEKER,
}


def message(
    recipient: User | None, status: str = BerichtStatus.GEPLAND, *, kind: str = DIRECT, hours: float = 1, **mail: Any
) -> Bericht:
    """Return a message in this state, so many hours before NOW; one that was tried has its mail."""
    moment = NOW - timedelta(hours=hours)
    zending = None
    if status in MAIL_OF or mail:
        usual = {
            "status": MAIL_OF.get(BerichtStatus(status), ZendingStatus.GEPLAND),
            "attempts": 1,
            "next_attempt_at": moment,
            "sent_at": moment if status == BerichtStatus.VERZONDEN else None,
        }
        zending = Zending.objects.create(key=f"bericht:{uuid4()}", recipient=recipient, due_at=moment, **usual | mail)
    return Bericht.objects.create(
        dedupe_key=str(uuid4()), kind=kind, recipient=recipient, object_id=uuid4(), moment="woord", created_at=moment,
        due_at=moment, mail_at=moment, mail_mode=MailMode.DIRECT, status=status, zending=zending,
    )  # fmt: skip
