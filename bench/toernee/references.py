"""What is known of the instances in `instances/`, and how good plans must be (bar) and should be (aim)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Reference:
    """An instance with the best plans of a first prototype: tours left out, and the cost with 10,000 for each."""

    name: str
    unscheduled: int
    cost: float

    @property
    def tours(self) -> int:
        """Return how many tours it has."""
        return int(self.name.split("-")[1])

    @property
    def dates(self) -> float:
        """Return the cost, the tours left out aside."""
        return self.cost - 10_000 * self.unscheduled


@dataclass(frozen=True)
class Bar:
    """For so many tours: seconds allowed and hoped for, and percents of the reference at most."""

    seconds: int
    must: float
    aim_seconds: int
    aim: float


REFERENCES = (
    Reference("normal-1-1", 0, 44.72),
    Reference("scarce-1-1", 1, 10000.00),
    Reference("impossible-20-1", 3, 30991.01),
    Reference("normal-20-1", 1, 10957.13),
    Reference("scarce-20-1", 1, 11318.80),
    Reference("normal-200-1", 7, 79940.00),
)
BARS = {1: Bar(1, 100.01, 1, 100.01), 20: Bar(15, 102.0, 3, 100.2), 200: Bar(90, 103.0, 20, 100.5)}
# A cancellation of one tour is repaired in so many seconds.
REPAIR_SECONDS = 1.0
