"""Divides by a matrix of pair weights: numbered groups with sizes of their own, the sum within them as high as can be.

No rules and no goals: the general question that literature has published instances of. It is the same search as for
people: its choice of moves, its cooling, its random source. What a move brings is read from a sum per group and person
that is kept up to date, for which three functions stand in the place of those of the kernel.
"""

import importlib
import math
import types
from array import array
from collections.abc import Callable, Sequence
from functools import cache
from types import SimpleNamespace
from typing import Any

from intervisie.matching import compiling, layout
from intervisie.matching.instance import Instance, Rules
from intervisie.matching.kernel import draw
from intervisie.matching.layout import Heat, Numbers, State, Tables
from intervisie.matching.search import Effort, cool_down
from intervisie.matching.tables import Board, empty_state

# Weights are brought to a size at which the search begins where nearly every move is accepted, and ends in a crystal.
SPREAD = 15.0
PLAIN_STEPS_PER_SECOND, STEPS_PER_SECOND = 80_000, 3_300_000

Weights = Sequence[Sequence[float]]
Sizes = Sequence[tuple[int, int]]


class WeightError(ValueError):
    """The sizes leave no way to divide so many people. The message is a Dutch sentence."""


# --- in the place of the functions of the kernel -------------------------------------------------------------------
# In `Tables`: `x` holds the sum of the weights of person i and the members of group g at g * people + i; `slots` and
# `langs` hold the least and the largest size of each group.


def goals_of(num: Numbers, t: Tables, s: State, g: int) -> float:
    """Return what a group is worth: the sum of its pairs."""
    return s.pairs[g]


def put(num: Numbers, t: Tables, s: State, a: int, g: int) -> None:
    """Move a to group g, and keep the sums of both groups."""
    n, old = num.people, s.group[a]
    first = old * num.room
    last = s.members[first + s.size[old] - 1]
    s.members[first + s.place[a]] = last
    s.place[last] = s.place[a]
    s.size[old] -= 1
    # Views, not places counted from the start: so the compiler sees that it can take several at once.
    row, here, there = t.pair[a * n : a * n + n], t.x[old * n : old * n + n], t.x[g * n : g * n + n]
    s.pairs[old] -= here[a]
    s.pairs[g] += there[a]
    for b in range(n):
        here[b] -= row[b]
        there[b] += row[b]
    s.members[g * num.room + s.size[g]] = a
    s.place[a] = s.size[g]
    s.size[g] += 1
    s.group[a] = g


def try_move(num: Numbers, t: Tables, s: State, h: Heat, a: int, to: int, b: int) -> bool:
    """Move a to group `to`, and b (or -1 for nobody) back, when sizes allow it and it is accepted."""
    n, old = num.people, s.group[a]
    if b < 0 and (s.size[old] <= t.slots[old] or s.size[to] >= t.langs[to]):
        return False  # also when there is no group `to`: its largest size is 0
    gain = t.x[to * n + a] - t.x[old * n + a]
    if b >= 0:
        gain += t.x[old * n + b] - t.x[to * n + b] - 2.0 * t.pair[a * n + b]
    if gain < 0.0 and draw(s.rng) / 4294967296.0 >= math.exp(gain / h.temperature):
        return False
    put(num, t, s, a, to)
    if b >= 0:
        put(num, t, s, b, old)
    return True


OURS = {"goals_of": goals_of, "put": put, "try_move": try_move}


@cache
def functions(is_compiled: bool) -> SimpleNamespace:
    """Return the functions of the search with ours among them, compiled or as they stand."""
    translate: Any = importlib.import_module("numba").njit if is_compiled else lambda function: function
    found: dict[str, Any] = {}
    for part in compiling.PARTS:
        space: dict[str, Any] = dict(vars(part))
        for name in part.COMPILED:
            code = OURS[name].__code__ if name in OURS else space[name].__code__
            found[name] = space[name] = translate(types.FunctionType(code, space, name))
    return SimpleNamespace(**found)


# --- the board -----------------------------------------------------------------------------------------------------


class WeightBoard(Board):
    """A board whose pair table holds given weights, without people or rules behind it."""

    def __init__(self, weights: Weights, sizes: Sizes, *, is_compiled: bool) -> None:
        """Fill the tables; `sizes` are the least and the largest of every group. Raises WeightError."""
        n = len(weights)
        if not sum(least for least, _ in sizes) <= n <= sum(most for _, most in sizes):
            raise WeightError(f"{n} mensen passen niet in groepen van deze groottes.")
        self.run = functions(is_compiled)
        look: Callable[[Any], Any] = compiling.as_buffer if is_compiled else memoryview
        self.instance = Instance((), rules=Rules(fair_weight=0.0))
        largest = max(most for _, most in sizes)
        self.num = Numbers(n, largest + 2, 1, largest, largest, 0, 1.0, 1.0, *(0.0,) * 9)
        self.tables, self.state = _tables(weights, sizes), empty_state(self.num)
        self.seen_tables, self.seen_state = Tables(*map(look, self.tables)), State(*map(look, self.state))
        self.run.fill_near(self.num, self.seen_tables, n, look(array("d", bytes(8 * n))))
        self.load(_filled(n, sizes))

    def load(self, groups: Any) -> None:
        """Put people in these groups, all of them, and count the sums of every group."""
        super().load(groups)
        t, n = self.tables, self.num.people
        for at in range(len(t.x)):
            t.x[at] = 0.0
        for g, members in enumerate(self.groups()):
            for member in members:
                for b in range(n):
                    t.x[g * n + b] += t.pair[member * n + b]


def _tables(weights: Weights, sizes: Sizes) -> Tables:
    n = len(weights)
    flat = [weights[a][b] for a in range(n) for b in range(n) if a != b] or [1.0]
    mean = sum(flat) / len(flat)
    spread = math.sqrt(sum((value - mean) ** 2 for value in flat) / len(flat))
    scale = 1.0 / (SPREAD * (max(spread, abs(mean) / 2) or 1.0))
    numbers = {name: array("q", bytes(8 * n)) for name in ("org", "sector", "seniority", "themes", "theme_count")}
    pad = [0] * (n - len(sizes))
    return Tables(
        x=array("d", bytes(8 * n * (len(sizes) + 1))), y=array("d", bytes(8 * n)), reach=array("d", bytes(8 * n)),
        mode=array("q", [layout.ONLINE + 1] * n), slots=array("q", [*(least for least, _ in sizes), *pad]),
        langs=array("q", [*(most for _, most in sizes), *pad]), **numbers,
        ok=array("b", [a != b for a in range(n) for b in range(n)]),
        pair=array("f", [scale * weights[a][b] if a != b else 0.0 for a in range(n) for b in range(n)]),
        km10=array("h", bytes(2 * n * n)), want_start=array("q", bytes(8 * (n + 1))), wants=array("q", [-1]),
        near_start=array("q", bytes(8 * (n + 1))), near=array("q", bytes(8 * n * n)), fixed=array("b", bytes(n)),
    )  # fmt: skip


def _filled(people: int, sizes: Sizes) -> list[list[int]]:
    """Return groups of their least sizes, and the others spread over those that have room."""
    waiting = list(range(people))
    groups = [[waiting.pop() for _ in range(least)] for least, _ in sizes]
    while waiting:
        for group, (_, most) in zip(groups, sizes, strict=True):
            if waiting and len(group) < most:
                group.append(waiting.pop())
    return groups


def divide_by_weights(board: WeightBoard, *, seed: int = 1, effort: Effort | None = None) -> list[list[int]]:
    """Return groups in the order of their sizes; within so many seconds of work as for people."""
    effort = effort or Effort()
    board.state.rng[0] = seed % 0xFFFFFFFE + 1
    is_plain = isinstance(board.seen_tables.x, memoryview)
    steps = int(effort.seconds * (PLAIN_STEPS_PER_SECOND if is_plain else STEPS_PER_SECOND))
    cool_down(board, steps, effort)
    return board.groups()
