"""Telling who takes part in a session of days that a new step began. Never what anybody wrote."""

from datetime import datetime

from community.berichten.outbox import owe_many, withdraw
from intervisie.models import Sessie
from intervisie.queries.sessiedagen import ENDS, STEP, people_of, step_mark


def tell_step(sessie: Sessie, now: datetime) -> None:
    """N227: owe everybody who is in the message of the step that just began. Call under the lock of the session."""
    withdraw((STEP, ENDS), object_id=sessie.pk, reason="volgende stap")
    people = [one.user for one in people_of(sessie)]
    owe_many(STEP, object_id=sessie.pk, recipients=people, moment=step_mark(sessie), now=now)
