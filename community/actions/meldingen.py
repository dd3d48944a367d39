"""Remembering what a person has seen."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from community import access
from community.access.meldingen import visible_meldingen
from community.models import Bericht, User


def mark_seen(*, actor: User, berichten: Collection[Bericht], now: datetime) -> None:
    """Remember that the person saw these meldingen; the first time counts. Changes nothing else.

    A seen-mark is the one thing that looking at a page may write (SECURITY.md T59).
    """
    access.require(all(bericht.recipient_id == actor.pk for bericht in berichten))
    unseen = [bericht.pk for bericht in berichten if bericht.seen_at is None]
    if not unseen:
        return
    with transaction.atomic():
        visible_meldingen(actor, now).filter(pk__in=unseen, seen_at__isnull=True).update(seen_at=now)
