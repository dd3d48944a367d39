"""What follows from the course of a session: the actions that people keep, and what is told of it."""

from contextlib import suppress
from datetime import datetime

from community.confidential import confidential
from community.kluis import NoKeyEncryptionKeyError
from intervisie.actions.sessieacties import keep_actions
from intervisie.models import Sessie


def after_planning(sessie: Sessie) -> None:
    """Let the code of the session follow whether it lets guests in. Call under its lock."""
    if not sessie.lets_guests and sessie.join_digest:
        sessie.join_digest = ""
        sessie.save(update_fields=["join_digest"])


def after_step(sessie: Sessie, now: datetime) -> None:
    """Tell of a new step where each does it in her own time. Call when it began, under its lock."""


def after_closing(sessie: Sessie, now: datetime) -> None:
    """Let the actions that people wrote be theirs. Call when the session is closed, under its lock.

    Where the vault stays shut, as for the planner, they become hers when she looks at her result.
    """
    with confidential(), suppress(NoKeyEncryptionKeyError):
        keep_actions(sessie, now)
