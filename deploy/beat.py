"""The clock as a process: it lets tasks begin, and notes each second in the database that it runs."""

import logging
from typing import Any

from celery.beat import PersistentScheduler
from django.db import Error, close_old_connections

from community import clock
from community.berichten.faults import beat_of_clock

logger = logging.getLogger("deploy.beat")


class Scheduler(PersistentScheduler):
    """Celery's own clock. That it runs is seen in /gezond/klaar; a database that is away does not stop it."""

    def tick(self, *args: Any, **options: Any) -> float:
        """Let begin what is due; return how many seconds nothing will be."""
        close_old_connections()
        try:
            beat_of_clock(clock.now())
        except Error:
            logger.warning("beat.database_away")
        wait: float = super().tick(*args, **options)
        return wait
