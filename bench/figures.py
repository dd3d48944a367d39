"""One measured figure, as the table and .regiekamer/bench.json hold it."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Figure:
    """`value` against `floor` of the same run; `bar` is the highest allowed ratio (or value, without a floor).

    `aim` is what we would like, and judges nothing.
    """

    figure: str
    value: float
    unit: str
    floor: float | None = None
    ratio: float | None = None
    bar: float | None = None
    ok: bool | None = None
    aim: float | None = None

    def row(self) -> dict[str, Any]:
        """Return the figure for JSON."""
        return asdict(self)


def against_floor(name: str, value: float, unit: str, floor: float, ratio: float, bar: float) -> Figure:
    """Return a figure judged by its ratio to the floor."""
    return Figure(name, round(value, 3), unit, round(floor, 3), round(ratio, 2), bar, ratio <= bar)


def at_most(name: str, value: float, unit: str, bar: float, *, aim: float | None = None) -> Figure:
    """Return a figure judged by its own value."""
    return Figure(name, round(value, 3), unit, bar=bar, ok=value <= bar, aim=aim)


def at_least(
    name: str, value: float, unit: str, bar: float, floor: float | None = None, *, aim: float | None = None
) -> Figure:
    """Return a figure that must reach `bar`."""
    ratio = round(value / floor, 2) if floor else None
    judged = ratio if ratio is not None else value
    return Figure(name, round(value, 3), unit, round(floor, 3) if floor else None, ratio, bar, judged >= bar, aim)
