"""What one person may know of a running session at one moment: the only thing its live pages are given."""

from dataclasses import dataclass, field
from datetime import date

from intervisie.werkvorm.cards import Kaart
from intervisie.werkvorm.steps import Keuze, Stap


@dataclass(frozen=True)
class Klok:
    """The clock of the moment. `deadline_ms` is None before the start, and where a step ends on a day (`ends_date`).

    Milliseconds since 1970 UTC: a browser counts on from `now_ms` by itself. A clock that stands still keeps
    `left_seconds`; below zero the time is over, which closes nothing.
    """

    now_ms: int
    deadline_ms: int | None = None
    left_seconds: int = 0
    is_paused: bool = False
    is_over: bool = False
    ends_date: date | None = None


@dataclass(frozen=True)
class Mens:
    """One person of the session. `number` is her seat, `pk` what a form names her by. Never what she wrote."""

    pk: str
    number: int
    name: str
    group: int
    has_joined: bool
    is_present: bool
    has_left: bool
    is_me: bool
    is_leader: bool
    is_inbrenger: bool
    is_on_paper: bool
    is_guest: bool
    takes_part: bool
    has_written: bool = False


@dataclass(frozen=True)
class Stapregel:
    """One step in the bar. `state` is KLAAR, NU or STRAKS; `number` begins at 1."""

    number: int
    code: str
    title: str
    minutes: int
    state: str


@dataclass(frozen=True)
class Bladveld:
    """One field of a sheet. `kind` and `options` are those of werkvorm.fields; `to` is the seat it is written for."""

    name: str
    label: str
    kind: str
    options: tuple[Keuze, ...]
    longest: int
    value: str
    # What she prepared for it, where nothing was saved yet.
    suggestion: str = ""
    to: int | None = None
    to_name: str = ""
    # What the receiver asks, as far as the writer has it.
    question: str = ""


@dataclass(frozen=True)
class Blad:
    """One sheet to write: of the viewer, or of somebody on paper for whom she types. `version` 0 was never saved."""

    author: int
    author_name: str
    is_own: bool
    step: str
    step_title: str
    round: int
    version: int
    fields: tuple[Bladveld, ...]
    is_handed_in: bool
    may_hand_in: bool

    @property
    def is_locked(self) -> bool:
        """Whether nothing of it changes any more: she let the others see it."""
        return self.is_handed_in

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written on it."""
        return not any(one.value for one in self.fields)


@dataclass(frozen=True)
class Regel:
    """One text that the viewer may read, with who wrote it. `note` is what goes with it: a bin, a day."""

    author: int
    author_name: str
    is_own: bool
    field: str
    label: str
    text: str
    note: str = ""


@dataclass(frozen=True)
class Getoond:
    """What of one step (and round) is shown, under one receiver where it is written for somebody."""

    step: str
    step_title: str
    round: int
    rows: tuple[Regel, ...]
    bringer_name: str = ""
    receiver: int | None = None
    receiver_name: str = ""


@dataclass(frozen=True)
class Schuld:
    """Who still owes something to whom: names, never texts."""

    name: str
    is_me: bool
    to_names: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many are still to come from her."""
        return len(self.to_names)


@dataclass(frozen=True)
class Stand:
    """Everything a live page shows to one person. `revision` is what her poll compares.

    `me` is her seat, None for who only guides or did not come in. `step_number` begins at 1. `speaks` says who speaks
    now, `writes` and `sees` who writes and who reads that, in a sentence. `needs_inbrenger`: the leader chooses one
    first. `question` is the prepared question of whose turn it is, when she shared it.
    """

    code: str
    status: str
    is_live: bool
    is_in_days: bool
    revision: int
    werkvorm: str
    medium: str
    klok: Klok
    people: tuple[Mens, ...]
    me: int | None
    is_inside: bool
    is_leader: bool
    may_take_lead: bool
    leader_name: str
    position: str = ""
    is_first: bool = True
    is_last: bool = False
    step: Stap | None = None
    step_number: int = 0
    steps: tuple[Stapregel, ...] = ()
    joined_late_at: int | None = None
    speaks: str = ""
    writes: str = ""
    sees: str = ""
    turn_names: tuple[str, ...] = ()
    next_turn_names: tuple[str, ...] = ()
    is_my_turn: bool = False
    bringer_names: tuple[str, ...] = ()
    is_bringer: bool = False
    inbrenger_name: str = ""
    needs_inbrenger: bool = False
    question: str = ""
    background: str = ""
    blad: Blad | None = None
    earlier: tuple[Blad, ...] = ()
    paper: tuple[Blad, ...] = ()
    shown: tuple[Getoond, ...] = ()
    owes: Schuld | None = None
    debts: tuple[Schuld, ...] = ()
    still_to_come: int = 0
    subgroup: tuple[str, ...] = ()
    cards: tuple[Kaart, ...] = ()
    rules: tuple[str, ...] = field(default=())

    @property
    def present(self) -> int:
        """How many people are there now."""
        return sum(1 for one in self.people if one.is_present)
