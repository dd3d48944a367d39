"""Owing a message: one row per matter, person and rung, written in the transaction of the change itself."""

import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from community.berichten.departure import mail_moment_of
from community.extension_points import BerichtKind, bericht_kinds
from community.models import Bericht, BerichtStatus, MailMode, User, Voorkeur, ZendingStatus

# How far back a matter may have come due and still be told. The log of what was sent is kept longer than this
# (community/berichten/purging.py), so that forgetting a message never makes it happen again.
MEMORY = timedelta(days=150)


def owe(
    kind: str, *, object_id: uuid.UUID, now: datetime, recipient: User | None = None, moment: str = "",
    due_at: datetime | None = None, expires_at: datetime | None = None,
) -> None:  # fmt: skip
    """Owe one message. See `owe_many`."""
    owe_many(kind, object_id=object_id, now=now, recipients=[recipient], moment=moment, due_at=due_at,
             expires_at=expires_at)  # fmt: skip


def owe_many(
    kind: str, *, object_id: uuid.UUID, now: datetime, recipients: Iterable[User | None], moment: str = "",
    due_at: datetime | None = None, expires_at: datetime | None = None, mode: str = "",
) -> None:  # fmt: skip
    """Owe the same message to several people; owing it twice changes nothing.

    `moment` names the rung or version (it is part of the key: a moved meeting has a new moment and tells again); at
    most 60 characters. `due_at` is when the matter comes due; without it that is now. Planners that look back pass it:
    what came due longer ago than the outbox remembers is not told any more. When the mail leaves follows from the kind
    and the person's preference (community/berichten/departure.py); `mode` says it whatever these people prefer (who
    muted a group hears on screen only). Raises KeyError for a kind nobody registered.
    """
    row = bericht_kinds.get(kind)
    due = due_at or now
    if due < now - MEMORY:
        return
    people = [person.pk if person else None for person in recipients]
    modes = chosen_modes(row, people)
    insert(
        build(row, object_id=object_id, person_id=person_id, moment=moment, due_at=due, expires_at=expires_at, now=now,
              mode=mode or (modes.get(person_id, row.mode) if person_id else row.mode))
        for person_id in people
    )  # fmt: skip


def owe_each(
    kind: str, *, matters: Iterable[tuple[uuid.UUID, str]], now: datetime, due_at: datetime | None = None,
    expires_at: datetime | None = None,
) -> None:  # fmt: skip
    """Owe a message about each of these matters (object and moment) to who has no account yet; see `owe_many`."""
    row = bericht_kinds.get(kind)
    insert(
        build(row, object_id=object_id, person_id=None, moment=moment, mode=row.mode, due_at=due_at or now,
              expires_at=expires_at, now=now)
        for object_id, moment in matters
    )  # fmt: skip


def build(
    kind: BerichtKind, *, object_id: uuid.UUID, person_id: uuid.UUID | None, moment: str, mode: str, due_at: datetime,
    now: datetime, expires_at: datetime | None = None,
) -> Bericht:  # fmt: skip
    """Return a Bericht that is not stored yet. A melding on screen needs an account."""
    mail_at = mail_moment_of(kind, mode, due_at)
    return Bericht(
        dedupe_key=dedupe_key(kind.code, object_id, moment, person_id),
        kind=kind.code,
        recipient_id=person_id,
        object_id=object_id,
        moment=moment,
        created_at=now,
        due_at=due_at,
        mail_at=mail_at,
        expires_at=expires_at or ((mail_at or due_at) + kind.lifetime if kind.lifetime else None),
        mail_mode=mode,
        is_on_screen=kind.is_on_screen and person_id is not None,
        status=BerichtStatus.SCHERM if mode == MailMode.GEEN else BerichtStatus.GEPLAND,
    )


def insert(rows: Iterable[Bericht]) -> None:
    """Store these Berichten; one whose key is there already changes nothing, also when others insert it right now.

    In the order of their keys: two who insert the same ones at once then wait for each other instead of both giving up.
    """
    ordered = sorted(rows, key=lambda row: row.dedupe_key)
    Bericht.objects.bulk_create(ordered, ignore_conflicts=True, batch_size=2000)


def withdraw(
    kinds: Iterable[str], *, object_id: uuid.UUID, reason: str, recipient: User | None = None, moment: str | None = None
) -> None:
    """Take back messages that were not sent yet; `reason` is a short word for the outbox page.

    One whose mail is being sent at this moment is stopped too, as long as its text was not handed over.
    """
    rows = Bericht.objects.filter(
        kind__in=list(kinds), object_id=object_id, status__in=(BerichtStatus.GEPLAND, BerichtStatus.SCHERM)
    )
    if recipient is not None:
        rows = rows.filter(recipient=recipient)
    if moment is not None:
        rows = rows.filter(moment=moment)
    rows.update(status=BerichtStatus.VERVALLEN, reason=reason)


def change_mode(
    user: User, kinds: Iterable[BerichtKind], *, mode: str, now: datetime, about: QuerySet[Any, uuid.UUID] | None = None
) -> None:
    """Let what this person was not sent yet travel the way she now wants; what stands in a mail stays in it.

    `mode` empty: each kind's own way. `about`: only messages about these objects.
    """
    for kind in kinds:
        rows = Bericht.objects.filter(
            Q(zending__isnull=True) | Q(zending__status=ZendingStatus.GEPLAND, zending__attempts=0),
            recipient=user, kind=kind.code, status__in=(BerichtStatus.GEPLAND, BerichtStatus.SCHERM),
        )  # fmt: skip
        for row in rows if about is None else rows.filter(object_id__in=about):
            row.mail_mode = mode or kind.mode
            row.mail_at = mail_moment_of(kind, row.mail_mode, max(row.due_at, now))
            row.status = BerichtStatus.SCHERM if row.mail_mode == MailMode.GEEN else BerichtStatus.GEPLAND
            row.zending = None
            row.save(update_fields=["mail_mode", "mail_at", "status", "zending"])


def dedupe_key(kind: str, object_id: uuid.UUID, moment: str, person_id: uuid.UUID | None) -> str:
    """Return what makes a message happen once: matter, rung and person."""
    return f"{kind}:{object_id}:{moment}:{person_id or '-'}"


def chosen_modes(kind: BerichtKind, people: Iterable[uuid.UUID | None]) -> dict[uuid.UUID, str]:
    """Return how each of these people wants to hear of this subject; who chose nothing is left out."""
    known = [person_id for person_id in people if person_id]
    if kind.is_mandatory or kind.mode == MailMode.GEEN or not known:
        return {}
    chosen = Voorkeur.objects.filter(user__in=known, subject=kind.subject)
    return dict(chosen.values_list("user_id", "mode"))
