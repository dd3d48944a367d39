"""What failed in the background, and which task last came to its end: for the outbox page and the health check."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction
from django.db.models import F

from community.models import Hartslag, Storing

logger = logging.getLogger("community.berichten")


@contextmanager
def kept_apart(place: str, now: datetime) -> Iterator[None]:
    """Do one part of a background task in its own transaction; when it fails, count it and let the others go on.

    What is kept is the place and the kind of error, never its text: that may hold what people wrote.
    """
    try:
        with transaction.atomic():
            yield
    except Exception as error:  # noqa: BLE001 - counted below, on the outbox page and in the log
        record_fault(place, type(error).__name__, now)


def record_fault(place: str, error_code: str, now: datetime) -> None:
    """Count one failure of this kind at this place, and write a line in the log."""
    logger.error("background.fault", extra={"place": place, "error_code": error_code})
    place, error_code = place[:60], error_code[:60]
    fresh = {"first_at": now, "last_at": now}
    _row, is_new = Storing.objects.get_or_create(place=place, error_code=error_code, defaults=fresh)
    if not is_new:
        Storing.objects.filter(place=place, error_code=error_code).update(count=F("count") + 1, last_at=now)


def beat(name: str, now: datetime) -> None:
    """Note that this task came to its end."""
    Hartslag.objects.update_or_create(name=name, defaults={"beat_at": now})


def beat_of_clock(now: datetime) -> None:
    """Note that the clock runs. It does so each second, so in one statement."""
    if not Hartslag.objects.filter(name=Hartslag.KLOK).update(beat_at=now):
        beat(Hartslag.KLOK, now)


def last_beat(name: str) -> datetime | None:
    """Return when this task last came to its end; None when it never did."""
    return Hartslag.objects.filter(name=name).values_list("beat_at", flat=True).first()
