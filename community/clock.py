"""The one clock of the doors.

Views, tasks and commands ask `now()`; everything below them gets the moment passed in. Tests and the demo move it
through a small file (`settings.CLOCK_FILE`), so that web, workers and browser agree across processes.
Production settings have no such file and get the real time.
"""

import json
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone


def now() -> datetime:
    """Return the current moment as an aware datetime (UTC), moved by the clock file where there is one."""
    return timezone.now() + offset()


def offset() -> timedelta:
    """Return how far the clock is moved; zero in production."""
    if not settings.CLOCK_FILE:
        return timedelta()
    path = Path(settings.CLOCK_FILE)
    if not path.exists():
        return timedelta()
    return timedelta(seconds=json.loads(path.read_text())["offset_seconds"])


def move_to(moment: datetime) -> None:
    """Move the clock so that `now()` continues from `moment`.

    Raises RuntimeError where the settings give no clock file (production).
    """
    if not settings.CLOCK_FILE:
        raise RuntimeError("the clock can only be moved in the demo and in tests")
    path = Path(settings.CLOCK_FILE)
    seconds = (moment - timezone.now()).total_seconds()
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps({"offset_seconds": seconds}))
    fresh.replace(path)


def reset() -> None:
    """Give the real time back."""
    if settings.CLOCK_FILE:
        Path(settings.CLOCK_FILE).unlink(missing_ok=True)
