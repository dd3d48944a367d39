"""What follows from the course of a session: the actions that people keep, and what is told of it."""

from contextlib import suppress
from datetime import datetime

from community.confidential import confidential
from community.kluis import NoKeyEncryptionKeyError
from intervisie.actions.sessieacties import keep_actions
from intervisie.actions.sessiecode import give_join_code, take_join_code_back
from intervisie.actions.sessieresultaat import tell_results
from intervisie.actions.sessiestappen import tell_step
from intervisie.models import Sessie


def after_planning(sessie: Sessie) -> None:
    """Let the code of the session follow whether it lets guests in. Call under its lock."""
    if sessie.lets_guests:
        give_join_code(sessie)
    elif sessie.join_digest:
        take_join_code_back(sessie)


def after_step(sessie: Sessie, now: datetime) -> None:
    """Tell of a new step where each does it in her own time. Call when it began, under its lock."""
    tell_step(sessie, now)


def after_closing(sessie: Sessie, now: datetime) -> None:
    """Let the actions that people wrote be theirs, and tell them of their result.

    Call when the session is closed, under its lock. Where the vault stays shut, as for the planner, the actions become
    hers later on.
    """
    with confidential(), suppress(NoKeyEncryptionKeyError):
        keep_actions(sessie, now)
    tell_results(sessie, now)
