"""Messages of a Kring as one person reads them: conversations, one conversation, and what is new."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, F, OuterRef, QuerySet, Subquery, Window
from django.db.models.functions import Coalesce, RowNumber
from django.urls import reverse

from community.access.groepsberichten import edits, removes, visible_groepsberichten
from community.access.kringen import Standing
from community.models import Groepsbericht, Kring, User

# Of each conversation in the list the last few replies are shown; the rest stands on its own page.
LAST_REPLIES = 2
NEWS_WITHIN = timedelta(days=30)
MOST_NEWS = 5


@dataclass(frozen=True)
class ShownBericht:
    """One message as one person reads it. Of a removed one only the place is left."""

    bericht: Groepsbericht
    author: str
    is_own: bool
    may_edit: bool
    may_remove: bool

    @property
    def is_removed(self) -> bool:
        """Whether the text was taken away."""
        return self.bericht.removed_at is not None


@dataclass(frozen=True)
class Conversation:
    """A message with its replies; `reply_count` counts also those that are not shown."""

    first: ShownBericht
    replies: Sequence[ShownBericht]
    reply_count: int

    @property
    def hidden_count(self) -> int:
        """How many replies stand on the page of the conversation only."""
        return self.reply_count - len(self.replies)


@dataclass(frozen=True)
class News:
    """The latest sign of life in one conversation, by somebody else."""

    url: str
    group: str
    author: str
    at: datetime
    is_reply: bool


def conversations(kring: Kring, user: User, now: datetime) -> QuerySet[Groepsbericht]:
    """Return the first messages of the conversations in a Kring; the one with the latest message on top."""
    replies = Groepsbericht.objects.filter(reply_to=OuterRef("pk")).order_by("-created_at")
    rows = visible_groepsberichten(user, now).filter(kring=kring, reply_to__isnull=True)
    latest = Coalesce(Subquery(replies.values("created_at")[:1]), F("created_at"))
    return rows.select_related("author", "kring").annotate(latest_at=latest).order_by("-latest_at", "-pk")


def with_last_replies(
    firsts: Iterable[Groepsbericht], user: User, place: Standing, now: datetime
) -> list[Conversation]:
    """Return conversations with their last replies; one query for any number."""
    rows = list(firsts)
    replies: dict[uuid.UUID | None, list[Groepsbericht]] = defaultdict(list)
    newest_first = [F("created_at").desc(), F("pk").desc()]
    found = (
        visible_groepsberichten(user, now)
        .filter(reply_to__in=[row.pk for row in rows])
        .select_related("author", "kring")
        .annotate(
            from_end=Window(RowNumber(), partition_by=F("reply_to"), order_by=newest_first),
            total=Window(Count("pk"), partition_by=F("reply_to")),
        )
        .filter(from_end__lte=LAST_REPLIES)
        .order_by("created_at", "pk")
    )
    totals = {}
    for reply in found:
        replies[reply.reply_to_id].append(reply)
        totals[reply.reply_to_id] = reply.total
    return [
        Conversation(show(row, user, place), [show(reply, user, place) for reply in replies[row.pk]],
                     totals.get(row.pk, 0))
        for row in rows
    ]  # fmt: skip


def replies_to(first: Groepsbericht, user: User, now: datetime) -> QuerySet[Groepsbericht]:
    """Return the replies in one conversation, in the order they were written."""
    rows = visible_groepsberichten(user, now).filter(reply_to=first)
    return rows.select_related("author", "kring").order_by("created_at", "pk")


def show(bericht: Groepsbericht, user: User, place: Standing) -> ShownBericht:
    """Return a message with what this person may do with it. No query when author and kring came with it."""
    is_removed = bericht.removed_at is not None
    return ShownBericht(
        bericht=bericht,
        author=bericht.author.naam if bericht.author else "Oud-lid",
        is_own=bericht.author_id == user.pk,
        may_edit=not is_removed and edits(user, bericht, place),
        may_remove=not is_removed and removes(user, bericht, place),
    )


def news_of(user: User, now: datetime) -> list[News]:
    """Return what others wrote in the groups of this person lately, each conversation once. One query."""
    rows = (
        visible_groepsberichten(user, now)
        .filter(created_at__gt=now - NEWS_WITHIN, removed_at__isnull=True, kring__leergroep__isnull=False)
        .exclude(author=user)
        .alias(
            from_end=Window(
                RowNumber(), partition_by=Coalesce("reply_to", "pk"), order_by=[F("created_at").desc(), F("pk").desc()]
            )
        )
        .filter(from_end=1)
        .select_related("author", "kring__leergroep")
        .order_by("-created_at", "pk")[:MOST_NEWS]
    )
    return [
        News(
            url=conversation_path(row.kring.leergroep.slug, row.reply_to_id or row.pk),
            group=row.kring.name,
            author=row.author.naam if row.author else "Oud-lid",
            at=row.created_at,
            is_reply=row.reply_to_id is not None,
        )
        for row in rows
    ]


def conversation_path(slug: str, first_id: uuid.UUID) -> str:
    """Return the address of one conversation of a leergroep."""
    return reverse("leergroep-gesprek", kwargs={"slug": slug, "bericht_id": first_id})


def berichten_by_id(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Groepsbericht]:
    """Return these messages with their group, those that were removed left out. One query."""
    return (
        Groepsbericht.objects.filter(removed_at__isnull=True)
        .select_related("kring__leergroep", "author")
        .in_bulk(list(set(ids)))
    )
