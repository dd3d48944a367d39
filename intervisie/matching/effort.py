"""How long a search may take, who watches it, and what stops it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from time import process_time

PATIENCE, GRACE = 3.0, 10.0


@dataclass(frozen=True)
class Progress:
    """How far a search is: share done (0 to 1) and the best so far."""

    done: float
    unplaced: int
    worth: float


@dataclass
class Effort:
    """How long to search and what may stop it. `watch` sees the progress and returns False to stop."""

    seconds: float = 2.0
    watch: Callable[[Progress], bool] | None = None
    is_compiled: bool | None = None
    is_exact: bool = True
    started: float = field(default_factory=process_time)
    done: float = 0.0

    def is_over(self, progress: Progress) -> bool:
        """Whether somebody wants to stop, or far more time is gone than was asked. What is done never goes back."""
        self.done = max(self.done, progress.done)
        if self.watch and not self.watch(replace(progress, done=self.done)):
            return True
        return process_time() - self.started > PATIENCE * self.seconds + GRACE
