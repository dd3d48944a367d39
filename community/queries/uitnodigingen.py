"""Invitations: the one behind a link, and the list that coördinatoren keep an eye on."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from community.access.leergroepen import visible_leergroepen
from community.models import Kring, KringKind, Uitnodiging, User

OPEN, EXPIRED, USED, WITHDRAWN = "open", "verlopen", "gebruikt", "ingetrokken"
STATES = (OPEN, EXPIRED, USED, WITHDRAWN)


@dataclass(frozen=True)
class ShownUitnodiging:
    """An invitation with what became of it."""

    row: Uitnodiging
    state: str

    @property
    def is_open(self) -> bool:
        """Whether it can still be sent again or withdrawn."""
        return self.state in {OPEN, EXPIRED}


def state_of(row: Uitnodiging, now: datetime) -> str:
    """Return which of STATES an invitation is in."""
    if row.accepted_at:
        return USED
    if row.withdrawn_at:
        return WITHDRAWN
    return EXPIRED if row.expires_at <= now else OPEN


def in_state(rows: QuerySet[Uitnodiging], state: str, now: datetime) -> QuerySet[Uitnodiging]:
    """Return the invitations in this state, or all when it is empty; what waits first, the newest on top."""
    waiting = Q(accepted_at__isnull=True, withdrawn_at__isnull=True)
    conditions = {
        OPEN: waiting & Q(expires_at__gt=now),
        EXPIRED: waiting & Q(expires_at__lte=now),
        USED: Q(accepted_at__isnull=False),
        WITHDRAWN: Q(withdrawn_at__isnull=False, accepted_at__isnull=True),
    }
    if state:
        rows = rows.filter(conditions[state])
    related = ("invited_by", "organisatie", "kring", "accepted_by", "accepted_by__profiel")
    return rows.select_related(*related).order_by("accepted_at", "-issued_at", "pk")


def shown(rows: Iterable[Uitnodiging], now: datetime) -> list[ShownUitnodiging]:
    """Return these invitations with their state."""
    return [ShownUitnodiging(row, state_of(row, now)) for row in rows]


def by_link(pk: uuid.UUID) -> Uitnodiging | None:
    """Return the invitation behind a link, whatever became of it; whoever has the link got it by mail."""
    return Uitnodiging.objects.select_related("invited_by", "organisatie", "kring").filter(pk=pk).first()


def open_by_id(ids: Iterable[uuid.UUID], now: datetime) -> dict[uuid.UUID, Uitnodiging]:
    """Return those of these invitations that can still be used."""
    rows = Uitnodiging.objects.filter(
        pk__in=list(ids), accepted_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=now
    )
    return {row.pk: row for row in rows.select_related("invited_by", "kring")}


def kringen_to_invite_to(user: User, now: datetime) -> QuerySet[Kring]:
    """Return the groups this person can invite to: the ones she may know of that are not closed."""
    known = visible_leergroepen(user, now).filter(kring__closed_at__isnull=True)
    return Kring.objects.filter(kind=KringKind.LEERGROEP, pk__in=known.values("kring")).order_by("name", "pk")
