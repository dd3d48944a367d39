"""The end of a training for one participant: her five goals, in which parts she worked on each, and what she wrote."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from community.models import User
from training.models import Editie, Ontwikkeldoel, Programmaonderdeel
from training.queries.edities import DONE, DeelLine, delen_of, lines_of, own_of
from training.queries.vakmanschap import ScanSheet


@dataclass(frozen=True)
class GoalCover:
    """One development goal with the parts of the programme that serve it, and her own words about it."""

    doel: Ontwikkeldoel
    before: str
    after: str
    lines: list[DeelLine]

    @property
    def is_covered(self) -> bool:
        """Whether she was at, or handed in, one of its parts."""
        return any(line.state == DONE for line in self.lines)


@dataclass(frozen=True)
class Eindoverzicht:
    """All goals with what was done for each."""

    goals: list[GoalCover]

    @property
    def covered(self) -> int:
        """How many goals were worked on: '5 van de 5'."""
        return sum(goal.is_covered for goal in self.goals)


def eindoverzicht_of(editie: Editie, user: User, sheet: ScanSheet, now: datetime) -> Eindoverzicht:
    """Return the goals of a participant with the parts that serve each; three queries besides her scans."""
    lines = lines_of(editie, delen_of(editie), own_of(editie, user), now)
    served = _served_by(lines)
    return Eindoverzicht([
        GoalCover(one.doel, one.before, one.after, [lines[number] for number in served[one.doel.pk]])
        for one in sheet.goals
    ])  # fmt: skip


def _served_by(lines: list[DeelLine]) -> dict[object, list[int]]:
    """Return, by goal, the numbers of the rows that serve it, in order."""
    row_of = {deel.onderdeel_id: number for number, line in enumerate(lines) for deel in line.delen}
    links = Programmaonderdeel.ontwikkeldoelen.through.objects.filter(programmaonderdeel__in=list(row_of))
    found: dict[object, set[int]] = defaultdict(set)
    for onderdeel, doel in links.values_list("programmaonderdeel_id", "ontwikkeldoel_id"):
        found[doel].add(row_of[onderdeel])
    return defaultdict(list, {doel: sorted(numbers) for doel, numbers in found.items()})
