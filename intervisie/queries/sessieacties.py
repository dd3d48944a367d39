"""Actions after sessions: her list, what comes back in the next session of a group, and what is asked. In a scope."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from community.berichten.outbox import MEMORY
from community.models import Bericht, Taak, User
from community.workdays import local_date
from intervisie.access.sessieacties import OPEN, own_sessieacties
from intervisie.models import Sessie, Sessieactie, Sessieblad, SessieStatus
from intervisie.werkvorm.words import ACTIONS

# The duty about an action and its message.
SESSIEACTIE, COMES_BACK = "SESSIEACTIE", "N63"
# The moment of the message on the day to look back begins so.
LOOK_BACK = "terug@"
# Who has an action that comes this long or less before the day to look back is not asked twice.
TOO_NEAR = timedelta(days=10)


@dataclass(frozen=True)
class Actieregel:
    """One action as its owner reads it. `state` is OPEN, KLAAR or LOSGELATEN; `after` names the session's method."""

    id: uuid.UUID
    text: str
    due_date: date
    look_back_date: date
    state: str
    is_late: bool
    outcome: str
    after: str


@dataclass(frozen=True)
class Actielijst:
    """All her actions: what is open by its date, and what ended, the last first."""

    open: tuple[Actieregel, ...]
    done: tuple[Actieregel, ...]
    dropped: tuple[Actieregel, ...]


def actielijst(user: User, now: datetime) -> Actielijst:
    """Return the actions of this person. One query, and one for their keys."""
    rows = own_sessieacties(user, now).select_related("sessie__versie__werkvorm")
    lines = [_regel(row, local_date(now)) for row in rows.order_by("due_date", "made_at", "pk")]
    ended = lines[::-1]
    return Actielijst(
        tuple(row for row in lines if row.state == "OPEN"), tuple(row for row in ended if row.state == "KLAAR"),
        tuple(row for row in ended if row.state == "LOSGELATEN"),
    )  # fmt: skip


def coming_back(user: User, sessie: Sessie, now: datetime) -> tuple[Actieregel, ...]:
    """Return her open actions of earlier sessions of the same group, for the beginning of this one. One query.

    Nothing for a session of its own: it has no earlier one. The page of the session opens a scope.
    """
    kring_id = sessie.bijeenkomst.kring_id if sessie.bijeenkomst else None
    if kring_id is None:
        return ()
    rows = own_sessieacties(user, now).filter(OPEN, sessie__bijeenkomst__kring=kring_id).exclude(sessie=sessie)
    rows = rows.select_related("sessie__versie__werkvorm").order_by("due_date", "made_at", "pk")
    return tuple(_regel(row, local_date(now)) for row in rows)


def sessies_with_unkept(user: User, now: datetime) -> list[Sessie]:
    """Return the closed sessions in which she wrote actions of which none is on her list. One query.

    So it is where a session was closed while the vault was shut, and where she removed them all.
    """
    kept = Sessieactie.objects.filter(sessie=OuterRef("sessie"), owner=user)
    rows = Sessieblad.objects.filter(
        ~Exists(kept), deelnemer__user=user, sessie__status=SessieStatus.KLAAR, sessie__removed_at__isnull=True,
        sessie__closed_at__lte=now,
    ).exclude(filled=[])  # fmt: skip
    rows = rows.defer("answers").select_related("sessie__versie").order_by("sessie__closed_at", "pk")
    found = {row.sessie_id: row.sessie for row in rows if row.step in action_steps(row.sessie)}
    return list(found.values())


def action_steps(sessie: Sessie) -> list[str]:
    """Return the codes of the steps of a session in which people write what they are going to do."""
    return [step["code"] for step in sessie.versie.schema["steps"] if step.get("input") == ACTIONS]


def sessieacties_by_id(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Sessieactie]:
    """Return these actions, shut, with their owner. One query."""
    rows = Sessieactie.objects.defer("text", "outcome").filter(pk__in=set(ids)).select_related("owner")
    return {row.pk: row for row in rows}


def is_asked(actie: Sessieactie, user_id: uuid.UUID, today: date) -> bool:
    """Whether this person is asked how it goes with this action: its owner, from its date on while it is open."""
    is_open = actie.done_at is None and actie.dropped_at is None
    return is_open and actie.owner_id == user_id and actie.owner.is_active and actie.due_date <= today


def unasked_sessieacties(now: datetime) -> QuerySet[Sessieactie]:
    """Return the open actions whose date came, of which no duty is open."""
    asked = Taak.objects.filter(kind=SESSIEACTIE, object_id=OuterRef("pk"), done_at=None, withdrawn_at=None)
    return _open_of_members().filter(~Exists(asked), due_date__lte=local_date(now))


def to_look_back_at(now: datetime) -> QuerySet[Sessieactie]:
    """Return the open actions whose day to look back came, and whose owner was not told of that day yet."""
    today = local_date(now)
    told = Bericht.objects.filter(kind=COMES_BACK, object_id=OuterRef("pk"), moment__startswith=LOOK_BACK)
    came = Q(look_back_date__lte=today, look_back_date__gt=today - MEMORY)
    return _open_of_members().filter(came, ~Exists(told), look_back_date__gt=F("due_date") + TOO_NEAR)


def _open_of_members() -> QuerySet[Sessieactie]:
    return Sessieactie.objects.defer("text", "outcome").filter(OPEN, owner__is_active=True).select_related("owner")


def _regel(row: Sessieactie, today: date) -> Actieregel:
    state = "KLAAR" if row.done_at else "LOSGELATEN" if row.dropped_at else "OPEN"
    return Actieregel(
        row.pk, str(row.text), row.due_date, row.look_back_date, state, state == "OPEN" and row.due_date < today,
        str(row.outcome or ""), row.sessie.versie.werkvorm.name if row.sessie else "",
    )  # fmt: skip
