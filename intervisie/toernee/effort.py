"""How long planning may take, who watches it, and what stops it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from time import process_time

PATIENCE, GRACE = 1.5, 5.0
# The least that is left for one choice, in seconds.
LEAST = 2.0


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
    done: float = 0.0

    def left(self) -> float:
        """Return how many seconds are left of what was asked, at least a little: for what cannot be stopped."""
        return max(LEAST, self.seconds - (process_time() - self.started))

    def is_over(self, progress: Progress) -> bool:
        """Whether somebody wants to stop, or far more time is gone than was asked. What is done never goes back."""
        self.done = max(self.done, progress.done)
        if self.watch and not self.watch(replace(progress, done=self.done)):
            return True
        return process_time() - self.started > PATIENCE * self.seconds + GRACE
