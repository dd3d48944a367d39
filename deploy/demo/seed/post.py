"""What the story owed in the past has long been sent: the demo begins without a flood of old mail."""

from datetime import datetime, timedelta

from community.models import (
    Bericht,
    BerichtStatus,
    Bezorging,
    BezorgReden,
    MailMode,
    User,
    Zending,
    ZendingStatus,
)
from deploy.demo.personas import PERSONAS

# Younger messages go out for real when the demo starts, so that its mailbox is not empty.
STILL_TO_SEND = timedelta(days=3)
SEEN_AFTER = timedelta(days=10)


def settle(now: datetime) -> None:
    """Mark messages of the past as sent (those on screen as seen), each mail with its own Zending."""
    past = Bericht.objects.filter(due_at__lt=now - STILL_TO_SEND, status=BerichtStatus.GEPLAND)
    past.filter(is_on_screen=True, due_at__lt=now - SEEN_AFTER).update(seen_at=now)
    mailed = list(past.exclude(mail_mode=MailMode.GEEN))
    zendingen = [
        Zending(key=f"bericht:{bericht.pk}", recipient_id=bericht.recipient_id, status=ZendingStatus.VERZONDEN,
                due_at=bericht.due_at, next_attempt_at=bericht.due_at, attempts=1, sent_at=bericht.due_at,
                smtp_code="250")
        for bericht in mailed
    ]  # fmt: skip
    Zending.objects.bulk_create(zendingen)
    for bericht, zending in zip(mailed, zendingen, strict=True):
        bericht.zending = zending
        bericht.status = BerichtStatus.VERZONDEN
    Bericht.objects.bulk_update(mailed, ["zending", "status"], batch_size=500)
    past.filter(mail_mode=MailMode.GEEN).update(status=BerichtStatus.VERZONDEN)


def come_back(now: datetime) -> None:
    """Let mail to two members not arrive: one whose address was stopped, and one where it happened once."""
    others = User.objects.exclude(email__in=[persona.email for persona in PERSONAS]).order_by("sort_key", "pk")[:2]
    for count, user in zip((2, 1), others, strict=True):
        last_at = now - timedelta(days=count)
        Bezorging.objects.create(
            user=user, email=user.email, reason=BezorgReden.TERUG, code="5.1.1", count=count,
            since=now - timedelta(days=9), last_at=last_at, stopped_at=last_at if count > 1 else None,
        )  # fmt: skip
