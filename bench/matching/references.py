"""What is known of the instances in `instances/`, and how good a division must be (bar) and should be (aim)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Reference:
    """An instance with the best division known: unplaced people, Q, and the mean of the worst tenth of its groups."""

    name: str
    unplaced: int
    quality: float
    worst: float

    @property
    def people(self) -> int:
        """Return how many people it has."""
        return int(self.name.split("-")[1])


@dataclass(frozen=True)
class Bar:
    """For pools of so many people: seconds of a quiet core, spare unplaced people, and percents of the reference."""

    seconds: int
    spare: int
    must: float
    aim: float


REFERENCES = (
    Reference("impossible-40-1", 9, 49.73, 57.42),
    Reference("natural-40-1", 5, 55.08, 57.27),
    Reference("tight-40-1", 0, 71.92, 69.86),
    Reference("natural-60-1", 1, 67.05, 64.49),
    Reference("planted-60-1", 0, 76.83, 73.61),
    Reference("impossible-200-1", 3, 74.54, 70.83),
    Reference("natural-200-1", 0, 75.07, 71.71),
    Reference("planted-200-1", 0, 80.10, 77.73),
    Reference("tight-200-1", 0, 73.29, 69.65),
    Reference("natural-1000-1", 0, 81.09, 77.84),
    Reference("tight-1000-1", 0, 77.38, 72.65),
    Reference("natural-3000-1", 0, 82.35, 79.18),
)
BARS = {
    40: Bar(5, 1, 97.0, 99.9),
    60: Bar(10, 0, 98.5, 99.5),
    200: Bar(20, 0, 98.5, 99.7),
    1000: Bar(30, 0, 98.5, 99.7),
    3000: Bar(60, 0, 98.5, 99.7),
}
# At 3,000 people; and the aim there is to need half the time.
MOST_MEMORY, LARGEST, AIM_SECONDS = 600, 3000, 30
# The smallest pools have at most 20,000 possible groups: with so many seconds the best division must be proven.
PROVEN_PEOPLE, PROVEN_SECONDS = 40, 60
