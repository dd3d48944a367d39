"""Proposes and judges the dates of one editie. Pure: no framework, no database, no clock.

`propose(request)` returns the cheapest dates that keep every hard rule, or says which wish to give up.
`judge(request, chosen)` says what is wrong with dates that a person chose, and what they cost.
"""

from training.rhythm.judging import judge
from training.rhythm.kalender import kalender_of, whole_days
from training.rhythm.planner import propose
from training.rhythm.standard import STANDARD_PARTS
from training.rhythm.values import (
    Breach,
    Chosen,
    Cost,
    HardRule,
    Judgement,
    Kalender,
    Lock,
    NothingFits,
    Override,
    Part,
    PartKind,
    Placed,
    PlanRequest,
    Proposal,
    Relaxation,
    Resource,
    ResourceKind,
    Rules,
    SoftRule,
    Stretch,
    Weights,
    Wish,
    WishKind,
)

__all__ = [
    "STANDARD_PARTS",
    "Breach",
    "Chosen",
    "Cost",
    "HardRule",
    "Judgement",
    "Kalender",
    "Lock",
    "NothingFits",
    "Override",
    "Part",
    "PartKind",
    "Placed",
    "PlanRequest",
    "Proposal",
    "Relaxation",
    "Resource",
    "ResourceKind",
    "Rules",
    "SoftRule",
    "Stretch",
    "Weights",
    "Wish",
    "WishKind",
    "judge",
    "kalender_of",
    "propose",
    "whole_days",
]
