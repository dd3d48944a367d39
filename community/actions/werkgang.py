"""Long work from the side of the worker: claiming, doing, and writing down how it ended.

Several workers may be at it, and each may be killed at any moment: a piece of work belongs to who holds its lease, on
the clock of the database; one whose worker went silent is taken up again. Nothing of what work is about is written
down when it fails: a code only.
"""

import logging
import uuid
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now

from community.access.werk import may_have_werk
from community.actions.kluis import make_data_key
from community.actions.werk import READY, make_room
from community.berichten.faults import record_fault
from community.berichten.outbox import owe
from community.confidential import confidential
from community.extension_points import WerkDeed, WerkKind, WerkResult, werk_kinds
from community.kluis import KluisError
from community.models import Werk, WerkStatus, Werkuitkomst
from community.queries.werk import REFUSED

LEASE = timedelta(seconds=60)
# A worker that was killed is followed by another; who kills this many is not tried again.
MOST_ATTEMPTS = 3
logger = logging.getLogger("community.werk")


class WerkFailedError(Exception):
    """The work cannot be done. `code` says why, in a word without content."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class StoppedError(Exception):
    """The person stopped it."""


class LeaseLostError(Exception):
    """Another worker has it: nothing of this try may be written."""


def work_off(moment: Callable[[], datetime], is_asked_to_stop: Callable[[], bool]) -> int:
    """Do what waits, one after the other, until nothing does or the process is asked to stop. Returns how many."""
    done = 0
    while not is_asked_to_stop() and (werk := claim(moment())) is not None:
        do_werk(werk, moment)
        done += 1
    return done


def claim(now: datetime) -> Werk | None:
    """Take the work that waits longest, or whose worker went silent; None when there is none. Who else claims passes
    over what is taken."""
    abandoned = Q(status=WerkStatus.BEZIG, lease_until__lt=Now())
    with transaction.atomic():
        rows = Werk.objects.select_for_update(skip_locked=True).order_by("asked_at", "pk")
        werk = rows.filter(Q(status=WerkStatus.WACHT) | abandoned).first()
        if werk is None:
            return None
        Werk.objects.filter(pk=werk.pk).update(
            status=WerkStatus.BEZIG, lease=uuid.uuid4(), lease_until=Now() + LEASE, attempts=F("attempts") + 1,
            started_at=werk.started_at or now, done_steps=0,
        )  # fmt: skip
    return Werk.objects.select_related("user").get(pk=werk.pk)


def do_werk(werk: Werk, moment: Callable[[], datetime]) -> None:
    """Do claimed work and write down how it ended. Raises nothing but what ends the process or the database."""
    try:
        _try(werk, moment)
    except StoppedError:
        _end(werk, WerkStatus.GESTOPT, moment())
    except LeaseLostError:
        logger.warning("werk.lease_lost", extra={"kind": werk.kind})
    except (WerkFailedError, KluisError) as error:
        _fail(werk, error.code, moment())
    except Exception as error:  # noqa: BLE001 - counted by kind; its text may hold what people wrote
        _fail(werk, type(error).__name__, moment())


def _try(werk: Werk, moment: Callable[[], datetime]) -> None:
    kind = werk_kinds.find(werk.kind)
    if kind is None:
        raise WerkFailedError("ONBEKEND")
    if werk.stop_asked_at:
        raise StoppedError
    if werk.attempts > MOST_ATTEMPTS:
        raise WerkFailedError("AFGEBROKEN")
    with confidential():
        if not may_have_werk(werk.user, werk, moment()):
            raise WerkFailedError(REFUSED)
        result = kind.run(werk, _progress_of(werk, kind), moment())
        if isinstance(result, WerkDeed):
            _write(werk, kind, result, moment())
            return
        _keep(werk, kind, result, moment())
        make_room(werk, moment())


def _progress_of(werk: Werk, kind: WerkKind) -> Callable[[int, int], bool]:
    def progress(done: int, steps: int) -> bool:
        """Note how far it is and hold on to it for another while; False when it must hand in what it has."""
        rows = _held(werk)
        if not rows.update(done_steps=done, all_steps=steps, lease_until=Now() + LEASE):
            raise LeaseLostError
        is_stopped = rows.filter(stop_asked_at__isnull=False).exists()
        if is_stopped and not kind.keeps_best:
            raise StoppedError
        return not is_stopped

    return progress


def _keep(werk: Werk, kind: WerkKind, result: WerkResult, now: datetime) -> None:
    """Seal the result under a key of its own, end the work and tell the person: together, or not at all."""
    key_id = make_data_key(now=now)
    with transaction.atomic():
        held = _still_held(werk, kind)
        Werkuitkomst.objects.create(
            werk=held, data_key_id=key_id, content=result.content, kind=result.kind, size=len(result.content),
            expires_at=now + kind.kept,
        )  # fmt: skip
        _finish(held, kind, {"contains": [list(one) for one in result.contains]}, now)


def _write(werk: Werk, kind: WerkKind, deed: WerkDeed, now: datetime) -> None:
    """Let the work write what came of it, end it and tell the person: together, or not at all."""
    with transaction.atomic():
        held = _still_held(werk, kind)
        _finish(held, kind, deed.write(now), now)


def _still_held(werk: Werk, kind: WerkKind) -> Werk:
    """Return this work, locked. Raises LeaseLostError when another has it, StoppedError when it was stopped."""
    held = _held(werk).select_for_update().first()
    if held is None:
        raise LeaseLostError
    if held.stop_asked_at and not kind.keeps_best:
        raise StoppedError
    return held


def _finish(held: Werk, kind: WerkKind, remembered: Mapping[str, Any], now: datetime) -> None:
    held.options = held.options | dict(remembered)
    held.status, held.ended_at, held.lease, held.lease_until = WerkStatus.KLAAR, now, None, None
    held.done_steps = held.all_steps
    held.save()
    owe(READY, object_id=held.pk, recipient=held.user, moment="klaar", expires_at=now + kind.kept, now=now)


def _fail(werk: Werk, code: str, now: datetime) -> None:
    if code != REFUSED:
        record_fault(f"werk: {werk.kind}", code, now)
    _end(werk, WerkStatus.MISLUKT, now, failure=code[:40])


def _end(werk: Werk, status: WerkStatus, now: datetime, *, failure: str = "") -> None:
    _held(werk).update(status=status, ended_at=now, failure=failure, lease=None, lease_until=None)


def _held(werk: Werk) -> "QuerySet[Werk]":
    """Return this work while it is still ours."""
    return Werk.objects.filter(pk=werk.pk, lease=werk.lease, status=WerkStatus.BEZIG)
