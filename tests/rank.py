"""Whether two rows of times can be told apart, by ranks alone: one slow moment weighs no more than its place."""

import math
from collections.abc import Sequence


def auc(one: Sequence[float], other: Sequence[float]) -> float:
    """Return how often a guess by time alone is right, of two drawn at random: 0.5 says nothing, 1 tells all."""
    ranked = sorted([(value, False) for value in one] + [(value, True) for value in other])
    total, begin = 0.0, 0
    while begin < len(ranked):
        end = begin
        while end < len(ranked) and ranked[end][0] == ranked[begin][0]:
            end += 1
        middle = (begin + 1 + end) / 2  # equal values share the middle of their places
        total += middle * sum(is_other for _value, is_other in ranked[begin:end])
        begin = end
    area = (total - len(other) * (len(other) + 1) / 2) / (len(one) * len(other))
    return max(area, 1 - area)


def chance(one: Sequence[float], other: Sequence[float]) -> float:
    """Return how likely ranks this far apart are when there is no difference (Mann-Whitney, two-sided)."""
    size, others = len(one), len(other)
    spread = math.sqrt((size + others + 1) / (12 * size * others))
    return math.erfc((auc(one, other) - 0.5) / spread / math.sqrt(2))
