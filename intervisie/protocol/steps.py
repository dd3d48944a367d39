"""What a protocol holds: phases with steps, and programmes of a visit day."""

from collections.abc import Iterator
from dataclasses import dataclass

from casussen.instrumenten.schema import Question
from intervisie.protocol.words import BEZOEK

# Weeks after a visit from which nobody expects a step any more: its opening is told, and actions stand beside it.
LONG_AFTER = 13


@dataclass(frozen=True)
class Stap:
    """One thing that one or more people do. `who`, `anchor`, `page` and `reads` are codes of intervisie.protocol.words.

    `offset_weeks` counts from the anchor, `opens_weeks` back from the day it is due. `minutes` is how long it takes,
    0 when nobody says.
    """

    code: str
    title: str
    who: str
    anchor: str
    offset_weeks: int
    opens_weeks: int
    minutes: int
    page: str
    text: str
    reads: str
    questions: tuple[Question, ...] = ()

    @property
    def slug(self) -> str:
        """How the step is written in an address."""
        return self.code.lower().replace("_", "-")

    def question(self, code: str) -> Question | None:
        """Return a question of this step, None when it has none of this code."""
        return next((question for question in self.questions if question.code == code), None)


@dataclass(frozen=True)
class Fase:
    """Steps that belong together."""

    code: str
    title: str
    steps: tuple[Stap, ...]


@dataclass(frozen=True)
class Regel:
    """One line of the programme of a visit day."""

    title: str
    text: str
    minutes: int


@dataclass(frozen=True)
class Dagprogramma:
    """How a visit day can go, from its begin on."""

    code: str
    title: str
    lines: tuple[Regel, ...]

    @property
    def minutes(self) -> int:
        """How long it takes altogether."""
        return sum(line.minutes for line in self.lines)


@dataclass(frozen=True)
class Protocolschema:
    """A whole protocol at one version."""

    phases: tuple[Fase, ...]
    programmes: tuple[Dagprogramma, ...]

    def steps(self) -> Iterator[Stap]:
        """Give all steps in order."""
        for phase in self.phases:
            yield from phase.steps

    def step(self, code: str) -> Stap | None:
        """Return one step, None when this version has none of this code."""
        return next((step for step in self.steps() if step.code == code), None)

    def step_at(self, slug: str) -> Stap | None:
        """Return the step that is written so in an address, None when there is none."""
        return next((step for step in self.steps() if step.slug == slug), None)


def is_look_back(step: Stap) -> bool:
    """Whether this step comes long after a visit: somebody looks back at it."""
    return step.anchor == BEZOEK and step.offset_weeks >= LONG_AFTER
