"""One proof: parts that are run one by one and remembered, and a verdict over all of them together."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

Numbers = Mapping[str, int]


@dataclass(frozen=True)
class Case:
    """A proof with a name and a demand, both in Dutch for the table.

    `run(part)` returns the numbers of one part (1, 2 ... `parts`); those of all parts are added up. `judge` says what
    came out, in words, and whether that meets the demand.
    """

    name: str
    demand: str
    parts: int
    run: Callable[[int], Numbers]
    judge: Callable[[Numbers], tuple[str, bool]]

    def verdict(self, found: list[Numbers]) -> tuple[str, bool]:
        """Judge the parts that were run, all together."""
        total: Counter[str] = Counter()
        for numbers in found:
            total.update(numbers)
        return self.judge(total)
