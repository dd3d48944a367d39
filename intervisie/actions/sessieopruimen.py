"""What is left of sessions in time: those left running are closed, those never begun lapse, boards are removed.

Needs no key: what is sealed is removed shut, and the sealed file of a photograph goes with the daily sweep, as no row
names it any more. What people are going to do stays theirs (actions/sessieacties.py).
"""

from datetime import datetime, timedelta

from django.db import transaction

from community.actions.kluis import destroy_data_key
from community.models import Kring
from community.workdays import local_date
from intervisie.access.sessies import is_in_closed_kring
from intervisie.actions.sessiegasten import forget_guests
from intervisie.actions.sessieloop import close_sessie
from intervisie.actions.sessieslot import end, hold_alone
from intervisie.models import Kaartfoto, Sessie, Sessieblad, SessieStatus, Sessievoorbereiding
from intervisie.queries.sessieopruimen import (
    KEPT,
    boards_to_remove,
    sessies_left_running,
    sessies_never_begun,
)

# A session in which nobody went on for so long was left running.
LEFT_RUNNING = timedelta(hours=12)
# A session of its own that nobody began lapses after so many days, one of a meeting so long after that.
DAYS_UNBEGUN, DAYS_AFTER_MEETING = 60, 30


def end_left_sessies(now: datetime) -> None:
    """Close the sessions that were left running, and let those lapse that nobody began. In a scope.

    What was prepared for a session that lapsed goes at once; of a group that was closed after the days of a board.
    """
    for sessie in sessies_left_running(now, moved_before=now - LEFT_RUNNING):
        close_sessie(sessie=sessie, now=now)
    today = local_date(now)
    for sessie in sessies_never_begun(
        now, made_before=today - timedelta(days=DAYS_UNBEGUN), met_before=today - timedelta(days=DAYS_AFTER_MEETING)
    ):
        _lapse(sessie, now)
        if not is_in_closed_kring(sessie):
            _remove(sessie, now)


def remove_boards(now: datetime) -> int:
    """Remove what was written in sessions that ended more than thirty days ago; return of how many. In a scope."""
    number = 0
    while some := boards_to_remove(ended_before=local_date(now) - KEPT):
        for sessie in some:
            _remove(sessie, now)
        number += len(some)
    return number


def remove_boards_of(kring: Kring, now: datetime) -> None:
    """Remove what was written in all sessions of a group whose content is destroyed, ended or not. In a scope."""
    rows = Sessie.objects.filter(bijeenkomst__kring=kring, removed_at__isnull=True)
    for sessie in rows.order_by("pk"):
        if sessie.status == SessieStatus.BEZIG:
            close_sessie(sessie=sessie, now=now)
        elif sessie.status == SessieStatus.VOORBEREIDING:
            _lapse(sessie, now)
        _remove(sessie, now)


def _lapse(sessie: Sessie, now: datetime) -> None:
    with transaction.atomic():
        stored = hold_alone(sessie)
        if stored.status != SessieStatus.VOORBEREIDING:
            return
        end(stored, SessieStatus.VERVALLEN, now)


def _remove(sessie: Sessie, now: datetime) -> None:
    with transaction.atomic():
        stored = hold_alone(sessie)
        if stored.removed_at is not None:
            return
        for model in (Sessieblad, Kaartfoto, Sessievoorbereiding):
            model.objects.filter(sessie=stored).delete()
        forget_guests(stored)
        stored.removed_at = now
        stored.save(update_fields=["removed_at"])
    if stored.owns_key:
        # Last: there is no way back.
        destroy_data_key(
            key_id=stored.data_key_id, kind="SESSIE", object_id=stored.pk, actor=None, reason="TERMIJN", now=now
        )
