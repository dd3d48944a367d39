"""Addresses where mail does not arrive: counting what comes back, and stopping in time.

A server that refuses an address stops it at once; mail that comes back stops it at the second time. What stops is all
that the outbox sends. Meldingen on screen go on, and so do the mails a person asks for at the login page (login code,
reset link): see docs/decisions/0013.
"""

import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from community.berichten.faults import record_fault
from community.models import (
    Bericht,
    BerichtStatus,
    Bezorging,
    BezorgReden,
    User,
    Zending,
    ZendingStatus,
    normalise_email,
)

ENOUGH = 2
# What came back longer ago than this does not count any more.
MEMORY = timedelta(days=90)
# More at once says something of our own mail server rather than of so many people: then a beheerder must look.
MOST_AN_HOUR = 20
PLACE = "post: adressen stoppen"
# Word of a mail that left longer ago than this is not looked at.
OLDEST = timedelta(days=30)


def stopped_addresses(addresses: Iterable[str]) -> set[str]:
    """Return which of these addresses take no mail. One query."""
    wanted = {normalise_email(address) for address in addresses}
    if not wanted:
        return set()
    return set(Bezorging.objects.filter(email__in=wanted, stopped_at__isnull=False).values_list("email", flat=True))


def note_refusal(address: str, *, code: str, now: datetime) -> None:
    """Stop an address that a mail server refuses. Does nothing for an address that is no member's."""
    with transaction.atomic():
        user = User.objects.select_for_update(no_key=True).filter(email=normalise_email(address)).first()
        if user is not None:
            _count(user, BezorgReden.GEWEIGERD, code, now, enough=1)


def note_returned(mail_id: uuid.UUID, addresses: Iterable[str], *, code: str, is_hard: bool, now: datetime) -> bool:
    """Note that a mail came back from one of these addresses; returns whether it was one of ours that had left.

    Each mail comes back once, however often one says so. It counts against the address of its reader only when that is
    her present address and the failure is a hard one.
    """
    with transaction.atomic():
        mail = (
            Zending.objects.select_for_update(of=("self",))
            .select_related("recipient")
            .filter(pk=mail_id, status__in=(ZendingStatus.VERZONDEN, ZendingStatus.ONZEKER), bounced_at__isnull=True,
                    due_at__gt=now - OLDEST)
            .first()
        )  # fmt: skip
        if mail is None:
            return False
        mail.status, mail.error_code, mail.smtp_code = ZendingStatus.MISLUKT, "TERUG", code[:8]
        mail.bounced_at, mail.bounce_code = now, code[:12]
        mail.save(update_fields=["status", "error_code", "smtp_code", "bounced_at", "bounce_code"])
        told = (BerichtStatus.VERZONDEN, BerichtStatus.ONZEKER)
        Bericht.objects.filter(zending=mail, status__in=told).update(status=BerichtStatus.MISLUKT)
        reader = mail.recipient
        if is_hard and reader is not None and reader.email in {normalise_email(address) for address in addresses}:
            _count(reader, BezorgReden.TERUG, code, now, enough=ENOUGH)
    return True


def forget(user: User) -> None:
    """Begin anew with the address of this person. Called by actions, inside their transaction."""
    Bezorging.objects.filter(user=user).delete()


def _count(user: User, reason: BezorgReden, code: str, now: datetime, *, enough: int) -> None:
    """Count one failure; stop the address when it is one too many."""
    fresh = {"email": user.email, "reason": reason, "since": now, "last_at": now}
    row, _is_new = Bezorging.objects.select_for_update().get_or_create(user=user, defaults=fresh)
    if row.email != user.email or (row.stopped_at is None and now - row.last_at > MEMORY):
        row.email, row.since, row.count, row.stopped_at = user.email, now, 0, None
    row.reason, row.code, row.last_at, row.count = reason, code[:12], now, min(row.count + 1, 32_000)
    if row.stopped_at is None and row.count >= enough and _may_stop(now):
        row.stopped_at = now
    row.save()


def _may_stop(now: datetime) -> bool:
    lately = Bezorging.objects.filter(stopped_at__gt=now - timedelta(hours=1)).count()
    if lately >= MOST_AN_HOUR:
        record_fault(PLACE, "TE_VEEL", now)
        return False
    return True
