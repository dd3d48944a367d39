"""The worlds that were found, and how far apart they are."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from tests.community.rapporten import kennis
from tests.community.rapporten.kennis import Groep, Verteld


@dataclass(frozen=True)
class Wereld:
    """A world: how many people it has in each group, and how many in the cells that others know about."""

    values: np.ndarray
    reached: Mapping[str, int]


class Bereik:
    """The least and the most of every group in the worlds that were found, and those worlds."""

    def __init__(self, groups: list[Groep]) -> None:
        self.groups = groups
        self.least = np.full(len(groups), 10**6)
        self.most = np.full(len(groups), -1)
        self.worlds: list[Wereld] = []

    def add(self, values: np.ndarray, reached: Mapping[str, int] | None = None) -> None:
        if (values < self.least).any() or (values > self.most).any():
            self.worlds.append(Wereld(values, reached or {}))
        self.least, self.most = np.minimum(self.least, values), np.maximum(self.most, values)

    def take(self, other: "Bereik") -> None:
        self.least, self.most = np.minimum(self.least, other.least), np.maximum(self.most, other.most)

    def closed(self, told: Verteld) -> list[int]:
        return [
            place for place, group in enumerate(self.groups)
            if not kennis.is_open(group, int(self.least[place]), int(self.most[place]), told)
        ]  # fmt: skip
