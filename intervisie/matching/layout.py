"""How the search sees an instance: numbers in flat arrays, so that plain loops and compiled ones read the same memory.

Group `g` of `State` has its members in `members[g * room : g * room + size[g]]`.
"""

from collections.abc import MutableSequence
from typing import NamedTuple

Ints = MutableSequence[int]
Floats = MutableSequence[float]

FYSIEK, ONLINE = 0, 1
NO_GROUP = -1.0
ENOUGH_SLOTS = 3


class Numbers(NamedTuple):
    """Rules and weights; the weights together are 1. `room` is the number of places kept per group."""

    people: int
    room: int
    size_min: int
    size_target: int
    size_max: int
    min_common: int
    size_span: float
    online_value: float
    sector: float
    senioriteit: float
    thema: float
    nieuw: float
    wens: float
    reis: float
    tijd: float
    maat: float
    fair: float


class Tables(NamedTuple):
    """People as arrays: `ok` (may share a group), `pair` (what two bring each other) and `km10` are people x people.

    `slots`, `langs` and `themes` are bit masks; `reach` and `km10` are tenths of kilometres. The wishes of person i
    are `wants[want_start[i] : want_start[i + 1]]`, the people who suit i best `near[near_start[i] : ...]`.
    """

    x: Floats
    y: Floats
    reach: Floats
    mode: Ints
    slots: Ints
    langs: Ints
    org: Ints
    sector: Ints
    seniority: Ints
    themes: Ints
    theme_count: Ints
    ok: Ints
    pair: Floats
    km10: Ints
    want_start: Ints
    wants: Ints
    near_start: Ints
    near: Ints
    fixed: Ints


class State(NamedTuple):
    """Who is where, and what every group is worth. `rng` holds one number, the random source."""

    group: Ints
    place: Ints
    members: Ints
    size: Ints
    pairs: Floats
    goals: Floats
    worth: Floats
    rng: Ints


class Heat(NamedTuple):
    """One stage: temperature, the mean under which a group is one of the worst and what that costs, penalties."""

    temperature: float
    bar: float
    below: float
    unplaced: float
    strict: float
    credit: float
