"""Divides people into groups they can trust. Pure: no framework, no database, no clock of its own.

`divide(instance, seed=..., effort=...)` for intervisie, `propose_teams(members, ...)` for the teams of an editie,
`repair(instance, earlier, ...)` when something changed, `MoveBook` for what a move by hand costs.
`python -m intervisie.matching < instance.json > result.json` does the first without the rest of the platform.
"""

from intervisie.matching.effort import Effort, Progress
from intervisie.matching.explain import Explanation, Obstacle, explain_unplaced
from intervisie.matching.instance import Instance, InstanceError, Lock, Person, Round, Rules, read_instance
from intervisie.matching.moves import MoveBook, MoveCost, costs_of_moves, judge_move, judge_swap
from intervisie.matching.reasons import GroupFacts, Tick, counts_of, ticks_of, why_here
from intervisie.matching.relaxing import Relaxation, explain_infeasible
from intervisie.matching.repair import Moved, Repair, repair
from intervisie.matching.rulebook import PRIVATE_KINDS, is_private, shown_kinds, shown_violations
from intervisie.matching.scoring import Division, Group, Score, Scorer, Violation
from intervisie.matching.search import Outcome, divide
from intervisie.matching.teams import TeamMember, TeamProposal, TeamSizes, propose_teams
from intervisie.matching.widening import Cause

__all__ = [
    "PRIVATE_KINDS",
    "Cause",
    "Division",
    "Effort",
    "Explanation",
    "Group",
    "GroupFacts",
    "Instance",
    "InstanceError",
    "Lock",
    "MoveBook",
    "MoveCost",
    "Moved",
    "Obstacle",
    "Outcome",
    "Person",
    "Progress",
    "Relaxation",
    "Repair",
    "Round",
    "Rules",
    "Score",
    "Scorer",
    "TeamMember",
    "TeamProposal",
    "TeamSizes",
    "Tick",
    "Violation",
    "costs_of_moves",
    "counts_of",
    "divide",
    "explain_infeasible",
    "explain_unplaced",
    "is_private",
    "judge_move",
    "judge_swap",
    "propose_teams",
    "read_instance",
    "repair",
    "shown_kinds",
    "shown_violations",
    "ticks_of",
    "why_here",
]
