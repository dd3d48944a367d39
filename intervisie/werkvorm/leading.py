"""Who takes over when the one who keeps steps and clock is gone, so that nobody waits for a closed laptop."""

from collections.abc import Sequence
from dataclasses import dataclass

# Somebody is there who was seen this short ago; the lead is free after this long without its holder.
PRESENT_SECONDS = 20
GONE_SECONDS = 60


@dataclass(frozen=True)
class Present:
    """One person of a session. `seen_seconds_ago` is None for who was never seen."""

    number: int
    has_account: bool
    is_on_paper: bool
    seen_seconds_ago: float | None


def successor(people: Sequence[Present], leader: int | None) -> int | None:
    """Return who takes over now, None when nobody should: the leader is there, or nobody else is.

    Somebody with an account goes first, then the lowest number; never somebody on paper. A leader who is not among
    these people left: then nobody waits for her.
    """
    current = next((one for one in people if one.number == leader), None)
    if current is not None and _seen_within(current, GONE_SECONDS):
        return None
    there = [
        one for one in people
        if one.number != leader and not one.is_on_paper and _seen_within(one, PRESENT_SECONDS)
    ]  # fmt: skip
    best = min(there, key=lambda one: (not one.has_account, one.number), default=None)
    return best.number if best else None


def _seen_within(one: Present, seconds: int) -> bool:
    return one.seen_seconds_ago is not None and one.seen_seconds_ago <= seconds
