"""Accounts that nobody uses: warned after a year, erased a month after the warning (blueprint §14)."""

from collections.abc import Callable
from datetime import datetime

from community.actions.verwijderen import erase_person
from community.berichten.outbox import owe
from community.bewaarregels import REGELS
from community.models import User
from community.queries.stille_accounts import WARNED, silent_since, stamp, warnings_of
from community.wegdoen import BATCH
from community.workdays import past_term


def purge_stille_accounts(now: datetime) -> int:
    """Warn who did not log in for long, and erase who did not after that; return how many were erased.

    Who holds a role that somebody must hold stays until there is another; a closed account is not written to. Logging
    in any time before undoes it.
    """
    silent, answer = REGELS["stille-accounts"].term, REGELS["stille-accounts-wissen"].term
    found = silent_since(past_term(now, silent))
    erased = 0
    for start in range(0, len(found), BATCH):
        some = found[start : start + BATCH]
        warned = warnings_of(some)
        for user in some:
            at = warned.get((user.pk, stamp(user)))
            if not user.is_active:
                is_due = user.last_login is not None and user.last_login < past_term(now, silent + answer)
            else:
                is_due = at is not None and at < past_term(now, answer)
            if is_due:
                erased += bool(erase_person(user=user, now=now, only_if=_silent_as(stamp(user))))
            elif at is None and user.is_active:
                owe(WARNED, object_id=user.pk, recipient=user, moment=stamp(user), now=now)
    return erased


def _silent_as(seen: str) -> Callable[[User], bool]:
    """Return what says whether somebody did not log in since: it may be a while ago that she was looked at."""
    return lambda person: stamp(person) == seen
