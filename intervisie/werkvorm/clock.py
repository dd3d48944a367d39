"""The clock of a step: kept by the server, the same on every screen. All in UTC, so summer time changes nothing."""

import math
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

# What '+1 minuut' adds, and what is left when it is asked for after the end.
MORE_SECONDS = 60


@dataclass(frozen=True)
class Clock:
    """When a step or a turn began, how long it may take, and how long it stood still.

    `paused_at` is since when it stands still, None while it runs. Moments are aware; at zero nothing closes.
    """

    started_at: datetime
    seconds: int
    paused_at: datetime | None = None
    held_seconds: int = 0

    def deadline(self, now: datetime) -> datetime:
        """Return when its time is over, in UTC. While it stands still that moves along."""
        still = timedelta(0)
        if self.paused_at is not None:
            still = max(still, _utc(now) - _utc(self.paused_at))
        return _utc(self.started_at) + timedelta(seconds=self.seconds + self.held_seconds) + still

    def left(self, now: datetime) -> int:
        """Return how many whole seconds are left, rounded up; zero or less when the time is over."""
        return math.ceil((self.deadline(now) - _utc(now)).total_seconds())

    def is_over(self, now: datetime) -> bool:
        """Whether its time is over."""
        return self.deadline(now) <= _utc(now)

    def paused(self, now: datetime) -> "Clock":
        """Return the clock standing still from now on; unchanged when it did already."""
        return self if self.paused_at is not None else replace(self, paused_at=_utc(now))

    def resumed(self, now: datetime) -> "Clock":
        """Return the clock running again; unchanged when it ran. Standing still never takes time away."""
        if self.paused_at is None:
            return self
        still = max(0, math.ceil((_utc(now) - _utc(self.paused_at)).total_seconds()))
        return replace(self, paused_at=None, held_seconds=self.held_seconds + still)

    def extended(self, now: datetime) -> "Clock":
        """Return the clock with a minute more; when its time was over, with a minute from now on."""
        late = max(0, -math.floor((self.deadline(now) - _utc(now)).total_seconds()))
        return replace(self, seconds=self.seconds + MORE_SECONDS + late)


def _utc(moment: datetime) -> datetime:
    """Return the same moment in UTC: sums of local time are off in the night that summer time begins or ends."""
    if moment.tzinfo is None:
        message = "a clock needs aware moments"
        raise ValueError(message)
    return moment.astimezone(UTC)
