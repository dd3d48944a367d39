"""What goes into planning an editie and what comes out: frozen values only.

A slot is one part of one day, `(date, code)`, with the codes of `community.dagdelen`: OCHTEND, MIDDAG, AVOND.
Costs are whole points, so that two proposals compare exactly. Sentences are Dutch, for the coördinator who plans.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal

Slot = tuple[date, str]


class PartKind(StrEnum):
    """What sort of part of the programme this is."""

    INTAKE = "INTAKE"
    DAGDEEL = "DAGDEEL"
    TUSSENTIJD = "TUSSENTIJD"
    EINDSESSIE = "EINDSESSIE"


class HardRule(StrEnum):
    """What may never be broken."""

    COMPLETE = "COMPLETE"
    ORDER = "ORDER"
    SAME_DAY = "SAME_DAY"
    TRAINING_DAYS = "TRAINING_DAYS"
    WEEKEND = "WEEKEND"
    FEESTDAG = "FEESTDAG"
    FREE = "FREE"
    TUSSENTIJD = "TUSSENTIJD"
    LOCK = "LOCK"
    PERIOD = "PERIOD"


class SoftRule(StrEnum):
    """What is better avoided; a coördinator may override it with a reason."""

    LENGTH = "LENGTH"
    SCHOOLVAKANTIE = "SCHOOLVAKANTIE"
    VERKIEZING = "VERKIEZING"
    WEEKDAY = "WEEKDAY"
    GAP = "GAP"


class ResourceKind(StrEnum):
    """Who or what has to be free."""

    TRAINER = "TRAINER"
    PLACE = "PLACE"


class WishKind(StrEnum):
    """What a person may give up when nothing fits."""

    PERIOD = "PERIOD"
    BUSY = "BUSY"
    LOCK = "LOCK"


@dataclass(frozen=True)
class Part:
    """One part of the programme. `dagdelen` is how many parts of a day it takes; `with_previous`: on the same day."""

    code: str
    kind: PartKind
    dagdelen: int = 0
    with_previous: bool = False


@dataclass(frozen=True)
class Rules:
    """The numbers of the hard rules. Working days are counted between two days, those days themselves not included."""

    tussentijd_workdays: int = 10
    training_days: int = 4
    intake_workdays: int = 10  # how long people can choose an intake talk
    intake_rest_workdays: int = 5  # between the last talk and the first day, to read the cases


@dataclass(frozen=True)
class Weights:
    """Points per breach of a soft rule, and the numbers those rules speak of. Zero switches a rule off."""

    length: int = 12  # each week begun outside 3 to 5 months
    aim: int = 1  # each whole week away from 4 months
    schoolvakantie: int = 30  # each day
    verkiezing: int = 20  # each day
    weekday: int = 6  # each day that is not on the weekday of the series
    gap: int = 4  # each week begun outside 4 to 5 weeks
    months: tuple[int, int, int] = (3, 4, 5)
    gap_days: tuple[int, int] = (28, 35)


@dataclass(frozen=True)
class Stretch:
    """Days with a name that are better avoided; both ends belong to it."""

    kind: Literal[SoftRule.SCHOOLVAKANTIE, SoftRule.VERKIEZING]
    name: str
    from_date: date
    until_date: date


@dataclass(frozen=True)
class Kalender:
    """Feestdagen by date, and school holidays (of the region of the editie) and election days.

    Cover half a year more than the period on both sides: the advice may be to shift the period.
    """

    feestdagen: Mapping[date, str] = field(default_factory=dict)
    stretches: tuple[Stretch, ...] = ()


@dataclass(frozen=True)
class Resource:
    """A trainer or a place with the slots in which it is taken. Empty `codes`: needed on every day."""

    name: str
    kind: ResourceKind
    busy: frozenset[Slot] = frozenset()
    codes: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Lock:
    """A part that must be on this day, and in these dagdelen when they are given. Of the intake: its first day."""

    code: str
    day: date
    dagdelen: tuple[str, ...] = ()


@dataclass(frozen=True)
class Override:
    """A soft rule that does not count, for these parts or (empty) for the whole series, and why."""

    rule: SoftRule
    reason: str
    codes: frozenset[str] = frozenset()


@dataclass(frozen=True)
class PlanRequest:
    """Everything a proposal depends on. `dagdelen` are the parts of the day that may be used, the best one first."""

    parts: tuple[Part, ...]
    from_date: date
    until_date: date
    kalender: Kalender
    resources: tuple[Resource, ...] = ()
    locks: tuple[Lock, ...] = ()
    overrides: tuple[Override, ...] = ()
    weights: Weights = Weights()
    rules: Rules = Rules()
    dagdelen: tuple[str, ...] = ("OCHTEND", "MIDDAG")


@dataclass(frozen=True)
class Chosen:
    """The day a person chose for a part; without dagdelen any free ones will do."""

    day: date
    dagdelen: tuple[str, ...] = ()


@dataclass(frozen=True)
class Placed:
    """A part in time. Intake and tussentijd last from the one day to the other; the others are on one day."""

    code: str
    kind: PartKind
    from_date: date
    until_date: date
    dagdelen: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cost:
    """Points that some dates cost for one soft rule. An overridden rule costs 0 and carries the reason."""

    rule: SoftRule
    codes: tuple[str, ...]
    points: int
    sentence: str
    reason: str = ""


@dataclass(frozen=True)
class Breach:
    """A hard rule that some dates break."""

    rule: HardRule
    codes: tuple[str, ...]
    sentence: str


@dataclass(frozen=True)
class Judgement:
    """What is wrong with dates (they may not stand) and what they cost."""

    breaches: tuple[Breach, ...]
    costs: tuple[Cost, ...]

    @property
    def total(self) -> int:
        """Return the points of all soft rules together."""
        return sum(cost.points for cost in self.costs)


@dataclass(frozen=True)
class Proposal:
    """Dates for every part, in the order of the programme, and what they cost."""

    placed: tuple[Placed, ...]
    costs: tuple[Cost, ...]

    @property
    def total(self) -> int:
        """Return the points of all soft rules together."""
        return sum(cost.points for cost in self.costs)

    @property
    def slots(self) -> frozenset[Slot]:
        """Return what trainers and place are taken by when this proposal is adopted."""
        return frozenset((part.from_date, code) for part in self.placed for code in part.dagdelen)


@dataclass(frozen=True)
class Wish:
    """Something that was asked and could be given up."""

    kind: WishKind
    sentence: str


@dataclass(frozen=True)
class Relaxation:
    """Wishes that together make room, how much that asks (less is smaller), and the dates that then fit."""

    wishes: tuple[Wish, ...]
    price: int
    proposal: Proposal


@dataclass(frozen=True)
class NothingFits:
    """No dates keep all hard rules: why, and what to give up, the smallest first."""

    sentence: str
    relaxations: tuple[Relaxation, ...] = ()
