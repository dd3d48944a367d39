"""Owing a message: one row per matter, person and rung, written in the transaction of the change itself."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from community.extension_points import BerichtKind, bericht_kinds
from community.models import Bericht, BerichtStatus, MailMode, User, Voorkeur
from community.workdays import direct_mail_moment, next_mail_moment


def owe(
    kind: str, *, object_id: uuid.UUID, now: datetime, recipient: User | None = None, moment: str = "",
    due_at: datetime | None = None, expires_at: datetime | None = None,
) -> None:  # fmt: skip
    """Owe one message. See `owe_many`."""
    owe_many(kind, object_id=object_id, now=now, recipients=[recipient], moment=moment, due_at=due_at,
             expires_at=expires_at)  # fmt: skip


def owe_many(
    kind: str, *, object_id: uuid.UUID, now: datetime, recipients: Iterable[User | None], moment: str = "",
    due_at: datetime | None = None, expires_at: datetime | None = None,
) -> None:  # fmt: skip
    """Owe the same message to several people; owing it twice changes nothing.

    `moment` names the rung or version (it is part of the key: a moved meeting has a new moment and tells again).
    `due_at` is the earliest moment; without it the message is due at once. Kinds that are not `at_once` wait for
    8.30 o'clock on a working day, the others keep to working days from 8 to 20 o'clock unless mandatory.
    """
    row = bericht_kinds.get(kind)
    due = _departure(row, due_at or now)
    people = list(recipients)
    modes = _modes(row, [person for person in people if person])
    Bericht.objects.bulk_create(
        [
            Bericht(
                dedupe_key=dedupe_key(kind, object_id, moment, person),
                kind=kind,
                recipient=person,
                object_id=object_id,
                moment=moment,
                created_at=now,
                due_at=due,
                expires_at=expires_at or (due + row.lifetime if row.lifetime else None),
                mail_mode=modes.get(person.pk, row.mode) if person else row.mode,
                is_on_screen=row.is_on_screen and person is not None,
            )
            for person in people
        ],
        ignore_conflicts=True,
    )


def withdraw(
    kinds: Iterable[str], *, object_id: uuid.UUID, reason: str, recipient: User | None = None, moment: str | None = None
) -> None:
    """Take back messages that were not sent yet; `reason` is a short word for the outbox page."""
    rows = Bericht.objects.filter(
        kind__in=list(kinds), object_id=object_id, status__in=(BerichtStatus.GEPLAND, BerichtStatus.GEPAUZEERD)
    )
    if recipient is not None:
        rows = rows.filter(recipient=recipient)
    if moment is not None:
        rows = rows.filter(moment=moment)
    rows.update(status=BerichtStatus.VERVALLEN, reason=reason)


def dedupe_key(kind: str, object_id: uuid.UUID, moment: str, recipient: User | None) -> str:
    """Return what makes a message happen once: matter, rung and person."""
    return f"{kind}:{object_id}:{moment}:{recipient.pk if recipient else '-'}"


def _departure(kind: BerichtKind, moment: datetime) -> datetime:
    if not kind.at_once:
        return next_mail_moment(moment)
    return moment if kind.is_mandatory else direct_mail_moment(moment)


def _modes(kind: BerichtKind, people: list[User]) -> dict[uuid.UUID, str]:
    """Return how each of these people wants to hear of this subject; who chose nothing is left out."""
    if kind.is_mandatory or kind.mode == MailMode.GEEN:
        return {}
    chosen = Voorkeur.objects.filter(user__in=people, subject=kind.subject)
    return dict(chosen.values_list("user_id", "mode"))
