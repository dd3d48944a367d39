"""What a method holds: its sizes, what it is good for, and its steps."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Keuze:
    """One answer to choose: of weighing ('warm'), of sorting ('data')."""

    code: str
    title: str


@dataclass(frozen=True)
class Stap:
    """One step. The codes are those of intervisie.werkvorm.words; `minutes` is for the whole step, turns included.

    `of` names the earlier step whose lines are weighed, or that names the poles of a line. `labels` are the words
    beside each field to write (as many as there are lines; one for a text); one that ends in '…' opens the sentence.
    `in_turn`: each person gets an equal part of the minutes. `repeats`: with its neighbours that repeat, for each
    person in turn as inbrenger. `is_split`: from here on in subgroups, where the session has them. `result` says what
    of it goes home with whom.
    """

    code: str
    title: str
    text: str
    minutes: int
    speaks: str
    writes: str
    sees: str
    reveal: str
    input: str
    of: str = ""
    lines: int = 0
    labels: tuple[str, ...] = ()
    options: tuple[Keuze, ...] = ()
    in_turn: bool = False
    repeats: bool = False
    is_split: bool = False
    result: str = ""


@dataclass(frozen=True)
class Werkvormschema:
    """A whole method at one version. Sizes are people: of a session, and of one subgroup."""

    question: str
    fewest: int
    most: int
    group_fewest: int
    group_most: int
    fits: tuple[str, ...]
    maturity: str
    takes_days: bool
    steps: tuple[Stap, ...]
    materials: tuple[str, ...] = ()
    rules: tuple[str, ...] = field(default=())

    @property
    def minutes(self) -> int:
        """How long it takes when nothing repeats."""
        return sum(step.minutes for step in self.steps)

    def step(self, code: str) -> Stap | None:
        """Return one step, None when this version has none of this code."""
        return next((step for step in self.steps if step.code == code), None)
