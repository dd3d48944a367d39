"""The charts of a frozen report: for each line a bar from its lowest to its highest number, and the places of both.

A drawing of 340 wide is read on a phone as it is. Places are whole numbers, as text: no language writes them otherwise.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from community.kwartalen import kwartaal_from
from community.notation import number
from community.rapportage import woorden

WIDTH, LINE, FOOT = 340, 42, 26
# Between the edge of the drawing and the numbers of its scale.
EDGE = 10
STEPS = (1, 2, 5)
MOST_TICKS = 4


@dataclass(frozen=True)
class Staaf:
    """One bar: what it is about, its words, and where in the drawing it begins and ends; none when it is not shown."""

    label: str
    words: str
    y: int
    start: int = 0
    end: int = 0
    is_shown: bool = False

    @property
    def text_y(self) -> str:
        """Where its words stand."""
        return str(self.y + 15)

    @property
    def rail_y(self) -> str:
        """The middle of the bar."""
        return str(self.y + 28)

    @property
    def bar_y(self) -> str:
        """The top of the bar."""
        return str(self.y + 22)

    @property
    def x(self) -> str:
        """The left side of the bar."""
        return str(self.start)

    @property
    def width(self) -> str:
        """How long the bar is; never too short to see."""
        return str(max(self.end - self.start, 3))


@dataclass(frozen=True)
class Grafiek:
    """One drawing below its table."""

    code: str
    table: str
    title: str
    description: str
    bars: tuple[Staaf, ...]
    ticks: tuple[tuple[str, str], ...]

    @property
    def height(self) -> str:
        """How high the drawing is."""
        return str(len(self.bars) * LINE + FOOT)

    @property
    def axis_y(self) -> str:
        """Where the scale begins."""
        return str(len(self.bars) * LINE)

    @property
    def axis_end(self) -> str:
        """Where a mark of the scale ends."""
        return str(len(self.bars) * LINE + 5)

    @property
    def ticks_y(self) -> str:
        """Where the numbers of the scale stand."""
        return str(len(self.bars) * LINE + 20)

    @property
    def is_empty(self) -> bool:
        """Whether there is no bar to look at."""
        return not any(bar.is_shown for bar in self.bars)


def charts_of(content: Mapping[str, Any]) -> list[Grafiek]:
    """Return the drawings that have something to show: reach by quarter, and activities in the quarter itself."""
    key = content["kwartaal"]
    reach = [(kwartaal_from(one).words, content["bereik"].get(one)) for one in content["kwartalen"]]
    activities = [(woorden.text(one["naam"]), woorden.cell(one, "mensen", key)) for one in content["activiteiten"]]
    quarter = kwartaal_from(key).words
    found = [
        _chart("bereik", _("Mensen bereikt per kwartaal"), reach),
        _chart("activiteiten", _("Mensen per activiteit, %(quarter)s") % {"quarter": quarter}, activities),
    ]
    return [chart for chart in found if not chart.is_empty]


def _chart(table: str, title: str, lines: Sequence[tuple[str, Sequence[int] | None]]) -> Grafiek:
    highest = max((klasse[1] for _label, klasse in lines if klasse is not None), default=0)
    step = _step(highest)
    top = max(step * -(-highest // step), step)
    bars = [_bar(label, klasse, place * LINE, top) for place, (label, klasse) in enumerate(lines)]
    ticks = [(str(_place(amount, top)), number(amount)) for amount in range(0, top + 1, step)]
    words = _("Elke balk loopt van het laagste tot het hoogste aantal mensen. De getallen staan in de tabel hierboven.")
    return Grafiek(f"grafiek-{table}", table, title, words, tuple(bars), tuple(ticks))


def _bar(label: str, klasse: Sequence[int] | None, y: int, top: int) -> Staaf:
    if klasse is None:
        return Staaf(label, woorden.people(None), y)
    return Staaf(label, woorden.people(klasse), y, _place(klasse[0], top), _place(klasse[1], top), is_shown=True)


def _place(amount: int, top: int) -> int:
    """Return where a number lies on the scale."""
    return EDGE + round(amount * (WIDTH - 2 * EDGE) / top)


def _step(highest: int) -> int:
    """Return the step of the scale: 1, 2 or 5 and then tenfold, so that it has few numbers."""
    size = 1
    while True:
        for step in STEPS:
            if step * size * MOST_TICKS >= highest:
                return step * size
        size *= 10
