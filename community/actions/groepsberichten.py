"""Writing to each other in a Kring."""

import uuid
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from community import access
from community.access.groepsberichten import may_edit_groepsbericht, may_post, may_remove_groepsbericht
from community.access.kringen import agreed_lidmaatschappen
from community.actions.errors import ActionError, StaleSaveError
from community.berichten.outbox import owe_many
from community.models import Bericht, BerichtStatus, Groepsbericht, Kring, MailMode, User, Voorkeur

SUBJECT = "LEERGROEPEN"


def post_groepsbericht(*, actor: User, kring: Kring, text: str, now: datetime) -> Groepsbericht:
    """Begin a conversation. Who wants to hear of every message at once is told."""
    access.require(may_post(actor, kring, now))
    with transaction.atomic():
        bericht = Groepsbericht.objects.create(kring=kring, author=actor, text=text, created_at=now)
        wanting = _readers(kring, actor, now, only=_direct_readers())
        owe_many("N77", object_id=bericht.pk, recipients=wanting, moment="nieuw", now=now)
    return bericht


def reply_to_groepsbericht(*, actor: User, bericht: Groepsbericht, text: str, now: datetime) -> Groepsbericht:
    """Answer in a conversation; a reply to a reply joins the same conversation.

    Its writer and who replied before are told, unless a message about this conversation still waits for them.
    """
    access.require(may_post(actor, bericht.kring, now))
    with transaction.atomic():
        first_id = bericht.reply_to_id or bericht.pk
        reply = _add_reply(bericht.kring, actor, first_id, text, now)
        taking_part = Groepsbericht.objects.filter(pk=first_id) | Groepsbericht.objects.filter(reply_to=first_id)
        told = _readers(bericht.kring, actor, now, only=taking_part.values("author"))
        direct = _readers(bericht.kring, actor, now, only=_direct_readers())
        waiting = set(_pending(first_id)) - {user.pk for user in direct}
        recipients = {user.pk: user for user in (*told, *direct) if user.pk not in waiting}
        owe_many("N77", object_id=first_id, recipients=recipients.values(), moment=f"reactie:{reply.pk}", now=now)
    return reply


def edit_groepsbericht(*, actor: User, bericht: Groepsbericht, version: int, text: str, now: datetime) -> Groepsbericht:
    """Change one's own words. Raises StaleSaveError when they were saved elsewhere after `version`, ActionError when
    the message was removed meanwhile."""
    access.require(may_edit_groepsbericht(actor, bericht, now))
    rows = Groepsbericht.objects.filter(pk=bericht.pk, version=version, removed_at__isnull=True)
    changed = rows.update(text=text, edited_at=now, version=version + 1)
    stored = Groepsbericht.objects.get(pk=bericht.pk)
    if stored.removed_at is not None:
        raise ActionError(_("Dit bericht is intussen verwijderd. Je kunt het niet meer veranderen."))
    if not changed:
        raise StaleSaveError(stored)
    return stored


def remove_groepsbericht(*, actor: User, bericht: Groepsbericht, now: datetime) -> None:
    """Take the text away; the place stays, so that the replies still stand somewhere. Twice changes nothing."""
    access.require(may_remove_groepsbericht(actor, bericht, now))
    rows = Groepsbericht.objects.filter(pk=bericht.pk, removed_at__isnull=True)
    rows.update(text="", removed_at=now, version=F("version") + 1)


def _add_reply(kring: Kring, actor: User, first_id: uuid.UUID, text: str, now: datetime) -> Groepsbericht:
    """Store a reply as the last of its conversation; replies to one message are numbered one after another."""
    first = Groepsbericht.objects.select_for_update(no_key=True).get(pk=first_id)
    first.reply_count += 1
    first.last_reply_at = max(now, first.last_reply_at or now)
    first.save(update_fields=["reply_count", "last_reply_at"])
    return Groepsbericht.objects.create(
        kring=kring, author=actor, reply_to=first, number=first.reply_count, text=text, created_at=now
    )


def _readers(kring: Kring, actor: User, now: datetime, *, only: QuerySet[Any, Any]) -> list[User]:
    """Return which of these people read along in the Kring now, without the writer herself."""
    rows = agreed_lidmaatschappen(now).filter(kring=kring, user__in=only).exclude(user=actor)
    return [row.user for row in rows.select_related("user")]


def _direct_readers() -> QuerySet[Any, Any]:
    return Voorkeur.objects.filter(subject=SUBJECT, mode=MailMode.DIRECT).values("user")


def _pending(conversation_id: uuid.UUID) -> QuerySet[Bericht, uuid.UUID | None]:
    """Return who still has an unread message about this conversation that was not mailed yet: one is enough."""
    waiting = Bericht.objects.filter(
        kind="N77", object_id=conversation_id, seen_at__isnull=True,
        status__in=(BerichtStatus.GEPLAND, BerichtStatus.SCHERM),
    )  # fmt: skip
    return waiting.values_list("recipient_id", flat=True)
