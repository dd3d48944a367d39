"""Writing to each other in a Kring."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from community import access
from community.access.groepsberichten import may_edit_groepsbericht, may_post, may_remove_groepsbericht
from community.access.kringen import active_lidmaatschappen
from community.actions.bestanden import kept_files, remove_bestanden
from community.actions.bestandsinhoud import Inhoud
from community.actions.errors import ActionError, StaleSaveError
from community.actions.kringen import hold_to_write
from community.actions.vermeldingen import moment_of, name_people
from community.berichten.outbox import owe_many
from community.models import (
    Bericht,
    BerichtStatus,
    Bestand,
    Groepsbericht,
    GroepsberichtKind,
    Kring,
    MailMode,
    User,
    Vermelding,
    Voorkeur,
)
from community.queries.meelezers import readers_of

SUBJECT = "LEERGROEPEN"


@dataclass(frozen=True)
class Meegestuurd:
    """What comes with the text of a message: ids of people to name beside those in the text, and judged files."""

    named: Sequence[uuid.UUID] = ()
    files: Sequence[Inhoud] = ()


NOTHING_MORE = Meegestuurd()


def post_groepsbericht(
    *, actor: User, kring: Kring, text: str, now: datetime, title: str = "", more: Meegestuurd = NOTHING_MORE
) -> Groepsbericht:
    """Begin a conversation; with a title it is a question. Who wants to hear of every message at once is told.

    Raises KringClosedError when the group is closed.
    """
    access.require(may_post(actor, kring, now))
    kind = GroepsberichtKind.VRAAG if title else GroepsberichtKind.BERICHT
    bericht = Groepsbericht(kring=kring, author=actor, kind=kind, title=title, text=text, created_at=now)
    with transaction.atomic():
        hold_to_write(actor, kring.pk)
        bericht.save(force_insert=True)
        with kept_files(bericht, more.files, now=now):
            named = name_people(bericht=bericht, writer=actor, chosen=more.named, now=now)
            tell_readers("N77", bericht=bericht, people=named, moment=moment_of(bericht), now=now)
            wanting = readers_of(kring, actor, now, only=_direct_readers(), is_muted=False)
            unnamed = [user for user in wanting if user not in named]
            owe_many("N77", object_id=bericht.pk, recipients=unnamed, moment="nieuw", now=now)
    return bericht


def reply_to_groepsbericht(
    *, actor: User, bericht: Groepsbericht, text: str, now: datetime, more: Meegestuurd = NOTHING_MORE
) -> Groepsbericht:
    """Answer in a conversation; a reply to a reply joins the same conversation.

    Its writer and who replied before are told, unless a message about this conversation still waits for them; who is
    named is told of that instead. Raises KringClosedError when the group is closed.
    """
    access.require(may_post(actor, bericht.kring, now))
    with transaction.atomic():
        hold_to_write(actor, bericht.kring_id)
        reply = _add_reply(bericht.kring, actor, bericht.reply_to_id or bericht.pk, text, now)
        with kept_files(reply, more.files, now=now):
            named = name_people(bericht=reply, writer=actor, chosen=more.named, now=now)
            tell_readers("N77", bericht=reply, people=named, moment=moment_of(reply), now=now)
            _tell_of_reply(reply, actor, named, now)
    return reply


def edit_groepsbericht(
    *, actor: User, bericht: Groepsbericht, version: int, text: str, now: datetime, title: str = ""
) -> Groepsbericht:
    """Change one's own words. Raises StaleSaveError when they were saved elsewhere after `version`, ActionError when
    the message was removed or the group closed meanwhile."""
    access.require(may_edit_groepsbericht(actor, bericht, now))
    with transaction.atomic():
        hold_to_write(actor, bericht.kring_id)
        rows = Groepsbericht.objects.filter(pk=bericht.pk, version=version, removed_at__isnull=True)
        changed = rows.update(text=text, title=title, edited_at=now, version=version + 1)
        stored = Groepsbericht.objects.select_related("kring").get(pk=bericht.pk)
        if stored.removed_at is not None:
            raise ActionError(_("Dit bericht is intussen verwijderd. Je kunt het niet meer veranderen."))
        if not changed:
            raise StaleSaveError(stored)
        named = name_people(bericht=stored, writer=actor, now=now)
        tell_readers("N77", bericht=stored, people=named, moment=moment_of(stored), now=now)
    return stored


def remove_groepsbericht(*, actor: User, bericht: Groepsbericht, now: datetime) -> None:
    """Take the words and files away; the place stays, so that the replies still stand somewhere. Twice changes nothing.

    A best answer that is removed is the best no more.
    """
    access.require(may_remove_groepsbericht(actor, bericht, now))
    with transaction.atomic():
        if bericht.reply_to_id:  # the question before its answer: the same order as who chooses the best
            Groepsbericht.objects.select_for_update(no_key=True).get(pk=bericht.reply_to_id)
        rows = Groepsbericht.objects.filter(pk=bericht.pk, removed_at__isnull=True)
        rows.update(text="", title="", best_answer=None, removed_at=now, version=F("version") + 1)
        Groepsbericht.objects.filter(best_answer=bericht.pk).update(best_answer=None)
        Vermelding.objects.filter(groepsbericht=bericht.pk).delete()
        remove_bestanden(Bestand.objects.filter(groepsbericht=bericht.pk))


def tell_readers(kind: str, *, bericht: Groepsbericht, people: Iterable[User], moment: str, now: datetime) -> None:
    """Tell these people of a message; who muted the Kring gets it on screen only, without mail."""
    known = list(people)
    if not known:
        return
    muting = active_lidmaatschappen(now).filter(kring=bericht.kring, muted_at__isnull=False)
    muted = set(muting.values_list("user_id", flat=True))
    subject = bericht.reply_to_id or bericht.pk
    owe_many(kind, object_id=subject, moment=moment, now=now,
             recipients=[user for user in known if user.pk not in muted])  # fmt: skip
    owe_many(kind, object_id=subject, moment=moment, now=now, mode=MailMode.GEEN,
             recipients=[user for user in known if user.pk in muted])  # fmt: skip


def _tell_of_reply(reply: Groepsbericht, writer: User, named: Sequence[User], now: datetime) -> None:
    """Tell who takes part in the conversation and who wants to hear of everything, unless she was named or waits."""
    first_id = reply.reply_to_id
    if first_id is None:
        return
    taking_part = Groepsbericht.objects.filter(pk=first_id) | Groepsbericht.objects.filter(reply_to=first_id)
    told = readers_of(reply.kring, writer, now, only=taking_part.values("author"))
    direct = readers_of(reply.kring, writer, now, only=_direct_readers(), is_muted=False)
    left_out = set(_pending(first_id)) - {user.pk for user in direct} | {user.pk for user in named}
    recipients = {user.pk: user for user in (*told, *direct) if user.pk not in left_out}
    tell_readers("N77", bericht=reply, people=recipients.values(), moment=f"reactie:{reply.pk}", now=now)


def _add_reply(kring: Kring, writer: User, first_id: uuid.UUID, text: str, now: datetime) -> Groepsbericht:
    """Store a reply as the last of its conversation; replies to one message are numbered one after another."""
    first = Groepsbericht.objects.select_for_update(no_key=True).get(pk=first_id)
    first.reply_count += 1
    first.last_reply_at = max(now, first.last_reply_at or now)
    first.save(update_fields=["reply_count", "last_reply_at"])
    return Groepsbericht.objects.create(
        kring=kring, author=writer, reply_to=first, number=first.reply_count, text=text, created_at=now
    )


def _direct_readers() -> QuerySet[Any, Any]:
    return Voorkeur.objects.filter(subject=SUBJECT, mode=MailMode.DIRECT).values("user")


def _pending(conversation_id: uuid.UUID) -> QuerySet[Bericht, uuid.UUID | None]:
    """Return who still has an unread message about this conversation that was not mailed yet: one is enough."""
    waiting = Bericht.objects.filter(
        kind="N77", object_id=conversation_id, seen_at__isnull=True,
        status__in=(BerichtStatus.GEPLAND, BerichtStatus.SCHERM),
    )  # fmt: skip
    return waiting.values_list("recipient_id", flat=True)
