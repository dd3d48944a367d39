"""How long planning may take, who watches it, and what stops it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from time import monotonic, process_time

PATIENCE, GRACE = 1.5, 5.0
# The least that is left for one choice, in seconds; so many times slower than it works a busy machine is at most.
LEAST, SLOWEST = 2.0, 20.0


@dataclass(frozen=True)
class Progress:
    """How far planning is: share done (0 to 1), tours without dates and cost of the best so far (endless at first)."""

    done: float
    unscheduled: int
    cost: float


@dataclass
class Effort:
    """How long to plan, in seconds of work, and what may stop it. `watch` sees the progress; False stops.

    What is counted is work, not the clock, so that the same input gives the same answer. `is_exact` False leaves the
    integer programme out, as where scipy is not installed.
    """

    seconds: float = 15.0
    watch: Callable[[Progress], bool] | None = None
    is_exact: bool = True
    started: float = field(default_factory=process_time)
    clock: float = field(default_factory=monotonic)
    done: float = 0.0

    def left(self) -> float:
        """Return how many seconds on the clock are left of what was asked, at least a little.

        For what looks at the clock and cannot be stopped: on a busy machine it may look longer.
        """
        worked = process_time() - self.started
        slower = min(SLOWEST, max(1.0, (monotonic() - self.clock) / max(worked, 0.001)))
        return slower * max(LEAST, self.seconds - worked)

    def is_over(self, progress: Progress) -> bool:
        """Whether somebody wants to stop, or far more time is gone than was asked. What is done never goes back."""
        self.done = max(self.done, progress.done)
        if self.watch and not self.watch(replace(progress, done=self.done)):
            return True
        return process_time() - self.started > PATIENCE * self.seconds + GRACE
