"""Questions in a Kring: which have no answer, and since when that is too long."""

import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from community.models import Groepsbericht, GroepsberichtKind
from community.workdays import add_workdays, local_date, mail_moment

# How many working days a question may wait before the trekker is asked to look (COM-15).
WORKDAYS = 3
# Older ones are not brought up any more.
BROUGHT_UP_WITHIN = timedelta(days=150)


def is_answered() -> Exists:
    """Return, for a query of first messages, whether somebody else replied and did not take it back."""
    by_another = ~Q(author=OuterRef("author")) | Q(reply_to__author__isnull=True)
    return Exists(Groepsbericht.objects.filter(by_another, reply_to=OuterRef("pk"), removed_at__isnull=True))


def answered_among(rows: Iterable[Groepsbericht]) -> set[uuid.UUID]:
    """Return the ids of the questions among these first messages to which somebody else replied.

    Only those without a best answer are looked at. One query; none when no such question has a reply.
    """
    waiting = [
        row.pk for row in rows
        if row.kind == GroepsberichtKind.VRAAG and row.reply_count and row.best_answer_id is None
    ]  # fmt: skip
    found = Groepsbericht.objects.filter(is_answered(), pk__in=waiting)
    return set(found.values_list("pk", flat=True)) if waiting else set()


def unanswered(rows: QuerySet[Groepsbericht]) -> QuerySet[Groepsbericht]:
    """Return the questions among these messages that nobody else replied to and that have no best answer."""
    vragen = rows.filter(kind=GroepsberichtKind.VRAAG, removed_at__isnull=True, best_answer__isnull=True)
    return vragen.filter(~is_answered())


def waiting_too_long(now: datetime) -> list[Groepsbericht]:
    """Return the questions in open Kringen without an answer since WORKDAYS working days. One query."""
    asked = Groepsbericht.objects.filter(created_at__gt=now - BROUGHT_UP_WITHIN, kring__closed_at__isnull=True)
    return [row for row in unanswered(asked).select_related("kring") if alarm_at(row.created_at) <= now]


def alarm_at(asked_at: datetime) -> datetime:
    """Return when a question waits too long: at 8.30 o'clock on the third working day after the day it was asked."""
    return mail_moment(add_workdays(local_date(asked_at), WORKDAYS))


def unanswered_by_id(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Groepsbericht]:
    """Return those of these questions that still have no answer, in Kringen that are open. One query."""
    rows = Groepsbericht.objects.filter(pk__in=set(ids), kring__closed_at__isnull=True)
    return {row.pk: row for row in unanswered(rows).select_related("kring__leergroep", "author")}
