"""Messages of a Kring as one person reads them: conversations, one conversation, and what is new."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse

from community.access.groepsberichten import chooses, edits, removes, visible_groepsberichten
from community.access.kringen import Standing
from community.models import (
    NAAM_FIELDS,
    Bestand,
    Groepsbericht,
    GroepsberichtKind,
    Kring,
    User,
    Vermelding,
    naam_of,
)
from community.queries.batches import in_batches
from community.queries.vragen import answered_among

# Of each conversation in the list the last few replies are shown; the rest stands on its own page.
LAST_REPLIES = 2
NEWS_WITHIN = timedelta(days=30)
MOST_NEWS = 5
NEWS_AT_ONCE = 20
OUD_LID = "Oud-lid"
LATEST_AT = Coalesce("last_reply_at", "created_at")


@dataclass(frozen=True)
class Extras:
    """The files with some messages and who is named in them, by the id of the message."""

    files: Mapping[uuid.UUID, Sequence[Bestand]] = field(default_factory=dict)
    named: Mapping[uuid.UUID, Sequence[Vermelding]] = field(default_factory=dict)


NO_EXTRAS = Extras()


@dataclass(frozen=True)
class ShownBericht:
    """One message as one person reads it. Of a removed one only the place is left.

    `written` are the names as they stand in the text after '@'; `named` those who were chosen beside the text.
    """

    bericht: Groepsbericht
    author: str
    is_own: bool
    may_edit: bool
    may_remove: bool
    may_choose: bool = False
    is_best: bool = False
    is_answered: bool = False
    files: Sequence[Bestand] = ()
    written: Sequence[str] = ()
    named: Sequence[str] = ()

    @property
    def is_removed(self) -> bool:
        """Whether the text was taken away."""
        return self.bericht.removed_at is not None

    @property
    def is_vraag(self) -> bool:
        """Whether it is a question that still stands."""
        return self.bericht.kind == GroepsberichtKind.VRAAG and not self.is_removed

    @property
    def is_to_all(self) -> bool:
        """Whether the trekker mailed it to all."""
        return self.bericht.kind == GroepsberichtKind.AAN_ALLEN and not self.is_removed

    @property
    def has_mark(self) -> bool:
        """Whether a status stands above its text."""
        return self.is_best or self.is_vraag or self.is_to_all


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
class Latest:
    """One conversation in one line; `words` is empty when its first message was removed."""

    pk: uuid.UUID
    words: str
    author: str
    at: datetime


@dataclass(frozen=True)
class News:
    """The latest sign of life in one conversation, by somebody else."""

    url: str
    group: str
    author: str
    at: datetime
    is_reply: bool


def conversations(kring: Kring, user: User, now: datetime) -> QuerySet[Groepsbericht]:
    """Return the first messages of the conversations in a Kring; the one with the latest message on top.

    Their Kring does not come with them: who asks has it at hand.
    """
    rows = visible_groepsberichten(user, now).filter(kring=kring, reply_to__isnull=True)
    return rows.select_related("author").annotate(latest_at=LATEST_AT).order_by("-latest_at", "-pk")


def latest_of(kring: Kring, user: User, now: datetime, *, most: int) -> list[Latest]:
    """Return the conversations of a Kring with the latest messages, in one line each. One query."""
    rows = visible_groepsberichten(user, now).filter(kring=kring, reply_to__isnull=True)
    rows = rows.annotate(latest_at=LATEST_AT).order_by("-latest_at", "-pk")
    author = ("author", *(f"author__{part}" for part in NAAM_FIELDS))
    found = rows.values_list("pk", "title", "text", "removed_at", "latest_at", *author)[:most]
    return [
        Latest(pk, "" if gone_at else title or text, naam_of(*naam) if by else OUD_LID, at)
        for pk, title, text, gone_at, at, by, *naam in found
    ]


def with_last_replies(
    firsts: Iterable[Groepsbericht], kring: Kring, user: User, place: Standing, now: datetime
) -> list[Conversation]:
    """Return conversations of a Kring with their last replies, files and names; at most four queries for any number."""
    rows = list(firsts)
    replies: dict[uuid.UUID | None, list[Groepsbericht]] = defaultdict(list)
    answered = [row.pk for row in rows if row.reply_count]
    last = Q(number__gt=F("reply_to__reply_count") - LAST_REPLIES)
    found = visible_groepsberichten(user, now).filter(last, reply_to__in=answered).order_by("number")
    for reply in found.select_related("author") if answered else ():
        replies[reply.reply_to_id].append(reply)
    whole = [*rows, *(reply for some in replies.values() for reply in some)]
    for each in whole:
        each.kring = kring
    extras = extras_of(whole)
    done = answered_among(rows)
    return [
        Conversation(
            show(row, user, place, extras, is_answered=row.pk in done),
            [show(reply, user, place, extras, vraag=row) for reply in replies[row.pk]],
            row.reply_count,
        )
        for row in rows
    ]


def replies_to(first: Groepsbericht, user: User, now: datetime) -> QuerySet[Groepsbericht]:
    """Return the replies in one conversation, in the order they were written; without their Kring."""
    rows = visible_groepsberichten(user, now).filter(reply_to=first)
    return rows.select_related("author").order_by("number")


@dataclass(frozen=True)
class Talk:
    """One conversation on its own page; the best answer to a question stands on top as well as in its place."""

    first: ShownBericht
    best: ShownBericht | None
    replies: Sequence[ShownBericht]


def talk_of(first: Groepsbericht, replies: Iterable[Groepsbericht], user: User, place: Standing) -> Talk:
    """Return a conversation with some of its replies. Two queries, three for a question without a best answer."""
    rows, best = list(replies), first.best_answer
    for row in rows:
        row.kring = first.kring
    extras = extras_of([first, *rows, *([best] if best else [])])
    return Talk(
        show(first, user, place, extras, is_answered=first.pk in answered_among([first])),
        show(best, user, place, extras, vraag=first) if best else None,
        [show(row, user, place, extras, vraag=first) for row in rows],
    )


def extras_of(rows: Iterable[Groepsbericht]) -> Extras:
    """Return the files of these messages and who is named in them. Two queries."""
    ids = [row.pk for row in rows if row.removed_at is None]
    files: dict[uuid.UUID, list[Bestand]] = defaultdict(list)
    for bestand in Bestand.objects.filter(groepsbericht__in=ids).order_by("number"):
        files[bestand.groepsbericht_id].append(bestand)
    named: dict[uuid.UUID, list[Vermelding]] = defaultdict(list)
    for vermelding in Vermelding.objects.filter(groepsbericht__in=ids).select_related("user").order_by("pk"):
        named[vermelding.groepsbericht_id].append(vermelding)
    return Extras(files, named)


def show(
    bericht: Groepsbericht,
    user: User,
    place: Standing,
    extras: Extras = NO_EXTRAS,
    *,
    vraag: Groepsbericht | None = None,
    is_answered: bool = False,
) -> ShownBericht:
    """Return a message with what this person may do with it; `vraag` is the first of its conversation.

    No query when author and kring came with it.
    """
    is_removed = bericht.removed_at is not None
    named = extras.named.get(bericht.pk, ())
    return ShownBericht(
        bericht=bericht,
        author=bericht.author.naam if bericht.author else OUD_LID,
        is_own=bericht.author_id == user.pk,
        may_edit=not is_removed and edits(user, bericht, place),
        may_remove=not is_removed and removes(user, bericht, place),
        may_choose=not is_removed and vraag is not None and chooses(user, vraag, place),
        is_best=vraag is not None and vraag.best_answer_id == bericht.pk,
        is_answered=is_answered,
        files=extras.files.get(bericht.pk, ()),
        written=[row.written for row in named if row.written],
        named=[row.user.naam for row in named if not row.written],
    )


def news_of(user: User, now: datetime) -> list[News]:
    """Return what others wrote in the groups of this person lately, each conversation once.

    One query, one more for each NEWS_AT_ONCE messages in busy conversations.
    """
    found = (
        visible_groepsberichten(user, now)
        .filter(created_at__gt=now - NEWS_WITHIN, removed_at__isnull=True, kring__leergroep__isnull=False)
        .exclude(author=user)
        .order_by("-created_at", "pk")
        .values_list("pk", "reply_to", "created_at", "kring__name", "kring__leergroep__slug",
                     "author", "author__voornaam", "author__tussenvoegsel", "author__achternaam")
    )  # fmt: skip
    latest: dict[uuid.UUID, News] = {}
    for pk, reply_to, at, group, slug, author, *naam in in_batches(found, NEWS_AT_ONCE):
        first = reply_to or pk
        news = News(conversation_path(slug, first), group, naam_of(*naam) if author else OUD_LID, at,
                    is_reply=reply_to is not None)  # fmt: skip
        latest.setdefault(first, news)
        if len(latest) == MOST_NEWS:
            break
    return list(latest.values())


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
