"""People of other partners, as far as a report tells of them: the rest of the network."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from tests.community.rapporten import kennis
from tests.community.rapporten.kennis import Limits
from tests.community.rapporten.werelden import Programma, Row

# How far from the best a world may be: what is looked for is any world.
GAP = 0.2


@dataclass
class Rest:
    """What a reader knows beside her own report: people in the whole network per cell, and who the others are.

    `network`: per cell the class of the network. `partner`: per cell how many people of the other partner, when two
    work together. `others`: per life (first, last) how many people, of whom nothing was published.
    """

    network: Limits = field(default_factory=dict)
    partner: Mapping[str, int] = field(default_factory=dict)
    others: Mapping[tuple[int, int], int] = field(default_factory=dict)


def fits(reached: Mapping[str, int], rest: Rest) -> bool:
    """Whether others could have done something with which this world fits what the network is said to have."""
    known = {cell: reached.get(cell, 0) + rest.partner.get(cell, 0) for cell in rest.network}
    rows, most = others_of(rest, {}, known, 0)
    return not rows or Programma(most, rows).solve(np.zeros(len(most)), gap=GAP)[0] is not None


def others_of(
    rest: Rest, own: Mapping[str, list[tuple[int, float]]], known: Mapping[str, int], at: int
) -> tuple[list[Row], list[float]]:
    """Return rows and limits of people of others, by the quarters in which they took part.

    `own`: columns of the reader's own people per cell; `known`: people per cell who are known for sure.
    """
    by_cell: dict[str, list[tuple[int, float]]] = {}
    rows: list[Row] = []
    most: list[float] = []
    quarters = 1 + max((last for _first, last in rest.others), default=0)
    for (first, last), number in rest.others.items() if rest.network else ():
        here = []
        for pattern in range(1 << (last - first + 1)):
            here.append((at + len(most), 1.0))
            most.append(float(number))
            for cell in _reached(pattern << first, last, quarters):
                by_cell.setdefault(cell, []).append(here[-1])
        rows.append((here, number, number))
    for cell, (fewest, highest) in rest.network.items():
        others = by_cell.get(cell, [])
        rows.append((others, kennis.LARGE, np.inf))  # or the rest would not be shown
        sure = known.get(cell, 0)
        rows.append(([*own.get(cell, []), *others], fewest - sure, highest - sure))
    return rows, most


def _reached(pattern: int, last: int, quarters: int) -> list[str]:
    cells = [f"R{quarter}" for quarter in range(last + 1) if pattern >> quarter & 1]
    return cells + [f"T{quarter}" for quarter in range(quarters) if pattern & ((2 << quarter) - 1)]
