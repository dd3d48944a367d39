"""Weighing options: criteria with a weight, a score for each option, and what comes out. Pure logic.

A frame is `{"criteria": [{"name", "weight", "origin"}], "options": [name], "scores": [[{"score", "reason"}]]}`,
scores by option and then criterion; weights and scores 1 to 5, a score that is not given is None.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

MOST_CRITERIA, MOST_OPTIONS = 8, 5
FEWEST_OPTIONS = 2
LOWEST, HIGHEST = 1, 5


@dataclass(frozen=True)
class Outcome:
    """One option with its result: the mean of its scores by weight, None while a score is missing."""

    option: str
    result: Decimal | None
    open_scores: int
    is_best: bool = False


def is_comparable(frame: Mapping[str, Any]) -> bool:
    """Whether there is something to compare: two options and a criterion."""
    return len(frame.get("options", ())) >= FEWEST_OPTIONS and bool(frame.get("criteria"))


def weigh(frame: Mapping[str, Any]) -> list[Outcome]:
    """Return the options with their results, in the order of the frame; nothing while there is nothing to compare.

    Best is the highest result, and every option that has it, once no score is missing any more.
    """
    if not is_comparable(frame):
        return []
    weights = [criterion["weight"] for criterion in frame["criteria"]]
    rows = [_result(weights, [cell["score"] for cell in line]) for line in frame["scores"]]
    is_whole = all(not missing for _result, missing in rows)
    best = max((result for result, _missing in rows if result is not None), default=None)
    return [
        Outcome(option, result, missing, is_best=is_whole and result == best)
        for option, (result, missing) in zip(frame["options"], rows, strict=True)
    ]


def _result(weights: list[int], scores: list[int | None]) -> tuple[Decimal | None, int]:
    missing = sum(1 for score in scores if score is None)
    if missing:
        return None, missing
    total = sum(weight * (score or 0) for weight, score in zip(weights, scores, strict=True))
    return (Decimal(total) / sum(weights)).quantize(Decimal("0.1"), ROUND_HALF_UP), 0
