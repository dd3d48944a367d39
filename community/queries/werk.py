"""Reading long work: how it stands, for its page and its message."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from community.access.werk import visible_uitkomsten
from community.confidential import confidential
from community.extension_points import WerkKind, werk_kinds
from community.models import User, Werk, WerkStatus, Werkuitkomst
from community.models.werk import OPEN

# Sentences for codes of failure; every other code has one sentence for all.
REFUSED = "GEEN_TOEGANG"
CHANGED_MEANWHILE = "INTUSSEN_VERANDERD"


@dataclass(frozen=True)
class WerkStand:
    """How long work stands, as its page shows it. `mark` changes whenever the page would show something else."""

    werk: Werk
    kind: WerkKind
    until_at: datetime | None
    is_current: bool

    @property
    def is_open(self) -> bool:
        """Whether it waits or runs."""
        return self.werk.status in OPEN

    @property
    def is_ready(self) -> bool:
        """Whether there is something to fetch, or to look at for what makes no file."""
        is_there = self.until_at is not None or not self.kind.has_file
        return self.werk.status == WerkStatus.KLAAR and is_there and self.is_current

    @property
    def is_expired(self) -> bool:
        """Whether what came of it was destroyed, or is about to be."""
        return self.werk.status == WerkStatus.KLAAR and self.until_at is None and self.kind.has_file

    @property
    def is_outdated(self) -> bool:
        """Whether something that stands in it was changed or taken back since."""
        return self.werk.status == WerkStatus.KLAAR and self.until_at is not None and not self.is_current

    @property
    def has_stopped(self) -> bool:
        """Whether the person stopped it, or asked to."""
        return self.werk.status == WerkStatus.GESTOPT

    @property
    def mark(self) -> str:
        """What the page shows, in a word that fits an address."""
        stopping = "s" if self.werk.stop_asked_at else ""
        return f"{self.werk.status}-{self.werk.done_steps}-{self.werk.all_steps}{stopping}".lower()


def stand_of(werk: Werk, user: User, now: datetime) -> WerkStand:
    """Return how the work of this person stands. Opens no content."""
    kind = werk_kinds.get(werk.kind)
    until_at, is_current = None, True
    if werk.status == WerkStatus.KLAAR and kind.has_file:
        with confidential():
            rows = visible_uitkomsten(user, now).filter(werk=werk)
            until_at = rows.values_list("expires_at", flat=True).first()
            is_current = until_at is None or kind.is_current(werk, now)
    return WerkStand(werk, kind, until_at, is_current)


def ready_by_id(ids: Sequence[UUID], now: datetime) -> dict[UUID, Werk]:
    """Return the work among these that can be fetched by the person it is for; as many queries for one as for fifty.

    Nothing is opened.
    """
    with confidential():
        kept = Werkuitkomst.objects.filter(werk__in=list(set(ids)), expires_at__gt=now).values("werk")
        fileless = [kind.code for kind in werk_kinds.all() if not kind.has_file]
        found_there = Q(pk__in=kept) | Q(kind__in=fileless, pk__in=list(set(ids)))
        ready = Werk.objects.select_related("user").filter(found_there, status=WerkStatus.KLAAR)
        rows: dict[Any, Werk] = {werk.pk: werk for werk in ready}
        by_kind: dict[str, list[Werk]] = {}
        for werk in rows.values():
            if werk.user.is_active and werk.kind in werk_kinds.named():
                by_kind.setdefault(werk.kind, []).append(werk)
        found = {pk for kind, some in by_kind.items() for pk in werk_kinds.get(kind).fetchable(some, now)}
        return {pk: werk for pk, werk in rows.items() if pk in found}


def oldest_waiting(now: datetime) -> datetime | None:
    """Return since when the longest waiting work waits; None when none does."""
    rows = Werk.objects.filter(status=WerkStatus.WACHT, asked_at__lte=now)
    return rows.order_by("asked_at").values_list("asked_at", flat=True).first()
