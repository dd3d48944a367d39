"""Divides people into groups they can trust. Pure: no framework, no database, no clock of its own.

`divide(instance, seed=..., effort=...)` for intervisie, `propose_teams(members, ...)` for the teams of an editie.
`python -m intervisie.matching < instance.json > result.json` does the first without the rest of the platform.
"""

from intervisie.matching.explain import Explanation, Obstacle, explain_unplaced
from intervisie.matching.instance import Instance, InstanceError, Lock, Person, Round, Rules, read_instance
from intervisie.matching.scoring import Division, Group, Score, Scorer, Violation
from intervisie.matching.search import Effort, Outcome, Progress, divide
from intervisie.matching.teams import TeamMember, TeamProposal, TeamSizes, propose_teams

__all__ = [
    "Division",
    "Effort",
    "Explanation",
    "Group",
    "Instance",
    "InstanceError",
    "Lock",
    "Obstacle",
    "Outcome",
    "Person",
    "Progress",
    "Round",
    "Rules",
    "Score",
    "Scorer",
    "TeamMember",
    "TeamProposal",
    "TeamSizes",
    "Violation",
    "divide",
    "explain_unplaced",
    "propose_teams",
    "read_instance",
]
