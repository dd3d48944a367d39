"""Reminder ladders: closing duties that are done, and owing the rungs that came due.

There are no windows: every rung that came due since its Taak was opened, and is not there yet, is owed. The key holds
the duty, the rung, its moment and the person, so a moved date reminds again and planning twice changes nothing.
"""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import Q

from community.berichten.outbox import MEMORY, build, chosen_modes, dedupe_key, insert
from community.extension_points import Rung, TaakKind, bericht_kinds, taak_kinds
from community.models import Bericht, BerichtStatus, Taak, ZendingStatus

BATCH = 2000
OVERTAKEN = "ingehaald door een latere herinnering"


@dataclass(frozen=True)
class Step:
    """One rung of one duty that came due. `is_last`: no later rung of this duty came due."""

    taak: Taak
    rung: Rung
    due_at: datetime
    is_last: bool

    @property
    def moment(self) -> str:
        """The rung and when it was due, as a Bericht keeps it."""
        return rung_moment(self.rung.name, self.due_at)

    @property
    def key(self) -> str:
        """The dedupe key: a duty that was taken back and opened again is another duty."""
        return dedupe_key(self.rung.bericht_kind, self.taak.pk, self.moment, self.taak.user_id)


def kinds_with_open_taken() -> set[str]:
    """Return the codes of the kinds of which a duty is open now."""
    return set(
        Taak.objects.filter(done_at__isnull=True, withdrawn_at__isnull=True).values_list("kind", flat=True).distinct()
    )


def climb(kind: TaakKind, now: datetime) -> None:
    """Close the duties of this kind that are fulfilled in the data, and owe the due rungs of the others."""
    for batch in _open_taken(kind):
        done = close_done(kind, batch, now)
        if kind.ladder:
            _owe(_due_steps(kind, [taak for taak in batch if taak.pk not in done], now), now)


def close_done(kind: TaakKind, taken: Sequence[Taak], now: datetime) -> set[uuid.UUID]:
    """Close those of these duties that are fulfilled in the data, and return their ids."""
    done = set(kind.is_done(taken, now))
    if done:
        Taak.objects.filter(pk__in=done, done_at__isnull=True, withdrawn_at__isnull=True).update(done_at=now)
    return done


def rung_moment(name: str, due_at: datetime) -> str:
    """Return how a Bericht notes its rung: its name, `@`, and the moment in UTC."""
    return f"{name}@{due_at.astimezone(UTC):%Y%m%dT%H%MZ}"


def still_stands(bericht: Bericht, taak: Taak) -> bool:
    """Whether the rung that this Bericht tells still belongs to its duty: open, and not moved."""
    if taak.done_at or taak.withdrawn_at:
        return False
    name = bericht.moment.partition("@")[0]
    for rung in taak_kinds.get(taak.kind).ladder:
        if rung.name == name and rung.bericht_kind == bericht.kind:
            due_at = rung.due_at(taak)
            return due_at is not None and rung_moment(name, due_at) == bericht.moment
    return False


def _open_taken(kind: TaakKind) -> Iterator[list[Taak]]:
    last = uuid.UUID(int=0)
    rows = Taak.objects.filter(kind=kind.code, done_at__isnull=True, withdrawn_at__isnull=True).order_by("pk")
    while batch := list(rows.filter(pk__gt=last)[:BATCH]):
        yield batch
        last = batch[-1].pk


def _due_steps(kind: TaakKind, taken: Iterable[Taak], now: datetime) -> list[Step]:
    steps = []
    for taak in taken:
        came = [
            (due_at, rung) for rung in kind.ladder if (due_at := rung.due_at(taak)) and _came_due(taak, due_at, now)
        ]
        latest = max((due_at for due_at, _rung in came), default=None)
        steps += [Step(taak, rung, due_at, is_last=due_at == latest) for due_at, rung in came]
    return steps


def _came_due(taak: Taak, due_at: datetime, now: datetime) -> bool:
    return taak.opened_at <= due_at <= now and due_at >= now - MEMORY


def _owe(steps: Sequence[Step], now: datetime) -> None:
    present = set(
        Bericht.objects.filter(dedupe_key__in=[step.key for step in steps]).values_list("dedupe_key", flat=True)
    )
    missing = [step for step in steps if step.key not in present]
    if not missing:
        return
    _overtake([step for step in missing if step.is_last])
    insert(_berichten(missing, now))


def _berichten(steps: Sequence[Step], now: datetime) -> Iterator[Bericht]:
    for code in {step.rung.bericht_kind for step in steps}:
        kind = bericht_kinds.get(code)
        of_kind = [step for step in steps if step.rung.bericht_kind == code]
        modes = chosen_modes(kind, {step.taak.user_id for step in of_kind})
        for step in of_kind:
            row = build(
                kind, object_id=step.taak.object_id, person_id=step.taak.user_id, moment=step.moment,
                mode=modes.get(step.taak.user_id, kind.mode), due_at=step.due_at, now=now,
            )  # fmt: skip
            row.dedupe_key, row.taak_id = step.key, step.taak.pk
            if not step.is_last:
                row.status, row.reason = BerichtStatus.VERVALLEN, OVERTAKEN
            yield row


def _overtake(steps: Sequence[Step]) -> None:
    """Take back earlier rungs of these duties that did not leave yet: one reminder of one duty at a time."""
    Bericht.objects.filter(
        Q(zending__isnull=True) | Q(zending__status=ZendingStatus.GEPLAND, zending__attempts=0),
        taak__in=[step.taak.pk for step in steps],
        status__in=(BerichtStatus.GEPLAND, BerichtStatus.SCHERM),
    ).exclude(dedupe_key__in=[step.key for step in steps]).update(status=BerichtStatus.VERVALLEN, reason=OVERTAKEN)
